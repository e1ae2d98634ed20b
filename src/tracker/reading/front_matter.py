"""The head of a Markdown file: names with one or more values each, between two lines of dashes as YAML, or of plus
signs as TOML.
"""

import re
import tomllib
from datetime import date
from typing import Any

_HEAD = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\A\s*\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_PAIR = re.compile(r"([A-Za-z_][\w .-]{0,60}?)\s*:(?:\s+(.*)|\s*)$")
_LONGEST = 20_000
_TABLES = ("taxonomies", "extra", "params")
"""Tables in which a head says more of the paper; others are about menus and pictures."""
_PLAIN = (str, int, float, date)


def front_matter(text: str) -> tuple[dict[str, tuple[str, ...]], str]:
    """The values by name ("head:title"), and the text behind the head."""
    found = _HEAD.match(text[:_LONGEST])
    if not found:
        return _of_toml(text)
    values: dict[str, list[str]] = {}
    name = ""
    for line in found.group(1).split("\n"):
        pair = _PAIR.match(line) if not line[:1].isspace() else None
        if pair:
            name = f"head:{pair.group(1).strip().lower()}"
            values[name] = _values(pair.group(2) or "")
        elif name and line.strip() and not line.lstrip().startswith("#"):
            _continue(values[name], line.strip())
    if not values:
        return {}, text
    return {name: tuple(entries) for name, entries in values.items()}, text[found.end() :]


def _of_toml(text: str) -> tuple[dict[str, tuple[str, ...]], str]:
    found = _TOML.match(text[:_LONGEST])
    if not found:
        return {}, text
    try:
        told = tomllib.loads(found.group(1))
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}, text
    kept = {"": told} | {name: told[name] for name in _TABLES if isinstance(told.get(name), dict)}
    values = {name: _words(value) for table in reversed(kept.values()) for name, value in table.items()}
    return {f"head:{name.strip().lower()}": said for name, said in values.items() if said}, text[found.end() :]


def _words(value: Any) -> tuple[str, ...]:
    """A value as words, or each of several; of those that are tables the name."""
    entries = value if isinstance(value, list) else [value]
    called = (one.get("name", "") if isinstance(one, dict) else one for one in entries)
    return tuple(said for one in called if isinstance(one, _PLAIN) and (said := str(one).strip()))


def _continue(entries: list[str], line: str) -> None:
    """An entry of a list, a value of a nested name, or a long value that goes on."""
    if line.startswith("- "):
        named = re.match(r"-\s+(?:name|title)\s*:\s+(.*)", line)
        entries.append(_bare(named.group(1) if named else line[2:]))
    elif re.match(r"(?:name|title)\s*:\s", line):
        entries.append(_bare(line.split(":", 1)[1]))
    elif entries and not re.match(r"[a-z_]+\s*:\s", line):
        entries[-1] = f"{entries[-1]} {_bare(line)}".strip()
    elif not entries:
        entries.append(_bare(line))


def _values(value: str) -> list[str]:
    value = value.strip()
    if value in {"", "|", ">", "|-", ">-", "[]", "~", "null"}:
        return []
    if value.startswith("[") and value.endswith("]"):
        return [_bare(entry) for entry in value[1:-1].split(",")]
    return [_bare(value)]


def _bare(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return re.sub(r"\s+#.*$", "", value)

"""The head of a Markdown file between two lines of dashes: names with one or more values each."""

import re

_HEAD = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_PAIR = re.compile(r"([A-Za-z_][\w .-]{0,60}?)\s*:(?:\s+(.*)|\s*)$")
_LONGEST = 20_000


def front_matter(text: str) -> tuple[dict[str, tuple[str, ...]], str]:
    """The values by name ("yaml:title"), and the text behind the head."""
    found = _HEAD.match(text[:_LONGEST])
    if not found:
        return {}, text
    values: dict[str, list[str]] = {}
    name = ""
    for line in found.group(1).split("\n"):
        pair = _PAIR.match(line) if not line[:1].isspace() else None
        if pair:
            name = f"yaml:{pair.group(1).strip().lower()}"
            values[name] = _values(pair.group(2) or "")
        elif name and line.strip() and not line.lstrip().startswith("#"):
            _continue(values[name], line.strip())
    if not values:
        return {}, text
    return {name: tuple(entries) for name, entries in values.items()}, text[found.end() :]


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

"""Prose with its recommendations marked, so that whoever knows policy briefs can add a case.

One file a phenomenon beside this one. A case begins with a line `### what it shows`. In its text `[[…]]` marks a
headline recommendation and `{{…}}` a supporting one; all else must not be found. The text is read as Markdown; emphasis
and links inside the marks are not part of the words.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from tracker.extraction import extract
from tracker.extraction.finding import Finding
from tracker.reading import read

PROSE = Path(__file__).parent
_MARKS = re.compile(r"\[\[(.*?)\]\]|\{\{(.*?)\}\}", re.DOTALL)
_MARKUP = re.compile(r"\*+|\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True)
class Case:
    """One text: `found` are its marked recommendations in order, each (level, words)."""

    name: str
    text: str
    found: tuple[tuple[str, str], ...]


def cases() -> list[Case]:
    """Every case of every file beside this one."""
    return [case for file in sorted(PROSE.glob("*.md")) for case in _cases(file)]


def findings_in(text: str) -> tuple[Finding, ...]:
    """What is found in a text, in its order."""
    return extract(read("case.md", text.encode())).findings


def found_in(text: str) -> tuple[tuple[str, str], ...]:
    """What is found in a text, each (level, words), in its order."""
    document = read("case.md", text.encode())
    found = extract(document).findings
    return tuple((finding.level.value, " ".join(finding.span.of(document.text).split())) for finding in found)


def _cases(file: Path) -> list[Case]:
    parts = re.split(r"^### (.+)\n", file.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return [_case(f"{file.stem}: {name}", text) for name, text in zip(parts[::2], parts[1::2], strict=True)]


def _case(name: str, text: str) -> Case:
    marked = tuple(
        ("headline" if mark[1] is not None else "supporting", " ".join(_plain(mark[1] or mark[2]).split()))
        for mark in _MARKS.finditer(text)
    )
    return Case(name, _MARKS.sub(lambda mark: mark[1] or mark[2], text), marked)


def _plain(words: str) -> str:
    return _MARKUP.sub(lambda mark: mark[1] or "", words)

"""The inline tokens of Markdown as printed lines, each with its opening run set off and its links counted."""

import html
import re
from dataclasses import dataclass, replace

from markdown_it.token import Token

from tracker.reading.building import compose, opening
from tracker.reading.hyphenation import Words

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_ATTRIBUTES = re.compile(r"\s?\{[:#.][^{}\n]{0,80}\}")


@dataclass(frozen=True, slots=True)
class Printed:
    """Words; how many characters open them set off, how many are links; whether a hard break follows, all is bold."""

    text: str
    lead: int = 0
    linked: int = 0
    hard: bool = False
    bold: bool = False

    def without(self, rest: str) -> "Printed":
        """The same without what stands before `rest`."""
        taken = len(self.text) - len(rest)
        return replace(self, text=rest, lead=max(0, self.lead - taken)) if taken else self


def printed_lines(token: Token) -> list[Printed]:
    """The lines of an inline token; lines without words are left out."""
    lines: list[Printed] = []
    runs: list[tuple[str, bool]] = []
    set_off = linked = links = strong = 0
    bold = True
    for child in token.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            lines.append(_line(runs, linked, hard=child.type == "hardbreak", bold=bold))
            runs, linked, bold = [], 0, True
            continue
        set_off += {"strong_open": 1, "em_open": 1, "strong_close": -1, "em_close": -1}.get(child.type, 0)
        links += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        words = _words(child)
        runs.append((words, set_off > 0))
        strong += {"strong_open": 1, "strong_close": -1}.get(child.type, 0)
        bold = bold and (strong > 0 or not words.strip())
        linked += sum(map(str.isalnum, words)) if links else 0
    lines.append(_line(runs, linked, hard=False, bold=bold))
    return [line for line in lines if line.text]


def whole(lines: list[Printed], words: Words) -> Printed:
    """The lines as one, broken words joined; the opening run goes on over lines that are set off wholly."""
    if not lines:
        return Printed("")
    text, linked = words.joined(line.text for line in lines), sum(line.linked for line in lines)
    lead = opening(text, [(line.text, line.lead) for line in lines])
    return Printed(words.mend(text), lead, linked, bold=all(line.bold for line in lines))


def _line(runs: list[tuple[str, bool]], linked: int, *, hard: bool, bold: bool) -> Printed:
    text, lead = compose(runs)
    return Printed(text, lead, linked, hard, bold)


def _words(child: Token) -> str:
    if child.type in {"text", "code_inline"}:
        return _ATTRIBUTES.sub("", child.content)
    if child.type == "html_inline":
        return " " if child.content.lower().startswith("<br") else html.unescape(_TAG.sub("", child.content))
    return ""

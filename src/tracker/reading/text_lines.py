"""Plain text as lines on pages, freed of what saving a web page or a file left in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.reading.markers import Marked, split
from tracker.reading.series import Capitals

_ESCAPED_TARGET = re.compile(r"\s?\\\((?:/|#|https?:)[^)\s]{0,500}\\\)")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,600}\)")
_BARE_TARGET = re.compile(r"(?<!\S)\((?:/[\w\-./%#?=&]{1,400}|#)\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,2})(\S(?:[^*\n]{0,200}?\S)?)\1(?![\w*])")
_RULE = re.compile(r"[-_=*~\u2500-\u257f\u2014\u2013 ]{3,}")
_DRAWN = frozenset("|-+=: ")
_GAP = re.compile(r" {2,}")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its words, the column at which they begin, the page, and whether a page begins with it.

    `letter` is a capital letter that only the list before the line makes its marker.
    """

    words: str
    indent: int = 0
    page: int | None = None
    opens_page: bool = False
    letter: str = ""

    @property
    def marked(self) -> Marked:
        """The words with their marker taken off."""
        return split(self.words, self.letter)

    @property
    def blank(self) -> bool:
        """Whether nothing stands on the line."""
        return not self.words

    @property
    def rule(self) -> bool:
        """Whether the line is drawn and not written."""
        return bool(_RULE.fullmatch(self.words)) and len(self.words.replace(" ", "")) > 2

    @property
    def barred(self) -> bool:
        """Whether the line is a row of a table or box drawn with bars, or one of the lines between its rows."""
        return self.words.startswith("|") or (self.words[:2] in {"+-", "+="} and self.between_rows)

    @property
    def between_rows(self) -> bool:
        """Whether the line holds nothing but what tables are drawn with."""
        return set(self.words) <= _DRAWN

    @property
    def end(self) -> int:
        """The column after the last character."""
        return self.indent + len(self.words)


def lines_of(text: str) -> list[Line]:
    """Cut the text into lines; pages are counted where form feeds divide it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    pages = text.split("\f")
    while len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    paged = len(pages) > 1
    found: list[Line] = []
    capitals = Capitals()
    for number, page in enumerate(pages, start=1):
        opening = number > 1
        for raw in page.split("\n"):
            line = _line(raw, number if paged else None, capitals, opens_page=opening)
            found.append(line)
            opening = opening and line.blank
    return found


def width_of(lines: Iterable[Line]) -> int | None:
    """The column at which lines are wrapped by hand, None where a line is a paragraph."""
    ends = sorted(line.end for line in lines if not line.blank and not line.rule)
    if not ends:
        return None
    widest = ends[int(len(ends) * 0.97)]
    long = sum(1 for end in ends if end > 0.75 * widest)
    return widest if widest <= 130 and ends[-1] <= 2 * widest and (long > 0.3 * len(ends) or len(ends) < 4) else None


def _line(raw: str, page: int | None, capitals: Capitals, *, opens_page: bool) -> Line:
    tidy = raw.expandtabs(4).replace("\xa0", " ").replace("\u3000", " ").replace("\xad", "").rstrip()
    words = _unlinked(tidy.strip()) if "(" in tidy or "*" in tidy else tidy.strip()
    indent = len(tidy) - len(tidy.lstrip()) if words else 0
    return Line(words, indent, page, opens_page, capitals.letter(words))


def _unlinked(words: str) -> str:
    """Links keep their words alone, emphasis its words alone."""
    words = _ESCAPED_TARGET.sub("", words)
    words = _LINK.sub(r"\1", words)
    words = _BARE_TARGET.sub("", words)
    return _EMPHASIS.sub(r"\2", words).strip()


def columns(words: str, least: int = 2) -> list[str]:
    """The line's parts that stand apart by `least` spaces or more."""
    return [part for part in re.split(rf" {{{least},}}", words) if part] if _GAP.search(words) else [words]

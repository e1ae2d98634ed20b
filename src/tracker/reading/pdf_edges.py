"""What the pages of a PDF repeat at head and foot: running heads, page numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from tracker.reading.pdf_lines import Line
from tracker.reading.pdf_page import Page

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?!(?:19|20)\d\d$)(?:[-–—|·]\s*)?(?:page\s+|p\.\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-–—|·])?",
    re.IGNORECASE,
)
_EDGE = 3


def repeated(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> set[int]:
    """The lines at the pages' heads and feet that are not of the text, by identity."""
    seen: dict[tuple[str, int], list[Line]] = defaultdict(list)
    titles = {_key(line.text): line.size for page in lines[:1] for line in page if len(line.text) > 8}
    found: set[int] = set()
    for page, mine in zip(pages, lines, strict=True):
        bases = sorted({round(line.base) for line in mine}, reverse=True)
        outer = {*bases[:_EDGE], *bases[-_EDGE:]}
        for line in mine:
            if round(line.base) in outer and len(line.text) < 160:
                seen[_key(line.text), round(line.size)].append(line)
                high = line.base > 0.9 * page.height or line.base < 0.1 * page.height
                if _lone_number(line, mine, page) or (
                    high and (_PAGE_NUMBER.fullmatch(line.text) or _alone(line, mine, page, titles))
                ):
                    found.add(id(line))
    for alike in seen.values():
        if _repeats(alike, pages):
            found |= {id(line) for line in alike}
    return found


def _lone_number(line: Line, lines: Sequence[Line], page: Page) -> bool:
    """A number by itself, with nothing under it, a good way under the text."""
    if not line.text.isdigit() or len(line.text) > 3 or line.base > 0.2 * page.height:
        return False
    others = [other.base for other in lines if other is not line and other.base < 0.95 * page.height]
    return bool(others) and min(others) > line.base + 1.5 * line.size


def _key(text: str) -> str:
    return _DIGITS.sub("#", text.lower())


def _repeats(alike: Sequence[Line], pages: Sequence[Page]) -> bool:
    """On several pages, at about the same height."""
    on = {line.page for line in alike}
    near = max(line.base for line in alike) - min(line.base for line in alike) < 0.12 * pages[0].height
    if len(on) < 2 or not (near or len(on) > 3):
        return False
    return len(on) > 2 or len(pages) < 5 or bool(_DIGITS.search(alike[0].text))


def _alone(line: Line, lines: Sequence[Line], page: Page, titles: Mapping[str, float]) -> bool:
    """At the head of a later page, far above the text, or the title once more in smaller letters."""
    if page.number == 1 or line.base < 0.9 * page.height:
        return False
    below = max((other.base for other in lines if other.base < line.base - 2), default=0.0)
    if line.size < 0.9 * titles.get(_key(line.text), 0.0):
        return True
    usual = Counter(round(other.size, 1) for other in lines).most_common(1)[0][0]
    apart = line.base > 0.93 * page.height and line.base - below > 2.2 * line.size
    return apart and not line.bold and line.size < 1.1 * usual

"""Find what every page of a plain text repeats: running heads, page numbers; and the footnotes at its foot."""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from enum import Enum

from tracker.reading.text_lines import Line, columns

_DIGITS = re.compile(r"\d+")
_ROMAN_PAGE = re.compile(r"(?:page\s+)?[ivxlc]{1,6}", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"(?!(?:19|20)\d\d$)(?:[-–—·|\[(]\s*)?(?:page|p\.|pg\.?|seite|página|pagina|s\.)?\s*\d{1,4}(?:\s*(?:of|/|von|de|sur)\s*\d{1,4})?(?:\s*[-–—·|\])])?",
    re.IGNORECASE,
)
_SAYS_PAGE = re.compile(r"\bpage\s+(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\b", re.IGNORECASE)
_FRAMED = re.compile(r"[-–—|·\[]\s*\d{1,4}\s*[-–—|·\]]")
_LABELS = re.compile(
    r"\W*(?:recommendations?|chapter|part|table|figure|fig|box|annex|appendix|section|option|step|ask|action|proposal"
    r"|principle|measure|goal|priority|paragraphs?|day|phase|article|question|lesson|finding|case|chart|map)\W*#\W*"
)
_NOTE = re.compile(r"(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.)]?|([*†‡]))\s+\S")
_EDGE = 3
_LEAST_PAGE = 15


class Role(Enum):
    """What a line is for."""

    BODY = "body"
    FURNITURE = "furniture"
    FOOTNOTE = "footnote"


def roles_of(lines: Sequence[Line]) -> list[Role]:
    """One role a line; a text that would be nothing but what stands beside a text is one."""
    roles = [Role.BODY] * len(lines)
    edges = _edges(lines)
    for at in _repeated_at_edges(lines, edges) | _numbered(lines) | _page_numbers(lines, edges) | _plain_numbers(lines):
        roles[at] = Role.FURNITURE
    for at in _beside_breaks(lines, roles):
        roles[at] = Role.FURNITURE
    for at in _footnotes(lines, roles):
        roles[at] = Role.FOOTNOTE
    if all(role is not Role.BODY or line.blank or line.rule for line, role in zip(lines, roles, strict=True)):
        return [Role.BODY] * len(lines)
    return roles


def _shape(line: Line) -> str:
    return _DIGITS.sub("#", " ".join(line.words.lower().split()))


def _edges(lines: Sequence[Line]) -> list[tuple[int, list[int]]]:
    """For each page, the places of the lines at its head and foot; nothing where pages are not marked."""
    pages: dict[int, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if line.page is not None and not line.blank and not line.rule:
            pages[line.page].append(at)
    return [(page, list(dict.fromkeys(places[:_EDGE] + places[-_EDGE:]))) for page, places in pages.items()]


def _repeated_at_edges(lines: Sequence[Line], edges: Sequence[tuple[int, list[int]]]) -> set[int]:
    seen: dict[str, set[int]] = defaultdict(set)
    for page, places in edges:
        for at in places:
            seen[_shape(lines[at])].add(page)
    often = {shape for shape, pages in seen.items() if len(pages) > 1 and not _LABELS.fullmatch(shape)}
    return {
        at for _, places in edges for at in places if _shape(lines[at]) in often and _alone_at_edge(lines, at, places)
    }


def _alone_at_edge(lines: Sequence[Line], at: int, places: Sequence[int]) -> bool:
    """A line that repeats inside a list or sentence near the edge is text: it has text right above and below it."""
    above = at > 0 and not lines[at - 1].blank and not lines[at].opens_page
    below = at + 1 < len(lines) and not lines[at + 1].blank and not lines[at + 1].opens_page
    return not (above and below) or at in (places[0], places[-1])


def _page_numbers(lines: Sequence[Line], edges: Sequence[tuple[int, list[int]]]) -> set[int]:
    found = set()
    for _, places in edges:
        for at in (places[0], places[-1]):
            words = lines[at].words
            if (
                _PAGE_NUMBER.fullmatch(words)
                or _ROMAN_PAGE.fullmatch(words)
                or _SAYS_PAGE.search(words[-12:] + " " + words[:12])
            ):
                found.add(at)
    return found


def _numbered(lines: Sequence[Line]) -> set[int]:
    """Lines of one shape in which one number counts up, a page apart, are running heads of unmarked pages."""
    alike: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if len(line.words) < 140 and _DIGITS.search(line.words) and _stands_free(lines, at):
            alike[_shape(line)].append(at)
    found: set[int] = set()
    for shape, places in alike.items():
        if len(places) > 1 and not _LABELS.fullmatch(shape) and _counts_up([lines[at].words for at in places]):
            gaps = [sum(not one.blank for one in lines[a:b]) for a, b in itertools.pairwise(places)]
            if min(gaps) >= _LEAST_PAGE and (max(gaps) <= 4 * min(gaps) + 20):
                found.update(places)
    return found


def _plain_numbers(lines: Sequence[Line]) -> set[int]:
    """Lines such as "- 2 -" and "Page ii" that stand free; beside "Page 3" something else may stand far off."""
    found = set()
    for at, line in enumerate(lines):
        parts = columns(line.words, 3)
        said = (
            any(_SAYS_PAGE.fullmatch(part) for part in (parts[0], parts[-1]))
            if line.words and len(parts) < 4
            else False
        )
        if (said or _FRAMED.fullmatch(line.words)) and _stands_free(lines, at):
            found.add(at)
    return found


def _stands_free(lines: Sequence[Line], at: int) -> bool:
    before = lines[at - 1] if at else Line("")
    after = lines[at + 1] if at + 1 < len(lines) else Line("")
    return before.blank or after.blank or after.rule or before.rule


def _counts_up(words: Sequence[str]) -> bool:
    rows = [[int(number) for number in _DIGITS.findall(line) if len(number) < 5] for line in words]
    if len({len(row) for row in rows}) != 1:
        return False
    for slot in zip(*rows, strict=True):
        steps = {b - a for a, b in itertools.pairwise(slot)}
        if steps <= {1, 2} and steps and slot[0] < 400:
            return True
    return False


def _beside_breaks(lines: Sequence[Line], roles: Sequence[Role]) -> set[int]:
    """Lines that stand beside running heads already found, more than once, belong to them."""
    breaks = [at for at, role in enumerate(roles) if role is Role.FURNITURE]
    near: Counter[str] = Counter()
    places: dict[str, list[int]] = defaultdict(list)
    for at in breaks:
        for other in range(max(0, at - 3), min(len(lines), at + 4)):
            if roles[other] is Role.BODY and not lines[other].blank and not lines[other].rule:
                near[_shape(lines[other])] += 1
                places[_shape(lines[other])].append(other)
    short = {shape for shape, n in near.items() if n > 1 and len(shape) < 90 and len(set(places[shape])) > 1}
    return {at for shape in short for at in places[shape] if _stands_free(lines, at) or lines[at - 1].opens_page}


def _footnotes(lines: Sequence[Line], roles: Sequence[Role]) -> set[int]:
    """What follows a short rule under the text and opens with a number, down to the foot of the page."""
    found: set[int] = set()
    written = (at for at, line in enumerate(lines) if roles[at] is Role.BODY and not line.blank and not line.rule)
    top = next(written, len(lines))
    for at, line in enumerate(lines):
        if at < top or not line.rule or len(line.words) > 45 or set(line.words) - set("_-–—─"):
            continue
        first = next((i for i in range(at + 1, min(at + 4, len(lines))) if not lines[i].blank), None)
        if first is None or roles[first] is not Role.BODY or not _NOTE.match(lines[first].words):
            continue
        for below in range(first, len(lines)):
            if lines[below].opens_page or roles[below] is Role.FURNITURE or _ends_notes(lines, below):
                break
            if not lines[below].blank and not lines[below].rule:
                found.add(below)
    return found


def _ends_notes(lines: Sequence[Line], at: int) -> bool:
    """A blank line, and then something that is neither a note nor set in."""
    line = lines[at]
    return at > 0 and lines[at - 1].blank and not line.blank and not _NOTE.match(line.words) and line.indent == 0

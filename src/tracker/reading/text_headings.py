"""Which stretches of a plain text are headings, and on which level."""

import re
from collections.abc import Sequence

from tracker.document import BlockKind
from tracker.reading import markers
from tracker.reading.furniture import is_furniture_line
from tracker.reading.headings import BOILERPLATE, is_group_label, is_name, may_be_heading, people
from tracker.reading.lettering import DATED, in_capitals, title_case
from tracker.reading.series import follows
from tracker.reading.text_groups import Stretch
from tracker.reading.text_lines import columns

_OPENING = 40
_HEAD = 14
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,2})\s+(?=[^\W\d_])")
_READING_LISTS = re.compile(
    r"(?:recommended|related(?: (?:content|articles?|publications?|posts?|reading))?|read (?:also|more|next)"
    r"|you may also like|stay (?:up to date|informed|connected)|subscribe|newsletter|share(?: this.{0,20})?"
    r"|more from .{1,40}|latest .{1,30}|recent .{1,40})",
    re.IGNORECASE,
)
_KEPT = re.compile(r"topics?|regions?.{0,20}|countries|tags|keywords", re.IGNORECASE)


def kinds_of(stretches: Sequence[Stretch]) -> list[BlockKind]:
    """What each stretch is: heading, item, paragraph, or furniture."""
    kinds = []
    for at, stretch in enumerate(stretches):
        following = stretches[at + 1] if at + 1 < len(stretches) else None
        if is_furniture_line(stretch.text):
            kinds.append(BlockKind.FURNITURE)
        elif _heads(stretch, following, stretches[max(0, at - 1) : at], early=at < 12):
            kinds.append(BlockKind.HEADING)
        elif stretch.marker:
            kinds.append(BlockKind.LIST_ITEM)
        else:
            kinds.append(BlockKind.PARAGRAPH)
    _close_reading_lists(stretches, kinds)
    _quiet(stretches, kinds)
    _number(stretches, kinds)
    return kinds


def _quiet(stretches: Sequence[Stretch], kinds: list[BlockKind]) -> None:
    """Names under "TOPICS", and those of the authors, are no headings."""
    kept = False
    for at in range(len(kinds)):
        text = stretches[at].text
        if _KEPT.fullmatch(text):
            kept = True
        elif kinds[at] is not BlockKind.HEADING:
            kept = False
        elif kept or (0 < at < _HEAD and _names(stretches, at)):
            kinds[at] = BlockKind.PARAGRAPH


def _number(stretches: Sequence[Stretch], kinds: Sequence[BlockKind]) -> None:
    """Bare numbers before headings are their markers where they count from 1."""
    found = {
        at: opened
        for at, (stretch, kind) in enumerate(zip(stretches, kinds, strict=True))
        if kind is BlockKind.HEADING and not stretch.marker and (opened := _NUMBERED.match(stretch.text))
    }
    if {"1", "2"} <= {opened.group(1) for opened in found.values()}:
        for at, opened in found.items():
            stretches[at].marker, stretches[at].text = opened.group(1), stretches[at].text[opened.end() :]


def _names(stretches: Sequence[Stretch], at: int) -> bool:
    """The authors' names, told by being several or by the note on them that follows."""
    text = stretches[at].text
    following = stretches[at + 1].text if at + 1 < len(stretches) else ""
    return people(text) or (is_name(text) and following.startswith(text))


def _heads(stretch: Stretch, following: Stretch | None, before: Sequence[Stretch], *, early: bool) -> bool:
    if stretch.underline and len(stretch.lines) < 4 and may_be_heading(stretch.text, words=30):
        return True
    if following is None or len(stretch.lines) > 3 or not may_be_heading(stretch.text):
        return False
    if len(columns(stretch.lines[0].words, 3)) > 1 or (stretch.marker and _is_item(stretch, following, before)):
        return False
    if not stretch.alone and not (early and (title_case(stretch.text) or len(stretch.text) < 70)):
        return (in_capitals(stretch.text) and len(stretch.text.split()) > 1) or stretch.text.endswith(":")
    return not (len(stretch.lines) > 1 and not early and not title_case(stretch.text) and not in_capitals(stretch.text))


def _is_item(stretch: Stretch, following: Stretch, before: Sequence[Stretch]) -> bool:
    """Whether the marker is that of a list's item and not of a heading."""
    if markers.kind(stretch.marker) == "bullet" or stretch.marker[:1] == "(":
        return True
    return (not stretch.alone and not in_capitals(stretch.text)) or _in_series(stretch, following, before)


def _in_series(stretch: Stretch, following: Stretch, before: Sequence[Stretch]) -> bool:
    """The next or last stretch counts on from this one: items, where a heading has a text under it."""
    return follows(following.marker, stretch.marker) or any(follows(stretch.marker, one.marker) for one in before)


def _close_reading_lists(stretches: Sequence[Stretch], kinds: list[BlockKind]) -> None:
    """What stands under "RECOMMENDED" or "Stay up to date" in a saved page is no part of the brief."""
    at = 0
    while at < len(stretches):
        if len(stretches[at].lines) == 1 and _READING_LISTS.fullmatch(stretches[at].text.strip(" :")):
            end = at + 1
            while end < len(stretches) and _listed(stretches[end]) and end - at < 80:
                end += 1
            if _links_on(stretches[at + 1 : end]) or end == len(stretches):
                kinds[at:end] = [BlockKind.FURNITURE] * (end - at)
                at = end
                continue
        at += 1


def _listed(stretch: Stretch) -> bool:
    return len(stretch.text) < 160 and not _KEPT.fullmatch(stretch.text)


def _links_on(listed: Sequence[Stretch]) -> bool:
    return any(DATED.search(one.text) or re.match(r"\d{1,3}/\d{4}\b", one.lines[0].words) for one in listed)


def levels_of(stretches: Sequence[Stretch], kinds: Sequence[BlockKind]) -> dict[int, int]:
    """The first headings before any long text are the title's; below, each manner of heading has its level."""
    levels: dict[int, int] = {}
    manners: dict[tuple[str, bool], int] = {}
    opening, last = True, 1
    for at, (stretch, kind) in enumerate(zip(stretches, kinds, strict=True)):
        opening = opening and at < _OPENING and not (kind is not BlockKind.HEADING and len(stretch.text) > 150)
        if kind is not BlockKind.HEADING:
            continue
        if stretch.underline in {"=", "═"} or (opening and _is_title(stretches, kinds, at, first=not levels)):
            levels[at] = 1
        elif BOILERPLATE.fullmatch(stretch.text):
            levels[at] = 2
        else:
            levels[at] = manners.setdefault(_manner(stretch), _next_level(stretch, manners, last))
        last = levels[at]
    return levels


def _is_title(stretches: Sequence[Stretch], kinds: Sequence[BlockKind], at: int, *, first: bool) -> bool:
    stretch = stretches[at]
    if first:
        return not stretch.marker
    if stretch.marker or BOILERPLATE.fullmatch(stretch.text) or stretch.text.endswith(":"):
        return False
    following = stretches[at + 1] if at + 1 < len(stretches) else None
    over_text = following is not None and (len(following.text) > 150 or kinds[at + 1] is BlockKind.LIST_ITEM)
    return not over_text


def _next_level(stretch: Stretch, manners: dict[tuple[str, bool], int], last: int) -> int:
    """A new manner lies under the heading before it; the first numbers of a document stand on top."""
    numbered = markers.ordinal(stretch.marker) == 1 and not any(family for family, _ in manners if family != ":")
    return 2 if not manners or numbered else min(6, last + 1)


def _manner(stretch: Stretch) -> tuple[str, bool]:
    if is_group_label(stretch.text) and stretch.text.endswith(":"):
        return ":", False
    return markers.kind(stretch.marker), in_capitals(stretch.text)

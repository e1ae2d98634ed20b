"""Stretches of a plain text become pieces: heading, list item, table row, paragraph."""

import re
from collections.abc import Iterator, Sequence

from tracker.document import BlockKind
from tracker.reading import markers
from tracker.reading.building import Piece
from tracker.reading.depths import set_depths
from tracker.reading.headings import BOILERPLATE, in_capitals, is_group_label, may_be_heading, title_case
from tracker.reading.hyphenation import Words
from tracker.reading.text_groups import DATED, Stretch
from tracker.reading.text_lines import Line, columns
from tracker.reading.text_pages import Role

_ROW = re.compile(r"\|.*\|$")
_OPENING = 40
_READING_LISTS = re.compile(
    r"(?:recommended|related(?: (?:content|articles?|publications?|posts?|reading))?|read (?:also|more|next)|you may also like"
    r"|stay (?:up to date|informed|connected)|subscribe|newsletter|share(?: this.{0,20})?|more from .{1,40}|latest .{1,30}|recent .{1,40})",
    re.IGNORECASE,
)
_KEPT = re.compile(r"topics?|regions?.{0,20}|countries|tags|keywords", re.IGNORECASE)


def pieces_of(stretches: Sequence[Stretch], words: Words) -> list[Piece]:
    """One piece a stretch, and what interrupted it behind it."""
    kinds = _kinds(stretches)
    levels = _levels(stretches, kinds)
    found: list[Piece] = []
    for at, stretch in enumerate(stretches):
        if stretch.lines[0].words.startswith(("|", "+-")) and len(stretch.lines) > 1:
            found += _table(stretch)
        else:
            found += _plain(stretch, kinds[at], levels.get(at, 0))
        for role, lines in stretch.asides:
            found.append(_aside(role, lines, words))
    set_depths(found)
    return _titled(found)


def _titled(pieces: list[Piece]) -> list[Piece]:
    """A title that ends in a colon is one with the line that goes on after it."""
    for at, (first, second) in enumerate(zip(pieces[:12], pieces[1:13], strict=False)):
        both = first.kind is second.kind is BlockKind.HEADING and first.level == second.level == 1
        if both and first.text.endswith(":"):
            first.text = f"{first.text} {second.text}"
            return pieces[: at + 1] + pieces[at + 2 :]
    return pieces


def _plain(stretch: Stretch, kind: BlockKind, level: int) -> Iterator[Piece]:
    parts = columns(stretch.lines[0].words, 6) if len(stretch.lines) == 1 else []
    if len(parts) > 1 and kind is not BlockKind.LIST_ITEM:
        yield from (Piece(kind, part, level=level, page=stretch.page) for part in parts)
    else:
        depth = stretch.indent if kind is BlockKind.LIST_ITEM else 0
        yield Piece(kind, stretch.text, level=level, depth=depth, marker=stretch.marker, page=stretch.page)


def _aside(role: Role, lines: Sequence[Line], words: Words) -> Piece:
    said = lines[0].words
    for line in lines[1:]:
        said = words.join(said, line.words)
    if role is Role.FURNITURE:
        return Piece(BlockKind.FURNITURE, said, page=lines[0].page)
    opened = re.match(r"(\[?\(?\d{1,3}\)?\]?[.)]?|[*†‡])\s+", said)
    mark = opened.group(1) if opened else ""
    return Piece(BlockKind.FOOTNOTE, said[opened.end() :] if opened else said, marker=mark, page=lines[0].page)


def _kinds(stretches: Sequence[Stretch]) -> list[BlockKind]:
    kinds = []
    for at, stretch in enumerate(stretches):
        following = stretches[at + 1] if at + 1 < len(stretches) else None
        if _heads(stretch, following, stretches[:at][-1:], early=at < 12):
            kinds.append(BlockKind.HEADING)
        elif stretch.marker:
            kinds.append(BlockKind.LIST_ITEM)
        else:
            kinds.append(BlockKind.PARAGRAPH)
    _close_reading_lists(stretches, kinds)
    _quiet(stretches, kinds)
    return kinds


def _quiet(stretches: Sequence[Stretch], kinds: list[BlockKind]) -> None:
    """Names under "TOPICS", and lines like headings with no text under them, are no headings."""
    kept = False
    for at in range(len(kinds)):
        text = stretches[at].text
        if _KEPT.fullmatch(text):
            kept = True
        elif kinds[at] is not BlockKind.HEADING:
            kept = False
        elif kept or (
            at > _OPENING // 2
            and _bare(stretches[at])
            and kinds[at + 1 : at + 2] == [BlockKind.HEADING]
            and _bare(stretches[at + 1])
        ):
            kinds[at] = BlockKind.PARAGRAPH


def _bare(stretch: Stretch) -> bool:
    return not stretch.marker and not stretch.underline and not in_capitals(stretch.text) and stretch.text[-1:] != ":"


def _heads(stretch: Stretch, following: Stretch | None, before: Sequence[Stretch], *, early: bool) -> bool:
    if stretch.underline and len(stretch.lines) < 4 and may_be_heading(stretch.text, words=30):
        return True
    if following is None or len(stretch.lines) > 3 or not may_be_heading(stretch.text):
        return False
    if len(columns(stretch.lines[0].words, 3)) > 1:
        return False
    if markers.kind(stretch.marker) == "bullet" or stretch.marker[:1] == "(":
        return False
    if stretch.marker and not stretch.alone and not in_capitals(stretch.text):
        return False
    if stretch.marker and _in_series(stretch, following, before):
        return False
    if not stretch.alone and not (early and (title_case(stretch.text) or len(stretch.text) < 70)):
        return in_capitals(stretch.text) and len(stretch.text.split()) > 1 or stretch.text.endswith(":")
    return not (len(stretch.lines) > 1 and not early and not title_case(stretch.text) and not in_capitals(stretch.text))


def _in_series(stretch: Stretch, following: Stretch, before: Sequence[Stretch]) -> bool:
    """The next or last stretch counts on from this one: items, where a heading has a text under it."""
    here, family = markers.ordinal(stretch.marker), markers.kind(stretch.marker)
    for other, step in [(following, 1), *((one, -1) for one in before)]:
        if other.marker and markers.kind(other.marker) == family and here is not None:
            if markers.ordinal(other.marker) == here + step:
                return True
    return False


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


def _levels(stretches: Sequence[Stretch], kinds: Sequence[BlockKind]) -> dict[int, int]:
    """The first headings before any long text are the title's; below, each manner of heading has its level."""
    levels: dict[int, int] = {}
    manners: list[tuple[str, bool]] = []
    opening = True
    for at, (stretch, kind) in enumerate(zip(stretches, kinds, strict=True)):
        opening = opening and at < _OPENING and not (kind is not BlockKind.HEADING and len(stretch.text) > 150)
        if kind is not BlockKind.HEADING:
            continue
        if (stretch.underline in "=═" and stretch.underline) or (not levels and opening and not stretch.marker):
            levels[at] = 1
        elif (
            opening
            and not stretch.marker
            and not BOILERPLATE.fullmatch(stretch.text)
            and not stretch.text.endswith(":")
            and _before_text(at, kinds)
        ):
            levels[at] = 1
        elif BOILERPLATE.fullmatch(stretch.text):
            levels[at] = 2
        else:
            manner = _manner(stretch)
            if manner not in manners:
                manners.append(manner)
            levels[at] = min(6, 2 + manners.index(manner))
    return levels


def _before_text(at: int, kinds: Sequence[BlockKind]) -> bool:
    return BlockKind.HEADING not in kinds[:at] or kinds[at + 1 : at + 2] != [BlockKind.PARAGRAPH] or at < 4


def _manner(stretch: Stretch) -> tuple[str, bool]:
    if is_group_label(stretch.text) and stretch.text.endswith(":"):
        return ":", False
    return markers.kind(stretch.marker), in_capitals(stretch.text)


def _table(stretch: Stretch) -> Iterator[Piece]:
    """Rows drawn with bars; the first is the head where a line is drawn under it."""
    rows = [
        [cell.strip() for cell in line.words.strip("|").split("|")] for line in stretch.lines if _ROW.match(line.words)
    ]
    drawn = [
        at for at, line in enumerate(stretch.lines) if not _ROW.match(line.words) or set(line.words) <= set("|-+=: ")
    ]
    rows = [row for row in rows if not all(set(cell) <= set("-=: ") and cell for cell in row)]
    headed = any(0 < at <= 2 for at in drawn) and len(rows) > 1
    heads = rows[0] if headed else []
    for row in rows:
        cells = tuple((heads[at] if at < len(heads) and row is not heads else "", cell) for at, cell in enumerate(row))
        yield Piece(BlockKind.TABLE_ROW, cells=cells, page=stretch.page)

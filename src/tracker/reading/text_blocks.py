"""Stretches of a plain text become pieces: heading, list item, table row, paragraph."""

import itertools
import re
from collections.abc import Iterator, Sequence

from tracker.document import BlockKind
from tracker.reading.building import Piece
from tracker.reading.depths import set_depths
from tracker.reading.hyphenation import Words
from tracker.reading.text_groups import LABELLED, Stretch
from tracker.reading.text_headings import kinds_of, levels_of
from tracker.reading.text_lines import Line, columns
from tracker.reading.text_pages import Role


def pieces_of(stretches: Sequence[Stretch], words: Words) -> list[Piece]:
    """One piece a stretch, and what interrupted it behind it."""
    kinds = kinds_of(stretches)
    levels = levels_of(stretches, kinds)
    found: list[Piece] = []
    for at, stretch in enumerate(stretches):
        if stretch.lines[0].barred and len(stretch.lines) > 1:
            found += _table(stretch)
        else:
            found += _plain(stretch, kinds[at], levels.get(at, 0))
        for role, lines in stretch.asides:
            found.append(_aside(role, lines, words))
    set_depths(found)
    return _titled(found)


def _titled(pieces: list[Piece]) -> list[Piece]:
    """A title that ends in a colon is one with the line that goes on after it."""
    for at, (first, second) in enumerate(itertools.pairwise(pieces)):
        both = first.kind is second.kind is BlockKind.HEADING and first.level == second.level == 1
        if both and first.text.endswith(":"):
            first.text = f"{first.text} {second.text}"
            return pieces[: at + 1] + pieces[at + 2 :]
    return pieces


def _plain(stretch: Stretch, kind: BlockKind, level: int) -> Iterator[Piece]:
    parts = columns(stretch.lines[0].words, 6) if len(stretch.lines) == 1 else []
    if len(parts) > 1 and kind is not BlockKind.LIST_ITEM and not LABELLED.match(stretch.lines[0].words):
        inner = BlockKind.PARAGRAPH if kind is BlockKind.HEADING else kind
        yield from (Piece(inner, part, page=stretch.page) for part in parts)
    else:
        depth = stretch.indent if kind is BlockKind.LIST_ITEM else 0
        yield Piece(kind, stretch.text, level=level, depth=depth, marker=stretch.marker, page=stretch.page)


def _aside(role: Role, lines: Sequence[Line], words: Words) -> Piece:
    said = words.joined(line.words for line in lines)
    if role is Role.FURNITURE:
        return Piece(BlockKind.FURNITURE, said, page=lines[0].page)
    opened = re.match(r"(\[?\(?\d{1,3}\)?\]?[.)]?|[*†‡])\s+", said)
    mark = opened.group(1) if opened else ""
    return Piece(BlockKind.FOOTNOTE, said[opened.end() :] if opened else said, marker=mark, page=lines[0].page)


def _table(stretch: Stretch) -> Iterator[Piece]:
    """Rows drawn with bars; the first is the head where a line is drawn under it."""
    rows = [
        [cell.strip() for cell in line.words.strip("|").split("|")] for line in stretch.lines if not line.between_rows
    ]
    drawn = [at for at, line in enumerate(stretch.lines) if line.between_rows]
    headed = any(0 < at <= 2 for at in drawn) and len(rows) > 1
    heads = rows[0] if headed else []
    for row in rows:
        cells = tuple((heads[at] if at < len(heads) and row is not heads else "", cell) for at, cell in enumerate(row))
        yield Piece(BlockKind.TABLE_ROW, cells=cells, page=stretch.page)

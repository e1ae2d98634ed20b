"""A table as a spreadsheet's file has it, kept compactly: its cells are text, each row with its number in the file."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from itertools import islice
from statistics import median

from tracker.errors import EmptyFile, OversizedFile
from tracker.translation import gettext as _
from tracker.vocabulary.cells import cleaned

MOST_ROWS = 500_000
MOST_COLUMNS = 200
_MOST_BYTES = 200 * 1024 * 1024
_TOP = 20

Cells = tuple[str, ...]


class UnreadCell(str):
    """A cell whose value the file does not hold: the word of an error, or a formula that nothing has reckoned."""

    __slots__ = ()

    @property
    def formula(self) -> bool:
        """Whether a spreadsheet program would find the value."""
        return self.startswith("=")


@dataclass(frozen=True)
class Sheet:
    """The table of the file `name`. `lines` holds a row a line as JSON: its number in the file, then its cells.

    A cell that is UnreadCell is a list of its one text there.
    """

    name: str
    lines: bytes

    @cached_property
    def head(self) -> Cells:
        """What the columns are called, each name once; a column without one is called by its place."""
        first = next(self._numbered())[1]
        seen: Counter[str] = Counter()
        names: dict[str, None] = {}
        for place, cell in enumerate(first, start=1):
            name = free = " ".join(cell.split()) or _("Column {n}").format(n=place)
            while free in names:
                seen[name] += 1
                free = f"{name} ({seen[name] + 1})"
            names[free] = None
        return tuple(names)

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Every row under the head that is not empty, with its number in the file; its cells are as many as the head's.

        Where they are more, the row is damaged: a cell too many has moved the others.
        """
        rows = self._numbered()
        next(rows)
        return rows

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """The rows with their cells by the names of the head; what a damaged row has beyond them is under ""."""
        names = (*self.head, "")
        return ((number, dict(zip(names, cells, strict=False))) for number, cells in self.rows())

    @cached_property
    def count(self) -> int:
        """How many rows there are under the head."""
        return self.lines.count(b"\n") - 1

    @cached_property
    def tallies(self) -> dict[tuple[str, str], Counter[str]]:
        """What was counted in a column, by what for and its name: kept with the table, and gone with it."""
        return {}

    def _numbered(self) -> Iterator[tuple[int, Cells]]:
        for line in BytesIO(self.lines):
            number, *cells = json.loads(line)
            yield number, tuple(UnreadCell(*cell) if isinstance(cell, list) else cell for cell in cells)


def gathered(name: str, rows: Iterable[tuple[int, list[str]]]) -> Sheet:
    """The sheet that these rows make; what stands over the head, as a title does, is left out.

    Raises EmptyFile where nothing is in it, OversizedFile where it has more rows or columns than can be read.
    """
    filled = (row for row in rows if any(cell.strip() for cell in row[1]))
    top = list(islice(filled, _TOP))
    if not top:
        raise EmptyFile(
            _("“{name}” holds no table. Put the names of the columns into its first row.").format(name=name)
        )
    start = _head(top)
    width = max(_width(top[start][1]), round(median(_width(cells) for _number, cells in top[start:])))
    lines = bytearray()
    for count, (number, cells) in enumerate(_chain(top[start:], filled)):
        kept = [_kept(cell) for cell in cells[: max(width, _width(cells))]]
        if count > MOST_ROWS or width > MOST_COLUMNS or len(lines) > _MOST_BYTES:
            raise _too_large(name)
        lines += json.dumps([number, *kept, *[""] * (width - len(kept))]).encode("ascii") + b"\n"
    return Sheet(name, bytes(lines))


def _kept(cell: str) -> str | list[str]:
    return [cleaned(cell)] if isinstance(cell, UnreadCell) else cleaned(cell)


def _chain(
    first: list[tuple[int, list[str]]], rest: Iterable[tuple[int, list[str]]]
) -> Iterator[tuple[int, list[str]]]:
    yield from first
    yield from rest


def _width(cells: list[str]) -> int:
    """How many cells there are up to the last one that holds anything."""
    return next((n for n in range(len(cells), 0, -1) if cells[n - 1].strip()), 0)


def _head(top: list[tuple[int, list[str]]]) -> int:
    """The place of the head: the first row that fills at least half as many cells as the fullest one."""
    filled = [sum(bool(cell.strip()) for cell in cells) for _number, cells in top]
    return next(place for place, count in enumerate(filled) if 2 * count >= max(filled))


def _too_large(name: str) -> OversizedFile:
    return OversizedFile(
        _("“{name}” has more than {rows} rows or {columns} columns, or too much text. Split it and try again.").format(
            name=name, rows=f"{MOST_ROWS:,}", columns=MOST_COLUMNS
        )
    )

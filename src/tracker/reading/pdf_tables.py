"""Tables by the lines that are drawn around their cells."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.reading.hyphenation import Words
from tracker.reading.pdf_lines import Line, line_of
from tracker.reading.pdf_page import Fragment, Page, Rect

_THIN = 2.5
_NEAR = 3.0
_LEAST = 20.0


@dataclass(slots=True)
class Table:
    """Rows of (head, words) cells, and where on the page they stand."""

    page: int
    top: float
    bottom: float
    left: float
    right: float
    rows: list[tuple[tuple[str, str], ...]] = field(default_factory=list)


def tables_of(page: Page, lines: Sequence[Line], words: Words) -> tuple[list[Table], list[Line]]:
    """The page's tables, and the lines that stand in none."""
    tables: list[Table] = []
    left = list(lines)
    for across, down in _grids(page):
        table = Table(page.number, across[-1], across[0], down[0], down[-1])
        inside = [line for line in left if _inside(table, line)]
        cells = _filled([part for line in inside for part in _by_column(line, down)], across, down)
        if cells is None:
            continue
        table.rows = _headed(cells, words)
        if table.rows:
            tables.append(table)
            left = [line for line in left if line not in inside]
    return tables, left


def _grids(page: Page) -> list[tuple[list[float], list[float]]]:
    """(heights of the horizontal lines, places of the upright ones), each rising, of every grid drawn."""
    flat = [one for one in page.drawn if one.height <= _THIN and one.width > _LEAST]
    upright = [one for one in page.drawn if one.width <= _THIN and one.height > 6]
    areas = [
        one
        for one in page.drawn
        if one.height > 6 and one.width > _LEAST and one.width * one.height < 0.6 * page.width * page.height
    ]
    for area in (one for one in areas if _beside(one, areas)) if len(areas) < 400 else ():
        flat += [Rect(area.left, at, area.right, at) for at in (area.bottom, area.top)]
        upright += [Rect(at, area.bottom, at, area.top) for at in (area.left, area.right)]
    grids = []
    for group in _touching(flat, upright):
        across = _places(
            [(one.bottom + one.top) / 2 for one in group if one.height <= _THIN and one.width > one.height]
        )
        down = _places([(one.left + one.right) / 2 for one in group if one.width <= _THIN and one.height > one.width])
        if len(across) > 2 and len(down) > 2:
            grids.append((across, down))
    return grids


def _beside(area: Rect, areas: Sequence[Rect]) -> bool:
    """Whether another area of the same height stands beside it, as cells do."""
    return any(
        other is not area
        and abs(other.top - area.top) < 2
        and abs(other.bottom - area.bottom) < 2
        and not (other.left < area.right - 2 and area.left < other.right - 2)
        for other in areas
    )


def _touching(flat: Sequence[Rect], upright: Sequence[Rect]) -> list[list[Rect]]:
    """Lines that meet, as groups from the top down."""
    groups: list[tuple[Rect, list[Rect]]] = []
    for one in sorted([*flat, *upright], key=lambda rect: -rect.top):
        merged, members = one, [one]
        rest = []
        for frame, group in groups:
            if (
                frame.left - _NEAR <= merged.right
                and merged.left <= frame.right + _NEAR
                and frame.bottom - _NEAR <= merged.top
                and merged.bottom <= frame.top + _NEAR
            ):
                merged = Rect(
                    min(frame.left, merged.left),
                    min(frame.bottom, merged.bottom),
                    max(frame.right, merged.right),
                    max(frame.top, merged.top),
                )
                members = group + members
            else:
                rest.append((frame, group))
        groups = [*rest, (merged, members)]
        if len(groups) > 300:
            return []
    return [members for _, members in groups]


def _places(values: Sequence[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


def _inside(table: Table, line: Line) -> bool:
    middle = line.base + 0.3 * line.size
    return table.bottom - 1 <= middle <= table.top + 1 and line.left >= table.left - 4 and line.right <= table.right + 6


def _by_column(line: Line, down: Sequence[float]) -> list[Line]:
    """The line cut where a column ends."""
    parts: dict[int, list[Fragment]] = {}
    for fragment in line.fragments:
        parts.setdefault(sum(place <= fragment.left + 2 for place in down), []).append(fragment)
    return [line] if len(parts) < 2 else [line_of(part, line.page) for part in parts.values()]


def _filled(lines: Sequence[Line], across: Sequence[float], down: Sequence[float]) -> list[list[list[Line]]] | None:
    """Lines by row (from the top) and column; None where most cells are empty or a cell holds a page of text."""
    rows, columns = len(across) - 1, len(down) - 1
    cells: list[list[list[Line]]] = [[[] for _ in range(columns)] for _ in range(rows)]
    for line in lines:
        row = sum(place <= line.base + 0.3 * line.size for place in across) - 1
        column = sum(place <= line.left + 2 for place in down) - 1
        cells[rows - 1 - min(max(row, 0), rows - 1)][min(max(column, 0), columns - 1)].append(line)
    used = [column for column in range(columns) if any(row[column] for row in cells)]
    filled = [row for row in ([row[column] for column in used] for row in cells) if any(row)]
    if (
        len(used) < 2
        or len(filled) < 2
        or sum(bool(cell) for row in filled for cell in row) < 0.55 * len(filled) * len(used)
    ):
        return None
    return filled


def _headed(cells: Sequence[Sequence[Sequence[Line]]], words: Words) -> list[tuple[tuple[str, str], ...]]:
    said = [[_joined(cell, words) for cell in row] for row in cells]
    first = [line for cell in cells[0] for line in cell]
    others = [line for row in cells[1:] for cell in row for line in cell]
    bold = all(line.bold for line in first)
    apart = bold and not all(line.bold for line in others)
    heads = (
        said[0] if (apart or (len(said[0]) > 2 and max(map(len, said[0])) < 50)) and sum(map(bool, said[0])) > 1 else []
    )
    return [
        tuple(("" if not heads or at == 0 else heads[column], text) for column, text in enumerate(row))
        for at, row in enumerate(said)
    ]


def _joined(lines: Sequence[Line], words: Words) -> str:
    return words.joined(line.text for line in sorted(lines, key=lambda one: (-round(one.base, 1), one.left)))


def continue_table(last: Table, table: Table) -> None:
    """A table that goes on over a page's end keeps the heads of its columns; heads that are repeated go."""
    heads = [head for head, _ in last.rows[-1]]
    if (
        last.page + 1 != table.page
        or not any(heads)
        or len(heads) != len(table.rows[0])
        or abs(last.left - table.left) > 6
    ):
        return
    first = [words for _, words in table.rows[0]]
    rows = table.rows[1:] if first == heads else table.rows
    table.rows = [tuple(zip(heads, (words for _, words in row), strict=True)) for row in rows] or table.rows

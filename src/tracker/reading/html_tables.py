"""Tables of a page: which hold data and which only lay out, and their rows with the heads of their columns."""

import re

from tracker.reading import html_marks as marks
from tracker.reading.html_tree import Node

_BLOCKS = frozenset("h1 h2 h3 h4 h5 h6 table article section form nav ul ol blockquote".split())
_LONGEST_CELL = 1500
_MOST_SPAN = 50


def is_data(table: Node) -> bool:
    """Whether the table's cells belong under heads; a table around other blocks lays out the page."""
    rows = [_cells(row) for row in _rows(table)]
    wide = [cells for cells in rows if len(cells) > 1]
    if any(cell.tag == "th" for cells in rows for cell in cells) and wide:
        return not any(node.tag in {"table", "h1"} for node in table.walk() if node is not table)
    if len(wide) < 2 or table.get("role") == "presentation":
        return False
    return not any(node.tag in _BLOCKS - {"ul", "ol"} for node in table.walk() if node is not table) and all(
        len(cell.words()) < _LONGEST_CELL for cells in rows for cell in cells
    )


def rows_of(table: Node) -> list[tuple[tuple[str, str], ...]]:
    """One tuple of (head, words) a row; the head's own row comes first, without heads."""
    heads: list[str] = []
    grid: list[tuple[tuple[str, str], ...]] = []
    carried: dict[int, tuple[int, str]] = {}
    above = 0
    for number, row in enumerate(_rows(table)):
        cells = _cells(row)
        words = _spread(cells, carried)
        if not any(words):
            continue
        if _is_head(cells, first=len(grid) == above and number < 3) and (not heads or _goes_on(cells, heads)):
            above += 1
            heads = [f"{above} {here}".strip() if above != here else here for above, here in _padded(heads, words)]
            grid.append(tuple(("", word) for word in words))
        else:
            grid.append(tuple((heads[at] if at < len(heads) else "", word) for at, word in enumerate(words)))
    return grid


def _goes_on(cells: list[Node], heads: list[str]) -> bool:
    """Whether a second row of heads says more of the columns under the first."""
    return all(cell.tag == "th" for cell in cells) and (len(set(heads)) < len(heads) or not all(heads))


def _padded(heads: list[str], words: list[str]) -> list[tuple[str, str]]:
    longest = max(len(heads), len(words))
    return list(zip(heads + [""] * (longest - len(heads)), words + [""] * (longest - len(words)), strict=True))


def _rows(table: Node) -> list[Node]:
    """The table's own rows, not those of a table inside a cell."""
    found: list[Node] = []
    for child in table.children:
        if child.tag == "tr":
            found.append(child)
        elif child.tag in {"thead", "tbody", "tfoot"}:
            found += [row for row in child.children if row.tag == "tr"]
    return found


def _cells(row: Node) -> list[Node]:
    return [cell for cell in row.children if cell.tag in {"td", "th"} and not marks.hidden(cell)]


def _is_head(cells: list[Node], *, first: bool) -> bool:
    if not cells or not first:
        return False
    return all(cell.tag == "th" or _all_bold(cell) or not cell.words().strip() for cell in cells)


def _all_bold(cell: Node) -> bool:
    bold = sum(len(node.words().strip()) for node in cell.find("b", "strong"))
    return 0 < len(cell.words().strip()) <= bold + 2


def _spread(cells: list[Node], carried: dict[int, tuple[int, str]]) -> list[str]:
    """The row's words by column; a cell over several rows or columns counts in each (its words once a row)."""
    words: list[str] = []
    waiting = list(cells)
    while waiting or len(words) in carried:
        column = len(words)
        if column in carried:
            left, text = carried.pop(column)
            words.append(text)
            if left > 1:
                carried[column] = (left - 1, text)
            continue
        cell = waiting.pop(0)
        text = " ".join(_said(cell).split())
        down, across = _span(cell, "rowspan"), _span(cell, "colspan")
        for at in range(across):
            words.append(text if at == 0 or cell.tag == "th" else "")
            if down > 1:
                carried[column + at] = (down - 1, text if at == 0 else "")
        if len(words) > 200:
            break
    return words


def _said(cell: Node) -> str:
    return "".join(
        " " if node.tag in {"br", "p", "div", "li"} else node.text
        for node in cell.walk()
        if node.tag not in marks.SKIPPED
    )


def _span(cell: Node, name: str) -> int:
    value = cell.get(name)
    return min(int(value), _MOST_SPAN) if re.fullmatch(r"[1-9]\d{0,3}", value) else 1

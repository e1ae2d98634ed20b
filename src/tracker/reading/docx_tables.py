"""Word tables: boxes, tables that lay out, and rows with the heads of their columns."""

import re
from collections.abc import Iterator

from tracker.reading.docx_blocks import blocks, cells, rows
from tracker.reading.docx_numbering import Numbering
from tracker.reading.docx_package import Element
from tracker.reading.docx_runs import words_of
from tracker.reading.docx_styles import Styles, W, number_of, value

_MOST_SPAN = 60
_LONG = 1200
_HEX = re.compile(r"[0-9a-fA-F]{1,6}")
_HEADS = re.compile(
    r"(?:no|nr|recommendation|action|measure|proposal|issue|finding|challenge|actor|area|objective)s?\b", re.IGNORECASE
)

Row = tuple[tuple[tuple[str, str], ...], list[Element], list[tuple[str, str]]]


def is_box(table: Element) -> bool:
    """Whether the table is one cell, a frame around text."""
    found = list(rows(table))
    return len(found) == 1 and len(list(cells(found[0]))) == 1


def is_layout(table: Element) -> bool:
    """Whether the cells hold stretches of text side by side and no data."""
    grid = [list(cells(row)) for row in rows(table)]
    if not grid or max(map(len, grid)) == 1 or len(grid) == 1:
        return True
    return any(sum(len(text.text or "") for text in cell.iter(f"{W}t")) > 3 * _LONG for row in grid for cell in row)


def rows_of(table: Element, styles: Styles, numbering: Numbering) -> Iterator[Row]:
    """(head, words) pairs of each row, the tables and text boxes in its cells, and the notes that it refers to."""
    heads: list[str] = []
    above: dict[int, str] = {}
    found = list(rows(table))
    for at, row in enumerate(found):
        words, inner, notes, bold = _row(row, styles, numbering, above)
        head = at == 0 and len(found) > 1 and len(words) > 1 and (bold or _says_head(table, row, words))
        if head:
            heads = words
        paired = tuple(
            (heads[column] if not head and column < len(heads) else "", word) for column, word in enumerate(words)
        )
        if any(words):
            yield paired, inner, notes


def _says_head(table: Element, row: Element, words: list[str]) -> bool:
    """Marked as repeated on every page; or styled as a first row, which Word does unasked, and worded as one."""
    if row.find(f"{W}trPr/{W}tblHeader") is not None:
        return True
    look = table.find(f"{W}tblPr/{W}tblLook")
    first = value(look, "firstRow") in {"1", "true"} or bool(_mask(value(look)) & 0x20)
    return first and (len(words) > 2 or bool(_HEADS.match(words[0]))) and max(map(len, words)) < 60


def _mask(text: str) -> int:
    return int(text, 16) if _HEX.fullmatch(text) else 0


def _row(
    row: Element, styles: Styles, numbering: Numbering, above: dict[int, str]
) -> tuple[list[str], list[Element], list[tuple[str, str]], bool]:
    words: list[str] = []
    inner: list[Element] = []
    notes: list[tuple[str, str]] = []
    bold = True
    for cell in cells(row):
        properties = cell.find(f"{W}tcPr")
        said, strong = _cell(cell, styles, numbering, notes, inner)
        merged = properties.find(f"{W}vMerge") if properties is not None else None
        if merged is not None and value(merged) in {"", "continue"}:
            said = above.get(len(words), "")
        bold = bold and (strong or not said)
        above[len(words)] = said
        span = value(properties.find(f"{W}gridSpan")) if properties is not None else ""
        words += [said] + [""] * (min(int(span), _MOST_SPAN) - 1 if span.isdigit() and span != "0" else 0)
    return words, inner, notes, bold and any(words)


def _cell(
    cell: Element, styles: Styles, numbering: Numbering, notes: list[tuple[str, str]], inner: list[Element]
) -> tuple[str, bool]:
    """The cell's words, with the numbers that Word puts before them, and whether all are bold."""
    said: list[str] = []
    bold = True
    for paragraph in blocks(cell):
        if paragraph.tag == f"{W}tbl":
            inner.append(paragraph)
            continue
        words = words_of(paragraph, styles)
        inner += words.boxes
        text = " ".join(words.text.split())
        if not text:
            continue
        properties = paragraph.find(f"{W}pPr")
        number = number_of(properties)
        mark = numbering.marker(*number) if number else ""
        said.append(f"{mark} {text}".strip() if mark != "•" else text)
        notes += words.notes
        bold = bold and all(run.bold for run in words.runs if run.words.strip())
    return " ".join(said), bold

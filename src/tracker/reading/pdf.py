"""PDFs: fragments, lines, tables, columns, pieces; then what the pages repeat, the notes, the headings."""

import re
from collections.abc import Sequence

from tracker.document import BlockKind
from tracker.errors import ScannedFile
from tracker.reading.building import Draft, Piece
from tracker.reading.captions import mark_table_notes
from tracker.reading.depths import set_depths
from tracker.reading.flow import heal
from tracker.reading.furniture import mark_furniture
from tracker.reading.hyphenation import Words
from tracker.reading.pdf_blocks import pieces_of
from tracker.reading.pdf_columns import columns_of
from tracker.reading.pdf_edges import repeated
from tracker.reading.pdf_lines import Line, lines_of
from tracker.reading.pdf_page import Page, Pdf
from tracker.reading.pdf_tables import Table, continue_table, tables_of
from tracker.reading.promoting import body_size, joined_titles, promote_bold, promote_large
from tracker.reading.series import Capitals
from tracker.translation import gettext as _

_NOTE = re.compile(r"(\d{1,3}|[*†‡])[.)]?\s*(?=\S)")
_LEAST_CHARS = 60


def read_pdf(data: bytes) -> Draft:
    """The pieces of a PDF; raises ScannedFile where its pages are pictures."""
    pdf = Pdf(data)
    try:
        pages = list(pdf.pages())
        properties = pdf.properties()
    finally:
        pdf.close()
    if _scanned(pages):
        raise ScannedFile(_("The file holds no text, only pictures of pages. Run text recognition (OCR) on it first."))
    return Draft(_pieces(pages), properties, len(pages))


def _scanned(pages: Sequence[Page]) -> bool:
    """Whether pictures or drawings hold what is said; a stamp or a number on every page is no text."""
    chars = sum(len(one.text.strip()) for page in pages for one in page.fragments)
    pictured = sum(bool(page.pictures) for page in pages)
    if pictured >= 0.8 * len(pages) and chars < _LEAST_CHARS * max(1, len(pages)):
        return True
    return chars == 0 and any(page.pictures or page.drawn for page in pages)


def _pieces(pages: Sequence[Page]) -> list[Piece]:
    lines = [lines_of(page) for page in pages]
    words = Words(line.text for page in lines for line in page)
    edges = repeated(pages, lines)
    pieces: list[Piece] = []
    capitals = Capitals()
    last: Table | None = None
    for page, mine in zip(pages, lines, strict=True):
        body = [line for line in mine if id(line) not in edges]
        tables, rest = tables_of(page, body, words)
        if last and tables:
            continue_table(last, tables[0])
        last = tables[-1] if tables else None
        found = _page(rest, tables, words, capitals)
        pieces += found
        pieces += [Piece(BlockKind.FURNITURE, line.text, page=page.number) for line in mine if id(line) in edges]
    _notes(pieces)
    mark_furniture(pieces)
    mark_table_notes(pieces)
    promote_large(pieces)
    promote_bold(pieces)
    set_depths(pieces, slack=4)
    return heal(joined_titles(pieces), words)


def _page(rest: Sequence[Line], tables: Sequence[Table], words: Words, capitals: Capitals) -> list[Piece]:
    """The pieces of a page, each table where its place is: before the first column piece under it."""
    ordered: list[Piece] = []
    for part, rows in _between(rest, tables):
        ordered += pieces_of(columns_of(part), words, capitals) if part else []
        ordered += rows
    return ordered


def _between(rest: Sequence[Line], tables: Sequence[Table]) -> list[tuple[list[Line], list[Piece]]]:
    found: list[tuple[list[Line], list[Piece]]] = []
    left = list(rest)
    for table in sorted(tables, key=lambda one: -one.top):
        above = [line for line in left if line.base > table.top - 2]
        left = [line for line in left if line.base <= table.top - 2]
        found.append((above, [Piece(BlockKind.TABLE_ROW, cells=row, page=table.page) for row in table.rows]))
    return [*found, (left, [])]


def _notes(pieces: Sequence[Piece]) -> None:
    """Small paragraphs that open with a number are footnotes, and small ones right behind them go on."""
    normal = body_size(pieces)
    inside = False
    for piece in pieces:
        small = 0 < piece.size < 0.93 * normal and piece.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
        opened = _NOTE.match(piece.text) if small and not piece.marker else None
        numbered = small and piece.marker.strip("[]().").isdigit()
        if opened or numbered:
            inside = True
            if opened and not numbered:
                piece.marker, piece.text = opened.group(1), piece.text[opened.end() :]
            piece.kind, piece.lead = BlockKind.FOOTNOTE, 0
        elif small and inside and not piece.bold:
            piece.kind, piece.lead = BlockKind.FOOTNOTE, 0
        elif piece.kind is not BlockKind.FURNITURE:
            inside = False

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from hypothesis import given, settings
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from tests.exports.boards import HOSTILE, sample, saying
from tests.exports.reading_back import made, sheets
from tests.vocabulary.test_cells import TEXTS
from tracker.exports.report import Paper
from tracker.exports.report_xlsx import write_xlsx
from tracker.vocabulary.cells import meant

KEPT = TEXTS.filter(lambda text: text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text))
"""What a store can hold: lone surrogates are no characters."""


def test_each_sheet_is_one_table() -> None:
    book: Any = load_workbook(BytesIO(made(Paper.XLSX, sample)))
    assert len(book.sheetnames) == 9
    for page in book:
        assert not page.merged_cells.ranges
        assert page.freeze_panes == "A2"
        assert all(cell.value for cell in page[1]), page.title
        assert all(cell.font.b for cell in page[1])


def test_numbers_are_numbers_and_all_else_is_text() -> None:
    data = write_xlsx(saying(*HOSTILE))
    book: Any = load_workbook(BytesIO(data))
    kinds = {cell.data_type for page in book for row in page.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s", "n"}
    with ZipFile(BytesIO(data)) as parts:
        assert b"<f>" not in b"".join(parts.read(name) for name in parts.namelist())


def test_the_columns_of_the_records_add_up_to_the_figures() -> None:
    found = sheets(made(Paper.XLSX, sample))
    heads, *rows = found["Records"]
    for figure, (name, value, of, taken_from, parts) in zip(sample().figures, found["Figures"][1:], strict=True):
        assert (name, value, of, taken_from) == (figure.name, figure.value, figure.of, figure.taken_from)
        counted = sum(row[heads.index(f"counted_{figure.key}")] for row in rows)
        assert counted == (figure.value if figure.key != "pending" else 0)
        assert parts.endswith(f"= {value}") or "not listed here" in parts
    told = {row[0] for row in found["Definitions"]}
    assert set(heads) <= told


@settings(max_examples=15)
@given(one=KEPT, other=KEPT)
def test_every_text_of_a_record_comes_back(one: str, other: str) -> None:
    board = saying(one, other)
    heads, *rows = sheets(write_xlsx(board))["Records"]
    found = [meant(row[heads.index("wording")] or "") for row in rows]
    assert found == [entry.wording for entry in board.records]


def test_rows_are_as_high_as_their_words_and_narrow_sheets_print_on_one_width() -> None:
    book: Any = load_workbook(BytesIO(made(Paper.XLSX, sample)))
    for page in book:
        assert page.page_setup.orientation == "landscape" and page.print_title_rows == "$1:$1"
        widths = [page.column_dimensions[get_column_letter(n + 1)].width for n in range(page.max_column)]
        assert bool(page.sheet_properties.pageSetUpPr.fitToPage) is (sum(widths) <= 240)
        for row in page.iter_rows(min_row=2):
            lines = max(len(str(cell.value or "")) / width for cell, width in zip(row, widths, strict=True))
            assert (page.row_dimensions[row[0].row].height or 15) >= 15 * min(lines, 27)

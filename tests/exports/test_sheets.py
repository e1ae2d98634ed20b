import io
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.vocabulary.test_cells import TEXTS, VALUES
from tracker.exports import csv_sheet, xlsx_sheet
from tracker.reading.sheet import Sheet
from tracker.reading.sheet_reader import read_sheet
from tracker.vocabulary.cells import meant
from tracker.vocabulary.columns import WORDS, columns

HEADS = ("reference", "seen", "outcome", "notes", "why")


def as_csv(rows: list[tuple[str, ...]], heads: tuple[str, ...] = HEADS) -> bytes:
    return b"".join(csv_sheet.write(heads, rows))


def as_xlsx(rows: list[tuple[str, ...]], heads: tuple[str, ...] = HEADS) -> bytes:
    target = io.BytesIO()
    xlsx_sheet.write(target, heads, rows)
    return target.getvalue()


def back(data: bytes) -> list[tuple[str, ...]]:
    sheet: Sheet = read_sheet("export", data)
    return [tuple(meant(cell) for cell in cells) for _number, cells in sheet.rows()]


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
@settings(max_examples=60)
@given(rows=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5))
@example(rows=[("", " ")])
def test_every_text_survives_both_ways(write: Any, rows: list[tuple[str, str]]) -> None:
    sent = [(f"B-1/R{n}", "1", one, two, "") for n, (one, two) in enumerate(rows)]
    assert back(write(sent)) == sent


def test_every_cell_of_a_workbook_is_text() -> None:
    data = as_xlsx([("B-1/R1", "1", value, "=1+1", "") for value in VALUES])
    page: Any = load_workbook(io.BytesIO(data))["Recommendations"]
    assert {cell.data_type for row in page.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert {cell.number_format for row in page.iter_rows() for cell in row} == {"@"}
    with ZipFile(io.BytesIO(data)) as parts:
        assert b"<f>" not in b"".join(parts.read(name) for name in parts.namelist())


def test_a_workbook_offers_the_words_and_explains_them() -> None:
    heads = columns(work=True)
    book: Any = load_workbook(io.BytesIO(as_xlsx([("x",) * len(heads)], heads)))
    page = book["Recommendations"]
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref
    assert len(page.data_validations.dataValidation) == len(WORDS)
    told = [str(cell.value) for row in book["How to use"].iter_rows() for cell in row]
    assert set(heads) <= set(told)
    assert {word.value for words in WORDS.values() for word in words} <= set(told)


def test_who_may_change_nothing_is_offered_nothing() -> None:
    heads = columns(work=False)
    assert not {"notes", "owner", "unit", "why"} & set(heads)
    page: Any = load_workbook(io.BytesIO(as_xlsx([("x",) * len(heads)], heads)))["Recommendations"]
    assert page.data_validations.dataValidation == []


def test_a_number_stays_bare_in_a_workbook_and_is_guarded_in_csv() -> None:
    row = ("B-1/R1", "1", "01234", "2020-05-01", "")
    assert read_sheet("x", as_xlsx([row])).lines.count(b"'") == 0
    assert b"'01234,'2020-05-01" in as_csv([row])

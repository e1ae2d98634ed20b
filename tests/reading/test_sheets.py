import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from tracker.errors import DamagedFile, EmptyFile, EncryptedFile, NotReadable, OversizedFile, UnknownFormat
from tracker.parsing import sheet_apart
from tracker.reading import sheet
from tracker.reading.sheet import UnreadCell
from tracker.reading.sheet_reader import read_sheet


def book(*rows: list[Any]) -> bytes:
    made: Any = Workbook()
    for row in rows:
        made.active.append(row)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def zipped(parts: dict[str, bytes], like: bytes | None = None) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        if like:
            with zipfile.ZipFile(io.BytesIO(like)) as old:
                for name in old.namelist():
                    if name not in parts:
                        new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return target.getvalue()


@pytest.mark.parametrize("between", [",", ";", "\t", "|"])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_csv_is_read_whatever_its_encoding_and_marks(between: str, code: str) -> None:
    text = f'name{between}said\r\nZoë{between}"a{between} b\nc"\r\n\r\nÉva{between}d\r\n'
    found = read_sheet("x.csv", text.encode(code))
    assert found.head == ("name", "said")
    assert [row for _n, row in found.rows()] == [("Zoë", f"a{between} b\nc"), ("Éva", "d")]


def test_a_line_that_names_the_mark_is_obeyed() -> None:
    found = read_sheet("x.csv", b"sep=;\r\na;b\r\n1,2;3\r\n")
    assert list(found.rows()) == [(3, ("1,2", "3"))]


def test_cells_of_a_workbook_are_text() -> None:
    days = [date(2007, 5, 30), datetime(2007, 5, 30, 12, 30)]  # noqa: DTZ001 -- a cell has no zone
    found = read_sheet(
        "x.xlsx", book(["a", "b", "c", "d", "e"], [1.0, 0.1, True, *days], [None, "x", None, None, None])
    )
    (first, second) = (row for _n, row in found.rows())
    assert first == ("1", "0.1", "TRUE", "2007-05-30", "2007-05-30 12:30:00")
    assert second == ("", "x", "", "", "")


def test_a_cell_whose_value_the_workbook_does_not_hold_is_marked() -> None:
    data = book(["a", "b", "c"], ["=1+1", "#REF!", "plain"], [None, None, "=A1"], ["x", None, None])
    found = sheet_apart("x.xlsx", data)
    assert [cells for _n, cells in found.rows()] == [("=1+1", "#REF!", "plain"), ("", "", "=A1"), ("x", "", "")]
    marked = [[isinstance(cell, UnreadCell) for cell in cells] for _n, cells in found.rows()]
    assert marked == [[True, True, False], [False, False, True], [False, False, False]]


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (b'<c r="B2" t="str"><f>IF(A2="","",1)</f><v></v></c>', ""),
        (b'<c r="B2"><f>1+1</f><v>2</v></c>', "2"),
        (b'<c r="B2" t="str"><f>A2</f><v>#REF!</v></c>', "#REF!"),
        (b'<c r="B2" t="str"><f>A2</f></c>', None),
        (b'<c r="B2" t="shared"><f t="shared" si="0"/></c>', None),
        (b'<c r="B2" t="e"><f>A2</f><v>#N/A</v></c>', None),
    ],
)
def test_a_formula_that_a_program_has_reckoned_is_its_value(cell: bytes, read: str | None) -> None:
    made = book(["a", "b"], ["x", "PLACE"])
    with zipfile.ZipFile(io.BytesIO(made)) as old:
        page = old.read("xl/worksheets/sheet1.xml")
    start = page.index(b'<c r="B2"')
    page = page[:start] + cell + page[page.index(b"</c>", start) + 4 :]
    ((_number, (_one, two)),) = read_sheet("x.xlsx", zipped({"xl/worksheets/sheet1.xml": page}, made)).rows()
    assert isinstance(two, UnreadCell) if read is None else (two == read and not isinstance(two, UnreadCell))


def test_titles_over_the_head_are_passed_over_and_names_made_single() -> None:
    found = read_sheet("x.xlsx", book(["Our tracker"], [], ["a", "a", None], [1, 2, 3], [4, 5, 6]))
    assert found.head == ("a", "a (2)", "Column 3")
    assert [number for number, _row in found.rows()] == [4, 5]
    assert found.count == 2


def test_a_row_with_a_cell_too_many_is_marked_as_damaged() -> None:
    found = read_sheet("x.csv", b"a,b\n1,2\n1,2,3\n4,5\n")
    assert [record.get("") for _n, record in found.records()] == [None, "3", None]


@pytest.mark.parametrize(
    "text",
    [
        'a,b\n1,2\n"open,3\n4,5\n',
        'a,b\n1,2\n"open,3\n4,"whole"\n6,7\n',
        'a,b\n1,2\n3,"open',
    ],
)
def test_a_cell_without_an_end_is_told_with_its_row_and_swallows_none(text: str) -> None:
    with pytest.raises(DamagedFile, match="a cell in row 3 begins with a quotation mark"):
        read_sheet("x.csv", text.encode())


@pytest.mark.parametrize(
    "cell", ['"two\nlines"', '"say ""no"", twice\nand more"', 'half an inch: 0.5"', '"one"two', '"two\nlines" ']
)
def test_a_cell_with_an_end_is_taken_whatever_is_in_it(cell: str) -> None:
    found = read_sheet("x.csv", f"a,b\n1,{cell}\n3,4\n".encode())
    assert found.count == 2 and list(found.rows())[1][1] == ("3", "4")


HOSTILE: dict[str, tuple[bytes, type[NotReadable]]] = {
    "empty": (b"", EmptyFile),
    "white space": (b" \n\n", EmptyFile),
    "no archive": (b"PK\x03\x04 nothing", DamagedFile),
    "another archive": (zipped({"a.txt": b"x"}), DamagedFile),
    "bomb": (zipped({"xl/worksheets/sheet1.xml": b"<a/>" * 20_000_000}, book(["a"])), DamagedFile),
    "entities": (
        zipped({"xl/worksheets/sheet1.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'}, book(["a"])),
        DamagedFile,
    ),
    "broken sheet": (zipped({"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"}, book(["a"])), DamagedFile),
    "no table": (book(), EmptyFile),
    "old workbook": (b"\xd0\xcf\x11\xe0" + b"x" * 600, UnknownFormat),
    "PDF": (b"%PDF-1.7", UnknownFormat),
    "page": (b"<html><table>", UnknownFormat),
    "bytes": (bytes(range(256)) * 40, UnknownFormat),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_table_is_refused_in_one_sentence(name: str) -> None:
    data, kind = HOSTILE[name]
    with pytest.raises(kind) as told:
        sheet_apart("file.xlsx", data)
    assert "\n" not in str(told.value)


def test_a_workbook_under_a_password_is_said() -> None:
    data = bytearray(book(["a"]))
    for place in range(len(data) - 4):
        if data[place : place + 4] == b"PK\x01\x02":
            data[place + 8] |= 1
    with pytest.raises(EncryptedFile):
        sheet_apart("x.xlsx", bytes(data))


def test_too_many_rows_or_columns_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OversizedFile):
        read_sheet("x.csv", ",".join(map(str, range(sheet.MOST_COLUMNS + 1))).encode())
    monkeypatch.setattr(sheet, "MOST_ROWS", 100)
    with pytest.raises(OversizedFile):
        read_sheet("x.csv", b"a\n" + b"1\n" * 101)
    assert read_sheet("x.csv", b"a\n" + b"1\n" * 100).count == 100


def test_what_is_no_character_is_marked_and_stays_in_no_cell() -> None:
    found = sheet.gathered("x.csv", [(1, ["na\x00me"]), (2, ["one \ud800 two"])])
    assert (found.head, list(found.rows())) == (("na\ufffdme",), [(2, ("one \ufffd two",))])


def test_no_column_takes_the_name_that_another_was_given() -> None:
    head = read_sheet("a.csv", b"A,A (2),A,A (2)\n1,2,3,4\n").head
    assert (head[:3], len(set(head))) == (("A", "A (2)", "A (3)"), 4)

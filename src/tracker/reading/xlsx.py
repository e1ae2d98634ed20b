"""XLSX, through openpyxl: the first sheet that holds a table, its cells as text; no other module knows the parser."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from tracker.errors import DamagedFile, EmptyFile, NotReadable
from tracker.reading.archive import guard
from tracker.reading.sheet import Sheet, UnreadCell, gathered
from tracker.translation import gettext as _

_MOST_XML = 390 * 1024 * 1024
_SPELT = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_xlsx(name: str, data: bytes) -> Sheet:
    """The table in a workbook. Raises DamagedFile, EncryptedFile, OversizedFile, or EmptyFile where there is none."""
    try:
        guard(data, _MOST_XML)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for page in book.worksheets:
            if page.sheet_state == "visible":
                try:
                    return gathered(name, _rows(book, page))
                except EmptyFile:
                    continue
        return gathered(name, [])
    except (NotReadable, MemoryError):
        raise
    # A parser that meets what it was not made for fails in many ways; all of them mean the same to the reader.
    except (Exception, zipfile.BadZipFile) as wrong:
        raise DamagedFile(
            _("“{name}” is damaged or no workbook. Open it in your spreadsheet, save it as XLSX and try again.").format(
                name=name
            )
        ) from wrong


def _rows(book: Any, page: Any) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number, through the parser that stands behind openpyxl's pages.

    They give a formula without a value as an empty cell, which would be taken for one that nobody has filled.
    """
    with page._get_source() as source:
        dates = {"date_formats": book._date_formats, "timedelta_formats": book._timedelta_formats}
        parser = WorkSheetParser(source, page._shared_strings, data_only=True, epoch=book.epoch, **dates)
        plain = parser.parse_cell
        parser.parse_cell = lambda element: _marked(plain(element), element)
        last = 0
        for number, cells in parser.parse():
            if number > last:
                last = number
                row = [""] * max((cell["column"] for cell in cells), default=0)
                for cell in cells:
                    value = cell["value"]
                    row[cell["column"] - 1] = value if isinstance(value, UnreadCell) else _text(value)
                yield number, row


def _marked(cell: dict[str, Any], element: Any) -> dict[str, Any]:
    """The cell, as UnreadCell where it is in error or where no program has reckoned its formula yet.

    A formula may mean nothing at all: then its value is there, an empty text.
    """
    formula, empty = element.find(FORMULA_TAG), cell["value"] is None
    nothing = element.get("t") == "str" and element.find(VALUE_TAG) is not None
    if formula is not None and empty and not nothing:
        cell["value"] = UnreadCell(f"={formula.text or ''}")
    elif cell["data_type"] == "e" and not empty:
        cell["value"] = UnreadCell(cell["value"])
    return cell


def _text(value: Any) -> str:
    """A cell as a person reads it: a day as 2007-05-30, a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _SPELT.sub(lambda found: chr(int(found[1], 16)), value) if "_x" in value else value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, ".15g")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date) else str(value)

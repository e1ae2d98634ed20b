"""A spreadsheet's file as a table: XLSX or CSV, told apart by content."""

from tracker.errors import UnknownFormat
from tracker.reading.csv_table import read_csv
from tracker.reading.reader import LARGEST, refuse_size
from tracker.reading.sheet import Sheet
from tracker.reading.xlsx import read_xlsx
from tracker.translation import gettext as _

_ARCHIVE, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_NO_TABLES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"GIF8")


def read_sheet(name: str, data: bytes, *, largest: int = LARGEST) -> Sheet:
    """The table in the file; raises a child of NotReadable."""
    refuse_size(name, data, largest)
    if data.startswith(_ARCHIVE):
        return read_xlsx(name, data)
    if data.startswith(_OLD):
        raise UnknownFormat(
            _("“{name}” is an old workbook (XLS), or one under a password. Save it as XLSX without one.").format(
                name=name
            )
        )
    if data.startswith(_NO_TABLES) or data.lstrip()[:1] == b"<":
        raise UnknownFormat(
            _("“{name}” is neither a workbook (XLSX) nor CSV. Save it as one of them.").format(name=name)
        )
    return read_csv(name, data)

"""Tables as CSV that a spreadsheet opens without running anything in it."""

from collections.abc import Iterable, Iterator, Sequence
from csv import writer
from datetime import datetime
from io import StringIO

from tracker.vocabulary.cells import shown

_DIGITS = 6


def csv_bytes(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> bytes:
    """The rows as CSV in UTF-8 with a byte order mark, as spreadsheets read it; no cell can act as a formula.

    A text that a spreadsheet would take for a formula has an apostrophe before it (`vocabulary.cells`).
    """
    return "".join(csv_lines(columns, rows)).encode("utf-8-sig", "backslashreplace")


def csv_lines(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The head and each row as CSV, line end included; lists are joined, what is unknown is empty.

    Fractions have as many digits as anybody can mean.
    """
    text = StringIO(newline="")
    out = writer(text)
    out.writerow(columns)
    yield text.getvalue()
    for row in rows:
        text.seek(0)
        text.truncate()
        out.writerow(_cells(row))
        yield text.getvalue()


def _cells(row: Iterable[object]) -> Iterator[object]:
    for value in row:
        if _unknown(value):
            yield ""
        elif isinstance(value, (list, tuple)):
            yield shown("; ".join(map(str, value)), as_text=True)
        elif isinstance(value, float):
            yield round(value, _DIGITS)
        else:
            yield shown(value, as_text=True) if isinstance(value, str) else value


def _unknown(value: object) -> bool:
    """Nothing, and what tables have in its place: NaN and NaT, which are unlike themselves."""
    return value is None or (isinstance(value, float | datetime) and value != value)  # noqa: PLR0124

"""CSV: bytes become rows, whatever their encoding and whatever stands between the cells."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice

from tracker.errors import DamagedFile, UnknownFormat
from tracker.reading.encoding import decoded, wide
from tracker.reading.sheet import Sheet, gathered
from tracker.translation import gettext as _

_BETWEEN = ",;\t|"
_SAID = re.compile(r"sep=(.)\r?\n")
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAMPLE_BYTES, _FEW = 1 << 16, 0.2
_SAMPLE_ROWS = 200
_BLANKS = re.compile(r'"[ \t]+(?=[\r\n,;|]|$)')
_END = "\x00"
_LONGEST_CELL = 4 * 1024 * 1024


def read_csv(name: str, data: bytes) -> Sheet:
    """The table in a CSV file: UTF-8, UTF-16 or an old Western encoding; comma, semicolon, tab or bar between cells."""
    text = _text(data)
    if "\x00" in text:
        raise UnknownFormat(
            _("“{name}” is neither a workbook (XLSX) nor CSV. Save it as one of them.").format(name=name)
        )
    csv.field_size_limit(_LONGEST_CELL)
    said = _SAID.match(text)
    between = said[1] if said else _between(text)
    stream = io.StringIO(text[said.end() :] if said else text, newline="")
    return gathered(name, _rows(name, stream, between, first=2 if said else 1))


def _text(data: bytes) -> str:
    """The text of the file; where it is no UTF, few letters beyond ASCII are those of a Western encoding."""
    if wide(data) and not data.startswith(_MARKS):
        return data.decode(wide(data), "replace")
    try:
        return data.decode("utf-8").lstrip("\ufeff")  # some programs put their mark before the one that is there
    except UnicodeDecodeError:
        odd = sum(byte > 0x7F for byte in data[:_SAMPLE_BYTES])
        western = odd < _FEW * min(len(data), _SAMPLE_BYTES) and not data.startswith(_MARKS)
    return data.decode("cp1252", "replace") if western else decoded(data)


def _rows(name: str, stream: io.StringIO, between: str, first: int) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number as spreadsheets count: a row may take several lines of the file."""
    taken: list[str] = []
    try:
        for place, row in enumerate(csv.reader(_noted(stream, taken), delimiter=between), start=first):
            if row == [_END]:
                return
            if len(taken) > 1 and not _strict(taken, between):
                raise DamagedFile(
                    _(
                        "“{name}” cannot be read as CSV: a cell in row {n} begins with a quotation mark and is not "
                        "closed, or goes on behind the closing one. Save it again and retry."
                    ).format(name=name, n=place)
                )
            taken.clear()
            yield place, row
    except csv.Error as wrong:
        raise DamagedFile(
            _("“{name}” cannot be read as CSV: a cell is too long. Save it again and retry.").format(name=name)
        ) from wrong


def _noted(stream: io.StringIO, taken: list[str]) -> Iterator[str]:
    """The lines, and one more that shows whether a cell is open at the end; each is noted before it is given."""
    for line in chain(stream, (_END,)):
        taken.append(line)
        yield line


def _strict(lines: list[str], between: str) -> bool:
    """Whether the lines of one row are CSV to the letter: a cell left open ends at the mark that begins another one."""
    closed = (_BLANKS.sub('"', line) for line in lines)
    try:
        return bool(list(csv.reader(closed, delimiter=between, strict=True)))
    except csv.Error:
        return False


def _between(text: str) -> str:
    """What stands between the cells: that which cuts most rows into the same number of cells, the more the better."""
    return max(_BETWEEN, key=lambda mark: _evenness(text, mark))


def _evenness(text: str, mark: str) -> float:
    try:
        rows = [
            len(row) for row in islice(csv.reader(io.StringIO(text, newline=""), delimiter=mark), _SAMPLE_ROWS) if row
        ]
    except csv.Error:
        return 0
    if not rows:
        return 0
    width, count = Counter(rows).most_common(1)[0]
    return 0 if width == 1 else count / len(rows) + min(width, 50) / 1000

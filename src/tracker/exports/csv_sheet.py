"""A spreadsheet that goes out and comes back, as CSV."""

from collections.abc import Iterable, Iterator, Sequence
from csv import writer
from io import StringIO

from tracker.vocabulary import columns
from tracker.vocabulary.cells import shown

_PLAIN = {
    columns.REFERENCE,
    columns.SEEN,
    "strength",
    "published",
    *columns.PARTIAL_DATES,
    *columns.DAYS,
    *columns.WORDS,
}
"""Columns of our own words, days and numbers, which stand as they are."""


def write(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """The file in pieces: UTF-8 with a byte order mark; every text comes back as it was (`vocabulary.cells`)."""
    text = StringIO(newline="")
    out = writer(text)
    out.writerow(heads)
    yield ("\ufeff" + text.getvalue()).encode()
    plain = [name in _PLAIN for name in heads]
    for row in rows:
        text.seek(0)
        text.truncate()
        out.writerow(cell if own else shown(cell) for own, cell in zip(plain, row, strict=True))
        yield text.getvalue().encode()

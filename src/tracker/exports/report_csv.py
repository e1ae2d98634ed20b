"""A board's records as CSV, and the code book that says what its columns and words mean."""

from collections.abc import Iterator

from tracker.board import Board, digest, telling
from tracker.exports.csv_file import csv_bytes
from tracker.exports.report_columns import columns, meanings, rows
from tracker.translation import gettext as _


def write_csv(board: Board) -> bytes:
    """One line a record that a figure counts, under one line of heads; no cell can act as a formula."""
    return csv_bytes(columns(board), rows(board))


def write_code_book(board: Board) -> bytes:
    """What the columns and words of the records mean, of which day they are, how all is counted, and the hash."""
    return csv_bytes(("column", "word", "meaning"), _lines(board))


def _lines(board: Board) -> Iterator[tuple[str, str, str]]:
    yield from meanings(board)
    yield "", "", telling.opening(board)
    for said in board.counting:
        yield "", "", said
    if board.history:
        yield "", "", telling.state(board)
    yield "", "", _("SHA-256 of the report's JSON: {digest}").format(digest=digest(board))

"""The columns of a report's records, for spreadsheets and programs: what each is called, means and holds."""

from collections.abc import Iterator

from tracker.board import Board, Entry
from tracker.exports.report_parts import places
from tracker.translation import gettext as _
from tracker.translation import marked
from tracker.vocabulary.statuses import STATUSES

Cell = str | int

_MEANINGS = {
    "reference": marked("What the recommendation is called for good."),
    "wording": marked("The words of the recommendation."),
    "brief": marked("The title of its brief."),
    "published": marked(
        "When the brief was published, as exactly as known: 2007-05-30, 2007-05 or 2007; may be empty."
    ),
    "authors": marked("Who wrote it, parted by semicolons."),
    "regions": marked("The countries that it is about, parted by semicolons."),
    "status": marked("Where the ask stands: one of the words below."),
    "since": marked("When that came about, as exactly as known: 2007-05-30, 2007-05 or 2007; may be empty."),
    "strength": marked("How strong the public evidence is, 0 to 5."),
}
_COUNTED = "counted_"


def columns(board: Board) -> tuple[str, ...]:
    """The columns of the records: those of an entry, then one a figure."""
    return (*_MEANINGS, *(f"{_COUNTED}{figure.key}" for figure in board.figures))


def rows(board: Board) -> Iterator[tuple[Cell, ...]]:
    """The records, in the order of `columns`; under each figure 1 where it counts the record, else 0."""
    for entry in board.records:
        yield (*_own(entry), *(int(figure.key in entry.figures) for figure in board.figures))


def meanings(board: Board) -> Iterator[tuple[str, str, str]]:
    """The code book as (column, word, meaning): each column, and each word that a column of words may hold.

    A figure's column adds up to the figure; where its records are not listed, that is said.
    """
    for name, meaning in _MEANINGS.items():
        yield name, "", _(meaning)
    for status, told in STATUSES.items():
        yield "status", status.value, f"{_(told.label)}. {_(told.definition)}"
    listed = {key for entry in board.records for key in entry.figures}
    for figure in board.figures:
        name = f"{_COUNTED}{figure.key}"
        if figure.key in listed or not figure.value:
            said = _("1 where the figure “{figure}” counts it, else 0. The column adds up to {n}.")
        else:
            said = _("0: the {n} of the figure “{figure}” are not listed, since no editor has confirmed them.")
        yield name, "", said.format(figure=figure.name, n=figure.value)


def _own(entry: Entry) -> tuple[Cell, ...]:
    return (
        entry.reference,
        entry.wording,
        entry.brief,
        entry.published or "",
        "; ".join(entry.authors),
        "; ".join(places(entry)),
        entry.status.value,
        entry.since or "",
        entry.strength,
    )

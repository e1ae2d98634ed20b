"""A board's report as a workbook: the figures, what they add up from, every record, what the words mean, how it counts.

Every sheet is one table: one line of heads, no merged cells, no formulas, so that it sorts, filters and is read aloud.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from io import BytesIO
from math import ceil
from typing import Any

from xlsxwriter import Workbook

from tracker.board import Board, Ranking, digest, telling
from tracker.exports.report_columns import columns, meanings, rows
from tracker.exports.report_parts import sums
from tracker.translation import gettext as _
from tracker.translation import spoken
from tracker.vocabulary.cells import fitting, shown
from tracker.vocabulary.statuses import GROUP_LABELS, STATUSES

Row = Sequence[str | int | None]

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_USUAL, _WIDEST = 10, 60
"""Letters in a column that is narrow, and in the widest."""
_LINE, _MOST_LINES = 15, 27
"""Points of a line; a row of a workbook is at most 409 points high."""
_A4, _WIDEST_SHEET = 9, 230


def write_xlsx(board: Board) -> bytes:
    """The report as a workbook; the same board gives the same bytes. Numbers are numbers, all else is text."""
    target = BytesIO()
    with Workbook(target, _OPTIONS) as book:
        made = datetime.combine(board.as_of, time())
        about = {"title": telling.title(), "subject": telling.as_of(board), "comments": _hash(board)}
        book.set_properties({**about, "created": made, "language": spoken()})
        looks = _Looks(book)
        for name, heads, lines in _sheets(board):
            _fill(book.add_worksheet(name), looks, heads, list(lines))
    return target.getvalue()


def _proof(board: Board) -> Iterator[str]:
    """What the report can be checked by."""
    if board.history:
        yield telling.state(board)
    yield _hash(board)


def _hash(board: Board) -> str:
    return _("SHA-256 of the report's JSON: {digest}").format(digest=digest(board))


class _Looks:
    """How cells look: heads, words and numbers."""

    def __init__(self, book: Any) -> None:
        text = {"num_format": "@", "valign": "top", "text_wrap": True}
        left, head = {"align": "left", "indent": 1}, {"bold": True, "bottom": 1}
        self.head = book.add_format(text | head | left)
        self.number_head = book.add_format(text | head | {"align": "right"})
        self.words = book.add_format(text | left | {"quote_prefix": True})
        self.number = book.add_format({"num_format": "#,##0", "valign": "top"})


def _sheets(board: Board) -> Iterator[tuple[str, Row, Iterable[Row]]]:
    yield _("Figures"), (_("Figure"), _("Value"), _("Of"), _("Taken from"), _("Parts of the records")), _figures(board)
    yield _("Standing"), (_("Status"), _("Number"), _("Group"), _("Meaning")), _standing(board)
    yield _("Where"), (_("Part of the world"), *_ranked()), _ranking(board.regions)
    yield _("By whom"), (_("Author"), *_ranked()), _ranking(board.authors)
    yield _("Stories"), _story_heads(), _stories(board)
    yield _("Said"), (_("About"), _("Sentence")), _said(board)
    yield _("Records"), columns(board), rows(board)
    yield _("Definitions"), (_("Column"), _("Word"), _("Meaning")), meanings(board)
    yield _("How it is counted"), (_("How it is counted"),), ((said,) for said in (*board.counting, *_proof(board)))


def _figures(board: Board) -> Iterator[Row]:
    for one in sums(board):
        yield one.figure.name, one.figure.value, one.figure.of, one.figure.taken_from, one.words


def _standing(board: Board) -> Iterator[Row]:
    for status, meaning in STATUSES.items():
        group = _(GROUP_LABELS[meaning.group])
        yield _(meaning.label), board.totals.statuses[status], group, _(meaning.definition)
    yield _("To be confirmed"), board.totals.pending, "", _("Found in our briefs, and not confirmed by an editor yet.")


def _ranked() -> tuple[str, ...]:
    return _("Number"), _("Assessed"), _("Adopted, at least in part")


def _ranking(ranking: Ranking) -> Iterator[Row]:
    for line in ranking.lines:
        yield line.name, line.total, line.assessed, line.adopted


def _story_heads() -> tuple[str, ...]:
    names = (_("Reference"), _("Recommendation"), _("In the brief"), _("Brief"), _("Status"), _("Since"), _("Outcome"))
    return (*names, _("Strength"), _("Evidence"))


def _stories(board: Board) -> Iterator[Row]:
    for story in board.stories:
        proofs = "\n".join(telling.item(proof, 1000) for proof in story.proofs)
        status = _(STATUSES[story.status].label)
        about = (story.reference, story.wording, story.quote, story.title, status, story.since or "", story.outcome)
        yield (*about, story.strength, proofs)


def _said(board: Board) -> Iterator[Row]:
    yield _("About"), telling.opening(board)
    parts: tuple[tuple[str, Iterable[str]], ...] = (
        (_("Covering sentence"), [board.covering] if board.covering else []),
        (_("Nothing to report"), [board.nothing] if board.nothing else []),
        (telling.decisions(), board.decisions),
        (telling.since(board), board.changed),
        (_("What we do not know"), board.unknown or [telling.nothing_unknown()]),
        (_("Where"), [board.regions.note]),
        (_("By whom"), [board.authors.note]),
    )
    for about, said in parts:
        yield from ((about, sentence) for sentence in said)


def _fill(page: Any, looks: _Looks, heads: Row, lines: Sequence[Row]) -> None:
    widths = [_width(row[place] for row in (heads, *lines)) for place in range(len(heads))]
    for place, (head, width) in enumerate(zip(heads, widths, strict=True)):
        page.set_column(place, place, width)
        numbers = any(isinstance(row[place], int) for row in lines)
        page.write_string(0, place, str(head), looks.number_head if numbers else looks.head)
    for number, row in enumerate(lines, start=1):
        page.set_row(number, _LINE * max(map(_lines, row, widths)))
        for place, cell in enumerate(row):
            if isinstance(cell, int):
                page.write_number(number, place, cell, looks.number)
            elif cell:
                page.write_string(number, place, fitting(shown(cell, as_text=True)), looks.words)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(lines), 1), len(heads) - 1)
    _print(page, sum(widths))


def _print(page: Any, width: int) -> None:
    """On paper, lying, with the heads on each sheet; as wide as one sheet unless that would be too small to read."""
    page.set_paper(_A4)
    page.set_landscape()
    page.repeat_rows(0)
    page.set_footer("&L&A&R&P / &N")
    if width <= _WIDEST_SHEET:
        page.fit_to_pages(1, 0)
    else:
        page.set_print_scale(60)


def _width(cells: Iterable[str | int | None]) -> int:
    return min(max(*map(_length, cells), _USUAL - 2) + 3, _WIDEST)


def _lines(cell: str | int | None, width: int) -> int:
    """How many lines the words take in a column; programs that open the file do not all measure them anew."""
    parts = cell.split("\n") if isinstance(cell, str) else [""]
    return min(sum(max(ceil(len(part) / (width - 1)), 1) for part in parts), _MOST_LINES)


def _length(cell: str | int | None) -> int:
    return max((len(part) for part in str(cell or "").split("\n")), default=0)

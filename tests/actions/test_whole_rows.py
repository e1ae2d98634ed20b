"""A row in whose cells a workbook holds no value is left out whole, and told with the column's name and what helps."""

from typing import Any

import pytest

from tests.actions.conftest import Desk
from tests.actions.test_moving_in import imported, moved
from tests.actions.test_returned import exported, judged, taken
from tests.reading.test_sheets import book as workbook
from tracker.actions import guessing
from tracker.actions.returned import Verdict
from tracker.reading.sheet import Sheet
from tracker.reading.sheet_reader import read_sheet

HEAD = ["Recommendation", "Brief", "Status", "Status date", "Remark", "Notes"]
WHOLE = ["Open the archives.", "Archives", "Ongoing", "2020-05-01", "x", "Seen"]
SAVE, MEND = "Open it in a spreadsheet program and save it again.", "mend it there and save it again."


def book(*rows: list[Any]) -> Sheet:
    return read_sheet("old tracker.xlsx", workbook(*rows))


@pytest.mark.parametrize(
    ("place", "cell", "named", "helps"),
    [
        (0, "#REF!", "Recommendation (#REF!)", MEND),
        (1, "=A1", "Brief", SAVE),
        (2, '=IF(1=1,"rejected","adopted")', "Status", SAVE),
        (3, "=DATE(2024,3,4)", "Status date", SAVE),
        (5, "#N/A", "Notes (#N/A)", MEND),
    ],
)
def test_a_row_without_a_value_stays_out_and_the_others_move_in(
    desk: Desk, place: int, cell: str, named: str, helps: str
) -> None:
    row = ["Publish the budget.", *WHOLE[1:]]
    row[place] = cell
    told = moved(desk, book(HEAD, WHOLE, row))
    assert (told.counts[Verdict.ADD], told.counts[Verdict.INVALID], told.wrong) == (1, 1, 1)
    ((number, _label, why),) = told.left_out
    assert (number, why.startswith(f"{named}: "), why.endswith(helps)) == (3, True, True)
    assert [one.wording for one in imported(desk)] == ["Open the archives."]


def test_each_column_is_told_at_once(desk: Desk) -> None:
    told = moved(desk, book(HEAD, ["Open the archives.", "=A1", "#N/A", "=B1", "x", "#REF!"]))
    ((_number, _label, why),) = told.left_out
    assert why.startswith("Brief, Status date: ")
    assert " Status (#N/A), Notes (#REF!): " in why


def test_what_stands_in_a_column_that_is_not_read_does_no_harm(desk: Desk) -> None:
    sheet = book(["Recommendation", "Colour"], ["Open the archives.", "=A1"], ["Publish the budget.", "#N/A"])
    assert "Colour" not in guessing.guess(sheet).columns.values()
    assert moved(desk, sheet).counts[Verdict.ADD] == 2


def test_no_word_is_asked_about_that_is_an_error_or_a_formula() -> None:
    sheet = book(HEAD, WHOLE, [*WHOLE[:2], "#N/A", *WHOLE[3:]], [*WHOLE[:2], "=A1", *WHOLE[3:]])
    plan = guessing.guess(sheet)
    assert list(guessing.contents(sheet, plan)["status"]) == ["ongoing"]
    assert guessing.questions(sheet, plan).words == {}


@pytest.mark.parametrize("name", ["reference", "seen", "status", "notes", "why"])
@pytest.mark.parametrize("cell", ["=A1", "#VALUE!"])
def test_an_export_that_comes_back_with_such_a_cell_changes_nothing_there(desk: Desk, name: str, cell: str) -> None:
    heads, rows = exported(desk)
    edited = [{**row, "notes": "Looked up", "why": "the register"} for row in rows]
    sheet = book(
        list(heads), *[list({**row, name: cell if at == 0 else row[name]}.values()) for at, row in enumerate(edited)]
    )
    for found in (judged(desk, sheet), taken(desk, sheet)):
        assert found[0].verdict is Verdict.INVALID
        assert found[0].why.startswith(name)
        assert [row.verdict for row in found[1:]] == [Verdict.CHANGE] * (len(rows) - 1)
    assert desk.row().notes == ""


def test_two_rows_without_a_reference_are_each_told_why(desk: Desk) -> None:
    heads, rows = exported(desk)
    sheet = book(list(heads), *[list({**row, "reference": "#REF!"}.values()) for row in rows])
    assert [row.why[:21] for row in judged(desk, sheet)] == ["reference (#REF!): th"] * len(rows)

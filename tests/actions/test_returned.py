import io
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlmodel import col, select

from tests.actions.conftest import Desk
from tracker.actions import guessing, importing, people, removal, returned, review, units
from tracker.actions.returned import Judged, Verdict
from tracker.actions.updates import advance
from tracker.errors import Invalid
from tracker.exports import csv_sheet, xlsx_sheet
from tracker.queries import records, spreadsheet
from tracker.queries.filters import Filter
from tracker.reading.sheet import Sheet
from tracker.reading.sheet_reader import read_sheet
from tracker.store.history import one_batch
from tracker.store.people_tables import Person, Unit
from tracker.store.tables import Recommendation
from tracker.vocabulary.columns import REFERENCE, SEEN
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role

DAY = PartialDate(date(2021, 3, 2))


def sheet_of(heads: tuple[str, ...], rows: list[dict[str, str]], *, book: bool = False) -> Sheet:
    cells = [tuple(row[name] for name in heads) for row in rows]
    if not book:
        return read_sheet("x.csv", b"".join(csv_sheet.write(heads, cells)))
    target = io.BytesIO()
    xlsx_sheet.write(target, heads, cells)
    return read_sheet("x.xlsx", target.getvalue())


def exported(desk: Desk, actor: Person | None = None) -> tuple[tuple[str, ...], list[dict[str, str]]]:
    with desk.store.reading() as session:
        heads = spreadsheet.heads(session, actor or desk.me)
        wanted = records.keys(session, actor or desk.me, Filter(), sort="reference", descending=False)
        found = spreadsheet.rows(session, actor or desk.me, wanted)
        return heads, [dict(zip(heads, row, strict=True)) for row in found]


def edited(desk: Desk, **cells: str) -> Sheet:
    """An export of now in which the first row has these cells, and a reason."""
    heads, rows = exported(desk)
    return sheet_of(heads, [{**rows[0], "why": "looked it up", **cells}, *rows[1:]])


def written(desk: Desk) -> str:
    heads, rows = exported(desk)
    return b"".join(csv_sheet.write(heads, [tuple(row[name] for name in heads) for row in rows])).decode("utf-8-sig")


def judged(desk: Desk, sheet: Sheet, actor: Person | None = None) -> list[Judged]:
    with desk.store.reading() as session:
        return list(returned.judge(session, actor or desk.me, list(sheet.records()), set()))


def taken(desk: Desk, sheet: Sheet, actor: Person | None = None) -> list[Judged]:
    with desk.store.writing() as session, one_batch():
        return list(returned.take(session, actor or desk.me, list(sheet.records()), set()))


def worked_on(desk: Desk) -> None:
    """Fields that a spreadsheet would spoil, were they not guarded."""
    desk.prove()
    desk.advance(
        status="adopted", status_on=PartialDate.parse("2021-03"), outcome="=1+1\n01234", notes="12345678901234567890"
    )
    desk.advance(
        number=2, due=date(2030, 1, 2), owner=desk.me.id, superseded_by=desk.row().reference, notes="2020-05-01"
    )


@pytest.mark.parametrize("book", [False, True])
def test_an_export_that_comes_back_as_it_went_changes_nothing(desk: Desk, book: bool) -> None:
    worked_on(desk)
    before = desk.changes()
    heads, rows = exported(desk)
    sheet = sheet_of(heads, rows, book=book)
    assert returned.is_export(sheet)
    assert {row.verdict for row in judged(desk, sheet)} == {Verdict.UNCHANGED}
    assert {row.verdict for row in taken(desk, sheet)} == {Verdict.UNCHANGED}
    assert len(desk.changes()) == len(before)


@pytest.mark.parametrize("spoilt", [str.title, str.upper, "\ufeff{}".format])
def test_an_export_is_known_by_heads_that_a_program_wrote_otherwise(desk: Desk, spoilt: Callable[[str], str]) -> None:
    worked_on(desk)
    head, _newline, rest = written(desk).partition("\r\n")
    sheet = read_sheet("x.csv", "\r\n".join((spoilt(head), rest)).encode("utf-8-sig"))
    assert returned.is_export(sheet)
    assert {row.verdict for row in taken(desk, sheet)} == {Verdict.UNCHANGED}


def test_an_export_that_lost_its_versions_is_not_taken_for_another_tracker(desk: Desk) -> None:
    heads, rows = exported(desk)
    kept = tuple(name for name in heads if name != SEEN)
    with pytest.raises(Invalid, match="has lost its column “seen”"):
        returned.is_export(sheet_of(kept, rows))
    with pytest.raises(Invalid, match="has lost its column “seen”"):
        returned.is_export(sheet_of(kept, [{**rows[0], REFERENCE: ""}, *rows]))
    foreign = [{**row, REFERENCE: str(number)} for number, row in enumerate(rows)]
    assert not returned.is_export(sheet_of(kept, foreign))


def test_a_column_of_ones_own_takes_no_place_of_ours(desk: Desk) -> None:
    heads, rows = exported(desk)
    sheet = sheet_of((*heads, "Notes"), [{**row, "Notes": "Mine alone."} for row in rows])
    assert {row.verdict for row in taken(desk, sheet)} == {Verdict.UNCHANGED}


def test_dates_that_were_guarded_for_spreadsheets_are_dates(desk: Desk) -> None:
    heads, rows = exported(desk)
    kept = tuple(name for name in heads if name not in (SEEN, REFERENCE))
    assert guessing.guess(sheet_of(kept, rows)).columns["published"] == "published"


def test_a_dry_run_says_what_would_change_and_writes_nothing(desk: Desk) -> None:
    sheet = edited(desk, status="In progress", status_on="2021-03", notes="=SUM(A1)")
    row = judged(desk, sheet)[0]
    assert row.verdict is Verdict.CHANGE
    assert {("status", "not_assessed", "in_progress"), ("status_on", "", "2021-03"), ("notes", "", "=SUM(A1)")} <= set(
        row.changes
    )
    assert desk.row().version == 1
    assert taken(desk, sheet)[0].changes == row.changes
    assert (desk.row().status, desk.row().notes) == ("in_progress", "=SUM(A1)")
    assert {change.batch for change in desk.changes() if change.version == 2}.__len__() == 1
    assert judged(desk, edited(desk))[0].verdict is Verdict.UNCHANGED


def test_who_changed_the_same_field_meanwhile_is_named_and_nothing_lost(desk: Desk) -> None:
    editor = desk.person(Role.EDITOR)
    sheet = edited(desk, notes="From the file", priority="high")
    desk.advance(actor=editor, notes="From the page")
    (clash,) = judged(desk, sheet)[0].clashes
    assert (clash.field, clash.seen, clash.now, clash.entered) == ("notes", "", "From the page", "From the file")
    assert clash.who == editor.email
    assert clash.at is not None
    assert taken(desk, sheet)[0].verdict is Verdict.CONFLICT
    assert (desk.row().notes, desk.row().priority) == ("From the page", "normal")


def test_another_field_of_the_same_record_is_no_conflict(desk: Desk) -> None:
    sheet = edited(desk, notes="From the file")
    desk.advance(actor=desk.person(Role.EDITOR), response="accepted")
    assert taken(desk, sheet)[0].changes == (("notes", "", "From the file"),)
    assert desk.row().response == "accepted"


def test_the_same_file_twice_changes_nothing_more(desk: Desk) -> None:
    sheet = edited(desk, notes="Once")
    taken(desk, sheet)
    assert {row.verdict for row in taken(desk, sheet)} == {Verdict.UNCHANGED}


@pytest.mark.parametrize(
    ("cells", "verdict", "words"),
    [
        ({"status": "adopted", "status_on": "2021"}, Verdict.INVALID, "strength 2"),
        ({"status": "not_adopted"}, Verdict.INVALID, "give the day"),
        ({"status": "excellent"}, Verdict.INVALID, "It is one of"),
        ({"status": ""}, Verdict.INVALID, "It is one of"),
        ({"due": "soon"}, Verdict.INVALID, "wants a date"),
        ({"status_on": "30/5/2007"}, Verdict.INVALID, "wants a date"),
        ({"owner": "nobody@example.org"}, Verdict.INVALID, "nobody"),
        ({"contribution": "decisive"}, Verdict.INVALID, "what else may explain"),
        ({"seen": "9"}, Verdict.INVALID, "no version"),
        ({"reference": "B-1/R9"}, Verdict.UNKNOWN, "no recommendation B-1/R9"),
        ({"reference": "B-2020-12-3/R2"}, Verdict.READING, "“wording”"),
    ],
)
def test_a_row_that_cannot_be_taken_in_says_why_and_is_left_out(
    desk: Desk, cells: dict[str, str], verdict: Verdict, words: str
) -> None:
    sheet = edited(desk, **cells)
    for row in (judged(desk, sheet)[0], taken(desk, sheet)[0]):
        assert row.verdict is verdict
        assert words in importing.why(row)
    assert desk.row().version == 1


def test_a_change_needs_its_reason_in_its_row(desk: Desk) -> None:
    heads, rows = exported(desk)
    sheet = sheet_of(heads, [{**rows[0], "notes": "Mine", "why": " "}, {**rows[1], "notes": "Mine", "why": "read it"}])
    for told in (judged(desk, sheet), taken(desk, sheet)):
        assert [row.verdict for row in told] == [Verdict.INVALID, Verdict.CHANGE]
        assert "Say in the column “why”" in told[0].why
    assert (desk.row().notes, desk.row(2).notes) == ("", "Mine")
    assert {change.why for change in desk.changes() if change.field == "notes"} == {"read it"}
    desk.advance(notes="Mine")
    assert {row.verdict for row in taken(desk, sheet)} == {Verdict.UNCHANGED}, "nothing is left to give a reason for"


def test_all_that_is_amiss_in_a_row_is_told_at_once(desk: Desk) -> None:
    sheet = edited(desk, status="excellent", response="loud", due="soon", owner="nobody@example.org", why="")
    for row in (judged(desk, sheet)[0], taken(desk, sheet)[0]):
        assert row.verdict is Verdict.INVALID
        for word in ("excellent", "loud", "soon", "nobody@example.org", "Say in the column “why”"):
            assert word in row.why
    assert desk.row().version == 1


def test_a_day_that_cannot_be_read_is_not_told_as_one_that_is_missing(desk: Desk) -> None:
    (row, *_others) = judged(desk, edited(desk, status="not_adopted", status_on="soonish"))
    assert "soonish" in row.why and "give the day" not in row.why


def test_a_change_where_a_column_is_for_reading_is_named_and_left_out(desk: Desk) -> None:
    was = written(desk)
    (first, *others) = judged(desk, edited(desk, wording="Keep talking, and listen.", review="rejected"))
    assert (first.verdict, {row.verdict for row in others}) == (Verdict.READING, {Verdict.UNCHANGED})
    assert "“wording”, “review”" in first.besides
    (amiss, *_others) = judged(desk, edited(desk, wording="Keep talking, and listen.", status="excellent"))
    assert amiss.verdict is Verdict.INVALID
    assert "“wording”" in importing.why(amiss)
    (both, *_others) = judged(desk, edited(desk, wording="Keep talking, and listen.", notes="A note."))
    assert (both.verdict, [name for name, _old, _new in both.changes]) == (Verdict.CHANGE, ["notes"])
    assert "“wording”" in both.besides
    assert written(desk) == was


def test_what_others_corrected_since_is_no_change_of_the_file(desk: Desk) -> None:
    sheet = edited(desk)
    with desk.store.writing() as session:
        row = session.exec(select(Recommendation).order_by(col(Recommendation.reference))).first()
        assert row is not None
        review.amend(session, desk.me, row.id or 0, row.version, wording="Said otherwise.")
    assert {row.verdict for row in judged(desk, sheet)} == {Verdict.UNCHANGED}


def test_a_reference_twice_is_taken_in_once(desk: Desk) -> None:
    heads, rows = exported(desk)
    sheet = sheet_of(heads, [{**rows[0], "notes": one, "why": "looked it up"} for one in ("One", "Two")])
    assert [row.verdict for row in taken(desk, sheet)] == [Verdict.CHANGE, Verdict.INVALID]
    assert desk.row().notes == "One"


def test_staff_take_in_their_own_and_viewers_nothing(desk: Desk) -> None:
    staff, viewer = desk.person(Role.STAFF), desk.person(Role.VIEWER)
    sheet = edited(desk, notes="Mine?")
    assert judged(desk, sheet, staff)[0].verdict is Verdict.REFUSED
    desk.advance(owner=staff.id)
    assert taken(desk, sheet, staff)[0].verdict is Verdict.CHANGE
    with pytest.raises(Exception, match="role does not allow"):
        judged(desk, sheet, viewer)


@pytest.mark.parametrize("write", [False, True])
def test_a_text_too_long_for_a_cell_stays(desk: Desk, write: bool) -> None:
    desk.advance(notes="x" * 40_000)
    heads, rows = exported(desk)
    sheet = sheet_of(heads, rows, book=True)
    check: Callable[..., Any] = taken if write else judged
    assert {row.verdict for row in check(desk, sheet)} == {Verdict.UNCHANGED}
    assert len(desk.row().notes) == 40_000


def test_a_viewer_takes_neither_work_nor_confidential_evidence_along(desk: Desk) -> None:
    desk.prove(note="in the paper")
    desk.prove(note="told in confidence", confidential=True, source="Deep Throat")
    desk.advance(notes="Between us.")
    viewer = desk.person(Role.VIEWER)
    with desk.store.writing() as session:
        review.confirm(session, desk.me, desk.row().id or 0, None)
    heads, rows = exported(desk, viewer)
    told = " ".join(" ".join(row.values()) for row in rows)
    assert rows
    assert not {"notes", "owner", "unit", "why"} & set(heads)
    assert "in the paper" in told
    assert "confidence" not in told
    assert "Deep Throat" not in told
    assert "told in confidence" in " ".join(" ".join(row.values()) for row in exported(desk)[1])


@pytest.mark.parametrize("odd", ["\ud800", "\x00"])
@pytest.mark.parametrize("column", ["notes", "why"])
def test_a_row_with_what_is_no_character_is_left_out_whole(desk: Desk, column: str, odd: str) -> None:
    told = taken(desk, edited(desk, **{"outcome": "Something came of it", column: f"x{odd}y"}))
    assert [one.verdict for one in told] == [Verdict.INVALID, Verdict.UNCHANGED]
    assert desk.row().outcome == ""


GESTURES = ("rename the unit", "remove the owner", "shut the owner out", "give it to another")


@pytest.mark.parametrize(
    "done",
    [order for n in (1, 2) for order in itertools.product(GESTURES, repeat=n) if order.count("remove the owner") < 2],
)
def test_an_export_comes_back_unchanged_whatever_was_renamed_or_removed_meanwhile(
    renaming: "Renaming", done: tuple[str, ...]
) -> None:
    heads, rows = exported(renaming.desk)
    assert (rows[0]["owner"], rows[0]["unit"]) == (renaming.owner.email, "north")
    for gesture in done:
        renaming.do(gesture)
    found = judged(renaming.desk, sheet_of(heads, rows))
    assert [one.verdict for one in found] == [Verdict.UNCHANGED] * len(rows), [one.why for one in found]


def test_a_cell_that_names_another_is_touched_though_names_have_changed(renaming: "Renaming") -> None:
    heads, rows = exported(renaming.desk)
    renaming.do("rename the unit")
    renaming.do("remove the owner")
    wanted = {"owner": renaming.other.email, "unit": "south"}
    taken(renaming.desk, sheet_of(heads, [{**rows[0], **wanted, "why": "he left"}, *rows[1:]]))
    assert (exported(renaming.desk)[1][0]["owner"], exported(renaming.desk)[1][0]["unit"]) == tuple(wanted.values())
    gone = judged(renaming.desk, sheet_of(heads, [{**rows[0], "owner": ""}, *rows[1:]]))
    assert gone[0].verdict is Verdict.CONFLICT, "an emptied cell is touched"
    before = exported(renaming.desk)[1]
    odd = judged(renaming.desk, sheet_of(heads, [{**before[0], "unit": "north"}, *before[1:]]))
    assert (odd[0].verdict, "nothing here is called" in odd[0].why) == (Verdict.INVALID, True), "renamed before it"


@dataclass
class Renaming:
    """The first recommendation belongs to somebody, and to the unit "north"."""

    desk: Desk
    owner: Person
    other: Person

    def do(self, gesture: str) -> None:
        key = self.owner.id or 0
        with self.desk.store.writing() as session:
            unit = session.exec(select(Unit).where(col(Unit.name).startswith("north"))).one()
            if gesture.startswith("rename"):
                units.rename(session, self.desk.me, unit.id or 0, unit.name, f"{unit.name} and {len(unit.name)}")
            elif gesture == "remove the owner":
                removal.remove_person(session, self.desk.me, key)
            elif gesture == "shut the owner out":
                people.amend(session, self.desk.me, key, None, active=False)
            else:
                advance(session, self.desk.me, 1, None, "in a test", owner=self.other.id)


@pytest.fixture
def renaming(desk: Desk) -> Renaming:
    found = Renaming(desk, desk.person(Role.STAFF, "north"), desk.person(Role.STAFF, "south"))
    with desk.store.reading() as session:
        unit = session.exec(select(Unit.id).where(Unit.name == "north")).one()
    desk.advance(owner=found.owner.id, unit=unit)
    return found

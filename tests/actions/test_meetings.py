from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.actions.conftest import Desk
from tracker.actions import meetings, review
from tracker.actions.undo import undo
from tracker.actions.undo_scope import undoable
from tracker.errors import Invalid, NotAllowed, NotFound, Stale
from tracker.queries.audit import Asked, gestures
from tracker.queries.meetings import Prepared, approved, meeting
from tracker.queries.meetings import meetings as prepared
from tracker.store.clock import standing_at
from tracker.store.people_tables import Person
from tracker.store.report_tables import Meeting
from tracker.vocabulary.roles import Role

DAY, FIGURES = date(2026, 10, 15), date(2026, 9, 30)
NOW = datetime(2026, 10, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_october() -> Any:
    with standing_at(NOW):
        yield


@pytest.fixture
def director(desk: Desk) -> Person:
    return desk.person(Role.DIRECTOR)


def begun(desk: Desk, who: Person, day: date = DAY, as_of: date | None = FIGURES) -> int:
    with desk.store.writing() as session:
        return meetings.prepare(session, who, day, as_of).id or 0


def amend(desk: Desk, who: Person, key: int, seen: int | None = None, **fields: Any) -> None:
    with desk.store.writing() as session:
        meetings.amend(session, who, key, seen, **fields)


def approve(desk: Desk, who: Person, key: int, seen: int | None = None) -> None:
    with desk.store.writing() as session:
        meetings.approve(session, who, key, seen)


def read(desk: Desk, who: Person, key: int) -> Prepared:
    with desk.store.reading() as session:
        return meeting(session, who, key)


def test_a_report_is_prepared_changed_and_approved_with_its_history(desk: Desk, director: Person) -> None:
    with desk.store.writing() as session:
        review.confirm(session, desk.me, 1, None)
    key = begun(desk, director)
    amend(
        desk,
        director,
        key,
        1,
        covering=" Water  moved. ",
        decisions=["1. Go on.", " ", "2) "],
        stories=["B-2020-12-3/R1"],
    )
    approve(desk, director, key, 2)
    found = read(desk, director, key)
    assert (found.day, found.as_of, found.edition, found.version) == (DAY, FIGURES, 1, 3)
    assert (found.covering, found.decisions, found.stories) == ("Water moved.", ("Go on.",), ("B-2020-12-3/R1",))
    assert (found.approved_at, found.approved_by) == (NOW, "director@example.org")
    told = [(change.field, change.version, change.actor_id) for change in desk.changes("meeting")]
    fields = {"covering", "decisions", "stories"}
    assert told[0] == ("*", 1, director.id)
    assert {field for field, version, _who in told if version == 2} == fields
    assert {field for field, version, _who in told if version == 3} == {"approved_by_id", "approved_at"}


def test_figures_are_of_yesterday_unless_another_day_is_chosen(desk: Desk, director: Person) -> None:
    assert read(desk, director, begun(desk, director, as_of=None)).as_of == date(2026, 10, 1)
    assert read(desk, director, begun(desk, director, date(2026, 8, 3), None)).as_of == date(2026, 8, 3)
    for day, as_of in ((date(2027, 1, 5), date(2026, 10, 3)), (date(2026, 5, 1), date(2026, 5, 2))):
        with pytest.raises(Invalid):
            begun(desk, director, day, as_of)


def test_what_is_approved_does_not_change_and_a_next_version_begins_with_it(desk: Desk, director: Person) -> None:
    key = begun(desk, director)
    amend(desk, director, key, covering="First.", decisions=["One."])
    with pytest.raises(Invalid, match="being prepared already"):
        begun(desk, director)
    approve(desk, director, key)
    with pytest.raises(Invalid, match="does not change any more"):
        amend(desk, director, key, covering="Second.")
    with pytest.raises(Invalid, match="does not change any more"):
        approve(desk, director, key)
    second = begun(desk, director, as_of=None)
    found = read(desk, director, second)
    assert (found.edition, found.covering, found.decisions, found.as_of) == (2, "First.", ("One.",), FIGURES)
    assert (found.approved_at, found.approved_by) == (None, "")
    amend(desk, director, second, covering="Second.")
    assert read(desk, director, key).covering == "First."
    with desk.store.reading() as session:
        assert [one.id for one in approved(session, director)] == [key]
    approve(desk, director, second)
    with desk.store.reading() as session:
        assert [one.id for one in approved(session, director)] == [second, key]
        assert [one.id for one in prepared(session, director)] == [second, key]


def test_no_day_of_figures_is_that_of_two_meetings(desk: Desk, director: Person) -> None:
    first = begun(desk, director)
    approve(desk, director, first)
    with desk.store.writing() as session:
        other = (
            meetings.prepare(session, director, read(desk, director, first).day + timedelta(days=1), FIGURES).id or 0
        )
    with pytest.raises(Invalid, match="has the figures of that day"):
        approve(desk, director, other)
    amend(desk, director, other, as_of=FIGURES - timedelta(days=1))
    approve(desk, director, other)


def test_two_directors_never_overwrite_each_other(desk: Desk, director: Person) -> None:
    key = begun(desk, director)
    amend(desk, desk.me, key, 1, covering="Mine.")
    with pytest.raises(Stale) as stale:
        amend(desk, director, key, 1, covering="Theirs.")
    assert stale.value.conflicts == (("covering", "", "Mine.", "Theirs."),)
    amend(desk, director, key, 1, decisions=["Beside it."])
    with pytest.raises(Stale, match="2026-10-15"):
        approve(desk, director, key, 2)
    assert read(desk, director, key).approved_at is None
    approve(desk, director, key, 3)


def test_a_day_that_is_not_over_is_not_approved(desk: Desk, director: Person) -> None:
    key = begun(desk, director, as_of=date(2026, 10, 2))
    with pytest.raises(Invalid, match="not over"):
        approve(desk, director, key)
    amend(desk, director, key, as_of=date(2026, 10, 1))
    approve(desk, director, key)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"covering": "word " * 31}, "at most 30 words"),
        ({"covering": "x" * 41}, "a word of more than 40 letters"),
        ({"decisions": ["One.", "Two.", "Three.", "Four."]}, "three at most"),
        ({"decisions": ["word " * 16]}, "at most 15 words"),
        ({"stories": ["B-1999-1/R1"]}, "B-1999-1/R1 is no confirmed recommendation"),
        ({"stories": ["B-2020-12-3/R1"]}, "no confirmed recommendation"),
        ({"as_of": date(2026, 10, 16)}, "not come yet"),
    ],
)
def test_what_takes_too_long_or_is_not_there_is_refused(
    desk: Desk, director: Person, fields: dict[str, Any], said: str
) -> None:
    key = begun(desk, director)
    with pytest.raises(Invalid, match=said):
        amend(desk, director, key, **fields)
    assert read(desk, director, key).version == 1


def test_it_is_not_undone_and_its_history_is_for_who_reads_all_of_it(desk: Desk, director: Person) -> None:
    key = begun(desk, director)
    approve(desk, director, key)
    batch = desk.changes("meeting")[-1].batch
    with desk.store.writing() as session:
        assert undoable(session, director, [batch]) == frozenset()
        with pytest.raises(Invalid):
            undo(session, director, batch)
    editor = desk.person(Role.EDITOR)
    with desk.store.reading() as session:
        kinds = {who.role: _kinds(session, who) for who in (director, editor)}
    assert "Meeting" in kinds["director"]
    assert "Meeting" not in kinds["editor"]


def _kinds(session: Any, who: Person) -> set[str]:
    return {line.entity for gesture in gestures(session, who, Asked()).shown for line in gesture.lines}


@pytest.mark.parametrize("role", [Role.VIEWER, Role.STAFF, Role.EDITOR, Role.ADMIN])
def test_only_directors_prepare(desk: Desk, director: Person, role: Role) -> None:
    key, other = begun(desk, director), desk.person(role)
    for gesture in (
        lambda: begun(desk, other, date(2026, 12, 1)),
        lambda: amend(desk, other, key, covering="Not mine."),
        lambda: approve(desk, other, key),
        lambda: read(desk, other, key),
    ):
        with pytest.raises(NotAllowed):
            gesture()


def test_what_is_not_there_is_not_found(desk: Desk, director: Person) -> None:
    for gesture in (lambda: amend(desk, director, 9, covering="x"), lambda: read(desk, director, 9)):
        with pytest.raises(NotFound):
            gesture()
    with desk.store.reading() as session:
        assert session.get(Meeting, 9) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (["1. Go on.", "2) Sell the quay."], ("Go on.", "Sell the quay.")),
        (
            ["Approve it - first reading", "Adopt part 2. Then stop"],
            ("Approve it - first reading", "Adopt part 2. Then stop"),
        ),
        (["12. May: the council decides"], ("12. May: the council decides",)),
        (["1. Go on.", "Sell the quay."], ("1. Go on.", "Sell the quay.")),
    ],
)
def test_decisions_that_were_counted_by_hand_are_counted_once(
    desk: Desk, director: Person, typed: list[str], kept: tuple[str, ...]
) -> None:
    key = begun(desk, director)
    amend(desk, director, key, 1, decisions=typed)
    assert read(desk, director, key).decisions == kept

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import event

from tests.actions.conftest import Desk, take
from tests.actions.test_undo import last_batch
from tracker.actions import evidence, meetings, people, removal
from tracker.actions.updates import advance
from tracker.errors import Invalid, NotAllowed
from tracker.queries.audit import FEW, Asked, Gesture, Gestures, doers, gestures
from tracker.queries.history import history
from tracker.queries.latest import latest
from tracker.store.access import sole_person
from tracker.store.clock import standing_at
from tracker.store.history import one_batch
from tracker.store.people_tables import Person
from tracker.store.sessions import Store
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role


@pytest.fixture
def desk(store: Store) -> Desk:
    """One brief with two candidates, of which nothing is known yet."""
    with store.writing() as session:
        me = sole_person(session)
        return Desk(store, me, take(session, me))


def asked(desk: Desk, who: Person | None = None, page: int = 1, size: int = 50, **wanted: object) -> Gestures:
    with desk.store.reading() as session:
        return gestures(session, who or desk.me, Asked(**wanted), page=page, size=size)  # type: ignore[arg-type]


def told(gesture: Gesture) -> list[tuple[str, str, str]]:
    return [(line.field, line.old, line.new) for line in gesture.lines]


def test_what_a_board_is_to_decide_is_told_as_it_was_typed(desk: Desk) -> None:
    with desk.store.writing() as session:
        meeting = meetings.prepare(session, desk.me, date(2024, 3, 5), date(2024, 3, 4))
    with desk.store.writing() as session:
        meetings.amend(session, desk.me, meeting.id or 0, None, decisions=["Go on.", "Stop “it”."])
    assert told(asked(desk).shown[0]) == [("Decisions", "–", "Go on. Stop “it”.")]


def test_a_meeting_is_called_by_its_day(desk: Desk) -> None:
    with desk.store.writing() as session:
        meetings.prepare(session, desk.me, date(2026, 5, 4), date(2026, 4, 30))
    with desk.store.reading() as session:
        (line, *_more) = gestures(session, desk.me, Asked(), page=1, size=1).shown[0].lines
    assert (line.entity, line.called) == ("Meeting", "4 May 2026")


def test_gestures_come_newest_first_each_with_its_changes_in_words(desk: Desk) -> None:
    desk.advance(1, status="in_progress", status_on=PartialDate.parse("2021-03"), owner=desk.me.id)
    found = asked(desk)
    newest, oldest = found.shown
    assert (found.total, newest.batch, newest.who, newest.why) == (2, last_batch(desk), "You", "as seen in a test")
    assert ("Status", "Not assessed", "In progress") in told(newest)
    assert ("Owner", "–", "You") in told(newest)
    assert {line.reference for line in newest.lines} == {"B-2020-12-3/R1"}
    assert [line.called for line in oldest.lines] == ["On talking", "B-2020-12-3/R1", "B-2020-12-3/R2"]
    assert oldest.lines[0].brief == 1
    assert not any("precision" in line.field for line in newest.lines)


def test_they_are_found_by_person_field_day_batch_and_record(desk: Desk) -> None:
    editor = desk.person(Role.EDITOR)
    with standing_at(datetime(2031, 5, 6, 21, tzinfo=UTC)):
        desk.advance(actor=editor, notes="Hers.")
        batch = last_batch(desk)
        desk.prove(number=2)
    assert [gesture.batch for gesture in asked(desk, person=editor.id).shown] == [batch]
    assert [gesture.batch for gesture in asked(desk, field="notes").shown] == [batch]
    assert asked(desk, since=date(2031, 5, 6), until=date(2031, 5, 6)).total == 2
    assert asked(desk, until=date(2031, 5, 5)).total == 2
    assert asked(desk, since=date(2031, 5, 7)).total == 0
    assert [gesture.batch for gesture in asked(desk, batch=batch).shown] == [batch]
    assert {line.called for one in asked(desk, record="B-2020-12-3/R2").shown for line in one.lines} == {
        "B-2020-12-3/R2"
    }
    assert asked(desk, record="B-2020-12-3").total == 3
    assert asked(desk, record="B-1999-9").total == 0


def test_fields_are_asked_for_by_the_names_that_people_know(desk: Desk) -> None:
    north = desk.person(Role.STAFF, "North")
    later = desk.row(2).reference
    desk.advance(owner=north.id, unit=north.unit_id, superseded_by=later, status_on=None)
    for field, label in (
        ("owner", "Owner"),
        (" Unit ", "Unit"),
        ("superseded_by", "Replaced by"),
        ("owner_id", "Owner"),
    ):
        newest = asked(desk, field=field).shown[0]
        assert [line.field for line in newest.lines if line.reference] == [label]
    for nothing in ("position", "*"):
        asked(desk, field=nothing)
    with pytest.raises(Invalid, match=r"no field 'ownr'.* owner, .*unit"):
        asked(desk, field="ownr")


def test_they_are_read_a_page_at_a_time(desk: Desk) -> None:
    for number in range(5):
        desk.advance(notes=str(number))
    pages = [asked(desk, page=page, size=2) for page in (1, 2, 3, 4)]
    assert [len(page.shown) for page in pages] == [2, 2, 2, 0]
    assert [line.new for page in pages for one in page.shown for line in one.lines if line.field == "Notes"] == list(
        "43210"
    )
    assert {page.total for page in pages} == {6}


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_a_page_is_not_found_by_way_of_the_kinds_of_what_was_changed(desk: Desk) -> None:
    editor = desk.person(Role.EDITOR)
    plans: list[str] = []

    def explain(connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if statement.startswith("SELECT") and "FROM change" in statement:
            told = connection.connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.extend(line[-1] for line in told)

    event.listen(desk.store.engine, "before_cursor_execute", explain)
    assert asked(desk, editor).total
    assert any("change" in plan for plan in plans)
    assert not [plan for plan in plans if "change_entity" in plan]


def test_of_a_large_gesture_the_first_changes_are_shown_and_the_rest_counted(desk: Desk) -> None:
    fields: dict[str, Any] = {
        "response": "noted",
        "notes": "N",
        "outcome": "O",
        "rival_explanation": "R",
        "priority": "high",
    }
    desk.advance(1, status="in_progress", status_on=PartialDate.parse("2021"), **fields)
    newest = asked(desk).shown[0]
    assert (len(newest.lines), newest.total) == (FEW, 8)
    alone = asked(desk, batch=newest.batch).shown[0]
    assert len(alone.lines) == 8


def test_how_exact_a_date_is_may_be_all_that_changed(desk: Desk) -> None:
    desk.advance(1, outcome_on=PartialDate.parse("2021-01-01"))
    desk.advance(outcome_on=PartialDate.parse("2021"))
    assert len(asked(desk).shown[0].lines) == 1


def test_changes_of_people_are_for_those_who_read_the_audit(desk: Desk) -> None:
    readers = {role: desk.person(role) for role in Role}
    for role in (Role.STAFF, Role.EDITOR):
        assert {line.entity for one in asked(desk, readers[role]).shown for line in one.lines} == {
            "Brief",
            "Recommendation",
        }
    for role in (Role.DIRECTOR, Role.ADMIN):
        assert "Person" in {line.entity for one in asked(desk, readers[role]).shown for line in one.lines}
    with pytest.raises(NotAllowed):
        asked(desk, readers[Role.VIEWER])
    with desk.store.reading() as session, pytest.raises(NotAllowed):
        doers(session, readers[Role.VIEWER])


def test_confidential_evidence_is_not_told_to_admins(desk: Desk) -> None:
    admin, editor = desk.person(Role.ADMIN), desk.person(Role.EDITOR)
    desk.prove(EvidenceKind.NAMED_SOURCE, confidential=True, note="A minister said so.")
    with desk.store.writing() as session:
        evidence.withdraw(session, desk.me, 1, None, "the minister denies it")
    seen, hidden = asked(desk, editor).shown[0], asked(desk, admin).shown[0]
    assert (told(seen), seen.why) == ([("Evidence withdrawn", "no", "yes")], "the minister denies it")
    assert (told(hidden), hidden.why) == ([("Confidential", "", "")], "")


def test_evidence_that_was_added_or_withdrawn_is_named_in_both_histories(desk: Desk) -> None:
    desk.prove(EvidenceKind.NEWS_REPORT, source="The Herald", note="It happened.")
    desk.prove(EvidenceKind.NAMED_SOURCE, confidential=True, source="A minister", note="So she said.")
    with desk.store.writing() as session:
        evidence.withdraw(session, desk.me, 1, None, "a misprint")
    which = ["News report, The Herald", "Named source, A minister", "News report, The Herald"]
    with desk.store.reading() as session:
        mine = history(session, desk.me, desk.row().id or 0)
    assert [name for name in mine["evidence"] if name] == which
    assert [line.evidence for one in asked(desk).shown for line in one.lines if line.evidence] == which
    hidden = asked(desk, desk.person(Role.ADMIN)).shown
    assert {line.evidence for one in hidden for line in one.lines} == {"", which[0]}


def test_the_reason_of_a_gesture_over_confidential_evidence_is_not_told_beside_its_other_lines(desk: Desk) -> None:
    admin, editor = desk.person(Role.ADMIN), desk.person(Role.EDITOR)
    desk.prove(EvidenceKind.NAMED_SOURCE, confidential=True, note="A minister said so.")
    why = "the minister denies it"
    fields: dict[str, Any] = {"outcome": "x", "notes": "x", "due": date(2026, 5, 1), "priority": "high"}
    with desk.store.writing() as session, one_batch():
        for number in (1, 2):
            advance(session, desk.me, desk.row(number).id or 0, None, why, response="noted", **fields)
        evidence.withdraw(session, desk.me, 1, None, why)
    desk.advance(number=2, response="rejected")
    several: list[dict[str, Any]] = [{}, {"field": "response"}, {"record": desk.row(2).reference}]
    for wanted in several:
        other, shown = asked(desk, admin, **wanted).shown[:2]
        assert (other.why, shown.why) == ("as seen in a test", "")
        assert "Confidential" not in {line.field for line in shown.lines}
        assert asked(desk, editor, **wanted).shown[1].why == why
    assert asked(desk, admin, field="withdrawn").shown[0].why == ""


def test_what_was_removed_is_named_by_its_mark_and_leads_nowhere(desk: Desk) -> None:
    desk.advance(notes="Mine.")
    with desk.store.writing() as session:
        removal.remove_brief(session, desk.me, 1, "the wrong file")
    lines = [line for one in asked(desk).shown for line in one.lines]
    assert {line.reference for line in lines} == {""}
    assert {line.brief for line in lines} == {None}
    assert "Mine." not in str(lines)


def test_doers_are_those_who_did_something(desk: Desk) -> None:
    with desk.store.writing() as session:
        people.add(session, desk.me, "idle@example.org", Role.EDITOR)
    with desk.store.reading() as session:
        assert [name for _key, name in doers(session, desk.me)] == ["You"]


def test_who_changed_what_last_since_a_version(desk: Desk) -> None:
    editor = desk.person(Role.EDITOR)
    desk.advance(1, notes="Mine.")
    desk.advance(actor=editor, notes="Hers.", outcome="Hers too.")
    desk.advance(outcome="Mine again.")
    with desk.store.reading() as session:
        last = latest(session, desk.me, "recommendation", 1, 2)
    assert {field: (one.who, one.mine) for field, one in last.items()} == {
        "notes": ("editor@example.org", False),
        "outcome": ("You", True),
    }

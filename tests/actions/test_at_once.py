"""Two people at the same moment, on two connections: what one decides by, the other does not change meanwhile."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session, col, select

from tests.actions.conftest import TEXT, Desk
from tracker.actions import (
    correction,
    evidence,
    guessing,
    meetings,
    moving_in,
    people,
    review,
    rules,
    sign_in,
    undo,
    units,
    updates,
)
from tracker.actions.removal import remove_brief
from tracker.actions.returned import Verdict
from tracker.errors import Invalid, NotFound, Stale, TrackerError
from tracker.queries.history import history
from tracker.reading.csv_table import read_csv
from tracker.settings import settings
from tracker.store.access import find_person
from tracker.store.history import MISSED
from tracker.store.holding import hold
from tracker.store.people_tables import Change, Person
from tracker.store.report_tables import Meeting
from tracker.store.sessions import Store
from tracker.store.tables import Brief, Evidence, Recommendation
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role

Gesture = Callable[[Session], Any]
_PATIENCE = 0.7
"""Seconds that the first gesture leaves the second one to be quicker."""
_WRITES = ("INSERT", "UPDATE", "DELETE")


def _tried(store: Store, gesture: Gesture) -> TrackerError | None:
    try:
        with store.writing() as session:
            gesture(session)
    except TrackerError as wrong:
        return wrong
    return None


@contextmanager
def _before_writing(store: Store, then: Callable[[], None]) -> Iterator[None]:
    """`then` comes once, where this thread has looked at everything and is about to write the first thing."""
    me = threading.get_ident()
    done: list[str] = []

    def about_to(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if threading.get_ident() == me and not done and statement.startswith(_WRITES):
            done.append(statement)
            then()

    event.listen(store.engine, "before_cursor_execute", about_to)
    yield
    event.remove(store.engine, "before_cursor_execute", about_to)
    assert done, "nothing was written"


def at_once(store: Store, first: Gesture, second: Gesture) -> tuple[TrackerError | None, TrackerError | None]:
    """How each gesture was refused, None for one that was kept; the second begins as the first is about to write."""
    answers: list[TrackerError | None] = []
    other = threading.Thread(target=lambda: answers.append(_tried(store, second)))

    def meanwhile() -> None:
        other.start()
        other.join(_PATIENCE)

    with _before_writing(store, meanwhile):
        mine = _tried(store, first)
    other.join()
    return mine, answers[0]


def _advanced(desk: Desk, **fields: Any) -> Gesture:
    return lambda session: updates.advance(session, desk.me, 1, None, "seen", **fields)


def _holds(desk: Desk) -> None:
    with desk.store.reading() as session:
        row = session.get_one(Recommendation, 1)
        rules.hold_together(session, row)
        assert not rules.unproven(session, 1, row.status)


@pytest.mark.parametrize(
    "fields",
    [
        ({"rival_explanation": ""}, {"contribution": "contributed"}),
        ({"contribution": "contributed"}, {"rival_explanation": ""}),
        ({"outcome_on": PartialDate.parse("2010")}, {"contribution": "contributed"}),
    ],
)
def test_the_rules_hold_between_two_answers_to_one_recommendation(
    desk: Desk, fields: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    desk.advance(rival_explanation="chance")
    first, second = at_once(desk.store, *(_advanced(desk, **one) for one in fields))
    assert first is None
    assert isinstance(second, Invalid)
    _holds(desk)


def test_the_rules_hold_between_an_answer_and_the_date_of_its_brief(desk: Desk) -> None:
    desk.advance(outcome_on=PartialDate.parse("2021"), rival_explanation="chance")

    def later(session: Session) -> None:
        correction.correct_brief(session, desk.me, 1, None, published=PartialDate.parse("2022"))

    first, second = at_once(desk.store, _advanced(desk, contribution="contributed"), later)
    assert first is None
    assert isinstance(second, Invalid)
    _holds(desk)


@pytest.mark.parametrize("undone_first", [True, False])
def test_an_adoption_and_the_undoing_of_its_evidence_do_not_both_stand(desk: Desk, undone_first: bool) -> None:
    desk.prove()
    batch = desk.changes("evidence")[-1].batch
    adopted = _advanced(desk, status="adopted", status_on=PartialDate.parse("2022"))

    def undone(session: Session) -> None:
        undo.undo(session, desk.me, batch)

    first, second = at_once(desk.store, *((undone, adopted) if undone_first else (adopted, undone)))
    assert first is None
    assert isinstance(second, Invalid)
    _holds(desk)


def test_evidence_is_withdrawn_after_what_rests_on_it_or_before(desk: Desk) -> None:
    desk.prove()
    adopted = _advanced(desk, status="adopted", status_on=PartialDate.parse("2022"))
    first, second = at_once(desk.store, lambda session: evidence.withdraw(session, desk.me, 1, None, "wrong"), adopted)
    assert first is None
    assert isinstance(second, Invalid)
    _holds(desk)


def test_nothing_is_said_of_a_brief_that_is_being_removed(desk: Desk) -> None:
    def said(session: Session) -> None:
        evidence.add(session, desk.me, 1, EvidenceKind.NEWS_REPORT, note="SECRET")

    first, second = at_once(desk.store, lambda session: remove_brief(session, desk.me, 1, "wrong one"), said)
    assert first is None
    assert isinstance(second, NotFound)
    with desk.store.reading() as session:
        assert session.exec(select(Evidence)).all() == []
        assert "SECRET" not in "".join(change.new or "" for change in session.exec(select(Change)))


def _missed(desk: Desk, words: str) -> Gesture:
    start = TEXT.index(words)
    return lambda session: review.add_missed(session, desk.me, 1, start, start + len(words))


def test_two_missed_recommendations_get_a_number_each(desk: Desk) -> None:
    assert at_once(desk.store, _missed(desk, "Nobody advised this"), _missed(desk, "publish figures")) == (None, None)
    added = [desk.row(number) for number in (3, 4)]
    assert [row.reference.rpartition("/")[2] for row in added] == ["R3", "R4"]
    assert [change.why for change in desk.changes() if change.entity_id in {row.id for row in added}] == [MISSED] * 2


def test_the_same_missed_recommendation_is_added_once(desk: Desk) -> None:
    first, second = at_once(desk.store, *[_missed(desk, "Nobody advised this")] * 2)
    assert first is None
    assert isinstance(second, Invalid)
    assert "R3 already" in str(second)


def test_who_comes_in_for_the_first_time_on_two_pages_is_let_in_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_UNKNOWN_PEOPLE", "viewer")
    settings.cache_clear()
    entered: list[Person | None] = []

    def come_in(session: Session) -> None:
        entered.append(sign_in.welcome(session, sign_in.Claimed("new@example.org", "New")))

    assert at_once(desk.store, come_in, come_in) == (None, None)
    settings.cache_clear()
    with desk.store.reading() as session:
        kept = find_person(session, "new@example.org")
    assert kept is not None
    assert [person and person.id for person in entered] == [kept.id] * 2
    assert [change.actor_id for change in desk.changes("person") if change.entity_id == kept.id] == [kept.id]


def test_what_only_one_can_have_is_refused_in_a_sentence(desk: Desk) -> None:
    def let_in(session: Session) -> None:
        people.add(session, desk.me, "new@example.org", Role.STAFF)

    first, second = at_once(desk.store, let_in, let_in)
    refused = [wrong for wrong in (first, second) if wrong]
    assert len(refused) == 1
    assert isinstance(refused[0], Stale | Invalid)
    assert "constraint" not in str(refused[0])


def test_what_two_people_move_in_at_once_goes_in_once(desk: Desk) -> None:
    found = read_csv("x.csv", b"Title,Recommendation\nOn archives,Open the archives to the public.\n")
    told: list[Verdict] = []

    def move_in(session: Session) -> None:
        rows = moving_in.take(session, desk.me, list(found.records()), guessing.guess(found), set())
        told.extend(row.verdict for row in rows)

    assert at_once(desk.store, move_in, move_in) == (None, None)
    assert told == [Verdict.ADD, Verdict.THERE]
    with desk.store.reading() as session:
        assert len(session.exec(select(Brief).where(Brief.title == "On archives")).all()) == 1


def test_two_units_never_have_one_name(desk: Desk) -> None:
    def named(name: str) -> Gesture:
        return lambda session: units.add(session, desk.me, name)

    first, second = at_once(desk.store, named("Water policy"), named("water policy"))
    assert first is None
    assert isinstance(second, Invalid)


def test_two_meetings_never_have_the_figures_of_one_day(desk: Desk) -> None:
    with desk.store.writing() as session:
        days = (date(2020, 3, 5), date(2020, 3, 6))
        keys = [meetings.prepare(session, desk.me, day, date(2020, 3, 1)).id or 0 for day in days]

    def approved(key: int) -> Gesture:
        return lambda session: meetings.approve(session, desk.me, key, None)

    first, second = at_once(desk.store, *map(approved, keys))
    assert first is None
    assert isinstance(second, Invalid)
    with desk.store.reading() as session:
        kept = session.exec(select(col(Meeting.day)).where(col(Meeting.approved_at).is_not(None))).all()
    assert kept == [days[0]]


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
def test_who_waits_for_each_other_is_told_to_try_again(desk: Desk) -> None:
    meet = threading.Barrier(2)

    def both(one: int, other: int) -> Gesture:
        def gesture(session: Session) -> None:
            session.get_one(Recommendation, one).notes = "x"
            session.flush()
            meet.wait(30)
            session.get_one(Recommendation, other).notes = "x"

        return gesture

    answers: list[TrackerError | None] = []
    other = threading.Thread(target=lambda: answers.append(_tried(desk.store, both(2, 1))))
    other.start()
    answers.append(_tried(desk.store, both(1, 2)))
    other.join()
    assert [type(wrong) for wrong in answers if wrong] == [Stale]


def test_gestures_over_many_wait_for_each_other_in_one_order(desk: Desk) -> None:
    def held(*keys: int) -> Gesture:
        def gesture(session: Session) -> None:
            hold(session, Recommendation, keys)
            for key in keys:
                updates.advance(session, desk.me, key, None, "seen", notes=f"{keys}")

        return gesture

    assert at_once(desk.store, held(1, 2), held(2, 1)) == (None, None)
    assert {desk.row(number).notes for number in (1, 2)} == {"(2, 1)"}


def test_questions_are_asked_of_one_state_of_the_store(desk: Desk) -> None:
    version = select(Recommendation.version).where(Recommendation.id == 1)
    with desk.store.reading() as session:
        before = session.exec(version).one(), len(history(session, desk.me, 1))
        desk.advance(notes="late")
        assert (session.exec(version).one(), len(history(session, desk.me, 1))) == before
    with desk.store.reading() as session:
        assert session.exec(version).one() == before[0] + 1


def test_who_only_reads_stands_in_nobodys_way(desk: Desk) -> None:
    with desk.store.reading() as session:
        hold(session, Brief, [1])
        updates.planned(session, desk.me, 1, None, {"notes": "planned"})
        assert _tried(desk.store, _advanced(desk, notes="done")) is None

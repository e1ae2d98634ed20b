"""What the weekly message tells: each recommendation once, by its most pressing reason, and nothing confidential."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from tests.actions.conftest import Desk, extraction, finding, take
from tracker.actions import evidence, people
from tracker.actions.updates import advance
from tracker.queries import queue
from tracker.queries.digest import Digest, Reason, digest
from tracker.store.access import sole_person
from tracker.store.clock import standing_at, today
from tracker.store.people_tables import Person
from tracker.store.sessions import Store
from tracker.store.tables import Brief
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate, a_year_before
from tracker.vocabulary.roles import Role

TEXTS = ("Keep talking.", "The ministry should publish figures.", "Nobody advised this at all.")
LONG_AGO = datetime(2024, 3, 1, tzinfo=UTC)


@dataclass
class Owner:
    desk: Desk
    person: Person

    def told(self) -> Digest:
        with self.desk.store.reading() as session:
            return digest(session, self.person)

    def reasons(self) -> dict[str, tuple[Reason, ...]]:
        return {item.wording: item.reasons for item in self.told().items}

    def put(self, number: int, **fields: Any) -> None:
        with self.desk.store.writing() as session:
            advance(session, self.desk.me, number, None, "in a test", **fields)


@pytest.fixture
def owner(store: Store) -> Owner:
    """Somebody who has looked after three confirmed recommendations for long, checked lately."""
    with standing_at(LONG_AGO), store.writing() as session:
        me = sole_person(session)
        taken = take(session, me, found=extraction(*map(finding, TEXTS)), confirm=True)
        person = people.add(session, me, "ann@example.org", Role.STAFF, name="Ann Arlow")
        for number in (1, 2, 3):
            advance(session, me, number, None, "", owner=person.id)
    found = Owner(Desk(store, me, taken), person)
    for number in (1, 2, 3):
        found.put(number, verified_on=today() - timedelta(days=30))
    return found


def test_nothing_to_say_is_nothing(owner: Owner) -> None:
    assert owner.told().items == ()


@pytest.mark.parametrize(
    ("days", "reason"),
    [(-1, Reason.OVERDUE), (0, Reason.DUE), (14, Reason.DUE), (15, None)],
)
def test_due_and_overdue(owner: Owner, days: int, reason: Reason | None) -> None:
    owner.put(1, due=today() + timedelta(days=days))
    assert owner.reasons() == ({"Keep talking.": (reason,)} if reason else {})


def test_what_is_closed_is_neither_due_nor_stale(owner: Owner) -> None:
    owner.put(1, due=today() - timedelta(days=3), verified_on=None)
    owner.put(1, status="not_adopted", status_on=PartialDate.parse("2024"))
    assert owner.reasons() == {}


@pytest.mark.parametrize(("days", "stale"), [(None, True), (0, True), (1, False)])
def test_stale_is_a_year_without_a_look_or_none_ever(owner: Owner, days: int | None, stale: bool) -> None:
    ago = a_year_before(today())
    owner.put(2, verified_on=None if days is None else ago + timedelta(days=days))
    assert (Reason.STALE in owner.reasons().get(TEXTS[1], ())) is stale


def test_what_is_past_its_day_is_to_be_checked_again_though_closed(owner: Owner) -> None:
    with owner.desk.store.writing() as session:
        evidence.add(session, owner.desk.me, 1, EvidenceKind.NEWS_REPORT, note="It happened.")
    owner.put(1, status="adopted", status_on=PartialDate.parse("2024"), reverify_by=today() - timedelta(days=1))
    owner.put(1, verified_on=today() - timedelta(days=30))
    owner.put(2, reverify_by=today())
    assert owner.reasons() == {"Keep talking.": (Reason.REVERIFY,)}


def test_new_is_what_others_gave_since_the_last_message(owner: Owner) -> None:
    owner.put(1, owner=None)
    owner.put(1, owner=owner.person.id)
    assert owner.reasons() == {"Keep talking.": (Reason.NEW,)}
    with owner.desk.store.writing() as session:
        people.digest_sent(session, owner.desk.me, owner.person.id or 0, None)
    assert owner.reasons() == {}
    owner.put(2, owner=None)
    with owner.desk.store.writing() as session:
        people.amend(session, owner.desk.me, owner.person.id or 0, None, role=Role.EDITOR)
        advance(session, owner.person, 2, None, "", owner=owner.person.id)
    assert owner.reasons() == {}, "what one takes oneself is no news"


def test_each_stands_once_under_its_most_pressing_reason(owner: Owner) -> None:
    owner.put(1, due=today() - timedelta(days=3), verified_on=None)
    owner.put(2, due=today() + timedelta(days=3))
    owner.put(3, verified_on=None)
    found = owner.told()
    assert [item.wording for item in found.items] == list(TEXTS)
    assert found.items[0].reasons == (Reason.OVERDUE, Reason.STALE)
    assert [len(found.under(reason)) for reason in Reason] == [1, 1, 0, 1, 0]


def test_only_ones_own_confirmed_and_newest_are_told(owner: Owner) -> None:
    for number in (1, 2, 3):
        owner.put(number, verified_on=None)
    owner.put(1, owner=None)
    assert set(owner.reasons()) == set(TEXTS[1:])
    with owner.desk.store.writing() as session:
        session.get_one(Brief, owner.desk.taken.brief.id).newer_id = owner.desk.taken.brief.id
    assert owner.reasons() == {}


def test_a_look_takes_it_out_of_the_message_as_out_of_the_queue(owner: Owner) -> None:
    owner.put(1, due=today() - timedelta(days=10), verified_on=today() - timedelta(days=3))
    owner.put(2, due=today() - timedelta(days=10), verified_on=today() - timedelta(days=11))
    owner.put(3, reverify_by=today() - timedelta(days=10), verified_on=today() - timedelta(days=3))
    assert owner.reasons() == {TEXTS[1]: (Reason.OVERDUE,)}
    with owner.desk.store.reading() as session:
        assert queue.keys(session, owner.desk.me, queue.Queue()) == [2]


def test_other_peoples_history_is_not_read(owner: Owner) -> None:
    asked: list[str] = []

    def note(*told: Any) -> None:
        asked.append(str(told[2]))

    with owner.desk.store.writing() as session:
        nobody = people.add(session, owner.desk.me, "cy@example.org", Role.STAFF)
    with owner.desk.store.reading() as session:
        event.listen(owner.desk.store.engine, "before_cursor_execute", note)
        assert digest(session, nobody).items == ()
        assert not any("change" in statement for statement in asked)
        digest(session, owner.person)
    assert [statement for statement in asked if "change" in statement and "entity_id IN" not in statement] == []

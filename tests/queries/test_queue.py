from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import col

from tests.actions.conftest import Desk, extraction, finding, take
from tracker.actions import checks
from tracker.actions.updates import advance
from tracker.errors import NotAllowed
from tracker.queries.filters import Filter
from tracker.queries.queue import Order, Queue, Reason, Scope, ahead, following, keys, reasons, waiting
from tracker.store.access import sole_person
from tracker.store.clock import today
from tracker.store.people_tables import Person
from tracker.store.sessions import Store
from tracker.store.tables import Brief, Recommendation
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate, a_year_before, in_a_year
from tracker.vocabulary.roles import Role

DAY = timedelta(days=1)
LONG_AGO = date(2001, 1, 1)


def ago(days: int) -> date:
    return today() - days * DAY


@pytest.fixture
def desk(store: Store) -> Desk:
    """A brief of eight confirmed recommendations, each looked at today, so that none needs a look."""
    words = [f"Ministers should take step {n}." for n in range(8)]
    found = extraction(*(finding(word, "\n\n".join(words)) for word in words), title="Steps")
    with store.writing() as session:
        me = sole_person(session)
        taken = take(session, me, found=found, confirm=True)
    desk = Desk(store, me, taken)
    for number in range(1, 9):
        put(desk, number, verified_on=today())
    return desk


def put(desk: Desk, number: int, **columns: Any) -> None:
    """Set columns of a recommendation as they are, whatever rules say."""
    key = desk.row(number).id
    with desk.store.writing() as session:
        session.execute(update(Recommendation).where(col(Recommendation.id) == key).values(**columns))


def order(desk: Desk, queue: Queue = Queue(), actor: Person | None = None) -> list[int]:  # noqa: B008
    with desk.store.reading() as session:
        found = [found.id for found in ahead(session, actor or desk.me, queue, 50)]
        assert keys(session, actor or desk.me, queue) == found
        return found


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"due": today(), "verified_on": ago(1)}, (Reason.DUE,)),
        ({"due": ago(9), "verified_on": ago(10)}, (Reason.DUE,)),
        ({"due": ago(9), "verified_on": ago(9)}, ()),
        ({"due": today() + DAY, "verified_on": ago(1)}, ()),
        ({"verified_on": None}, (Reason.STALE,)),
        ({"verified_on": a_year_before(today())}, (Reason.STALE,)),
        ({"verified_on": a_year_before(today()) + DAY}, ()),
        ({"verified_on": None, "status": "adopted"}, ()),
        ({"verified_on": None, "status": "adopted", "reverify_by": ago(1)}, (Reason.LAPSED,)),
        ({"verified_on": ago(2), "status": "adopted", "reverify_by": ago(1)}, (Reason.LAPSED,)),
        ({"verified_on": ago(1), "status": "adopted", "reverify_by": ago(2)}, ()),
        ({"verified_on": ago(400), "status": "adopted", "reverify_by": ago(500)}, (Reason.LAPSED,)),
        ({"verified_on": ago(2), "status": "not_adopted", "reverify_by": today()}, ()),
        ({"verified_on": ago(500), "due": ago(3), "reverify_by": ago(2)}, tuple(Reason)),
    ],
)
def test_what_needs_a_look_and_why(desk: Desk, columns: dict[str, Any], expected: tuple[Reason, ...]) -> None:
    put(desk, 3, **columns)
    with desk.store.reading() as session:
        counted = waiting(session, desk.me, Queue())
        found = ahead(session, desk.me, Queue(), 9)
    assert reasons(desk.row(3)) == expected
    assert [item.reasons for item in found] == ([expected] if expected else [])
    assert counted.total == bool(expected)
    assert [reason for reason in Reason if counted.reasons[reason]] == list(expected)


def test_what_is_not_confirmed_waits_for_review_not_for_a_look(desk: Desk) -> None:
    put(desk, 1, verified_on=None, review="pending")
    assert order(desk) == []


def test_the_order_is_by_due_date_then_by_the_last_look_then_by_priority(desk: Desk) -> None:
    put(desk, 1, verified_on=None)
    put(desk, 2, verified_on=None, priority="high")
    put(desk, 3, verified_on=LONG_AGO, due=ago(5))
    put(desk, 4, verified_on=LONG_AGO, due=ago(6))
    put(desk, 5, verified_on=LONG_AGO - DAY, due=ago(5), priority="low")
    assert order(desk) == [4, 5, 3, 2, 1]
    assert order(desk, Queue(order=Order.CHECKED)) == [2, 1, 5, 4, 3]
    assert order(desk, Queue(order=Order.PRIORITY)) == [2, 4, 3, 1, 5]


@pytest.mark.parametrize("kind", list(Order))
def test_walking_from_one_to_the_next_meets_each_once_and_comes_round(desk: Desk, kind: Order) -> None:
    for number in range(1, 8):
        put(desk, number, verified_on=None if number % 2 else LONG_AGO, due=ago(number % 3) if number % 3 else None)
    queue = Queue(order=kind)
    with desk.store.reading() as session:
        first = following(session, desk.me, queue)
        walked = [first]
        for _step in range(6):
            walked.append(following(session, desk.me, queue, walked[-1]))
        assert walked == order(desk, queue)
        assert following(session, desk.me, queue, walked[-1]) == first


def test_after_the_last_one_there_is_none(desk: Desk) -> None:
    put(desk, 2, verified_on=None)
    with desk.store.reading() as session:
        assert following(session, desk.me, Queue()) == 2
        assert following(session, desk.me, Queue(), 2) is None
        assert following(session, desk.me, Queue(), 1) == 2


def test_mine_my_units_and_all_that_one_may_change(desk: Desk) -> None:
    staff = desk.person(Role.STAFF, "north")
    for number in range(1, 5):
        put(desk, number, verified_on=None)
    put(desk, 1, owner_id=staff.id)
    put(desk, 2, unit_id=staff.unit_id)
    assert order(desk, Queue(Scope.MINE), staff) == [1]
    assert order(desk, Queue(Scope.UNIT), staff) == [2]
    assert order(desk, Queue(Scope.ALL), staff) == [1, 2]
    assert order(desk, Queue(Scope.ALL)) == [1, 2, 3, 4]
    with desk.store.writing() as session:
        session.get_one(Brief, desk.taken.brief.id).unit_id = staff.unit_id
    put(desk, 4, unit_id=None)
    assert order(desk, Queue(Scope.UNIT), staff) == [1, 2, 3, 4]
    for number in order(desk, Queue(Scope.ALL), staff):
        with desk.store.writing() as session:
            advance(session, staff, number, None, "as a test", notes="seen")


def test_filters_hold_in_the_queue(desk: Desk) -> None:
    put(desk, 1, verified_on=None)
    put(desk, 2, verified_on=None, status="stalled")
    assert order(desk, Queue(chosen=Filter(statuses=("stalled",)))) == [2]
    assert order(desk, Queue(chosen=Filter(authors=("Nobody",)))) == []


def test_a_look_takes_it_out_of_the_queue_and_its_check_day_brings_it_back(desk: Desk) -> None:
    desk.prove(EvidenceKind.PUBLIC_DOCUMENT)
    desk.advance(status="adopted", status_on=PartialDate.parse("2021"))
    put(desk, 1, verified_on=ago(30), reverify_by=ago(1))
    assert order(desk) == [1]
    with desk.store.writing() as session:
        checks.holds(session, desk.me, 1, None)
    assert order(desk) == []
    assert desk.row().reverify_by == in_a_year(today())


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ADMIN])
def test_who_may_not_update_has_no_queue(desk: Desk, role: Role) -> None:
    somebody = desk.person(role)
    with desk.store.reading() as session, pytest.raises(NotAllowed):
        waiting(session, somebody, Queue())
    with desk.store.reading() as session, pytest.raises(NotAllowed):
        following(session, somebody, Queue())

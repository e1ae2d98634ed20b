"""The update sprint: which records it goes through, how far it is, and the step from one to the next.

All of it is in the address, `at` the record in hand, `started` and `of` when the sprint began and with how many; so a
reload goes on where one was. What was done is in the store.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st
from sqlmodel import Session

from tracker.actions.undo import undo as undo_gesture
from tracker.errors import TrackerError
from tracker.queries import queue as queues
from tracker.queries.queue import Order, Queue, Reason, Scope
from tracker.queries.steps import Step, last_step
from tracker.store.clock import now
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.translation import marked
from tracker.ui import address, notices, shell

SCOPES = {Scope.ALL: marked("All"), Scope.MINE: marked("Mine"), Scope.UNIT: marked("My unit's")}
ORDERS = {
    Order.DUE: marked("Due first"),
    Order.CHECKED: marked("Longest unchecked first"),
    Order.PRIORITY: marked("Highest priority first"),
}
REASONS = {
    Reason.DUE: marked("Due"),
    Reason.STALE: marked("Not checked for a year, or ever"),
    Reason.LAPSED: marked("To be checked again"),
}
_TRAIL = "sprint.trail"
_MOMENT = "%Y%m%dT%H%M%S"

Look = Callable[[Session], object]


@dataclass(frozen=True, slots=True)
class Sprint:
    """What the address says: the queue, when the sprint began (None before it does), and with how many."""

    queue: Queue
    started: datetime | None
    of: int


def here() -> Sprint:
    """The sprint that the address names."""
    chosen, _ignored = address.current()
    scope = Scope(address.word("scope", list(Scope), Scope.ALL))
    order = Order(address.word("order", list(Order), Order.DUE))
    try:
        started = datetime.strptime(st.query_params.get("started", ""), _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        started = None
    return Sprint(Queue(scope, order, chosen), started, address.number("of", 0))


def begin(total: int) -> None:
    """In a callback: begin the sprint with so many to look at."""
    st.session_state[_TRAIL] = []
    st.query_params["started"] = now().strftime(_MOMENT)
    st.query_params["of"] = str(total)


def end() -> None:
    """In a callback: leave the sprint; what was done stays done."""
    for name in ("started", "of", "at"):
        address.put(name, [])


def in_hand(me: Person, sprint: Sprint) -> int | None:
    """The record that the address names, else the first that waits; None where none does."""
    named = address.number("at", 0)
    if named:
        return named
    first = shell.asked(queues.following, me, sprint.queue)
    if first:
        go(first)
    return first


def go(key: int | None) -> None:
    """Take the record of this id in hand; None leaves the choice to the queue."""
    address.put("at", [str(key)] if key else [])


def look(me: Person, sprint: Sprint, key: int, action: Look | None) -> None:
    """In a callback: do this with the record in hand (None: nothing), and take the next one in hand.

    A key that was pressed again before the next record came up is of the record that is done already, and does nothing.
    """
    if address.number("at", 0) != key:
        return
    refused: list[TrackerError] = []
    with shell.reading() as session:
        after = queues.following(session, me, sprint.queue, key)
    if action:
        with shell.writing(refused=refused.append) as session:
            action(session)
    if refused:
        notices.refuse(refused[0])
        return
    moved(key, after)


def moved(key: int, after: int | None) -> None:
    """In a callback: the record of this id is done, the next one is `after`."""
    st.session_state.setdefault(_TRAIL, []).append(key)
    go(after)


def before(key: int | None, step: Step | None) -> int | None:
    """The record that one had in hand before this one; after a reload the one that one changed last."""
    trail = [other for other in st.session_state.get(_TRAIL, []) if other != key]
    if trail:
        return int(trail[-1])
    return step.recommendation_id if step and step.recommendation_id != key else None


def back(key: int) -> None:
    """In a callback: take in hand again what one had before."""
    trail: list[int] = st.session_state.get(_TRAIL, [])
    while trail and trail.pop() != key:
        pass
    go(key)


def step(me: Person, sprint: Sprint) -> Step | None:
    """What one did last in this sprint and has not taken back."""
    return shell.asked(last_step, me, sprint.started) if sprint.started else None


def undo(me: Person, last: Step) -> None:
    """In a callback: take the last step back, and take its record in hand."""
    refused: list[TrackerError] = []
    with shell.writing(_("Taken back."), refused.append) as session:
        undo_gesture(session, me, last.batch)
    if refused:
        notices.refuse(refused[0])
    go(last.recommendation_id)

"""What needs a look: confirmed recommendations that are due, unchecked for long, or past the day of their next check.

A look, whatever it found, takes a recommendation out of the queue: `verified_on` is then not before the day that asked
for it. Closed ones come back when the day until which they were held to stand has passed.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Date, and_, case, false, func, literal, or_, select, tuple_
from sqlmodel import Session, col

from tracker.queries.filters import Filter, matching
from tracker.store.access import allow, can
from tracker.store.clock import today
from tracker.store.people_tables import Person
from tracker.store.sessions import answers
from tracker.store.tables import Brief, Recommendation
from tracker.vocabulary.answers import Priority, Review
from tracker.vocabulary.dates import a_year_before
from tracker.vocabulary.roles import Verb
from tracker.vocabulary.statuses import Status, closed


class Scope(StrEnum):
    """Whose recommendations: the actor's own, those of the actor's unit, or all that the actor may change."""

    ALL = "all"
    MINE = "mine"
    UNIT = "unit"


class Order(StrEnum):
    """What comes first; the two others decide between equals."""

    DUE = "due"
    CHECKED = "checked"
    PRIORITY = "priority"


class Reason(StrEnum):
    """Why a recommendation needs a look."""

    DUE = "due"
    """The day of its next look has come, and nobody has looked since."""
    STALE = "stale"
    """It is open, and nobody has looked for twelve months, or ever."""
    LAPSED = "lapsed"
    """The day until which what was found was held to stand has passed, and nobody has looked since."""


_EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class Queue:
    """Which part of what needs a look, in which order."""

    scope: Scope = Scope.ALL
    order: Order = Order.DUE
    chosen: Filter = _EVERYTHING


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many need a look, and how many of them for each reason; one may have several."""

    total: int
    reasons: dict[Reason, int]


@dataclass(frozen=True, slots=True)
class Ahead:
    """One recommendation that waits, in few words."""

    id: int
    reference: str
    wording: str
    title: str
    reasons: tuple[Reason, ...]


_ID: Any = col(Recommendation.id)
_DUE: Any = col(Recommendation.due)
_LOOKED: Any = col(Recommendation.verified_on)
_AGAIN: Any = col(Recommendation.reverify_by)
_ITS = col(Brief.id) == col(Recommendation.brief_id)
_URGENCY = (Priority.HIGH, Priority.NORMAL, Priority.LOW)
_CLOSED = tuple(status.value for status in closed())


def waiting(session: Session, actor: Person, queue: Queue) -> Waiting:
    """How many recommendations of the queue need a look; for those who may update."""
    where = _where(session, actor, queue)
    asks = asked(today())
    sums = [func.coalesce(func.sum(case((asks[reason], 1), else_=0)), 0) for reason in Reason]
    (row,) = answers(session, select(func.count(), *sums).select_from(Recommendation).join(Brief, _ITS).where(*where))
    return Waiting(int(row[0]), {reason: int(n) for reason, n in zip(Reason, row[1:], strict=True)})


def following(session: Session, actor: Person, queue: Queue, after: int | None = None) -> int | None:
    """The id of the first one that waits, or of the next behind the recommendation `after`, round the end to the first.

    Never `after` itself; None where no other waits.
    """
    where, place = _where(session, actor, queue), _place(queue.order)
    statement = select(_ID).join(Brief, _ITS).where(*where).order_by(*place).limit(1)
    here = session.execute(select(*place).where(after == _ID)).first() if after else None
    if here is None:
        return _first(session, statement)
    behind = [literal(value, Date()) if isinstance(value, date) else literal(value) for value in here]
    later = _first(session, statement.where(tuple_(*place) > tuple_(*behind)))
    return later or _first(session, statement.where(after != _ID))


def _first(session: Session, statement: Any) -> int | None:
    return next((key for (key,) in answers(session, statement)), None)


def keys(session: Session, actor: Person, queue: Queue) -> list[int]:
    """The ids of all that wait, in the order of the queue."""
    statement = select(_ID).join(Brief, _ITS).where(*_where(session, actor, queue)).order_by(*_place(queue.order))
    return [key for (key,) in answers(session, statement)]


def ahead(session: Session, actor: Person, queue: Queue, limit: int) -> tuple[Ahead, ...]:
    """The first ones that wait, in the order of the queue."""
    place = _place(queue.order)
    first = select(_ID).join(Brief, _ITS).where(*_where(session, actor, queue)).order_by(*place).limit(limit)
    wanted = [key for (key,) in answers(session, first)]
    rows = select(Recommendation, col(Brief.title)).join(Brief, _ITS).where(_ID.in_(wanted)).order_by(*place)
    found = session.execute(rows)
    return tuple(Ahead(row.id or 0, row.reference, row.wording, title, reasons(row)) for row, title in found)


def reasons(row: Recommendation) -> tuple[Reason, ...]:
    """Why this recommendation needs a look today; empty where it needs none."""
    day = today()
    ago = a_year_before(day)
    looked = row.verified_on or date.min
    due = row.due is not None and row.due <= day and looked < row.due
    stale = Status(row.status) not in closed() and looked <= ago
    lapsed = row.reverify_by is not None and row.reverify_by < day and looked <= max(row.reverify_by, ago)
    found = {Reason.DUE: due, Reason.STALE: stale, Reason.LAPSED: lapsed}
    return tuple(reason for reason, holds in found.items() if holds)


def asked(day: date) -> dict[Reason, ColumnElement[bool]]:
    """What a row must fulfil for each reason; the same in SQL as `reasons`."""
    ago, never = a_year_before(day), _LOOKED.is_(None)
    old = or_(never, ago >= _LOOKED)
    return {
        Reason.DUE: and_(day >= _DUE, or_(never, _LOOKED < _DUE)),
        Reason.STALE: and_(col(Recommendation.status).not_in(_CLOSED), old),
        Reason.LAPSED: and_(day > _AGAIN, or_(old, _LOOKED <= _AGAIN)),
    }


def _where(session: Session, actor: Person, queue: Queue) -> list[ColumnElement[bool]]:
    person = allow(session, actor, Verb.UPDATE)
    confirmed = col(Recommendation.review) == Review.CONFIRMED.value
    return [*matching(session, queue.chosen), confirmed, _within(person, queue.scope), or_(*asked(today()).values())]


def _within(person: Person, scope: Scope) -> ColumnElement[bool]:
    """Those of the scope that the person may change."""
    mine = col(Recommendation.owner_id) == person.id
    unit = func.coalesce(Recommendation.unit_id, Brief.unit_id) == person.unit_id if person.unit_id else false()
    if scope is Scope.ALL:
        return literal(1) == 1 if can(person, Verb.UPDATE_ALL) else or_(mine, unit)
    return mine if scope is Scope.MINE else unit


def _place(order: Order) -> list[Any]:
    """Where a row stands in the queue, as values that are never null; its id comes last, so that no two are equal."""
    kinds = {
        Order.DUE: func.coalesce(_DUE, literal(date.max, Date())),
        Order.CHECKED: func.coalesce(_LOOKED, literal(date.min, Date())),
        Order.PRIORITY: case(*((col(Recommendation.priority) == p.value, n) for n, p in enumerate(_URGENCY)), else_=1),
    }
    return [kinds[order], *(kind for name, kind in kinds.items() if name is not order), _ID]

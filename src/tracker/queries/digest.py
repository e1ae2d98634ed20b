"""What the weekly message tells a person about the recommendations that they look after.

It goes by e-mail, which others may read on the way: it names recommendations and days, and says nothing that rests on
evidence, outcomes or notes.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import or_, select
from sqlmodel import Session, col

from tracker.queries import queue
from tracker.queries.filters import visible
from tracker.store.access import allow
from tracker.store.clock import now, today
from tracker.store.history import CREATED
from tracker.store.people_tables import Change, Person
from tracker.store.tables import Brief, Recommendation
from tracker.translation import marked
from tracker.vocabulary.answers import Review
from tracker.vocabulary.roles import Verb
from tracker.vocabulary.statuses import STATUSES, Status

SOON = timedelta(days=14)
"""How far ahead a day is called due."""
_WEEK = timedelta(days=7)
_CHUNK = 500


class Reason(StrEnum):
    """Why a recommendation is in the message, the most pressing one first."""

    OVERDUE = "overdue"
    DUE = "due"
    REVERIFY = "reverify"
    STALE = "stale"
    NEW = "new"


REASON_LABELS: dict[Reason, str] = {
    Reason.OVERDUE: marked("Overdue"),
    Reason.DUE: marked("Due within two weeks"),
    Reason.REVERIFY: marked("To be checked again"),
    Reason.STALE: marked("Not checked for a year or more"),
    Reason.NEW: marked("Newly yours"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One recommendation with all the reasons for it, the most pressing one first."""

    reference: str
    wording: str
    title: str
    due: date | None
    verified_on: date | None
    reverify_by: date | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """What there is to tell a person, the most pressing first; `since` is when they were told last."""

    person: Person
    since: datetime | None
    items: tuple[Item, ...]

    def under(self, reason: Reason) -> tuple[Item, ...]:
        """Those for which this is the most pressing reason."""
        return tuple(item for item in self.items if item.reasons[0] is reason)


def digest(session: Session, actor: Person) -> Digest:
    """What the actor's own weekly message holds now; no items where there is nothing to say."""
    me = allow(session, actor, Verb.VIEW)
    rows = _mine(session, me)
    new = _newly(session, me, [row.id or 0 for row, _title in rows])
    items = [_item(row, title, row.id in new) for row, title in rows]
    order = list(Reason)
    found = sorted(
        (item for item in items if item.reasons),
        key=lambda item: (order.index(item.reasons[0]), item.due or date.max, item.reference),
    )
    return Digest(me, me.digest_at, tuple(found))


def _mine(session: Session, me: Person) -> list[tuple[Recommendation, str]]:
    statement = (
        select(Recommendation, col(Brief.title))
        .join(Brief, col(Brief.id) == Recommendation.brief_id)
        .where(
            col(Recommendation.owner_id) == me.id,
            col(Recommendation.review) == Review.CONFIRMED.value,
            col(Brief.removed).is_(False),
            col(Brief.newer_id).is_(None),
            *visible(me),
        )
    )
    return [(row, title) for row, title in session.execute(statement)]


def _item(row: Recommendation, title: str, new: bool) -> Item:
    return Item(
        reference=row.reference,
        wording=row.wording,
        title=title,
        due=row.due,
        verified_on=row.verified_on,
        reverify_by=row.reverify_by,
        reasons=tuple(_reasons(row, new)),
    )


def _reasons(row: Recommendation, new: bool) -> Iterator[Reason]:
    """Why the queue has it; beside that, what falls due soon, and what is newly theirs."""
    day, waits = today(), queue.reasons(row)
    soon = row.due is not None and day < row.due <= day + SOON and not STATUSES[Status(row.status)].closed
    if queue.Reason.DUE in waits or soon:
        yield Reason.OVERDUE if row.due is not None and row.due < day else Reason.DUE
    if queue.Reason.LAPSED in waits:
        yield Reason.REVERIFY
    if queue.Reason.STALE in waits:
        yield Reason.STALE
    if new:
        yield Reason.NEW


def _newly(session: Session, me: Person, keys: Sequence[int]) -> set[int]:
    """Those of the recommendations that others gave to the person since they were told last, or within a week."""
    since = me.digest_at or now() - _WEEK
    given: set[int] = set()
    for start in range(0, len(keys), _CHUNK):
        statement = select(col(Change.entity_id), col(Change.new)).where(
            col(Change.entity) == "recommendation",
            col(Change.entity_id).in_(keys[start : start + _CHUNK]),
            col(Change.field).in_(("owner_id", CREATED)),
            col(Change.at) > since,
            or_(col(Change.actor_id).is_(None), col(Change.actor_id) != me.id),
        )
        given |= {key for key, new in session.execute(statement) if _owner(new) == me.id}
    return given


def _owner(new: str | None) -> int | None:
    value = json.loads(new or "null")
    owner = value.get("owner_id") if isinstance(value, dict) else value
    return owner if isinstance(owner, int) else None

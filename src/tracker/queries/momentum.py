"""What changed between two days, as history has it: how many were counted, and where they stood, on each of them.

What a recommendation is about, who wrote it and when it was published is taken as it is known now; whether it counted,
at which level, and its status, as they were. A day ends at 24:00 where the institute is.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, literal, select
from sqlmodel import Session, col

from tracker.queries.counts import HEADLINE
from tracker.queries.filters import Filter, about
from tracker.queries.openness import confidential_ever
from tracker.stats.momentum import Momentum, Movement
from tracker.store.access import allow
from tracker.store.clock import end_of, today
from tracker.store.history import CREATED, as_json
from tracker.store.people_tables import Change, Person
from tracker.store.tables import Brief, Recommendation
from tracker.vocabulary.answers import Review
from tracker.vocabulary.roles import Verb
from tracker.vocabulary.statuses import Status


def momentum(
    session: Session,
    actor: Person,
    chosen: Filter,
    since: date,
    until: date | None = None,
    *,
    levels: Sequence[str] = HEADLINE,
) -> Momentum:
    """Every movement between the ends of two days, `until` being today unless said otherwise.

    Up to today it ends at the totals of `counts`. For a filter that is `open_only`, what has or had confidential
    evidence beside it stands on both days as it stands now, since where it stood before may rest on that.
    """
    allow(session, actor, Verb.VIEW)
    wanted = replace(chosen, levels=tuple(chosen.levels or levels))
    days = (_Day(since, wanted), _Day(until or today(), wanted))
    statement: Any = select(*(day.state for day in days), func.count()).select_from(Recommendation).join(Brief)
    for table, condition in (join for day in days for join in day.joins):
        statement = statement.outerjoin(table, condition)
    statement = statement.where(*about(session, wanted)).group_by(*(day.state for day in days))
    found: Counter[Movement] = Counter()
    for old, new, n in session.execute(statement):
        found[_status(old), _status(new)] += n
    found.pop((None, None), None)
    return Momentum(dict(found))


def _status(kept: str | None) -> Status | None:
    return Status(json.loads(kept)) if kept else None


class _Day:
    """Where recommendations stood at the end of a day: `state` is the status as history keeps it, null if not counted.

    `joins` are the tables, each with its condition, that `state` needs to be joined.
    """

    def __init__(self, day: date, chosen: Filter) -> None:
        self.joins: list[tuple[Subquery, ColumnElement[bool]]] = []
        self._moment = end_of(day)
        status = self._then(Recommendation, "status")
        made = self._first_after(Recommendation, CREATED)
        conditions = [
            made.c.entity_id.is_(None),
            self._then(Recommendation, "review") == as_json(Review.CONFIRMED),
            self._then(Recommendation, "level").in_([as_json(level) for level in chosen.levels]),
            self._then(Brief, "removed") == as_json(False),
        ]
        if not chosen.briefs:
            conditions.append(self._then(Brief, "newer_id") == as_json(None))
        if chosen.reviews:
            conditions.append(literal(Review.CONFIRMED.value).in_(chosen.reviews))
        if chosen.open_only:
            status = case((confidential_ever(), _kept(col(Recommendation.status))), else_=status)
        if chosen.statuses:
            conditions.append(status.in_([as_json(one) for one in chosen.statuses]))
        self.state: Any = case((and_(*conditions), status))

    def _then(self, table: Any, field: str) -> Any:
        """The value of the field on that day, as history keeps it."""
        return func.coalesce(self._first_after(table, field).c.old, _kept(getattr(table, field)))

    def _first_after(self, table: Any, field: str) -> Subquery:
        """The first change of the field of each row after that day, joined: what it was before is what it was then."""
        found = _first_changes(str(table.__tablename__), field, self._moment)
        self.joins.append((found, found.c.entity_id == table.id))
        return found


def _first_changes(entity: str, field: str, moment: datetime) -> Subquery:
    later = (col(Change.entity) == entity, col(Change.field) == field, col(Change.at) >= moment)
    first = select(func.min(col(Change.id))).where(*later).group_by(col(Change.entity_id))
    return select(col(Change.entity_id), col(Change.old)).where(col(Change.id).in_(first)).subquery()


def _kept(column: Any) -> Any:
    """A value of the row as it is now, as history would keep it."""
    if column is Brief.removed:
        return case((col(column), "true"), else_="false")
    if column is Brief.newer_id:
        return case((col(column).is_(None), "null"), else_="1")
    return literal('"').concat(column).concat('"')

"""What changed between two days, as history has it: how many were counted, and where they stood, on each of them.

What a recommendation is about, who wrote it and when it was published is taken as it is known now; whether it counted,
at which level, and its status, as they were. A day ends at 24:00 where the institute is.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Subquery, and_, case, func, literal, select
from sqlmodel import Session, col

from tracker.queries.counts import HEADLINE
from tracker.queries.filters import Filter, about
from tracker.queries.openness import confidential_ever
from tracker.stats.momentum import Momentum, Movement
from tracker.store.access import allow
from tracker.store.clock import end_of, today
from tracker.store.history import CREATED, as_json
from tracker.store.people_tables import Change, Person
from tracker.store.sessions import answers
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
    for old, new, n in answers(session, statement):
        found[_status(old), _status(new)] += n
    found.pop((None, None), None)
    return Momentum(dict(found))


def _status(word: str | None) -> Status | None:
    return Status(word) if word else None


class _Day:
    """Where recommendations stood at the end of a day: `state` is the status, null if not counted.

    `joins` are the tables, each with its condition, that `state` needs to be joined.
    """

    def __init__(self, day: date, chosen: Filter) -> None:
        row = _before(Recommendation, ("status", "review", "level"), end_of(day))
        brief = _before(Brief, ("removed", "newer_id"), end_of(day))
        self.joins = ((row, row.c.entity_id == Recommendation.id), (brief, brief.c.entity_id == Brief.id))
        status = _then(row, Recommendation.status)
        conditions = [
            row.c.made.is_(None),
            _then(row, Recommendation.review) == Review.CONFIRMED.value,
            _then(row, Recommendation.level).in_([str(level) for level in chosen.levels]),
            _then(brief, Brief.removed) == as_json(False),
        ]
        if not chosen.briefs:
            conditions.append(_then(brief, Brief.newer_id) == as_json(None))
        if chosen.reviews:
            conditions.append(literal(Review.CONFIRMED.value).in_(chosen.reviews))
        if chosen.open_only:
            status = case((confidential_ever(), col(Recommendation.status)), else_=status)
        if chosen.statuses:
            conditions.append(status.in_([Status(one).value for one in chosen.statuses]))
        self.state: Any = case((and_(*conditions), status))


def _before(table: Any, fields: Sequence[str], moment: datetime) -> Subquery:
    """What each row changed after a moment was before its first change: entity_id, the fields, null where unchanged.

    `made` is 1 where the row itself was made after it.
    """
    # Nearly every change is of the work: an index over the kinds would lead to each of them one by one.
    kind = col(Change.entity).concat("")
    later = (kind == str(table.__tablename__), col(Change.field).in_((CREATED, *fields)), col(Change.at) >= moment)
    first = select(func.min(col(Change.id))).where(*later).group_by(col(Change.entity_id), col(Change.field))
    was = (func.max(case((col(Change.field) == field, col(Change.old)))).label(field) for field in fields)
    made = func.max(case((col(Change.field) == CREATED, 1))).label("made")
    columns: tuple[Any, ...] = (col(Change.entity_id), made, *was)
    return select(*columns).where(col(Change.id).in_(first)).group_by(col(Change.entity_id)).subquery()


def _then(before: Subquery, column: Any) -> Any:
    """The value of a column on that day: what it was before it was changed, else what it is.

    Words are plain; the others are as history keeps them, of a version only whether there is one.
    """
    was = before.c[column.key]
    if column is Brief.removed:
        return func.coalesce(was, case((col(column), "true"), else_="false"))
    if column is Brief.newer_id:
        return func.coalesce(was, case((col(column).is_(None), "null"), else_="1"))
    return func.coalesce(func.replace(was, '"', ""), column)

"""How many recommendations of a view each choice of a filter would give: nobody need choose what leads to nothing."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from tracker.queries.axes import By, axis, grouped, label
from tracker.queries.choices import Choice
from tracker.queries.counts import confirmed
from tracker.queries.filters import Filter, matching, visible
from tracker.queries.outcomes import kind_of_outcome, public_strengths
from tracker.store.access import allow
from tracker.store.people_tables import Person
from tracker.store.sessions import answers
from tracker.store.tables import Brief, Recommendation
from tracker.vocabulary.roles import Verb


class Counted(StrEnum):
    """Which recommendations of a view a page counts: all of the list, or the confirmed headline ones, as charts do."""

    LIST = "list"
    CHARTS = "charts"


_GROUPED: dict[str, tuple[By, ...]] = {
    "authors": (By.AUTHOR,),
    "and_authors": (By.AUTHOR,),
    "addressees": (By.ADDRESSEE,),
    "topics": (By.TOPIC,),
    "regions": (By.REGION_GROUP, By.REGION),
    "and_regions": (By.REGION_GROUP, By.REGION),
}
_COLUMNS: dict[str, Any] = {
    "statuses": col(Recommendation.status),
    "reviews": col(Recommendation.review),
    "levels": col(Recommendation.level),
    "action_types": col(Recommendation.action_type),
    "series": col(Brief.series),
    "contributions": col(Recommendation.contribution),
    "outcome_types": kind_of_outcome(),
}
FIELDS = (*_GROUPED, *_COLUMNS, "strengths")
"""The fields of a filter of which the choices can be counted."""

Where = Sequence[ColumnElement[bool]]


def facet(session: Session, actor: Person, field: str, chosen: Filter, counted: Counted) -> tuple[Choice, ...]:
    """The values that this one of `FIELDS` can have in the view, each with how many recommendations it would give.

    What is chosen in the field itself does not count, since several values of one field mean or: the number is what
    the list shows where that value alone is chosen. Those with the most come first, groups of countries before
    countries; values with none are left out.
    """
    viewer = allow(session, actor, Verb.VIEW)
    nothing: Any = {field: ()}
    others = replace(chosen, **nothing)
    of_list = [*matching(session, others), *visible(viewer)]
    where = confirmed(session, others) if counted is Counted.CHARTS else of_list
    if field == "strengths":
        return _choices(session, _by_strength(where), str)
    if field in _COLUMNS:
        return _choices(session, _by_column(_COLUMNS[field], where), str)
    found: list[Choice] = []
    for by in _GROUPED[field]:
        found += _choices(session, grouped(axis(by), (), where), partial(label, by))
    return tuple(found)


def _choices(session: Session, statement: Any, called: Callable[[Any], str]) -> tuple[Choice, ...]:
    rows = [Choice(key, called(key), int(n)) for key, n in answers(session, statement) if key not in (None, "")]
    return tuple(sorted(rows, key=lambda one: (-one.count, one.label)))


def _by_column(column: Any, where: Where) -> Any:
    return _counted(select(column.label("key")).select_from(Recommendation).join(Brief).where(*where))


def _by_strength(where: Where) -> Any:
    """As by a column, with all the evidence put together once, which is much sooner than for one after the other."""
    found = public_strengths()
    each: Any = select(func.coalesce(found.c.strength, 0).label("key")).select_from(Recommendation).join(Brief)
    known = found.c.recommendation_id == col(Recommendation.id)
    return _counted(each.outerjoin(found, known).where(*where))


def _counted(statement: Any) -> Any:
    each = statement.subquery()
    return select(each.c.key, func.count()).group_by(each.c.key)

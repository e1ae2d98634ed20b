"""How many recommendations of a view each choice of a filter would give: nobody need choose what leads to nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, select, union_all
from sqlmodel import Session, col

from tracker.queries.axes import By, label
from tracker.queries.choices import Choice
from tracker.queries.counts import confirmed
from tracker.queries.filters import Filter, matching, visible
from tracker.queries.outcomes import kind_of_outcome, public_strength
from tracker.store.access import allow
from tracker.store.people_tables import Person
from tracker.store.sessions import answers
from tracker.store.tables import (
    Addressee,
    Author,
    Brief,
    BriefAuthor,
    BriefRegion,
    BriefTopic,
    Recommendation,
    RecommendationAddressee,
    RecommendationAuthor,
    RecommendationRegion,
    RecommendationTopic,
    Region,
    Topic,
)
from tracker.vocabulary.roles import Verb


class Counted(StrEnum):
    """Which recommendations of a view a page counts: all of the list, or the confirmed headline ones, as charts do."""

    LIST = "list"
    CHARTS = "charts"


@dataclass(frozen=True, slots=True)
class _Linked:
    """Where the links stand by which a recommendation is about something: its brief's, and its own, where it has some.

    `key` is what is counted, from the columns of a link and of `name`, to which `on` leads.
    """

    of_brief: Any
    own: Any
    carries: Any
    column: str
    name: Any
    key: Callable[[], Any]


def _root(table: Any) -> Any:
    """The key of the name that counts for a name."""
    return func.coalesce(col(table.same_as_id), col(table.id))


_AUTHORS = _Linked(
    BriefAuthor, RecommendationAuthor, Recommendation.own_authors, "author_id", Author, lambda: _root(Author)
)
_TOPICS = _Linked(
    BriefTopic, RecommendationTopic, Recommendation.own_topics, "topic_id", Topic, lambda: col(Topic.name)
)
_REGIONS = _Linked(
    BriefRegion, RecommendationRegion, Recommendation.own_regions, "code", Region, lambda: col(Region.code)
)
_GROUPS = replace(_REGIONS, key=lambda: col(Region.region_group))

_LINKED: dict[str, tuple[tuple[By, _Linked], ...]] = {
    "authors": ((By.AUTHOR, _AUTHORS),),
    "and_authors": ((By.AUTHOR, _AUTHORS),),
    "topics": ((By.TOPIC, _TOPICS),),
    "regions": ((By.REGION_GROUP, _GROUPS), (By.REGION, _REGIONS)),
    "and_regions": ((By.REGION_GROUP, _GROUPS), (By.REGION, _REGIONS)),
}
_COLUMNS: dict[str, Any] = {
    "statuses": col(Recommendation.status),
    "reviews": col(Recommendation.review),
    "levels": col(Recommendation.level),
    "action_types": col(Recommendation.action_type),
    "series": col(Brief.series),
    "contributions": col(Recommendation.contribution),
    "outcome_types": kind_of_outcome(),
    "strengths": public_strength(),
}
FIELDS = (*_LINKED, "addressees", *_COLUMNS)
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
    if field in _COLUMNS:
        return _choices(session, _by_column(_COLUMNS[field], where), str)
    if field == "addressees":
        return _choices(session, _named(_addressed(where), Addressee), str)
    found: list[Choice] = []
    for by, linked in _LINKED[field]:
        counts = _about(linked, where)
        statement = _named(counts, Author) if by is By.AUTHOR else counts
        found += _choices(session, statement, lambda key, by=by: label(by, key))  # type: ignore[misc]
    return tuple(found)


def _choices(session: Session, statement: Any, called: Callable[[Any], str]) -> tuple[Choice, ...]:
    rows = [Choice(key, called(key), int(n)) for key, n in answers(session, statement) if key not in (None, "")]
    return tuple(sorted(rows, key=lambda one: (-one.count, one.label)))


def _by_column(column: Any, where: Where) -> Any:
    each = select(column.label("key")).select_from(Recommendation).join(Brief).where(*where).subquery()
    return select(each.c.key, func.count()).group_by(each.c.key)


def _addressed(where: Where) -> Any:
    link = RecommendationAddressee
    counted: Any = select(_root(Addressee).label("key"), func.count(func.distinct(col(link.recommendation_id))))
    joined = counted.select_from(Recommendation).join(Brief).join(link).join(Addressee)
    return joined.where(*where).group_by(_root(Addressee))


def _named(counts: Any, table: Any) -> Any:
    """The counts by the name of their key."""
    each = counts.subquery()
    return select(col(table.name), each.c[1]).join(each, each.c[0] == table.id)


def _about(linked: _Linked, where: Where) -> Any:
    """(key, count) of what recommendations are about; those that inherit it are counted by the brief, which are few."""
    carries, key = col(linked.carries), linked.key()
    each: Any = select(col(Recommendation.brief_id).label("brief_id"), func.count().label("n"))
    briefs = each.join(Brief).where(*where, carries.is_(False)).group_by(col(Recommendation.brief_id)).subquery()
    links: Any = select(linked.of_brief.brief_id, key.label("key")).distinct()
    of_briefs = links.join(linked.name, _leads(linked, linked.of_brief)).subquery()
    inherited = select(of_briefs.c.key, func.sum(briefs.c.n).label("n")).join_from(
        of_briefs, briefs, briefs.c.brief_id == of_briefs.c.brief_id
    )
    own: Any = select(key.label("key"), func.count(func.distinct(col(Recommendation.id))).label("n"))
    mine = linked.own.recommendation_id == col(Recommendation.id)
    own = own.select_from(Recommendation).join(Brief).join(linked.own, mine)
    carried = own.join(linked.name, _leads(linked, linked.own)).where(*where, carries.is_(True)).group_by(key)
    both = union_all(inherited.group_by(of_briefs.c.key), carried).subquery()
    return select(both.c.key, func.sum(both.c.n)).group_by(both.c.key)


def _leads(linked: _Linked, link: Any) -> Any:
    target = linked.name.code if linked.name is Region else linked.name.id
    return getattr(link, linked.column) == target

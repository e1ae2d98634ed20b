"""The ways in which recommendations are grouped: by author, region, time of publication and so on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Label, Subquery, cast, extract, func, union_all
from sqlalchemy import select as sql_select
from sqlmodel import col, select

from tracker.queries.effective import AUTHORS, REGIONS, TOPICS, Linked
from tracker.queries.spellings import root
from tracker.store.tables import Addressee, Author, Brief, Recommendation, RecommendationAddressee, Region, Topic
from tracker.translation import gettext as _
from tracker.translation import marked
from tracker.vocabulary import regions
from tracker.vocabulary.advice import ACTION_TYPE_LABELS, ActionType
from tracker.vocabulary.dates import Precision
from tracker.vocabulary.statuses import STATUSES, Status


class By(StrEnum):
    """What recommendations are grouped by."""

    AUTHOR = "author"
    REGION = "region"
    REGION_GROUP = "region_group"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    STATUS = "status"
    ADDRESSEE = "addressee"
    TOPIC = "topic"
    ACTION_TYPE = "action_type"
    SERIES = "series"


TIMES = frozenset({By.YEAR, By.QUARTER, By.MONTH})
"""Groups that have an order of their own."""


@dataclass(frozen=True, slots=True)
class Links:
    """By what a recommendation belongs to groups: several, or none.

    `own` has the columns recommendation_id and key, `of_brief` brief_id and key, each pair once; those of the brief
    hold unless the recommendation `carries` some of its own. Without `of_brief` it always does. Where keys are ids,
    `name` is the table that has their names, by which groups are known. Without `outer` recommendations that belong to
    none are left out.
    """

    own: Subquery
    of_brief: Subquery | None = None
    carries: Any = None
    name: Any = None
    outer: bool = True

    def of(self, groups: Sequence[Any]) -> "Links":
        """Those that lead to these groups, by the keys that they are known by."""
        keys = groups if self.name is None else sql_select(self.name.id).where(self.name.name.in_(groups))

        def among(pairs: Subquery) -> Subquery:
            return sql_select(pairs).where(pairs.c.key.in_(keys)).subquery()

        of_brief = self.of_brief if self.of_brief is None else among(self.of_brief)
        return replace(self, own=among(self.own), of_brief=of_brief, outer=False)


@dataclass(frozen=True, slots=True)
class Axis:
    """How a grouping is asked of the store.

    `columns` make up the key of a group, which `key` puts together from their values; where a recommendation may stand
    in several groups or none, `links` say in which. `where` leaves out what is too coarse for the grouping.
    """

    columns: tuple[Any, ...] = ()
    key: Callable[..., Any] = lambda value: value
    links: Links | None = None
    where: tuple[ColumnElement[bool], ...] = field(default=())


def axis(by: By) -> Axis:
    """How to ask for this grouping."""
    if by in TIMES:
        return _time(by)
    if by in _COLUMNS:
        return Axis((_COLUMNS[by],))
    return Axis(links=_LINKS[by]())


def grouped(
    asked: Axis | None, columns: Iterable[Any], where: Iterable[ColumnElement[bool]], only: Sequence[Any] = ()
) -> Any:
    """A select of the group's key, the columns and the number of recommendations with these values.

    A recommendation counts once in every group that it belongs to; without `asked` there is one group and no key. With
    `only` there are no other groups than those with these keys, which are of one column.
    """
    found, conditions = asked or Axis(), (*where, *(asked.where if asked else ()))
    if found.links is not None:
        return _by_links(found.links.of(only) if only else found.links, tuple(columns), conditions)
    among = [column.in_(only) for column in found.columns if only]
    counted: Any = (*found.columns, *columns)
    statement = sql_select(*counted, func.count().label("n")).select_from(Recommendation).join(Brief)
    return statement.where(*conditions, *among).group_by(*counted)


def _by_links(links: Links, columns: Sequence[Any], where: Sequence[ColumnElement[bool]]) -> Any:
    """What is inherited is counted by the brief first, since there are few of them."""
    named = [one if isinstance(one, Label) else one.label(f"c{place}") for place, one in enumerate(columns)]
    parts = [_carried(links, named, where)]
    if links.of_brief is not None:
        parts.append(_inherited(links, links.of_brief, named, where))
    every = union_all(*parts).subquery()
    key, *values, n = every.c
    if links.name is None:
        return sql_select(key, *values, cast(func.sum(n), BigInteger).label("n")).group_by(key, *values)
    total = sql_select(key, *values, cast(func.sum(n), BigInteger).label("n")).group_by(key, *values).subquery()
    key, *values = total.c
    return sql_select(links.name.name, *values).select_from(total).outerjoin(links.name, col(links.name.id) == key)


def _carried(links: Links, named: Sequence[Any], where: Sequence[ColumnElement[bool]]) -> Any:
    own, carrying = links.own, [] if links.of_brief is None else [col(links.carries).is_(True)]
    each: Any = sql_select(own.c.key, *named).select_from(Recommendation).join(Brief)
    each = (
        each.join(own, own.c.recommendation_id == col(Recommendation.id), isouter=links.outer)
        .where(*where, *carrying)
        .subquery()
    )
    return sql_select(*each.c, func.count().label("n")).group_by(*each.c)


def _inherited(links: Links, of_brief: Subquery, named: Sequence[Any], where: Sequence[ColumnElement[bool]]) -> Any:
    each: Any = sql_select(col(Recommendation.brief_id).label("brief"), *named).select_from(Recommendation).join(Brief)
    each = each.where(*where, col(links.carries).is_(False)).subquery()
    briefs = sql_select(*each.c, func.count().label("n")).group_by(*each.c).subquery()
    brief, *values = briefs.c
    return (
        sql_select(of_brief.c.key, *values)
        .select_from(briefs)
        .join(of_brief, of_brief.c.brief_id == brief, isouter=links.outer)
    )


_COLUMNS: dict[By, Any] = {
    By.STATUS: Recommendation.status,
    By.ACTION_TYPE: Recommendation.action_type,
    By.SERIES: Brief.series,
}


def _time(by: By) -> Axis:
    year, month = extract("year", col(Brief.published)), extract("month", col(Brief.published))
    if by is By.YEAR:
        return Axis((year,), lambda y: None if y is None else f"{int(y):04d}")
    step = _quarter if by is By.QUARTER else _month
    fine = col(Brief.published).is_(None) | (col(Brief.published_precision) != Precision.YEAR.value)
    return Axis((year, month), lambda y, m: None if y is None else step(int(y), int(m)), where=(fine,))


def _quarter(year: int, month: int) -> str:
    return f"{year:04d}-Q{(month + 2) // 3}"


def _month(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"


def _through(linked: Linked, key: Any, name: Any = None) -> Links:
    of_brief, own = (pairs.subquery() for pairs in linked.each(key))
    return Links(own, of_brief, linked.carries, name)


def _addressees() -> Links:
    link = RecommendationAddressee
    told = select(link.recommendation_id, root(Addressee).label("key")).join(Addressee)
    return Links(told.distinct().subquery(), name=Addressee)


_LINKS: dict[By, Callable[[], Links]] = {
    By.AUTHOR: lambda: _through(AUTHORS, root(Author), Author),
    By.TOPIC: lambda: _through(TOPICS, col(Topic.name)),
    By.REGION: lambda: _through(REGIONS, col(Region.code)),
    By.REGION_GROUP: lambda: _through(REGIONS, col(Region.region_group)),
    By.ADDRESSEE: _addressees,
}


def label(by: By, key: Any) -> str:
    """What a person calls the group with this key, in the language in use."""
    if key is None:
        return _(_NONE[by])
    if by is By.REGION:
        return regions.name(key)
    if by is By.REGION_GROUP:
        return _(regions.REGION_GROUP_LABELS[regions.RegionGroup(key)])
    if by is By.STATUS:
        return _(STATUSES[Status(key)].label)
    if by is By.ACTION_TYPE:
        return _(ACTION_TYPE_LABELS[ActionType(key)])
    return str(key)


_NONE: dict[By, str] = {
    By.AUTHOR: marked("Without author"),
    By.REGION: marked("Without country"),
    By.REGION_GROUP: marked("Without country"),
    By.YEAR: marked("Without date"),
    By.QUARTER: marked("Without date"),
    By.MONTH: marked("Without date"),
    By.STATUS: marked("Without status"),
    By.ADDRESSEE: marked("Addressed to nobody by name"),
    By.TOPIC: marked("Without topic"),
    By.ACTION_TYPE: marked("Without action type"),
    By.SERIES: marked("Without series"),
}

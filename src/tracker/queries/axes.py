"""The ways in which recommendations are grouped: by author, region, time of publication and so on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Subquery, extract, func
from sqlalchemy import select as sql_select
from sqlmodel import col, select

from tracker.queries.effective import author_links, region_links, topic_links
from tracker.queries.spellings import counted
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
class Axis:
    """How a grouping is asked of the store.

    `columns` make up the key of a group, which `key` puts together from their values. `memberships`, where a
    recommendation may stand in several groups or none, has the columns recommendation_id and key. `where` leaves out
    what is too coarse for the grouping.
    """

    columns: tuple[Any, ...]
    key: Callable[..., Any] = lambda value: value
    memberships: Subquery | None = None
    where: tuple[ColumnElement[bool], ...] = field(default=())


def axis(by: By) -> Axis:
    """How to ask for this grouping."""
    if by in TIMES:
        return _time(by)
    if by in _COLUMNS:
        return Axis((_COLUMNS[by],))
    memberships = _MEMBERSHIPS[by]().distinct().subquery()
    return Axis((memberships.c.key,), memberships=memberships)


def grouped(asked: Axis | None, columns: Iterable[Any], where: Iterable[ColumnElement[bool]]) -> Any:
    """A select of the group's key, the columns and the number of recommendations with these values.

    A recommendation counts once in every group that it belongs to; without `asked` there is one group and no key.
    """
    counted: Any = (*(asked.columns if asked else ()), *columns)
    statement = sql_select(*counted, func.count()).select_from(Recommendation).join(Brief)
    if asked is not None and asked.memberships is not None:
        joined = asked.memberships.c.recommendation_id == Recommendation.id
        statement = statement.outerjoin(asked.memberships, joined)
    return statement.where(*where, *(asked.where if asked else ())).group_by(*counted)


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


def _authors() -> Any:
    links = author_links()
    return counted(links, links.c.key, Author, links.c.recommendation_id)


def _topics() -> Any:
    links = topic_links()
    return select(links.c.recommendation_id, col(Topic.name).label("key")).join(Topic, links.c.key == Topic.id)


def _regions() -> Any:
    links = region_links()
    return select(links.c.recommendation_id, links.c.key)


def _region_groups() -> Any:
    links = region_links()
    statement: Any = select(links.c.recommendation_id, col(Region.region_group).label("key"))
    return statement.join(Region, links.c.key == Region.code)


def _addressees() -> Any:
    link = RecommendationAddressee
    return counted(link, link.addressee_id, Addressee, link.recommendation_id)


_MEMBERSHIPS: dict[By, Callable[[], Any]] = {
    By.AUTHOR: _authors,
    By.TOPIC: _topics,
    By.REGION: _regions,
    By.REGION_GROUP: _region_groups,
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

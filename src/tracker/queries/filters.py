"""Which recommendations a view is about: one filter for lists, counts, charts and exports alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from tracker.queries.conditions import asking
from tracker.queries.effective import AUTHORS, REGIONS, TOPICS
from tracker.queries.openness import open_to_all
from tracker.queries.outcomes import kind_of_outcome, public_strength
from tracker.queries.search import says
from tracker.queries.spellings import meant
from tracker.store.access import can
from tracker.store.people_tables import Person
from tracker.store.tables import (
    Addressee,
    Author,
    Brief,
    Recommendation,
    RecommendationAddressee,
    Region,
    Topic,
)
from tracker.vocabulary import regions as countries
from tracker.vocabulary.answers import Review
from tracker.vocabulary.dates import Precision
from tracker.vocabulary.roles import Verb


@dataclass(frozen=True, slots=True)
class Filter:
    """Repeated values mean or, different fields mean and; an empty field restricts nothing.

    `authors` are names in any spelling. `regions` are alpha-3 codes, names of countries or keys of region groups.
    `addressees` are names as counted or as printed. `since` and `until` are the first and the last day of publication;
    a brief known to the month or the year alone is within where all of it is. `search` is words that must all occur.
    `and_authors` and `and_regions` must hold beside `authors` and `regions`: they ask for what two countries share.
    `asks` are keys of recommendations that stand for all that ask the same (`queries.asks`).
    `outcome_types` are kinds of outcome, or "none" for those without one; `strengths` are those of the public evidence.
    `open_only` leaves out what may not leave the institute (`queries.openness`).
    """

    authors: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    action_types: tuple[int, ...] = ()
    briefs: tuple[int, ...] = ()
    asks: tuple[int, ...] = ()
    since: date | None = None
    until: date | None = None
    search: str = ""
    and_authors: tuple[str, ...] = ()
    and_regions: tuple[str, ...] = ()
    contributions: tuple[str, ...] = ()
    outcome_types: tuple[str, ...] = ()
    strengths: tuple[int, ...] = ()
    open_only: bool = False


_PRECISION = col(Brief.published_precision)


def matching(session: Session, chosen: Filter) -> list[ColumnElement[bool]]:
    """What a row of recommendation joined with brief must fulfil to be in the view; of removed briefs none is.

    Of a brief with newer versions only the newest is in it, unless the filter names the brief.
    """
    counting = [] if chosen.briefs else [col(Brief.newer_id).is_(None)]
    return [col(Brief.removed).is_(False), *counting, *about(session, chosen), *_standing(chosen)]


def about(session: Session, chosen: Filter) -> list[ColumnElement[bool]]:
    """What a row of recommendation joined with brief must fulfil to be about what the view is about, however it stands.

    It may be rejected, of another level or status, or of a brief that was removed or has a newer version.
    """
    open_ones = [open_to_all()] if chosen.open_only else []
    repeats = [asking(chosen.asks)] if chosen.asks else []
    found = [*open_ones, *repeats, *_linked(chosen), *_of_row(chosen), *_published(chosen)]
    words = says(session, chosen.search)
    return found if words is None else [*found, words]


def visible(actor: Person) -> list[ColumnElement[bool]]:
    """What a recommendation must fulfil for the actor to see it: who may not see the work sees confirmed ones alone."""
    return [] if can(actor, Verb.VIEW_WORK) else [col(Recommendation.review) == Review.CONFIRMED.value]


def there(actor: Person) -> list[ColumnElement[bool]]:
    """What a recommendation asked for by itself must fulfil: it is visible to the actor, and its brief not removed."""
    removed = select(Brief.id).where(col(Brief.removed))
    return [*visible(actor), col(Recommendation.brief_id).not_in(removed)]


def _standing(chosen: Filter) -> list[ColumnElement[bool]]:
    return _among(
        (Recommendation.status, chosen.statuses),
        (Recommendation.review, chosen.reviews),
        (Recommendation.level, chosen.levels),
    )


def _of_row(chosen: Filter) -> list[ColumnElement[bool]]:
    return _among(
        (Recommendation.action_type, chosen.action_types),
        (Recommendation.brief_id, chosen.briefs),
        (Brief.series, chosen.series),
        (Recommendation.contribution, chosen.contributions),
        (kind_of_outcome(), chosen.outcome_types),
        (public_strength(), chosen.strengths),
    )


def _among(*wanted: tuple[Any, Sequence[Any]]) -> list[ColumnElement[bool]]:
    return [column.in_(values) for column, values in wanted if values]


def _published(chosen: Filter) -> list[ColumnElement[bool]]:
    found = []
    if chosen.since:
        found.append(col(Brief.published) >= chosen.since)
    if chosen.until:
        end = chosen.until + timedelta(days=1) if chosen.until < date.max else date.max
        ends = {Precision.DAY: end, Precision.MONTH: end.replace(day=1), Precision.YEAR: end.replace(month=1, day=1)}
        known = [and_(_PRECISION.in_([kind.value]), col(Brief.published) < after) for kind, after in ends.items()]
        found.append(or_(*known))
    return found


def _linked(chosen: Filter) -> list[ColumnElement[bool]]:
    wanted: list[tuple[Callable[[Sequence[str]], ColumnElement[bool]], Sequence[str]]] = [
        (_by, chosen.authors),
        (_by, chosen.and_authors),
        (_on, chosen.topics),
        (_in, chosen.regions),
        (_in, chosen.and_regions),
        (_addressed_to, chosen.addressees),
    ]
    return [those(names) for those, names in wanted if names]


def _by(names: Sequence[str]) -> ColumnElement[bool]:
    return AUTHORS.among(meant(Author, names))


def _on(names: Sequence[str]) -> ColumnElement[bool]:
    return TOPICS.among(select(col(Topic.id)).where(col(Topic.name).in_(names)))


def _in(places: Sequence[str]) -> ColumnElement[bool]:
    codes = {countries.find(word) or word for word in places}
    named = or_(col(Region.code).in_(codes), col(Region.region_group).in_(places))
    return REGIONS.among(select(col(Region.code)).where(named))


def _addressed_to(names: Sequence[str]) -> ColumnElement[bool]:
    link = RecommendationAddressee
    named = or_(col(link.addressee_id).in_(meant(Addressee, names)), col(link.printed).in_(names))
    return col(Recommendation.id).in_(select(link.recommendation_id).where(named))

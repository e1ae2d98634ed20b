"""The names that belong to recommendations, for many of them at once."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from tracker.queries.effective import AUTHORS, REGIONS, TOPICS
from tracker.queries.filters import there
from tracker.queries.spellings import counted
from tracker.store.access import can
from tracker.store.people_tables import Person
from tracker.store.tables import Author, Recommendation, RecommendationAddressee, Topic
from tracker.vocabulary.roles import Verb


def authors(session: Session, keys: Sequence[int]) -> dict[int, list[str]]:
    """For each recommendation the names of its authors, as they are counted, in order."""
    links = AUTHORS.links()
    statement = counted(links, links.c.key, Author, links.c.recommendation_id)
    found = _gathered(session.execute(_ordered(statement, links, keys)))
    return {key: list(dict.fromkeys(each)) for key, each in found.items()}


def topics(session: Session, keys: Sequence[int]) -> dict[int, list[str]]:
    """For each recommendation the names of its topics, in order."""
    links = TOPICS.links()
    statement = select(links.c.recommendation_id, col(Topic.name)).join(Topic, links.c.key == Topic.id)
    return _gathered(session.execute(_ordered(statement, links, keys)))


def region_codes(session: Session, keys: Sequence[int]) -> dict[int, list[str]]:
    """For each recommendation the alpha-3 codes of its countries, in order."""
    links = REGIONS.links()
    return _gathered(session.execute(_ordered(select(links.c.recommendation_id, links.c.key), links, keys)))


def addressees(session: Session, keys: Sequence[int]) -> dict[int, list[str]]:
    """For each recommendation its addressees as printed, in order."""
    link = RecommendationAddressee
    statement = select(col(link.recommendation_id), col(link.printed)).where(col(link.recommendation_id).in_(keys))
    return _gathered(session.execute(statement.order_by(col(link.recommendation_id), col(link.position))))


def owners(session: Session, keys: Sequence[int]) -> dict[int, str]:
    """For each recommendation that has one, the e-mail address of its owner."""
    statement = select(col(Recommendation.id), col(Person.email)).join(
        Person, col(Person.id) == Recommendation.owner_id
    )
    return {key: email for key, email in session.execute(statement.where(col(Recommendation.id).in_(keys))) if key}


def parents(session: Session, viewer: Person, keys: Sequence[int]) -> dict[int, str]:
    """For each recommendation that has one, the reference of the headline that it supports; see `replacements`."""
    return _led_to(session, viewer, keys, Recommendation.parent_id)


def replacements(session: Session, viewer: Person, keys: Sequence[int]) -> dict[int, str]:
    """For each recommendation that was replaced, the reference of the later one.

    Who may not see the work is told of those alone that they may see.
    """
    return _led_to(session, viewer, keys, Recommendation.superseded_by_id)


def _led_to(session: Session, viewer: Person, keys: Sequence[int], link: Any) -> dict[int, str]:
    other = aliased(Recommendation)
    statement = select(col(Recommendation.id), col(other.reference)).join(other, col(other.id) == col(link))
    statement = statement.where(col(Recommendation.id).in_(keys))
    if not can(viewer, Verb.VIEW_WORK):
        seen = select(col(Recommendation.id)).where(*there(viewer)).correlate(None)
        statement = statement.where(col(other.id).in_(seen))
    return {key: name for key, name in session.execute(statement) if key}


def _ordered(statement: Any, links: Any, keys: Sequence[int]) -> Any:
    wanted = statement.where(links.c.recommendation_id.in_(keys))
    return wanted.order_by(links.c.recommendation_id, links.c.position)


def _gathered(rows: Iterable[Any]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for key, name in rows:
        found.setdefault(key, []).append(name)
    return found

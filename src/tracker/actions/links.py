"""Who and what a brief or a recommendation is about: authors, countries, topics, addressees, by name."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, inspect
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import Session, col, select

from tracker.errors import Invalid
from tracker.store.tables import (
    Addressee,
    Author,
    BriefAuthor,
    BriefRegion,
    BriefTopic,
    RecommendationAddressee,
    Region,
    Topic,
)
from tracker.translation import gettext as _
from tracker.vocabulary import regions

Named = type[Author] | type[Addressee] | type[Topic]
Printed = Sequence[tuple[str, str]]
"""Addressees, each as printed and as counted."""
_AT_ONCE = 1000
"""Names in one statement: engines take so many values at most."""


def keys_of(session: Session, table: Named, names: Collection[str]) -> dict[str, int]:
    """The keys of the rows with these names, by name, as far as there are any."""
    wanted, found = list(names), dict[str, int]()
    for start in range(0, len(wanted), _AT_ONCE):
        some = col(table.name).in_(wanted[start : start + _AT_ONCE])
        found.update(session.exec(select(table.name, table.id).where(some)).all())  # type: ignore[arg-type]
    return found


def named(session: Session, table: Named, names: Sequence[str]) -> dict[str, int]:
    """The keys of the rows with these names, by name, made where there is none; safe beside others who make them."""
    found = keys_of(session, table, names)
    missing = [name for name in dict.fromkeys(names) if name not in found]
    for name in missing:
        insert_unless_there(session, table, {"name": name})
    return found | keys_of(session, table, missing)


def insert_unless_there(session: Session, table: Any, values: dict[str, Any]) -> bool:
    """Add the row unless one with its key is there; whether it was added. Safe beside others who add it too."""
    insert = insert_postgresql if session.get_bind().dialect.name == "postgresql" else insert_sqlite
    added = insert(table).values(**values).on_conflict_do_nothing().returning(*inspect(table).primary_key)
    return session.execute(added).first() is not None


def tidy(names: Sequence[str]) -> list[str]:
    """The names without white space around or doubled within them, empty and repeated ones left out."""
    return list(dict.fromkeys(clean for name in names if (clean := " ".join(name.split()))))


def codes(words: Sequence[str]) -> list[str]:
    """The alpha-3 codes of countries given by code or name; Invalid for a country that does not exist."""
    known = []
    for word in tidy(words):
        code = regions.find(word)
        if code is None:
            raise Invalid(_("{word!r} is no country that the tracker knows.").format(word=word))
        known.append(code)
    return list(dict.fromkeys(known))


def set_authors(session: Session, brief_id: int, names: Sequence[str]) -> None:
    """Give the brief these authors, in this order, and no others."""
    session.execute(delete(BriefAuthor).where(col(BriefAuthor.brief_id) == brief_id))
    clean = tidy(names)
    keys = named(session, Author, clean)
    for position, name in enumerate(clean):
        session.add(BriefAuthor(brief_id=brief_id, author_id=keys[name], position=position))


def set_topics(session: Session, brief_id: int, names: Sequence[str]) -> None:
    """Give the brief these topics, in this order, and no others."""
    session.execute(delete(BriefTopic).where(col(BriefTopic.brief_id) == brief_id))
    clean = tidy(names)
    keys = named(session, Topic, clean)
    for position, name in enumerate(clean):
        session.add(BriefTopic(brief_id=brief_id, topic_id=keys[name], position=position))


def set_regions(session: Session, brief_id: int, words: Sequence[str]) -> None:
    """Give the brief these countries, in this order, and no others."""
    session.execute(delete(BriefRegion).where(col(BriefRegion.brief_id) == brief_id))
    known = codes(words)
    there = set(session.exec(select(Region.code).where(col(Region.code).in_(known))))
    for position, code in enumerate(known):
        if code not in there:
            ensure_region(session, code)
        session.add(BriefRegion(brief_id=brief_id, code=code, position=position))


def ensure_region(session: Session, code: str) -> None:
    """Make the row of this country where there is none; KeyError for a code that does not exist."""
    insert_unless_there(session, Region, {"code": code, "region_group": regions.group(code).value})


def set_addressees(session: Session, recommendation_id: int, printed: Printed) -> None:
    """Give the recommendation these addressees, in this order, and no others."""
    session.execute(
        delete(RecommendationAddressee).where(col(RecommendationAddressee.recommendation_id) == recommendation_id)
    )
    add_addressees(session, {recommendation_id: printed})


def add_addressees(session: Session, printed: Mapping[int, Printed]) -> None:
    """Give recommendations that have none yet, by key, their addressees, each in their order."""
    keys = named(session, Addressee, [actor for some in printed.values() for _words, actor in some])
    lines = [
        {"recommendation_id": key, "position": position, "addressee_id": keys[actor], "printed": words}
        for key, some in printed.items()
        for position, (words, actor) in enumerate(some)
    ]
    if lines:
        session.execute(insert(RecommendationAddressee), lines)


def authors_of(session: Session, brief_id: int) -> list[str]:
    """The names of the brief's authors, in order."""
    statement = select(Author.name).join(BriefAuthor).where(BriefAuthor.brief_id == brief_id)
    return list(session.exec(statement.order_by(col(BriefAuthor.position))))


def topics_of(session: Session, brief_id: int) -> list[str]:
    """The names of the brief's topics, in order."""
    statement = select(Topic.name).join(BriefTopic).where(BriefTopic.brief_id == brief_id)
    return list(session.exec(statement.order_by(col(BriefTopic.position))))


def regions_of(session: Session, brief_id: int) -> list[str]:
    """The codes of the brief's countries, in order."""
    statement = select(BriefRegion.code).where(BriefRegion.brief_id == brief_id)
    return list(session.exec(statement.order_by(col(BriefRegion.position))))


def addressees_of(session: Session, recommendation_id: int) -> list[str]:
    """The addressees of the recommendation as printed, in order."""
    statement = select(RecommendationAddressee.printed).where(
        RecommendationAddressee.recommendation_id == recommendation_id
    )
    return list(session.exec(statement.order_by(col(RecommendationAddressee.position))))


OF_BRIEF: dict[str, tuple[Callable[[Session, int], list[str]], Callable[[Session, int, Sequence[str]], None]]] = {
    "authors": (authors_of, set_authors),
    "regions": (regions_of, set_regions),
    "topics": (topics_of, set_topics),
}
"""What a brief is linked with, by the name that history has for it: how it is read, and how it is set."""

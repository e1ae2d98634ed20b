"""Who and what a brief or a recommendation is about: authors, countries, topics, addressees, by name."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import delete, inspect
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


def named(session: Session, table: Named, name: str) -> int:
    """The key of the row with this name, made where there is none; safe beside others who make it too."""
    insert_unless_there(session, table, {"name": name})
    return session.exec(select(table.id).where(col(table.name) == name)).one()  # type: ignore[return-value]


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
    for position, name in enumerate(tidy(names)):
        session.add(BriefAuthor(brief_id=brief_id, author_id=named(session, Author, name), position=position))


def set_topics(session: Session, brief_id: int, names: Sequence[str]) -> None:
    """Give the brief these topics, in this order, and no others."""
    session.execute(delete(BriefTopic).where(col(BriefTopic.brief_id) == brief_id))
    for position, name in enumerate(tidy(names)):
        session.add(BriefTopic(brief_id=brief_id, topic_id=named(session, Topic, name), position=position))


def set_regions(session: Session, brief_id: int, words: Sequence[str]) -> None:
    """Give the brief these countries, in this order, and no others."""
    session.execute(delete(BriefRegion).where(col(BriefRegion.brief_id) == brief_id))
    for position, code in enumerate(codes(words)):
        ensure_region(session, code)
        session.add(BriefRegion(brief_id=brief_id, code=code, position=position))


def ensure_region(session: Session, code: str) -> None:
    """Make the row of this country where there is none; KeyError for a code that does not exist."""
    insert_unless_there(session, Region, {"code": code, "region_group": regions.group(code).value})


def set_addressees(session: Session, recommendation_id: int, printed: Sequence[tuple[str, str]]) -> None:
    """Give the recommendation these addressees, each as printed and as counted, and no others."""
    session.execute(
        delete(RecommendationAddressee).where(col(RecommendationAddressee.recommendation_id) == recommendation_id)
    )
    for position, (words, actor) in enumerate(printed):
        addressee_id = named(session, Addressee, actor)
        session.add(
            RecommendationAddressee(
                recommendation_id=recommendation_id, position=position, addressee_id=addressee_id, printed=words
            )
        )


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

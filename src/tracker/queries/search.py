"""Full-text search: every word that was typed must occur, whole or as the beginning of a word, in any order."""

import re

from sqlalchemy import ColumnElement, and_, or_, text
from sqlmodel import Session, col

from tracker.store.tables import Brief, Recommendation

_WORD = re.compile(r"\w+")
_MOST_WORDS = 24


def says(session: Session, search: str) -> ColumnElement[bool] | None:
    """Recommendations whose wording, quote or detail holds all the words, or whose brief's title does.

    None where `search` holds no word, which restricts nothing.
    """
    words = list(dict.fromkeys(_WORD.findall(search.lower())))[:_MOST_WORDS]
    if not words:
        return None
    title = and_(*(col(Brief.title).icontains(word, autoescape=True) for word in words))
    if session.get_bind().dialect.name == "postgresql":
        return or_(_in_postgresql(words), title)
    return or_(_in_sqlite(words), title)


def _in_sqlite(words: list[str]) -> ColumnElement[bool]:
    quoted = " ".join(f'"{word}"*' for word in words)
    found = text("SELECT rowid FROM recommendation_search WHERE recommendation_search MATCH :words")
    return col(Recommendation.id).in_(found.bindparams(words=quoted))


def _in_postgresql(words: list[str]) -> ColumnElement[bool]:
    quoted = " & ".join(f"'{word}':*" for word in words)
    found = text(
        "SELECT id FROM recommendation"
        " WHERE to_tsvector('simple', wording || ' ' || coalesce(quote, '') || ' ' || detail)"
        " @@ to_tsquery('simple', :words)"
    )
    return col(Recommendation.id).in_(found.bindparams(words=quoted))

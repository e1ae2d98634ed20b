"""Full-text search: every word that was typed must occur, whole or as the beginning of a word, in any order.

A word is found in singular and plural ("policies", "policy"), and with and without its hyphen ("cease-fire" finds
"ceasefire" too).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, text
from sqlmodel import Session, col

from tracker.store.tables import Brief, Recommendation

_POSSESSIVE = re.compile(r"['’]s\b")
_REFERENCE = re.compile(r"\S{1,100}/R\d{1,6}", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:-\w+)*")
MOST_WORDS, _LONGEST = 24, 200
"""So many different words a person may look for at once, in so many characters."""
_ONE_FORM = ("ss", "us", "is", "news")


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which a word may stand: its parts, all of which must occur; `whole` where not as mere beginnings."""

    parts: tuple[str, ...]
    whole: bool = False


def says(session: Session, search: str) -> ColumnElement[bool] | None:
    """Recommendations of which wording, quote, detail and the brief's title hold all the words between them, and that
    whose reference it is.

    None where `search` holds no word, which restricts nothing.
    """
    found = words(search)
    if not found:
        return None
    indexed = _in_postgresql if session.get_bind().dialect.name == "postgresql" else _in_sqlite
    said = and_(*(or_(indexed(forms), within(col(Brief.title), forms)) for forms in found))
    reference = _REFERENCE.fullmatch(search.strip(" .,;:\"'“”„«»()[]"))
    return or_(said, func.lower(col(Recommendation.reference)) == reference[0].lower()) if reference else said


def searchable(search: str) -> str:
    """The search as it is; ValueError where it holds no word to look for, or too many."""
    if not 0 < len(words(search)) <= MOST_WORDS:
        raise ValueError(search)
    return search


def beginning(text: str) -> str:
    """As many of the first words of a text as may be looked for at once, on one line."""
    parts = text.split()
    found = len(parts)
    while found and (len(" ".join(parts[:found])) > _LONGEST or len(words(" ".join(parts[:found]))) > MOST_WORDS):
        found -= 1
    return " ".join(parts[:found])


def words(search: str) -> list[tuple[Form, ...]]:
    """The words that were typed, each with the forms in which it may stand."""
    typed = _WORD.findall(_POSSESSIVE.sub("", normalize("NFC", search).lower()))
    return [_forms(word) for word in dict.fromkeys(typed)]


def within(column: Any, forms: tuple[Form, ...]) -> ColumnElement[bool]:
    """Whether a text that no index covers holds one of the forms of a word."""
    return or_(*(and_(*(column.icontains(part, autoescape=True) for part in form.parts)) for form in forms))


def _forms(word: str) -> tuple[Form, ...]:
    if "-" in word:
        return Form(tuple(word.split("-"))), Form((word.replace("-", ""),))
    other = _other_number(word)
    return (Form((word,)), Form((other,), whole=True)) if other else (Form((word,)),)


def _other_number(word: str) -> str:
    """The singular of an English plural, or a plural that does not begin as its singular is written; "" for others."""
    if len(word) < 4 or word.endswith(_ONE_FORM):
        return ""
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("y"):
        return "" if word[-2] in "aeiou" else word[:-1] + "ies"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else ""


def _query(forms: tuple[Form, ...], part: Callable[[str, bool], str], both: str, either: str) -> str:
    return either.join(f"({both.join(part(word, form.whole) for word in form.parts)})" for form in forms)


def _in_sqlite(forms: tuple[Form, ...]) -> ColumnElement[bool]:
    asked = _query(forms, lambda word, whole: f'"{word}"' if whole else f'"{word}"*', " AND ", " OR ")
    found = text("SELECT rowid FROM recommendation_search WHERE recommendation_search MATCH :words")
    return col(Recommendation.id).in_(found.bindparams(bindparam("words", asked, unique=True)))


def _in_postgresql(forms: tuple[Form, ...]) -> ColumnElement[bool]:
    asked = _query(forms, lambda word, whole: f"'{word}'" if whole else f"'{word}':*", " & ", " | ")
    found = text(
        "SELECT id FROM recommendation"
        " WHERE to_tsvector('simple', wording || ' ' || coalesce(quote, '') || ' ' || detail)"
        " @@ to_tsquery('simple', :words)"
    )
    return col(Recommendation.id).in_(found.bindparams(bindparam("words", asked, unique=True)))

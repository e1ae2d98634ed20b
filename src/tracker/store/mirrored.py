"""What is copied into memory of a store (`mirror`): which tables and columns, and how their rows come over."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, Date, DateTime, Float, Integer, Text, cast, func, select, type_coerce
from sqlmodel import Session

from tracker.store import tables
from tracker.store.history import CREATED
from tracker.store.people_tables import Change
from tracker.vocabulary.advice import Level
from tracker.vocabulary.answers import Contribution, OutcomeType, Priority, Review
from tracker.vocabulary.dates import Precision
from tracker.vocabulary.statuses import Status

_WORDS: Mapping[str, Mapping[str, type[StrEnum]]] = {
    "brief": {"published_precision": Precision},
    "recommendation": {
        **{"level": Level, "review": Review, "status": Status, "status_on_precision": Precision, "priority": Priority},
        **{"contribution": Contribution, "outcome_type": OutcomeType},
    },
}
"""Columns of tables that hold a word of a vocabulary: the copy keeps its number, by which it is sooner grouped; the
numbers go by the letters of the words, by which lists are sorted.
"""
_TYPES = {Boolean: "BOOLEAN", Integer: "INTEGER", Float: "DOUBLE", Date: "DATE", DateTime: "TIMESTAMP"}


@dataclass(frozen=True, slots=True)
class Copied:
    """A table that is copied: which of its columns, and which one names the record that its rows belong to.

    A change of that record, of the kind `entity`, has its rows read again.
    """

    table: Any
    columns: tuple[str, ...]
    belongs: str
    entity: str

    @property
    def name(self) -> str:
        """The name of the table."""
        return str(self.table.__tablename__)

    @property
    def columns_made(self) -> str:
        """The columns, as the copy's table is made with them."""
        return ", ".join(f'"{name}" {_type(self.table.__table__.c[name])}' for name in self.columns)

    @property
    def add(self) -> str:
        """What adds rows to the copy, given as lines of JSON."""
        kinds = enumerate((_type(self.table.__table__.c[name]) for name in self.columns), start=1)
        cells = ", ".join(f"row[{place}]::{kind}" for place, kind in kinds)
        each = "SELECT from_json(unnest(string_split($1, chr(10))), '[\"VARCHAR\"]') AS row"
        return f"INSERT INTO {self.name} SELECT {cells} FROM ({each})"  # noqa: S608


def _copied(table: Any, belongs: str, entity: str, columns: str = "") -> Copied:
    return Copied(table, tuple(columns.split() or table.__table__.columns.keys()), belongs, entity)


COPIED = (
    _copied(tables.Brief, "id", "brief", "id series title published published_precision unit_id newer_id removed"),
    _copied(
        tables.Recommendation,
        "id",
        "recommendation",
        "id reference brief_id repeats_id position level review status status_on status_on_precision action_type"
        " outcome_type contribution confidence owner_id unit_id due verified_on reverify_by priority own_authors"
        " own_regions own_topics",
    ),
    _copied(tables.Evidence, "id", "evidence", "id recommendation_id kind source confidential withdrawn"),
    *(_copied(table, "brief_id", "brief") for table in (tables.BriefAuthor, tables.BriefRegion, tables.BriefTopic)),
    *(
        _copied(table, "recommendation_id", "recommendation")
        for table in (
            tables.RecommendationAuthor,
            tables.RecommendationRegion,
            tables.RecommendationTopic,
            tables.RecommendationAddressee,
        )
    ),
)
NAMES = (
    _copied(tables.Author, "id", "author"),
    _copied(tables.Addressee, "id", "addressee"),
    _copied(tables.Topic, "id", "topic"),
    _copied(tables.Region, "code", "region"),
)
LEADING = {
    "author": (("brief_author", "author_id"), ("recommendation_author", "author_id"), ("author", "same_as_id")),
    "addressee": (("recommendation_addressee", "addressee_id"), ("addressee", "same_as_id")),
    "topic": (("brief_topic", "topic_id"), ("recommendation_topic", "topic_id")),
    "region": (("brief_region", "code"), ("recommendation_region", "code")),
}
"""Which columns lead to names: a new name has no history of its own."""
HISTORY = _copied(Change, "id", "change", "id entity entity_id field old at")
STEPS = (CREATED, "status", "review", "level", "removed", "newer_id")
"""The fields of which the copy has the history."""


def lines(session: Session, one: Copied) -> Any:
    """A select of the rows of a table, each as a line of JSON."""
    columns = [one.table.__table__.c[name] for name in one.columns]
    if session.get_bind().dialect.name == "postgresql":
        return select(cast(func.json_build_array(*columns), Text))
    return select(type_coerce(func.json_array(*columns), Text))


def _type(column: Any) -> str:
    if words := _WORDS.get(column.table.name, {}).get(column.name):
        return f"ENUM({', '.join(sorted(repr(word.value) for word in words))})"
    kinds = (known for known in _TYPES if isinstance(getattr(column.type, "impl", column.type), known))
    return _TYPES.get(next(kinds, str), "VARCHAR")

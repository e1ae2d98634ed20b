"""Whether history is as it was written down: every line of the ledger is reckoned anew, from the first to the last."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select
from sqlmodel import col

from tracker.store.access_tables import Token
from tracker.store.ledger import COLUMNS, START, following, said
from tracker.store.people_tables import Change, LedgerLine, Person
from tracker.store.tables import Brief, Evidence, Recommendation
from tracker.store.tombstones import MARK, WORDS, of_person
from tracker.store.work_tables import SavedView
from tracker.translation import gettext as _

_CHUNK = 1000
_NO_VALUE = (TypeError, ValueError, AttributeError)
"""What comes of values of another kind than the program writes."""
_FIELD = [column.name for column in COLUMNS].index("field")
_MARKED: tuple[tuple[Any, Any], ...] = (
    (Brief, Brief.title),
    (Recommendation, Recommendation.wording),
    (Evidence, Evidence.note),
    (SavedView, SavedView.name),
    (Token, Token.name),
)
"""Tables whose rows can be removed for good, and where each then bears the mark."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found: how many lines and changes there are, and how many lines are of words removed for good since.

    `head` is the last hash, "" before the first. `broken` says what is wrong with the first row that is not as it was
    written down, "" where none is.
    """

    lines: int
    changes: int
    removed: int
    head: str
    broken: str


class _Line(NamedTuple):
    place: int
    change_id: int
    salt: bytes | None
    digest: bytes
    hash: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class _Gone:
    """What was removed for good: rows by table and key, and the marks that stand in place of people."""

    rows: frozenset[tuple[str, int]]
    people: frozenset[str]

    def explains(self, change: Any) -> bool:
        """Whether a change may have lost words: it is of a row that is gone, or bears the mark in place of words."""
        _key, entity, row, *_more, old, new, why = change
        marked = any(mark in why for mark in (MARK, *self.people))
        words = change[_FIELD] in WORDS.get(entity, ()) and MARK in f"{old} {new}"
        return (entity, row) in self.rows or marked or words


@dataclass(slots=True)
class _Walk:
    """How far the walk has come: the place, hash and moment of the line before; what is gone for good."""

    gone: _Gone
    place: int = 0
    hash: bytes = START
    at: datetime | None = None
    removed: int = 0


def verify(connection: Connection) -> Verified:
    """Read the whole history once, in the order of the ledger, a chunk of rows at a time."""
    walk = _Walk(_gone(connection))
    try:
        broken = _first_wrong(walk, _rows(connection))
    except _NO_VALUE:  # once more from there, a row at a time, so that the very one is named
        try:
            broken = _first_wrong(walk, _rows(connection, walk.place, chunk=1))
        except _NO_VALUE:
            broken = _("line {place} of the ledger, or its change, is not as it was written down").format(
                place=walk.place + 1
            )
    changes = connection.execute(select(func.count(col(Change.id)))).scalar_one()
    if not broken and changes != walk.place - walk.removed:
        broken = _not_entered(connection)
    return Verified(walk.place, changes, walk.removed, walk.hash.hex(), broken)


def state_at(connection: Connection, start: str) -> tuple[int, datetime, str] | None:
    """The place, moment and hash of the line whose hash begins with these hexadecimal digits; None where none does."""
    wanted = start.lower()
    found = connection.execute(
        select(col(LedgerLine.place), col(LedgerLine.at), col(LedgerLine.hash)).execution_options(yield_per=_CHUNK)
    )
    return next(((row.place, row.at, row.hash.hex()) for row in found if row.hash.hex().startswith(wanted)), None)


def _gone(connection: Connection) -> _Gone:
    rows = {
        (str(table.__tablename__), key)
        for table, words in _MARKED
        for key in connection.execute(select(table.id).where(col(words) == MARK)).scalars()
    }
    removed = select(col(Person.id)).where(
        col(Person.email).startswith(of_person(0).partition("0")[0], autoescape=True)
    )
    people = [key for key in connection.execute(removed).scalars() if key is not None]
    return _Gone(frozenset(rows | {("person", key) for key in people}), frozenset(map(of_person, people)))


def _first_wrong(walk: _Walk, rows: Iterator[tuple[Any, Any]]) -> str:
    """Go on until something is wrong, and what that is; "" where nothing is."""
    for line, change in rows:
        if broken := _wrong(walk, line, change):
            return broken
        walk.place, walk.hash, walk.at = line.place, line.hash, line.at
        walk.removed += line.salt is None
    return ""


def _rows(connection: Connection, after: int = 0, *, chunk: int = _CHUNK) -> Iterator[tuple[Any, Any]]:
    """Each line `after` a place with its change, whose values are None where that is gone."""
    line: Any = LedgerLine.__table__  # type: ignore[attr-defined]
    own = (line.c[name].label(f"line_{name}") for name in _Line._fields)
    wanted = select(*COLUMNS, *own).outerjoin_from(line, Change, col(Change.id) == line.c.change_id)
    width = len(COLUMNS)
    wanted = wanted.where(line.c.place > after) if after else wanted
    for row in connection.execute(wanted.order_by(line.c.place).execution_options(yield_per=chunk)):
        yield _Line(*row[width:]), row[:width]


def _wrong(walk: _Walk, line: Any, change: Any) -> str:
    """What is wrong with the line or its change, "" where nothing is."""
    if line.place != walk.place + 1:
        told = _("line {place} of the ledger is gone")
        return told.format(place=walk.place + 1)
    if change[0] is None:
        return _("change {change} is gone").format(change=line.change_id)
    altered = said(line.salt, change) != line.digest if line.salt is not None else not walk.gone.explains(change)
    hashed = following(walk.hash, line.place, line.at, line.digest, change)
    if altered or hashed != line.hash or (walk.at and line.at < walk.at):
        told = _("change {change} ({entity} {key}, {field}), line {place} of the ledger, is not as it was written down")
        return told.format(change=line.change_id, entity=change[1], key=change[2], field=change[3], place=line.place)
    return ""


def _not_entered(connection: Connection) -> str:
    """The first change that has no line, or none for what is left of it."""
    entered = select(col(LedgerLine.change_id)).where(col(LedgerLine.salt).is_not(None))
    first = connection.execute(select(func.min(col(Change.id))).where(col(Change.id).not_in(entered))).scalar()
    return _("change {change} is not in the ledger").format(change=first)

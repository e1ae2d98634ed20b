"""Writing history down: one Change a field, the whole row when it is made."""

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import Column, insert
from sqlmodel import Session, SQLModel

from tracker.store import ledger
from tracker.store.clock import now
from tracker.store.people_tables import Change, Person
from tracker.vocabulary.dates import PartialDate

CREATED = "*"
"""The field of a row's first change."""
UNDO = "undo of "
"""How the reason of a change begins that undoes another; its batch follows."""
CARRIED = "carried over from "
"""How the reason of a change begins that repeats what is known of an older version; its reference follows."""

TAKEN_IN = "taken in"
EXTRACTED_AGAIN = "extracted again"
MISSED = "missed by extraction"
_OWN_WORDS = (TAKEN_IN, EXTRACTED_AGAIN, MISSED)
"""Reasons that the program gives by itself; where it says so, no person has decided."""
_OWN_BEGINNINGS = (UNDO, CARRIED)

Changes = Mapping[str, tuple[Any, Any]]
"""For each field the value before, and the value after."""

_batch: ContextVar[str | None] = ContextVar("batch", default=None)


@dataclass(frozen=True, slots=True)
class By:
    """Who makes a change, why, and for whom."""

    actor: Person
    why: str = ""
    on_behalf_of: Person | None = None


def typed(why: str) -> str:
    """A reason as a person typed it, on one line; in quotation marks where it reads like one of the program's own."""
    line = " ".join(why.split())
    plain = line.casefold()
    return f"“{line}”" if plain in _OWN_WORDS or f"{plain} ".startswith(_OWN_BEGINNINGS) else line


@contextmanager
def one_batch() -> Iterator[str]:
    """Let all changes made within share a batch, so that they can be found, and undone, as one; gives its name."""
    name = _batch.get() or _new_batch()
    token = _batch.set(name)
    try:
        yield name
    finally:
        _batch.reset(token)


def _new_batch() -> str:
    return secrets.token_hex(6)


def as_json(value: Any) -> str:
    """A value of a row as history keeps it."""
    return json.dumps(value, ensure_ascii=False, default=_plain, sort_keys=True)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | PartialDate):
        return str(value)
    raise TypeError(f"history cannot keep a {type(value).__name__}")


def of_json(column: Column[Any], kept: str | None) -> Any:
    """The value that history keeps as `kept`, as the column of a row holds it."""
    value = json.loads(kept) if kept else None
    kind = column.type.python_type
    if value is None or not issubclass(kind, date):
        return value
    return kind.fromisoformat(value)


def record_created(session: Session, row: SQLModel, by: By, **links: Any) -> None:
    """Write down that `row` was made, with all its values but its `SECRETS`, and the `links` that belong to it."""
    session.flush()
    values = {**row.model_dump(exclude=set(getattr(row, "SECRETS", ()))), **links}
    _add(session, row, CREATED, None, as_json(values), by, getattr(row, "version", 1), _batch.get() or _new_batch())


def record_all_created(session: Session, entity: str, rows: Iterable[Mapping[str, Any]], by: By) -> None:
    """As `record_created`, for many rows of one table at once: all values of each, and the links that belong to it."""
    about = {
        "entity": entity,
        "field": CREATED,
        "old": None,
        "version": 1,
        "why": by.why,
        "actor_id": by.actor.id,
        "on_behalf_of_id": by.on_behalf_of.id if by.on_behalf_of else None,
        "at": now(),
        "batch": _batch.get() or _new_batch(),
    }
    lines = [{**about, "entity_id": row["id"], "new": as_json(row)} for row in rows]
    if lines:
        ledger.begin(session)
        session.execute(insert(Change), lines)


def record_all_changed(session: Session, entity: str, rows: Iterable[tuple[int, int, Changes]], by: By) -> None:
    """As `record_changed`, for many rows of one table at once: the id of each, its new version, and its changes."""
    about = {
        "entity": entity,
        "why": by.why,
        "actor_id": by.actor.id,
        "on_behalf_of_id": by.on_behalf_of.id if by.on_behalf_of else None,
        "at": now(),
        "batch": _batch.get() or _new_batch(),
    }
    lines = [
        {**about, "entity_id": key, "version": version, "field": field, "old": as_json(old), "new": as_json(new)}
        for key, version, changes in rows
        for field, (old, new) in changes.items()
    ]
    if lines:
        ledger.begin(session)
        session.execute(insert(Change), lines)


def record_changed(
    session: Session, row: SQLModel, changes: Mapping[str, tuple[Any, Any]], by: By, version: int
) -> None:
    """Write down that fields of `row` went from old to new, in the change that made it `version`."""
    batch = _batch.get() or _new_batch()
    for field, (old, new) in changes.items():
        _add(session, row, field, as_json(old), as_json(new), by, version, batch)


def _add(
    session: Session, row: SQLModel, field: str, old: str | None, new: str, by: By, version: int, batch: str
) -> None:
    ledger.begin(session)
    session.add(
        Change(
            entity=str(row.__tablename__),
            entity_id=row.id,  # type: ignore[attr-defined]
            field=field,
            old=old,
            new=new,
            version=version,
            why=by.why,
            actor_id=by.actor.id,
            on_behalf_of_id=by.on_behalf_of.id if by.on_behalf_of else None,
            at=now(),
            batch=batch,
        )
    )


def blank(session: Session, entry: Change, **left: str | None) -> None:
    """Put what is `left` in place of what a change says (`old`, `new`, `why`): the only way to alter history.

    For removing for good alone: what stood there is gone, and the ledger tells that something was taken out.
    """
    gone = {name: value for name, value in left.items() if getattr(entry, name) != value}
    if gone:
        ledger.forget(session, entry.id or 0)
        for name, value in gone.items():
            setattr(entry, name, value)


def replayed(changes: Iterable[Change]) -> dict[str, Any]:
    """The row, and the links that belong to it, as its changes made it: name -> plain value; {} before it was made.

    `changes` are those of one row, oldest first; leaving the last ones out gives the row as it was before them.
    """
    values: dict[str, Any] = {}
    for entry in changes:
        new = json.loads(entry.new or "null")
        values = new if entry.field == CREATED else {**values, entry.field: new, "version": entry.version}
    return values

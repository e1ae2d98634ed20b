"""The ledger: a line for each change, in the order in which the store kept them, each with a hash over the one before.

Whoever knows the last hash knows whether anything before it was altered, left out, put in or put in another order.
The hash covers a salted digest of what a change says: words that must go can go, with their salt, and the ledger holds.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, exists, func, insert, select, true, update
from sqlmodel import Session, col

from tracker.store.clock import now
from tracker.store.people_tables import Change, LedgerLine

START = b""
"""What stands in place of a hash before the first line."""
SALT_BYTES = 16
_FLOOR, _BLANKED = "ledger floor", "ledger blanked"
_CHUNK = 1000
_ABOUT = ("id", "entity", "entity_id", "field", "version", "actor_id", "on_behalf_of_id", "at", "batch")
_SAID = ("old", "new", "why")
_CHANGE: Any = Change.__table__  # type: ignore[attr-defined]
_LEDGER: Any = LedgerLine.__table__  # type: ignore[attr-defined]
COLUMNS: tuple[Any, ...] = tuple(_CHANGE.c[name] for name in (*_ABOUT, *_SAID))
"""What is read of a change, in the order in which `said` and `following` take it."""
_LINES = select(_LEDGER.c.place, _LEDGER.c.hash, _LEDGER.c.at.label("kept_at"))
_LAST = _LINES.order_by(_LEDGER.c.place.desc()).limit(1).subquery()
_ENTERED = exists().where(_LEDGER.c.change_id == _CHANGE.c.id, _LEDGER.c.salt.is_not(None))
_OWN: Any = (
    select(*COLUMNS, _LAST.c.place, _LAST.c.hash, _LAST.c.kept_at)
    .select_from(_CHANGE.outerjoin(_LAST, true()))
    .where(~_ENTERED)
    .order_by(_CHANGE.c.id)
)
"""Changes that have no line, beside each the last line: what others have entered is in no other session's way."""
_ADD = insert(_LEDGER)
_NEXT = "SELECT last_value FROM change_id_seq"
_ENTERED_LAST = select(func.coalesce(func.max(_LEDGER.c.change_id), 0)).where(_LEDGER.c.salt.is_not(None))
_OWN_OF_ONE_WRITER = _OWN.where(_CHANGE.c.id > _ENTERED_LAST.scalar_subquery())


def said(salt: bytes, change: Sequence[Any]) -> bytes:
    """The salted digest of what a change says: its old value, its new one, its reason."""
    return hashlib.sha256(salt + _canonical(change[len(_ABOUT) :])).digest()


def following(before: bytes, place: int, at: datetime, digest: bytes, change: Sequence[Any]) -> bytes:
    """The hash of a line: over the one before, its place and moment, the digest, and what its change is about."""
    about = (_plain(value) for value in change[: len(_ABOUT)])
    return hashlib.sha256(before + _canonical([place, _plain(at), digest.hex(), *about])).digest()


def lines(before: Any, changes: Iterable[Sequence[Any]], at: datetime | None) -> Iterator[dict[str, Any]]:
    """New lines for the changes, each as `COLUMNS`, after the line `before`, None where there is none.

    They are kept now `at`, or where that is None when they were made.
    """
    place, last, moment = (before.place, before.hash, before.kept_at) if before else (0, START, None)
    for change in changes:
        place, salt = place + 1, secrets.token_bytes(SALT_BYTES)
        own = at or change[_ABOUT.index("at")]
        moment, digest = max(moment, own) if moment else own, said(salt, change)
        last = following(last, place, moment, digest, change)
        yield {"place": place, "change_id": change[0], "salt": salt, "digest": digest, "hash": last, "at": moment}


def begin(session: Session) -> None:
    """To be called before the session writes a change down: where the ones to be entered begin."""
    if _FLOOR not in session.info:
        session.info[_FLOOR] = None
        if session.get_bind().dialect.name == "postgresql":
            session.info[_FLOOR] = session.connection().exec_driver_sql(_NEXT).scalar_one()


def enter(session: Session) -> None:
    """Enter what the session has changed as the last thing that it does: from here on others wait for its end."""
    begun, blanked = _FLOOR in session.info, session.info.pop(_BLANKED, set())
    floor = session.info.pop(_FLOOR, None)
    if not begun and not blanked:
        return
    session.flush()
    connection = session.connection()
    if connection.dialect.name == "postgresql":  # on SQLite there is one writer at a time
        connection.exec_driver_sql("SELECT id FROM store_state FOR UPDATE")
    for some in _some(sorted(blanked)):
        _enter(connection, _OWN.where(_CHANGE.c.id.in_(some)))
    if begun:
        _enter(connection, _OWN_OF_ONE_WRITER if floor is None else _OWN.where(_CHANGE.c.id >= floor))


def enter_all(connection: Connection) -> None:
    """Enter every change into an empty ledger, in the order in which they were made, a chunk at a time."""
    last: Any = None
    wanted = select(*COLUMNS).order_by(_CHANGE.c.at, _CHANGE.c.id).execution_options(yield_per=_CHUNK)
    for found in connection.execute(wanted).partitions():
        made = list(lines(last, found, None))
        connection.execute(_ADD, made)
        last = SimpleNamespace(**made[-1], kept_at=made[-1]["at"])


def _enter(connection: Connection, wanted: Any) -> None:
    found = connection.execute(wanted).all()
    if found:
        width = len(COLUMNS)
        before = found[0] if found[0].place is not None else None
        new = list(lines(before, (row[:width] for row in found), now()))
        for start in range(0, len(new), _CHUNK):
            connection.execute(_ADD, new[start : start + _CHUNK])


def _some(keys: list[int]) -> Iterator[list[int]]:
    return (keys[start : start + _CHUNK] for start in range(0, len(keys), _CHUNK))


def forget(session: Session, change_id: int) -> None:
    """Let go of what a change says, so that it may be blanked; what is left of it is entered anew with the rest."""
    session.flush()
    known = update(LedgerLine).where(col(LedgerLine.change_id) == change_id, col(LedgerLine.salt).is_not(None))
    forgotten = known.values(salt=None).execution_options(synchronize_session=False)
    if not session.execute(forgotten).rowcount:  # type: ignore[attr-defined]
        enter(session)
        session.execute(forgotten)
    session.info.setdefault(_BLANKED, set()).add(change_id)


def head(session: Session, before: datetime) -> bytes:
    """The hash of the last line that was kept before a moment; `START` where there is none."""
    found = select(_LEDGER.c.hash).where(_LEDGER.c.at < before)
    latest = found.order_by(_LEDGER.c.at.desc(), _LEDGER.c.place.desc()).limit(1)
    return session.execute(latest).scalar() or START


def _canonical(values: Sequence[Any]) -> bytes:
    return json.dumps(list(values), separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value

"""The ledger: a line for each change, in the order in which the store kept them, each with a hash over the one before.

Whoever knows the last hash knows whether anything before it was altered, left out, put in or put in another order.
The hash covers a salted digest of what a change says: words that must go can go, with their salt, and the ledger holds.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import exists, func, insert, select, text, update
from sqlmodel import Session, col

from tracker.store.clock import now
from tracker.store.people_tables import Change, LedgerLine, StoreState

START = b""
"""What stands in place of a hash before the first line."""
SALT_BYTES = 16
_FLOOR, _BLANKED = "ledger floor", "ledger blanked"
_CHUNK = 1000
_ABOUT = ("id", "entity", "entity_id", "field", "version", "actor_id", "on_behalf_of_id", "at", "batch")
_SAID = ("old", "new", "why")
COLUMNS: tuple[Any, ...] = tuple(getattr(Change, name) for name in (*_ABOUT, *_SAID))
"""What is read of a change, in the order in which `said` and `following` take it."""


def said(salt: bytes, change: Sequence[Any]) -> bytes:
    """The salted digest of what a change says: its old value, its new one, its reason."""
    return hashlib.sha256(salt + _canonical(change[len(_ABOUT) :])).digest()


def following(before: bytes, place: int, at: datetime, digest: bytes, change: Sequence[Any]) -> bytes:
    """The hash of a line: over the one before, its place and moment, the digest, and what its change is about."""
    about = (_plain(value) for value in change[: len(_ABOUT)])
    return hashlib.sha256(before + _canonical([place, _plain(at), digest.hex(), *about])).digest()


def lines(before: LedgerLine | None, changes: Iterator[Sequence[Any]], at: datetime | None) -> Iterator[dict[str, Any]]:
    """New lines for the changes, each as `COLUMNS`: kept now `at`, or where that is None when they were made."""
    place, last, moment = (before.place or 0, before.hash, before.at) if before else (0, START, None)
    for change in changes:
        place, salt = place + 1, secrets.token_bytes(SALT_BYTES)
        own = at or change[_ABOUT.index("at")]
        moment, digest = max(moment, own) if moment else own, said(salt, change)
        last = following(last, place, moment, digest, change)
        yield {"place": place, "change_id": change[0], "salt": salt, "digest": digest, "hash": last, "at": moment}


def begin(session: Session) -> None:
    """To be called before the session writes a change down: where the ones to be entered begin."""
    if _FLOOR not in session.info:
        last = "SELECT last_value FROM change_id_seq"
        if session.get_bind().dialect.name == "sqlite":
            last = "SELECT coalesce(max(id), 0) + 1 FROM change"
        with session.no_autoflush:
            session.info[_FLOOR] = session.execute(text(last)).scalar_one()


def enter(session: Session) -> None:
    """Enter what the session has changed as the last thing that it does: from here on others wait for its end."""
    floor, blanked = session.info.pop(_FLOOR, None), session.info.pop(_BLANKED, set())
    if floor is None and not blanked:
        return
    session.flush()
    session.execute(select(col(StoreState.id)).with_for_update())
    wanted = [col(Change.id).in_(some) for some in _some(sorted(blanked))]
    wanted += [col(Change.id) >= floor] if floor is not None else []
    for condition in wanted:
        entered = exists().where(col(LedgerLine.change_id) == col(Change.id), col(LedgerLine.salt).is_not(None))
        _enter(session, select(*COLUMNS).where(condition, ~entered).order_by(col(Change.id)))


def _enter(session: Session, wanted: Any) -> None:
    found = [tuple(row) for row in session.execute(wanted)]
    new = list(lines(last(session), iter(found), now()))
    for start in range(0, len(new), _CHUNK):
        session.execute(insert(LedgerLine), new[start : start + _CHUNK])


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


def last(session: Session, before: datetime | None = None) -> LedgerLine | None:
    """The last line, or the last that was kept before a moment; None where there is none."""
    line: Any = LedgerLine
    place = select(func.max(line.place))
    if before is not None:
        place = select(line.place).where(line.at < before).order_by(line.at.desc(), line.place.desc()).limit(1)
    found = session.execute(place).scalar()
    return None if found is None else session.get(LedgerLine, found)


def _canonical(values: Sequence[Any]) -> bytes:
    return json.dumps(list(values), separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value

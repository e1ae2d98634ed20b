"""Holding rows, and turns: what a gesture decides by, nobody else changes until the gesture is over.

On SQLite there is one writer at a time, so that nothing needs to be held there; who only reads holds nothing.
"""

from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import Any

from sqlalchemy import inspect, text
from sqlmodel import Session, col, select

from tracker.store.tables import Brief, Evidence, Recommendation

GESTURE = "gesture"
"""Under this name a session says that it is one gesture of writing."""
_ABOVE: dict[Any, tuple[Any, Any]] = {
    Evidence: (Recommendation, col(Evidence.recommendation_id)),
    Recommendation: (Brief, col(Recommendation.brief_id)),
}
"""What the rows of a table hang on, by which column."""
_CHUNK = 500


class Turn(IntEnum):
    """What is done by one after the other: each by the number under which PostgreSQL knows the turn."""

    APPROVING = 0x617070726F7665
    MOVING_IN = 0x6D6F76696E67
    NAMING_UNITS = 0x756E697473


def take_turn(session: Session, turn: Turn) -> None:
    """Wait until nobody else does such a thing, and keep others from it until the gesture is over.

    Of two at once neither would see what the other makes, and both would make it.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": turn.value})


def hold(session: Session, table: Any, keys: Iterable[int]) -> None:
    """Hold these rows and what they hang on, as they are now: what the session knew of them is read anew.

    The brief comes first, then the recommendation, then its evidence, each in the order of their keys: of two gestures
    that meet, one waits for the other, and never both.
    """
    if session.info.get(GESTURE) and session.get_bind().dialect.name == "postgresql":
        _hold(session, table, sorted(set(keys)))


def _hold(session: Session, table: Any, keys: list[int]) -> None:
    if not keys:
        return
    if table in _ABOVE:
        above, column = _ABOVE[table]
        found = (session.exec(select(column).where(col(table.id).in_(chunk))) for chunk in _chunks(keys))
        _hold(session, above, sorted({key for some in found for key in some}))
    for chunk in _chunks(keys):
        wanted = select(table.id).where(col(table.id).in_(chunk)).order_by(col(table.id))
        session.exec(wanted.with_for_update(key_share=True)).all()
    _forget(session, table, keys)


def _chunks(keys: list[int]) -> Iterator[list[int]]:
    return (keys[start : start + _CHUNK] for start in range(0, len(keys), _CHUNK))


def _forget(session: Session, table: Any, keys: list[int]) -> None:
    mapper = inspect(table)
    for key in keys:
        row = session.identity_map.get(mapper.identity_key_from_primary_key((key,)))
        if row is not None:
            session.expire(row)

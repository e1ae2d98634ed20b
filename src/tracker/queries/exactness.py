"""How exactly the dates in the history are known: a date and its precision are two fields there, and one value."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from tracker.store.history import CREATED
from tracker.store.people_tables import Change
from tracker.vocabulary.dates import PartialDate, Precision
from tracker.vocabulary.said_dates import day

_PRECISIONS = {name: f"{name}_precision" for name in ("status_on", "outcome_on", "published", "dated")}
_CHUNK = 500

Known = list[tuple[int, str, str | None]]
"""The precisions that a field of a row had, the oldest first: since which change, of which batch, which one."""


def vague(session: Session, changes: Iterable[Change]) -> dict[tuple[int, bool], str]:
    """The values of dates known to the month or the year alone, in words: by the id of the change, and by whether
    it is the new value.
    """
    dated = [change for change in changes if change.field in _PRECISIONS]
    known = _known(session, {(change.entity, change.entity_id) for change in dated})
    found: dict[tuple[int, bool], str] = {}
    for change in dated:
        mine = known.get((change.entity, change.entity_id, change.field), [])
        before = [how for at, batch, how in mine if at < (change.id or 0) and batch != change.batch]
        after = [how for at, batch, how in mine if at <= (change.id or 0) or batch == change.batch]
        for new, kept, hows in ((False, change.old, before), (True, change.new, after)):
            value = json.loads(kept) if kept else None
            if value and hows and hows[-1] in (Precision.MONTH, Precision.YEAR):
                found[change.id or 0, new] = day(str(PartialDate(date.fromisoformat(value), Precision(hows[-1]))))
    return found


def _known(session: Session, rows: set[tuple[str, int]]) -> dict[tuple[str, int, str], Known]:
    found: dict[tuple[str, int, str], Known] = {}
    for change in _steps(session, rows):
        said: Any = json.loads(change.new) if change.new else None
        for field, precision in _PRECISIONS.items():
            made = change.field == CREATED and isinstance(said, dict) and precision in said
            if made or change.field == precision:
                how = (change.id or 0, change.batch, said[precision] if made else said)
                found.setdefault((change.entity, change.entity_id, field), []).append(how)
    return found


def _steps(session: Session, rows: set[tuple[str, int]]) -> Iterable[Change]:
    """Where the rows were made, and where a precision of theirs changed, the oldest first of each."""
    fields = (CREATED, *_PRECISIONS.values())
    for entity in sorted({entity for entity, _key in rows}):
        keys = sorted(key for kind, key in rows if kind == entity)
        for start in range(0, len(keys), _CHUNK):
            mine = (Change.entity == entity, col(Change.entity_id).in_(keys[start : start + _CHUNK]))
            yield from session.exec(select(Change).where(*mine, col(Change.field).in_(fields)).order_by(col(Change.id)))

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
_DATES = {precision: name for name, precision in _PRECISIONS.items()}
_CHUNK = 500

Known = list[tuple[int, str, Any]]
"""What a field of a row held, the oldest first: since which change, of which batch, which value."""


def vague(session: Session, changes: Iterable[Change]) -> dict[tuple[int, bool], str]:
    """The values of dates known to the month or the year alone, in words: by the id of the change, and by whether
    it is the new value.

    Where a date became more or less exact and stayed the same, the change of its precision has the words of both.
    """
    told = [change for change in changes if change.field in _PRECISIONS or change.field in _DATES]
    known = _known(session, {(change.entity, change.entity_id) for change in told})
    found: dict[tuple[int, bool], str] = {}
    for change in told:
        date_of, precision = of_a_date(change.field), _PRECISIONS[of_a_date(change.field)]
        dates, precisions = (known.get((change.entity, change.entity_id, name), []) for name in (date_of, precision))
        alone = change.field == precision
        if alone and any(batch == change.batch for _at, batch, _value in dates):
            continue
        for new in (False, True):
            kept, how = _held(dates, change, new=new), _held(precisions, change, new=new)
            if kept and (alone or how in (Precision.MONTH, Precision.YEAR)):
                known_to = str(PartialDate(date.fromisoformat(kept), Precision(how or Precision.DAY)))
                found[change.id or 0, new] = known_to if known_to == kept else day(known_to)
    return found


def of_a_date(field: str) -> str:
    """The date whose precision the field is, else the field itself."""
    return _DATES.get(field, field)


def _held(known: Known, change: Change, *, new: bool) -> Any:
    """What a field held before the gesture of the change, or after it; None where nothing is known."""
    at = change.id or 0
    if new:
        values = [value for since, batch, value in known if since <= at or batch == change.batch]
    else:
        values = [value for since, batch, value in known if since < at and batch != change.batch]
    return values[-1] if values else None


def _known(session: Session, rows: set[tuple[str, int]]) -> dict[tuple[str, int, str], Known]:
    found: dict[tuple[str, int, str], Known] = {}
    for change in _steps(session, rows):
        said: Any = json.loads(change.new) if change.new else None
        made = change.field == CREATED and isinstance(said, dict)
        for name in (*_PRECISIONS, *_DATES):
            if change.field == name or (made and name in said):
                value = said[name] if made else said
                found.setdefault((change.entity, change.entity_id, name), []).append(
                    (change.id or 0, change.batch, value)
                )
    return found


def _steps(session: Session, rows: set[tuple[str, int]]) -> Iterable[Change]:
    """Where the rows were made, and where a date or precision of theirs changed, the oldest first of each."""
    fields = (CREATED, *_PRECISIONS, *_DATES)
    for entity in sorted({entity for entity, _key in rows}):
        keys = sorted(key for kind, key in rows if kind == entity)
        for start in range(0, len(keys), _CHUNK):
            mine = (Change.entity == entity, col(Change.entity_id).in_(keys[start : start + _CHUNK]))
            yield from session.exec(select(Change).where(*mine, col(Change.field).in_(fields)).order_by(col(Change.id)))

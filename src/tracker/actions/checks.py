"""Quick looks at a recommendation: one gesture each, and the way back from it."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from tracker.actions.changes import change, found
from tracker.actions.scope import allow_update
from tracker.actions.updates import advance
from tracker.errors import Invalid, NotFound
from tracker.store.access import allow
from tracker.store.clock import today
from tracker.store.history import CREATED, By, one_batch
from tracker.store.people_tables import Change, Person
from tracker.store.tables import Evidence, Recommendation
from tracker.translation import gettext as _
from tracker.vocabulary.dates import in_a_year
from tracker.vocabulary.gestures import CHECKED, TAKEN_BACK
from tracker.vocabulary.roles import Verb
from tracker.vocabulary.statuses import Status, closed

_TABLES: dict[str, type[Recommendation] | type[Evidence]] = {"recommendation": Recommendation, "evidence": Evidence}


def checked(session: Session, actor: Person | None, recommendation_id: int, seen: int | None) -> Recommendation:
    """Say that somebody looked and found no change: the day of the last look moves, and nothing else."""
    return advance(session, actor, recommendation_id, seen, _(CHECKED), verified_on=today())


def holds(session: Session, actor: Person | None, recommendation_id: int, seen: int | None) -> Recommendation:
    """Say that what was found still holds, and is to be checked again in a year."""
    why = _("Checked, still holds")
    return advance(session, actor, recommendation_id, seen, why, verified_on=today(), reverify_by=in_a_year(today()))


def stands(
    session: Session, actor: Person | None, recommendation_id: int, seen: int | None, status: Status
) -> Recommendation:
    """Say where an open recommendation stands. Invalid for a status that closes it: that takes the form."""
    if status in closed():
        raise Invalid(_("Closing a recommendation takes the form, with the day and what shows it."))
    return advance(session, actor, recommendation_id, seen, _("Checked"), status=status, verified_on=today())


def take_back(session: Session, actor: Person | None, batch: str) -> None:
    """Give everything that a gesture of the actor changed the values that it had before; its evidence is withdrawn.

    Stale where somebody has given a field another value since, NotFound where the gesture is not the actor's.
    """
    person = allow(session, actor, Verb.UPDATE)
    statement = select(Change).where(Change.batch == batch, Change.actor_id == person.id).order_by(col(Change.id))
    changes = list(session.exec(statement))
    if not changes:
        raise NotFound(_("There is nothing of yours to take back here."))
    by_row: dict[tuple[str, int], list[Change]] = {}
    for entry in changes:
        by_row.setdefault((entry.entity, entry.entity_id), []).append(entry)
    with one_batch():
        for (entity, key), entries in by_row.items():
            _restore(session, person, entity, key, entries)


def _restore(session: Session, person: Person, entity: str, key: int, entries: Sequence[Change]) -> None:
    if entity not in _TABLES:
        raise Invalid(_("This step cannot be taken back here. Correct it where it was made."))
    row: Any = found(session, _TABLES[entity], key)  # type: ignore[type-var]
    owner = row if entity == "recommendation" else found(session, Recommendation, row.recommendation_id)
    by = By(allow_update(session, person, owner), _(TAKEN_BACK))
    if any(entry.field == CREATED for entry in entries):
        if entity != "evidence":
            raise Invalid(_("This step cannot be taken back here. Correct it where it was made."))
        change(session, row, None, by, {"withdrawn": True})
        return
    change(session, row, entries[-1].version, by, {entry.field: _value(row, entry) for entry in reversed(entries)})


def _value(row: Any, entry: Change) -> Any:
    """The value that a field had before the change, as the row holds it."""
    column = row.__table__.columns.get(entry.field)
    if column is None:
        raise Invalid(_("This step cannot be taken back here. Correct it where it was made."))
    old = json.loads(entry.old or "null")
    return date.fromisoformat(old) if old is not None and column.type.python_type is date else old

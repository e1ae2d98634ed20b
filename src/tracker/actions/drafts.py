"""Keeping what somebody has typed and not saved yet: nobody's data, for no eyes but their own.

Nothing here makes a Change; it is written in `Store.noting`, which leaves the data version alone.
"""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from tracker.actions.changes import found
from tracker.actions.scope import allow_update
from tracker.store.access import allow
from tracker.store.clock import now
from tracker.store.history import as_json
from tracker.store.people_tables import Person
from tracker.store.tables import Recommendation
from tracker.store.work_tables import Draft
from tracker.vocabulary.roles import Verb


def keep(
    session: Session, actor: Person | None, recommendation_id: int, seen: int, fields: Mapping[str, tuple[Any, Any]]
) -> None:
    """Keep what the actor has typed into the form over a recommendation of the version `seen`, in place of before.

    `fields` holds for each field that was touched what the person saw in it, and typed. None touched: nothing is kept.
    """
    if not fields:
        discard(session, actor, recommendation_id)
        return
    person = allow_update(session, actor, found(session, Recommendation, recommendation_id))
    row = session.get(Draft, (person.id, recommendation_id))
    row = row or Draft(person_id=person.id or 0, recommendation_id=recommendation_id, seen=seen, at=now())
    row.seen, row.at = seen, now()
    row.fields = as_json({name: list(pair) for name, pair in fields.items()})
    session.add(row)


def discard(session: Session, actor: Person | None, recommendation_id: int) -> None:
    """Forget what the actor has typed over a recommendation."""
    person = allow(session, actor, Verb.VIEW)
    row = session.get(Draft, (person.id, recommendation_id))
    if row is not None:
        session.delete(row)

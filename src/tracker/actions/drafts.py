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
from tracker.store.work_tables import EVIDENCE, Draft
from tracker.vocabulary.roles import Verb


def keep(
    session: Session,
    actor: Person | None,
    recommendation_id: int,
    seen: int,
    fields: Mapping[str, tuple[Any, Any]],
    mark: str = "",
) -> None:
    """Keep what the actor has typed into a form over a recommendation of the version `seen`, in place of before.

    `fields` holds for each field that was touched what the person saw in it, and typed. None touched: nothing is kept.
    `mark` says which form it is (`store.work_tables`); what was typed into the other one stays.
    """
    if not fields:
        discard(session, actor, recommendation_id, mark)
        return
    person = allow_update(session, actor, found(session, Recommendation, recommendation_id))
    row = session.get(Draft, (person.id, recommendation_id))
    row = row or Draft(person_id=person.id or 0, recommendation_id=recommendation_id, seen=seen, at=now())
    row.at = now()
    if mark != EVIDENCE:
        row.seen = seen
    row.fields = as_json({**_others(row, mark), **{mark + name: list(pair) for name, pair in fields.items()}})
    session.add(row)


def discard(session: Session, actor: Person | None, recommendation_id: int, mark: str = "") -> None:
    """Forget what the actor has typed over a recommendation into the form of this mark."""
    person = allow(session, actor, Verb.VIEW)
    row = session.get(Draft, (person.id, recommendation_id))
    if row is None:
        return
    if others := _others(row, mark):
        row.fields = as_json(others)
        session.add(row)
    else:
        session.delete(row)


def _others(row: Draft, mark: str) -> dict[str, list[Any]]:
    """What was typed into the other form, with its mark."""
    other = "" if mark == EVIDENCE else EVIDENCE
    return {other + name: pair for name, pair in row.of(other).items()}

"""Who changed a row last, field by field: what the second of two people who save is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from tracker.queries.history import name
from tracker.store.access import allow
from tracker.store.people_tables import Change, Person
from tracker.vocabulary.roles import Verb


@dataclass(frozen=True, slots=True)
class Last:
    """Who changed a field last, and when (UTC); `mine` says that it was the person who asks."""

    who: str
    at: datetime
    mine: bool


def latest(session: Session, actor: Person, entity: str, key: int, since: int) -> Mapping[str, Last]:
    """For each field of the row that changed after the version `since`, the last change; for those who see the work."""
    viewer = allow(session, actor, Verb.VIEW_WORK)
    statement = (
        select(Change, Person)
        .outerjoin(Person, col(Person.id) == Change.actor_id)
        .where(Change.entity == entity, Change.entity_id == key, col(Change.version) > since)
        .order_by(col(Change.id))
    )
    rows = session.exec(statement)
    return {change.field: Last(name(who), change.at, change.actor_id == viewer.id) for change, who in rows}

"""Whether a cell names an owner or a unit as it was called when the file was made; names change, exports keep them."""

import json

from sqlmodel import Session, col, select

from tracker.store.people_tables import Change, Person
from tracker.store.tables import Recommendation
from tracker.store.tombstones import gone


def owner_called(session: Session, row: Recommendation, seen: int, owner: int, text: str) -> bool:
    """Whether the person had this address at the version `seen` of the recommendation, or later.

    An address that was removed for good is known to nobody any more: any that nobody here has may be it.
    """
    person = session.get(Person, owner)
    if person is not None and gone(person):
        return bool(text) and session.exec(select(Person.id).where(Person.email == text.lower())).first() is None
    return text in _called(session, row, seen, "person", "email", owner)


def unit_called(session: Session, row: Recommendation, seen: int, unit: int, text: str) -> bool:
    """Whether the unit had this name at the version `seen` of the recommendation, or later."""
    return text in _called(session, row, seen, "unit", "name", unit)


def _called(session: Session, row: Recommendation, seen: int, entity: str, field: str, key: int) -> set[str]:
    """The values that gave way to others since that version of the recommendation came about."""
    made = select(Change.at).where(
        Change.entity == "recommendation", Change.entity_id == row.id, col(Change.version) <= seen
    )
    since = session.exec(made.order_by(col(Change.id).desc()).limit(1)).first()
    gave_way = select(Change.old).where(Change.entity == entity, Change.entity_id == key, Change.field == field)
    if since is not None:
        gave_way = gave_way.where(col(Change.at) >= since)
    return {json.loads(old) for old in session.exec(gave_way) if old}

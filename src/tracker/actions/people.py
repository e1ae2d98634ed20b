"""Who may use the tracker, and in which role."""

import re

from sqlmodel import Session, col, select

from tracker.errors import Invalid
from tracker.store.access import allow, find_person
from tracker.store.history import By, record_created
from tracker.store.people_tables import Person, Unit
from tracker.translation import gettext as _
from tracker.vocabulary.roles import Role, Verb

_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")


def add(session: Session, actor: Person | None, email: str, role: Role, *, name: str = "", unit: str = "") -> Person:
    """Let somebody in. Invalid where the address is none, or known already."""
    by = By(allow(session, actor, Verb.MANAGE_PEOPLE))
    address = email.strip().lower()
    if not _ADDRESS.fullmatch(address):
        raise Invalid(_("{address!r} is no e-mail address.").format(address=email))
    if find_person(session, address):
        raise Invalid(_("{address} is known already.").format(address=address))
    row = Person(email=address, name=" ".join(name.split()), role=Role(role).value, unit_id=_unit(session, unit))
    session.add(row)
    record_created(session, row, by)
    return row


def _unit(session: Session, name: str) -> int | None:
    clean = " ".join(name.split())
    if not clean:
        return None
    row = session.exec(select(Unit).where(col(Unit.name) == clean)).first() or Unit(name=clean)
    session.add(row)
    session.flush()
    return row.id

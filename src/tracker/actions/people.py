"""Who may use the tracker, and in which role."""

import re
from datetime import datetime
from typing import Any

from sqlmodel import Session

from tracker.actions.admins import one_stays
from tracker.actions.changes import change, found
from tracker.actions.units import named
from tracker.errors import Invalid
from tracker.store.access import allow, find_person
from tracker.store.clock import now
from tracker.store.history import By, one_batch, record_created, typed
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.vocabulary.roles import Role, Verb

_PART = r"""[^\s@<>()\[\],;:\\".\x00-\x1f\x7f]+"""
_ADDRESS = re.compile(rf"(?!.*=\?){_PART}(\.{_PART})*@{_PART}(\.{_PART})*")
_LONGEST = 200


def add(session: Session, actor: Person | None, email: str, role: Role, *, name: str = "", unit: str = "") -> Person:
    """Let somebody in. Invalid where the address is none, or known already."""
    by = By(allow(session, actor, Verb.MANAGE_PEOPLE))
    address = checked_address(email)
    if find_person(session, address):
        raise Invalid(_("{address} is known already.").format(address=address))
    with one_batch():
        unit_id = named(session, by, unit)
        row = Person(email=address, name=tidy_name(name), role=Role(role).value, unit_id=unit_id)
        session.add(row)
        record_created(session, row, by)
    return row


def amend(
    session: Session, actor: Person | None, person_id: int, seen: int | None, why: str = "", **fields: Any
) -> Person:
    """Change `name`, `role`, `unit` (a name, "" for none), `active` or `digest` of a person.

    Invalid where nobody would be left who can let people in; Stale where somebody else changed the same field since the
    version `seen`. The change holds from the person's next call on.
    """
    with one_stays(session):
        by = By(allow(session, actor, Verb.MANAGE_PEOPLE), typed(why))
        row = found(session, Person, person_id)
        session.refresh(row)
        if row.sole:
            raise Invalid(_("The one person of this machine may do everything, and stays as they are."))
        with session.begin_nested(), one_batch():
            change(session, row, seen, by, _columns(session, by, fields))
    return row


def receive_digest(session: Session, actor: Person | None, wanted: bool) -> Person:
    """Say for oneself whether one gets the weekly message."""
    person = allow(session, actor, Verb.VIEW)
    return change(session, person, None, By(person), {"digest": bool(wanted)})


def digest_sent(session: Session, actor: Person | None, person_id: int, seen: int | None) -> Person:
    """Keep that a person gets the weekly message now; Stale where they got one since the version `seen`."""
    by = By(allow(session, actor, Verb.MANAGE_PEOPLE), "weekly message sent")
    return change(session, found(session, Person, person_id), seen, by, {"digest_at": now()})


def digest_failed(session: Session, actor: Person | None, person_id: int, before: datetime | None) -> Person:
    """Keep that the weekly message did not go out after all; the last one stays that of `before`."""
    by = By(allow(session, actor, Verb.MANAGE_PEOPLE), "weekly message not sent")
    return change(session, found(session, Person, person_id), None, by, {"digest_at": before})


def checked_address(email: str) -> str:
    """The e-mail address as it is kept; Invalid where it is none."""
    address = email.strip().lower()
    if len(address) > _LONGEST or not _ADDRESS.fullmatch(address):
        raise Invalid(_("{address!r} is no e-mail address.").format(address=email))
    return address


def tidy_name(name: str) -> str:
    """A name on one line, without what no name holds."""
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())[:_LONGEST]


def _columns(session: Session, by: By, fields: dict[str, Any]) -> dict[str, Any]:
    """The columns that the fields fill; Invalid for a field that people do not have."""
    values: dict[str, Any] = {}
    for field, value in fields.items():
        if field == "name":
            values[field] = tidy_name(value)
        elif field == "role":
            values[field] = Role(value).value
        elif field == "unit":
            values["unit_id"] = named(session, by, value)
        elif field in ("active", "digest"):
            values[field] = bool(value)
        else:
            raise Invalid(_("{name} is nothing that can be changed of a person.").format(name=field))
    return values

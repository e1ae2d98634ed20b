"""The people among whom a form lets one choose."""

from sqlmodel import Session, col, select

from tracker.queries.history import name
from tracker.store.access import allow, can
from tracker.store.people_tables import Person
from tracker.vocabulary.roles import Verb


def owners(session: Session, actor: Person) -> tuple[tuple[int, str], ...]:
    """Those who may look after a recommendation, by name: (id, what to call them); for those who see the work."""
    allow(session, actor, Verb.VIEW_WORK)
    active = session.exec(select(Person).where(col(Person.active)))
    found = ((person.id or 0, name(person)) for person in active if can(person, Verb.UPDATE))
    return tuple(sorted(found, key=lambda owner: owner[1].casefold()))

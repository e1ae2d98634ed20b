"""Who is asking, and whether they may: read from the Person row at every call."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sqlmodel import Session, col, select

from tracker.errors import NotAllowed, NotFound, NotSignedIn
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.vocabulary.roles import Role, Verb, may

SOLE_EMAIL = "me@localhost"

_most: ContextVar[Role | None] = ContextVar("most", default=None)


def allow(session: Session, actor: Person | None, verb: Verb) -> Person:
    """The actor's row as it is now, where the actor may do this; NotSignedIn or NotAllowed otherwise."""
    row = session.get(Person, actor.id, populate_existing=True) if actor and actor.id is not None else None
    if row is None or not row.active:
        raise NotSignedIn(_("You are not signed in. Ask an admin for an account."))
    if not can(row, verb):
        raise NotAllowed(_("Your role does not allow this. Ask an admin if you need it."))
    return row


def can(person: Person, verb: Verb) -> bool:
    """Whether the person's role allows the verb; for showing or hiding, `allow` is what forbids."""
    most = _most.get()
    return (person.sole or may(Role(person.role), verb)) and (most is None or may(most, verb))


@contextmanager
def at_most(role: Role | None) -> Iterator[None]:
    """Within, nobody may do more than this role may, whatever their own; None leaves everybody theirs."""
    token = _most.set(role)
    try:
        yield
    finally:
        _most.reset(token)


def find_person(session: Session, email: str) -> Person | None:
    """The person with this e-mail address, whatever its case; None where there is none."""
    return session.exec(select(Person).where(col(Person.email) == email.strip().lower())).first()


def known_person(session: Session, email: str) -> Person:
    """The person with this e-mail address, let in or not; NotFound where there is none."""
    found = find_person(session, email)
    if found is None:
        raise NotFound(_("Nobody here has the address {email}.").format(email=email))
    return found


def sole_person(session: Session) -> Person:
    """The one person who uses a store on one's own machine, made where there is none yet (in a writing session)."""
    found = session.exec(select(Person).where(col(Person.sole))).first()
    if found is None:
        found = Person(email=SOLE_EMAIL, name=_("You"), role=Role.ADMIN, sole=True)
        session.add(found)
        session.flush()
    return found

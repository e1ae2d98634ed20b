"""The profiles by which spreadsheets of one origin are read."""

from sqlmodel import Session, col, select

from tracker.errors import NotFound
from tracker.store.access import allow
from tracker.store.people_tables import Person
from tracker.store.work_tables import ImportProfile
from tracker.translation import gettext as _
from tracker.vocabulary.roles import Verb


def names(session: Session, actor: Person) -> tuple[str, ...]:
    """What the profiles are called, in alphabetical order."""
    allow(session, actor, Verb.IMPORT)
    return tuple(session.exec(select(ImportProfile.name).order_by(col(ImportProfile.name))))


def mapping(session: Session, actor: Person, name: str) -> str:
    """What the profile of this name holds, as JSON; NotFound where there is none."""
    allow(session, actor, Verb.IMPORT)
    found = session.exec(select(ImportProfile.mapping).where(col(ImportProfile.name) == name.strip())).first()
    if found is None:
        raise NotFound(_("There is no profile called {name}.").format(name=name))
    return found

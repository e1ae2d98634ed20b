"""Somebody must be left who can let people in."""

from sqlmodel import Session, col, func, select

from tracker.errors import Invalid
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.vocabulary.roles import Role


def keep_one(session: Session) -> None:
    """Invalid where no active administrator is left; to be asked when the change is written and not yet kept."""
    session.flush()
    left = select(func.count()).select_from(Person).where(col(Person.active), col(Person.role) == Role.ADMIN.value)
    if session.exec(left).one() == 0:
        raise Invalid(_("This is the last administrator. Make somebody else one first."))

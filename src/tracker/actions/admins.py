"""Somebody must be left who can let people in."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import Session, col, select

from tracker.errors import Invalid
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.vocabulary.roles import Role


@contextmanager
def one_stays(session: Session) -> Iterator[None]:
    """What is written meanwhile leaves an admin where there was one; else Invalid, and the caller keeps nothing of it.

    The one person of one's own machine does not count: nobody signs in as that person once others are let in.
    """
    before = _admins(session)
    yield
    session.flush()
    if before and not _admins(session):
        raise Invalid(_("This is the last admin. Make somebody else an admin first."))


def _admins(session: Session) -> list[int | None]:
    """Those who can let people in, and nobody else changes them until this gesture is over."""
    statement = select(Person.id).where(
        col(Person.role) == Role.ADMIN.value, col(Person.active), col(Person.sole).is_(False)
    )
    return list(session.exec(statement.order_by(col(Person.id)).with_for_update(key_share=True)))

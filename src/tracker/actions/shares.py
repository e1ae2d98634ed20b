"""Links that open one report to whoever has them: made and revoked by those who approve reports."""

from datetime import date

from sqlmodel import Session

from tracker.actions.changes import change
from tracker.actions.terms import called, until
from tracker.errors import Invalid, NotFound
from tracker.store.access import allow
from tracker.store.access_tables import Share, ShareOpening
from tracker.store.clock import now, today
from tracker.store.history import By, record_created
from tracker.store.people_tables import Person
from tracker.store.sealing import new_secret, seal
from tracker.translation import gettext as _
from tracker.vocabulary.roles import Verb


def make(session: Session, actor: Person | None, name: str, as_of: date, days: int = 30) -> tuple[Share, str]:
    """A new link to the report as of a day, and what stands in its address, which is known to nobody afterwards.

    `name` says for whom it is. Invalid without one or for a long one, for a day to come, and for longer than a year.
    """
    person = allow(session, actor, Verb.APPROVE_REPORT)
    whom, end = called(name, _("Say for whom the link is.")), until(days, _("A link holds for 1 to {most} days."))
    if as_of > today():
        raise Invalid(_("There is no report of a day to come."))
    secret = new_secret()
    row = Share(
        person_id=person.id or 0,
        name=whom,
        as_of=as_of,
        seal=seal(secret, as_of, end),
        made_at=now(),
        ends_at=end,
    )
    session.add(row)
    record_created(session, row, By(person))
    return row, f"{row.id}.{secret}"


def revoke(session: Session, actor: Person | None, share_id: int) -> Share:
    """Let a link open nothing from the next call on. NotFound where there is none."""
    person = allow(session, actor, Verb.APPROVE_REPORT)
    row = session.get(Share, share_id, populate_existing=True)
    if row is None:
        raise NotFound(_("There is no such link."))
    return row if row.revoked_at else change(session, row, None, By(person), {"revoked_at": now()})


def opened(session: Session, share_id: int) -> None:
    """Keep that a link was opened just now."""
    session.add(ShareOpening(share_id=share_id, at=now()))

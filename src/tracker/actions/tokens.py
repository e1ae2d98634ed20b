"""Tokens: what a program shows to read as a person may read. Made by that person, shown once, revoked at any time."""

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from tracker.actions.changes import change
from tracker.actions.terms import called, until
from tracker.errors import Invalid, NotFound
from tracker.store.access import allow, can
from tracker.store.access_tables import Token
from tracker.store.clock import now
from tracker.store.history import By, record_created
from tracker.store.people_tables import Person
from tracker.store.sealing import digest, new_secret
from tracker.translation import gettext as _
from tracker.vocabulary.roles import Verb

MARK = "tracker_"
"""How every token begins, so that whoever finds one knows what it is."""
MOST = 20
"""How many tokens of one person hold at a time."""


def make(
    session: Session, actor: Person | None, name: str, days: int = 90, *, viewer_only: bool = True
) -> tuple[Token, str]:
    """A new token of the actor's own, and the secret, which is known to nobody afterwards.

    It holds for so many days. With `viewer_only` it reads as a viewer, else as the actor may. Invalid without a name,
    for a longer time than a year, and where the actor has too many.
    """
    person = allow(session, actor, Verb.VIEW)
    purpose = called(name, _("Give it a name that says what it is for."))
    end = until(days, _("A token holds for 1 to {most} days."))
    holding = col(Token.revoked_at).is_(None) & (col(Token.ends_at) > now())
    mine = select(func.count()).select_from(Token).where(col(Token.person_id) == person.id, holding)
    if session.exec(mine).one() >= MOST:
        raise Invalid(_("You have {most} tokens. Revoke one that nothing uses any more.").format(most=MOST))
    secret = MARK + new_secret()
    row = Token(
        person_id=person.id or 0,
        name=purpose,
        digest=digest(secret),
        viewer_only=viewer_only,
        made_at=now(),
        ends_at=end,
    )
    session.add(row)
    record_created(session, row, By(person))
    return row, secret


def revoke(session: Session, actor: Person | None, token_id: int) -> Token:
    """Let a token open nothing from the next call on: one's own, or anybody's for those who manage people.

    NotFound where there is none that the actor may know of.
    """
    person = allow(session, actor, Verb.VIEW)
    row = session.get(Token, token_id, populate_existing=True)
    if row is None or not (row.person_id == person.id or can(person, Verb.MANAGE_PEOPLE)):
        raise NotFound(_("There is no such token of yours."))
    return row if row.revoked_at else change(session, row, None, By(person), {"revoked_at": now()})


def used(session: Session, token_id: int) -> None:
    """Keep that a token was used just now; that is nobody's data, and no history."""
    session.execute(update(Token).where(col(Token.id) == token_id).values(used_at=now()))

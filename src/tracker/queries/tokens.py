"""Tokens: whose there are, and who reads with one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from tracker.queries.history import name
from tracker.settings import SignIn, settings
from tracker.store.access import allow
from tracker.store.access_tables import Token
from tracker.store.clock import now
from tracker.store.people_tables import Person
from tracker.store.sealing import digest
from tracker.vocabulary.roles import Role, Verb


class State(StrEnum):
    """Whether a token or a link still opens something."""

    HOLDS = "holds"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Listed:
    """One token as it is listed, moments in UTC; `whose` is what to call the person, `used_at` None for never."""

    id: int
    name: str
    whose: str
    email: str
    viewer_only: bool
    made_at: datetime
    ends_at: datetime
    revoked_at: datetime | None
    used_at: datetime | None

    @property
    def state(self) -> State:
        """Whether it still opens something."""
        return state(self.ends_at, self.revoked_at)


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who reads with a token, and at most in which role; None for the person's own. `used_at` is the time before."""

    token_id: int
    person: Person
    most: Role | None
    used_at: datetime | None


def state(ends_at: datetime, revoked_at: datetime | None) -> State:
    """Whether what ends then, and was revoked then, holds now."""
    if revoked_at is not None:
        return State.REVOKED
    return State.HOLDS if ends_at > now() else State.EXPIRED


def let_in(person: Person) -> bool:
    """Whether the person may enter: the one person of a machine is nobody where people sign in."""
    alone = settings().sign_in in (SignIn.LOCAL, SignIn.TEST)
    return person.active and (alone or not person.sole)


def mine(session: Session, actor: Person) -> tuple[Listed, ...]:
    """The actor's own tokens, those that hold first, the newest first."""
    person = allow(session, actor, Verb.VIEW)
    return _listed(session, [col(Token.person_id) == person.id])


def everybodys(session: Session, actor: Person) -> tuple[Listed, ...]:
    """The tokens of all people, those that hold first, the newest first; for those who manage people."""
    allow(session, actor, Verb.MANAGE_PEOPLE)
    return _listed(session, [])


def bearer(session: Session, secret: str) -> Bearer | None:
    """Who reads with this token; None where nobody has it, where it ended, and where its person is not let in."""
    statement = select(Token, Person).join(Person, col(Person.id) == Token.person_id)
    found: Any = session.execute(statement.where(col(Token.digest) == digest(secret))).first()
    if found is None:
        return None
    token, person = found
    if state(token.ends_at, token.revoked_at) is not State.HOLDS or not let_in(person):
        return None
    return Bearer(token.id or 0, person, Role.VIEWER if token.viewer_only else None, token.used_at)


def _listed(session: Session, where: Iterable[Any]) -> tuple[Listed, ...]:
    statement = select(Token, Person).join(Person, col(Person.id) == Token.person_id).where(*where)
    found = [
        Listed(
            id=token.id or 0,
            name=token.name,
            whose=name(person),
            email=person.email,
            viewer_only=token.viewer_only,
            made_at=token.made_at,
            ends_at=token.ends_at,
            revoked_at=token.revoked_at,
            used_at=token.used_at,
        )
        for token, person in session.execute(statement.order_by(col(Token.id).desc()))
    ]
    return tuple(sorted(found, key=lambda one: one.state is not State.HOLDS))

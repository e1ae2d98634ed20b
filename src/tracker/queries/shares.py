"""Links that open one report: which there are, how often they were opened, and what one of them opens."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from tracker.queries.history import name
from tracker.queries.tokens import State, let_in, state
from tracker.store.access import allow, can
from tracker.store.access_tables import Share, ShareOpening
from tracker.store.people_tables import Person
from tracker.store.sealing import same, seal
from tracker.vocabulary.roles import Verb


@dataclass(frozen=True, slots=True)
class Shared:
    """One link as it is listed, moments in UTC: for whom, by whom, and how often it was opened, when for the last time.

    `opened_at` is None for never.
    """

    id: int
    name: str
    by: str
    as_of: date
    made_at: datetime
    ends_at: datetime
    revoked_at: datetime | None
    opened: int
    opened_at: datetime | None

    @property
    def state(self) -> State:
        """Whether it still opens something."""
        return state(self.ends_at, self.revoked_at)


@dataclass(frozen=True, slots=True)
class Opens:
    """What a link opens: the report as of a day, as the person may show it who made the link."""

    share_id: int
    as_of: date
    maker: Person


def shares(session: Session, actor: Person) -> tuple[Shared, ...]:
    """All links, those that hold first, the newest first; for those who approve reports."""
    allow(session, actor, Verb.APPROVE_REPORT)
    times = select(col(ShareOpening.share_id), func.count().label("n"), func.max(ShareOpening.at).label("at"))
    opened = times.group_by(col(ShareOpening.share_id)).subquery()
    statement: Any = (
        select(Share, Person, opened.c.n, opened.c.at)
        .join(Person, col(Person.id) == Share.person_id)
        .outerjoin(opened, opened.c.share_id == Share.id)
        .order_by(col(Share.id).desc())
    )
    found = [
        Shared(
            id=share.id,
            name=share.name,
            by=name(person),
            as_of=share.as_of,
            made_at=share.made_at,
            ends_at=share.ends_at,
            revoked_at=share.revoked_at,
            opened=n or 0,
            opened_at=at,
        )
        for share, person, n, at in session.execute(statement)
    ]
    return tuple(sorted(found, key=lambda one: one.state is not State.HOLDS))


def behind(session: Session, address: str) -> Opens | None:
    """What the link with this in its address opens; None where it opens nothing, whatever the reason.

    A link holds as long as the person who made it is let in and may approve reports.
    """
    number, _dot, secret = address.partition(".")
    known = number.isascii() and number.isdecimal() and len(number) < 10
    share = session.get(Share, int(number)) if known else None
    right = same(share.seal, seal(secret, share.as_of, share.ends_at)) if share else False
    if share is None or not right or state(share.ends_at, share.revoked_at) is not State.HOLDS:
        return None
    maker = session.get(Person, share.person_id)
    if maker is None or not let_in(maker) or not can(maker, Verb.APPROVE_REPORT):
        return None
    return Opens(share.id or 0, share.as_of, maker)

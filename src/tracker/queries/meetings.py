"""What was prepared for meetings of the board: the approved reports for everybody, all versions for directors."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from tracker.errors import NotFound
from tracker.queries.history import name
from tracker.store.access import allow
from tracker.store.people_tables import Person
from tracker.store.report_tables import Meeting
from tracker.translation import gettext as _
from tracker.vocabulary.roles import Verb


@dataclass(frozen=True, slots=True)
class Prepared:
    """One version of what a board is told on `day` beside the figures, which hold at the end of the day `as_of`.

    `edition` numbers the versions for one meeting from 1 on, `version` the changes of this one. `stories` are
    references. `approved_at` (UTC) and `approved_by`, what to call the person, are None and "" until it is approved.
    """

    id: int
    day: date
    as_of: date
    edition: int
    covering: str
    decisions: tuple[str, ...]
    stories: tuple[str, ...]
    version: int
    approved_at: datetime | None
    approved_by: str


def approved(session: Session, actor: Person) -> tuple[Prepared, ...]:
    """Every approved report, the latest meeting first, of one meeting the latest version first."""
    allow(session, actor, Verb.VIEW)
    return tuple(one for one in _all(session) if one.approved_at is not None)


def meetings(session: Session, actor: Person) -> tuple[Prepared, ...]:
    """Every version of every meeting, approved or not, the latest first; for those who approve."""
    allow(session, actor, Verb.APPROVE_REPORT)
    return tuple(_all(session))


def meeting(session: Session, actor: Person, meeting_id: int) -> Prepared:
    """One version; for those who approve. NotFound where there is none."""
    found = next((one for one in meetings(session, actor) if one.id == meeting_id), None)
    if found is None:
        raise NotFound(_("There is no such meeting."))
    return found


def _all(session: Session) -> list[Prepared]:
    statement = select(Meeting, Person).outerjoin(Person, col(Person.id) == Meeting.approved_by_id)
    latest = (col(Meeting.day).desc(), col(Meeting.edition).desc())
    return [_prepared(row, person) for row, person in session.execute(statement.order_by(*latest))]


def _prepared(row: Meeting, person: Person | None) -> Prepared:
    return Prepared(
        id=row.id or 0,
        day=row.day,
        as_of=row.as_of,
        edition=row.edition,
        covering=row.covering,
        decisions=tuple(json.loads(row.decisions)),
        stories=tuple(json.loads(row.stories)),
        version=row.version,
        approved_at=row.approved_at,
        approved_by=name(person) if row.approved_at else "",
    )

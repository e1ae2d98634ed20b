"""Preparing what a board is told at a meeting: its sentence, its stories, what it is asked to decide; and approving it.

An approved report never changes: whoever has read it has read what it is. A next version is made instead.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from tracker.actions.changes import change, found, unchanged
from tracker.errors import Invalid
from tracker.store.access import allow
from tracker.store.clock import now, today
from tracker.store.history import By, as_json, record_created
from tracker.store.holding import Turn, take_turn
from tracker.store.people_tables import Person
from tracker.store.report_tables import Meeting
from tracker.store.tables import Brief, Recommendation
from tracker.translation import gettext as _
from tracker.vocabulary.answers import Review
from tracker.vocabulary.roles import Verb

MOST = 3
"""So many stories are told, and so many decisions asked for."""
_NUMBERED = re.compile(r"\(?(\d{1,2})[.)](?:\s+|$)")
"""How a line is counted by hand, which a report does itself."""
COVERING_WORDS, DECISION_WORDS = 30, 15
_LONGEST_WORD = 40


def prepare(session: Session, actor: Person | None, day: date, as_of: date | None = None) -> Meeting:
    """Begin the report for the meeting on `day`; where that of an earlier version is approved, the next version of it.

    A next version begins with what the one before says. `as_of` is the day at whose end its figures hold: yesterday, or
    that of the version before. Invalid for a day of figures that has not come or is after the meeting, and where a
    version for this meeting waits to be approved.
    """
    by = By(allow(session, actor, Verb.APPROVE_REPORT))
    versions = select(Meeting).where(Meeting.day == day).order_by(col(Meeting.edition).desc())
    before = session.exec(versions.limit(1)).first()
    if before is not None and before.approved_at is None:
        raise Invalid(_("The report for this meeting is being prepared already. Open it."))
    row = Meeting(day=day, as_of=_figures_of(day, as_of or (before.as_of if before else _yesterday(day))))
    if before is not None:
        row.edition = before.edition + 1
        row.covering, row.decisions, row.stories = before.covering, before.decisions, before.stories
    session.add(row)
    record_created(session, row, by)
    return row


def amend(
    session: Session,
    actor: Person | None,
    meeting_id: int,
    seen: int | None,
    *,
    as_of: date | None = None,
    covering: str | None = None,
    decisions: Sequence[str] | None = None,
    stories: Sequence[str] | None = None,
) -> Meeting:
    """Change what is given; Invalid for what is too long or no confirmed recommendation, or once it is approved.

    Stale where somebody else changed the same field since the version `seen`.
    """
    by = By(allow(session, actor, Verb.APPROVE_REPORT))
    row = _open(session, meeting_id)
    values: dict[str, Any] = {}
    if as_of is not None:
        values["as_of"] = _figures_of(row.day, as_of)
    if covering is not None:
        values["covering"] = _within(covering, COVERING_WORDS, _("The covering sentence"))
    if decisions is not None:
        values["decisions"] = as_json(_decisions(decisions))
    if stories is not None:
        values["stories"] = as_json(_stories(session, stories))
    return change(session, row, seen, by, values)


def approve(session: Session, actor: Person | None, meeting_id: int, seen: int | None) -> Meeting:
    """Approve the report as it was seen: from now on it is what the board reads, and does not change.

    Stale where anything of it was changed since the version `seen`; Invalid while the day of its figures is not over,
    where it is approved already, and where the report for another meeting has the figures of that day.
    """
    person = allow(session, actor, Verb.APPROVE_REPORT)
    row = _open(session, meeting_id)
    unchanged(session, row, seen)
    if row.as_of >= today():
        raise Invalid(_("The day of its figures is not over. Choose an earlier day, or approve it tomorrow."))
    _hold_the_day(session, row)
    return change(session, row, seen, By(person), {"approved_by_id": person.id, "approved_at": now()})


def _hold_the_day(session: Session, row: Meeting) -> None:
    """A report is found by the day of its figures: one day is never that of two meetings.

    Reports are approved one after the other: neither of two at once would see that the other is.
    """
    take_turn(session, Turn.APPROVING)
    others = select(col(Meeting.day)).where(Meeting.as_of == row.as_of, Meeting.day != row.day)
    other = session.exec(others.where(col(Meeting.approved_at).is_not(None))).first()
    if other is not None:
        said = _("The report for the meeting on {day} has the figures of that day. Choose another day for these.")
        raise Invalid(said.format(day=other.isoformat()))


def _open(session: Session, meeting_id: int) -> Meeting:
    row = found(session, Meeting, meeting_id)
    session.refresh(row)
    if row.approved_at is not None:
        raise Invalid(_("This report is approved and does not change any more. Make a new version of it."))
    return row


def _yesterday(day: date) -> date:
    return min(day, today() - timedelta(days=1))


def _figures_of(day: date, as_of: date) -> date:
    if as_of > today():
        raise Invalid(_("The day of the figures has not come yet."))
    if as_of > day:
        raise Invalid(_("The day of the figures is after the meeting."))
    return as_of


def _within(text: str, most: int, called: str) -> str:
    """The text on one line; Invalid where it has more words than a reader has time for."""
    words = text.split()
    if len(words) > most:
        raise Invalid(_("{called} has at most {n} words.").format(called=called, n=most))
    if any(len(word) > _LONGEST_WORD for word in words):
        raise Invalid(_("{called} has a word of more than {n} letters.").format(called=called, n=_LONGEST_WORD))
    return " ".join(words)


def _decisions(texts: Sequence[str]) -> list[str]:
    lines = [text.strip() for text in texts if text.strip()]
    counts = [_NUMBERED.match(line) for line in lines]
    if all(count and int(count[1]) == place for place, count in enumerate(counts, start=1)):
        lines = [line[count.end() :] for line, count in zip(lines, counts, strict=True) if count]
    asked = [_within(line, DECISION_WORDS, _("A decision")) for line in lines if line]
    _few(asked)
    return asked


def _stories(session: Session, references: Sequence[str]) -> list[str]:
    chosen = list(dict.fromkeys(references))
    _few(chosen)
    told = (
        select(Recommendation.reference)
        .join(Brief)
        .where(
            col(Recommendation.reference).in_(chosen),
            Recommendation.review == Review.CONFIRMED.value,
            col(Brief.removed).is_(False),
        )
    )
    known = set(session.exec(told))
    unknown = next((reference for reference in chosen if reference not in known), None)
    if unknown is not None:
        raise Invalid(_("{reference} is no confirmed recommendation.").format(reference=unknown))
    return chosen


def _few(chosen: Sequence[str]) -> None:
    if len(chosen) > MOST:
        raise Invalid(_("Choose three at most: a board has three minutes."))

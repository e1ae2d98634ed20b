"""Filling a store with the sample briefs and with invented news of them, each at its own moment in the past."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlmodel import Session, col, select

from tracker.actions import asks, evidence, meetings, people
from tracker.actions.ingest import ingest
from tracker.actions.updates import advance
from tracker.cli.demo_stories import Step, Stories, stories
from tracker.cli.files import Read, read_all
from tracker.errors import NotFound
from tracker.settings import house
from tracker.store import ledger
from tracker.store.access import sole_person
from tracker.store.clock import standing_at
from tracker.store.people_tables import Person, StoreState
from tracker.store.sessions import Store
from tracker.store.tables import Recommendation
from tracker.store.upgrade import opened
from tracker.translation import gettext as _
from tracker.vocabulary.answers import EvidenceKind, Review
from tracker.vocabulary.dates import PartialDate, Precision
from tracker.vocabulary.roles import Role, Verb, may
from tracker.vocabulary.statuses import STATUSES, Status

_MONTH = 30.44
_FORGOTTEN = 0.3
"""The share of open ones of which the next look is overdue."""
_UNDATED = date(2023, 1, 16)


def fill(file: Path) -> None:
    """Make a store with the sample data in `file`; NotFound where the package came without briefs."""
    briefs = [found for found in read_all(sample_briefs()) if isinstance(found, Read)]
    if not briefs:
        raise NotFound(_("There are no sample briefs in “{folder}”.").format(folder=house() / "data" / "briefs"))
    told = stories()
    by_date = sorted(briefs, key=lambda found: (_published(found), found.path))
    left_to_review = [found for found in by_date if found.extraction.findings][-told.newest_pending :]
    with opened(f"sqlite:///{file}") as store, ledger.put_off(store.engine):
        staff = _let_in(store, told)
        for found in by_date:
            _take_in(store, staff, found, told, confirm=found not in left_to_review)
        _put_together(store, staff, told)
        _meet(store, staff, told)


def sample_briefs() -> list[str]:
    """The briefs that the package ships, by name."""
    files = (house() / "data" / "briefs").glob("*")
    return sorted(str(file) for file in files if not file.name.endswith(".json"))


def _published(found: Read) -> date:
    known = found.extraction.metadata.published
    return min(known.day, datetime.now(UTC).date()) if known else _UNDATED


def _let_in(store: Store, told: Stories) -> list[Person]:
    """The people of the sample; those who may confirm act in it."""
    with store.writing() as session:
        session.get_one(StoreState, 1).sample = True
        me = sole_person(session)
        added = [
            people.add(session, me, person["email"], Role(person["role"]), name=person["name"], unit=person["unit"])
            for person in told.people
        ]
    return [person for person in added if may(Role(person.role), Verb.CONFIRM)]


def _take_in(store: Store, staff: Sequence[Person], found: Read, told: Stories, *, confirm: bool) -> None:
    """Take a brief in a few days after it came out, and let its confirmed headlines live through their stories."""
    dice = Random(Path(found.path).name)  # noqa: S311 -- the same sample every time, not a secret
    published = _published(found)
    who = dice.choice(staff)
    taken_in = min(_moment(published + timedelta(days=dice.randint(2, 9)), dice), datetime.now(UTC))
    with store.writing() as session:
        with standing_at(taken_in):
            taken = ingest(
                session, who, Path(found.path).name, found.data, found.document, found.extraction, confirm=confirm
            )
        for row in _confirmed(session, taken.brief.id):
            own = Random(row.reference)  # noqa: S311
            _live(session, own, staff, row, published, told.draw(own))
            _look_again(session, own, dice.choice(staff), row, told.looked_again)


def _confirmed(session: Session, brief_id: int | None) -> list[Recommendation]:
    wanted = (Recommendation.brief_id == brief_id, Recommendation.review == Review.CONFIRMED.value)
    return list(
        session.exec(
            select(Recommendation).where(*wanted).order_by(col(Recommendation.position), col(Recommendation.id))
        )
    )


def _live(
    session: Session, dice: Random, staff: Sequence[Person], row: Recommendation, published: date, tale: Sequence[Step]
) -> None:
    """Every step of the story that lies in the past, written down some days after it happened."""
    who, pace = dice.choice(staff), dice.uniform(0.7, 1.6)
    for step in tale:
        happened = published + timedelta(days=round(step.after * _MONTH * pace))
        noticed = _moment(happened + timedelta(days=dice.randint(1, 20)), dice)
        if noticed > datetime.now(UTC):
            return
        with standing_at(noticed):
            for item in step.evidence:
                _prove(session, who, row, item, happened)
            advance(session, who, row.id or 0, None, step.why, **_fields(step, happened, noticed, who, dice))


def _look_again(session: Session, dice: Random, who: Person, row: Recommendation, why: str) -> None:
    """Most of those that are still open were looked at lately, and their next look is ahead."""
    if row.status == Status.NOT_ASSESSED or STATUSES[Status(row.status)].closed or dice.random() < _FORGOTTEN:
        return
    looked = _moment(datetime.now(UTC).date() - timedelta(days=dice.randint(3, 180)), dice)
    if row.verified_on and row.verified_on >= looked.date():
        return
    due = looked.date() + timedelta(days=dice.randrange(196, 400, 7))
    with standing_at(looked):
        advance(session, who, row.id or 0, None, why, verified_on=looked.date(), due=due)


def _prove(session: Session, who: Person, row: Recommendation, item: Any, happened: date) -> None:
    details = {name: value for name, value in item.items() if name != "kind"}
    url = "" if item.get("confidential") else f"https://sample.example/{happened:%Y/%m}/{row.id}"
    kind = EvidenceKind(item["kind"])
    evidence.add(session, who, row.id or 0, kind, url=url, dated=PartialDate(happened), **details)


def _fields(step: Step, happened: date, noticed: datetime, who: Person, dice: Random) -> dict[str, Any]:
    vague = dice.random() < 0.15
    on = PartialDate(happened.replace(day=1), Precision.MONTH) if vague else PartialDate(happened)
    fields = dict(step.fields) | {"status_on": on, "owner": who.id}
    if "outcome" in fields:
        fields["outcome_on"] = on
    closed = STATUSES[Status(step.fields["status"])].closed
    fields["due"] = None if closed else noticed.date() + timedelta(days=dice.randrange(120, 400, 7))
    if step.reverify:
        fields["reverify_by"] = happened + timedelta(days=round(step.reverify * _MONTH))
    return fields


def _put_together(store: Store, staff: Sequence[Person], told: Stories) -> None:
    """Say of what is asked more than once that it is one ask."""
    for ask in told.repeated:
        at = datetime.combine(datetime.now(UTC).date() - timedelta(days=ask["days_ago"]), time(10), UTC)
        with store.writing() as session, standing_at(at):
            asked = col(Recommendation.reference).in_(ask["references"])
            keys = session.exec(select(col(Recommendation.id)).where(asked)).all()
            asks.put_together(session, staff[0], [key or 0 for key in keys], ask["why"])


def _meet(store: Store, staff: Sequence[Person], told: Stories) -> None:
    """Approve what the board was told, each report on the morning of its meeting."""
    director = next(person for person in staff if may(Role(person.role), Verb.APPROVE_REPORT))
    for meeting in told.meetings:
        day = datetime.now(UTC).date() - timedelta(days=meeting["days_ago"])
        with store.writing() as session, standing_at(datetime.combine(day, time(8), UTC)):
            row = meetings.prepare(session, director, day)
            words = {"covering": meeting["covering"], "decisions": meeting["decisions"]}
            row = meetings.amend(session, director, row.id or 0, row.version, **words)
            meetings.approve(session, director, row.id or 0, row.version)


def _moment(day: date, dice: Random) -> datetime:
    """An hour of work on that day."""
    return datetime.combine(day, time(dice.randint(8, 16), dice.randint(0, 59)), UTC)

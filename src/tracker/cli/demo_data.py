"""Filling a store with the sample briefs and with invented news of them, each at its own moment in the past."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from heapq import heappop, heappush
from itertools import count
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

Deed = Callable[[Session], object]


def fill(file: Path) -> None:
    """Make a store with the sample data in `file`; NotFound where the package came without briefs."""
    briefs = [found for found in read_all(sample_briefs()) if isinstance(found, Read)]
    if not briefs:
        raise NotFound(_("There are no sample briefs in “{folder}”.").format(folder=house() / "data" / "briefs"))
    told = stories()
    by_date = sorted(briefs, key=lambda found: (_published(found), found.path))
    with opened(f"sqlite:///{file}") as store:
        past = _Past(_let_in(store, told, _published(by_date[0])), told)
        past.take_in(by_date)
        past.put_together()
        past.meet()
        past.live(store)


def sample_briefs() -> list[str]:
    """The briefs that the package ships, by name."""
    files = (house() / "data" / "briefs").glob("*")
    return sorted(str(file) for file in files if not file.name.endswith(".json"))


def _published(found: Read) -> date:
    known = found.extraction.metadata.published
    return min(known.day, datetime.now(UTC).date()) if known else _UNDATED


def _let_in(store: Store, told: Stories, before: date) -> list[Person]:
    """The people of the sample, who were there the day before; those who may confirm act in it."""
    with standing_at(datetime.combine(before - timedelta(days=1), time(8), UTC)), store.writing() as session:
        session.get_one(StoreState, 1).sample = True
        me = sole_person(session)
        added = [
            people.add(session, me, person["email"], Role(person["role"]), name=person["name"], unit=person["unit"])
            for person in told.people
        ]
    return [person for person in added if may(Role(person.role), Verb.CONFIRM)]


class _Past:
    """What the people of the sample did: each deed at its own moment, in the order of the moments."""

    def __init__(self, staff: Sequence[Person], told: Stories) -> None:
        self._staff, self._told = staff, told
        self._deeds: list[tuple[datetime, int, Deed]] = []
        self._numbers = count()

    def live(self, store: Store) -> None:
        """Do all that is to be done, and what comes of it."""
        while self._deeds:
            at, _number, deed = heappop(self._deeds)
            with standing_at(at), store.writing() as session:
                deed(session)

    def take_in(self, briefs: Sequence[Read]) -> None:
        """Take each brief in a few days after it came out, none before one that came out earlier."""
        to_review = [found for found in briefs if found.extraction.findings][-self._told.newest_pending :]
        last = datetime.min.replace(tzinfo=UTC)
        for found in briefs:
            dice = Random(Path(found.path).name)  # noqa: S311 -- the same sample every time, not a secret
            who, days = dice.choice(self._staff), dice.randint(2, 9)
            last = max(last, min(_moment(_published(found) + timedelta(days=days), dice), datetime.now(UTC)))
            self._at(last, partial(self._ingest, dice, who, found, confirm=found not in to_review))

    def put_together(self) -> None:
        """Say of what is asked more than once that it is one ask."""

        def join(ask: Mapping[str, Any], session: Session) -> None:
            asked = col(Recommendation.reference).in_(ask["references"])
            keys = session.exec(select(col(Recommendation.id)).where(asked)).all()
            asks.put_together(session, self._staff[0], [key or 0 for key in keys], ask["why"])

        for ask in self._told.repeated:
            self._at(_days_ago(ask["days_ago"], 10), partial(join, ask))

    def meet(self) -> None:
        """Approve what the board was told, each report on the morning of its meeting."""
        director = next(person for person in self._staff if may(Role(person.role), Verb.APPROVE_REPORT))

        def approve(day: date, meeting: Mapping[str, Any], session: Session) -> None:
            row = meetings.prepare(session, director, day)
            words = {"covering": meeting["covering"], "decisions": meeting["decisions"]}
            row = meetings.amend(session, director, row.id or 0, row.version, **words)
            meetings.approve(session, director, row.id or 0, row.version)

        for meeting in self._told.meetings:
            at = _days_ago(meeting["days_ago"], 8)
            self._at(at, partial(approve, at.date(), meeting))

    def _at(self, moment: datetime, deed: Deed) -> None:
        heappush(self._deeds, (moment, next(self._numbers), deed))

    def _ingest(self, dice: Random, who: Person, found: Read, session: Session, *, confirm: bool) -> None:
        """Take a brief in; its confirmed headlines will live through their stories."""
        name = Path(found.path).name
        taken = ingest(session, who, name, found.data, found.document, found.extraction, confirm=confirm)
        for row in _confirmed(session, taken.brief.id):
            own = Random(row.reference)  # noqa: S311
            lived = self._tell(own, row.id or 0, _published(found), self._told.draw(own))
            self._look_again(own, dice.choice(self._staff), row.id or 0, lived)

    def _tell(self, dice: Random, key: int, published: date, tale: Sequence[Step]) -> list[tuple[datetime, Status]]:
        """Every step of the story that lies in the past, noted some days after it happened: when, and its status."""
        who, pace = dice.choice(self._staff), dice.uniform(0.7, 1.6)
        lived: list[tuple[datetime, Status]] = []
        for step in tale:
            happened = published + timedelta(days=round(step.after * _MONTH * pace))
            noticed = _moment(happened + timedelta(days=dice.randint(1, 20)), dice)
            if noticed > datetime.now(UTC):
                break
            self._at(noticed, partial(_note, who, key, step, happened, _fields(step, happened, noticed, who, dice)))
            lived.append((noticed, Status(step.fields["status"])))
        return lived

    def _look_again(self, dice: Random, who: Person, key: int, lived: Sequence[tuple[datetime, Status]]) -> None:
        """Most of those that are still open were looked at lately, and their next look is ahead."""
        if not lived or STATUSES[lived[-1][1]].closed or dice.random() < _FORGOTTEN:
            return
        looked = _moment(datetime.now(UTC).date() - timedelta(days=dice.randint(3, 180)), dice)
        if lived[-1][0].date() >= looked.date():
            return
        due = looked.date() + timedelta(days=dice.randrange(196, 400, 7))

        def look(session: Session) -> None:
            advance(session, who, key, None, self._told.looked_again, verified_on=looked.date(), due=due)

        self._at(looked, look)


def _confirmed(session: Session, brief_id: int | None) -> list[Recommendation]:
    wanted = (Recommendation.brief_id == brief_id, Recommendation.review == Review.CONFIRMED.value)
    return list(
        session.exec(
            select(Recommendation).where(*wanted).order_by(col(Recommendation.position), col(Recommendation.id))
        )
    )


def _note(who: Person, key: int, step: Step, happened: date, fields: dict[str, Any], session: Session) -> None:
    """Write down what happened, with its evidence."""
    for item in step.evidence:
        _prove(session, who, key, item, happened)
    advance(session, who, key, None, step.why, **fields)


def _prove(session: Session, who: Person, key: int, item: Any, happened: date) -> None:
    details = {name: value for name, value in item.items() if name != "kind"}
    url = "" if item.get("confidential") else f"https://sample.example/{happened:%Y/%m}/{key}"
    kind = EvidenceKind(item["kind"])
    evidence.add(session, who, key, kind, url=url, dated=PartialDate(happened), **details)


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


def _days_ago(days: int, hour: int) -> datetime:
    return datetime.combine(datetime.now(UTC).date() - timedelta(days=days), time(hour), UTC)


def _moment(day: date, dice: Random) -> datetime:
    """An hour of work on that day."""
    return datetime.combine(day, time(dice.randint(8, 16), dice.randint(0, 59)), UTC)

"""The store whose numbers are walked: the sample briefs on a day that stands still, with all that makes counting hard.

Beside the invented outcomes it has names under two spellings, asks that are repeated, a brief known to the year alone,
one without a date, one removed, one with a newer version, recommendations with links of their own, and a report that
is being prepared.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, select

from tests.actions.conftest import extraction, finding, take
from tracker.actions import asks, evidence, meetings, names, removal, review, updates, versions
from tracker.cli import demo_data
from tracker.store import clock
from tracker.store.access import sole_person
from tracker.store.people_tables import Person
from tracker.store.sessions import Store
from tracker.store.tables import Author, Recommendation
from tracker.store.upgrade import opened
from tracker.vocabulary.advice import Level
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.names import Named

MOMENT = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = MOMENT.date()
PAST = date(2024, 3, 31)
"""A day that is over, of which a report is made."""
DRAWN_UP = date(2026, 12, 1)
"""The day of a meeting whose report is being prepared, with the figures of today."""
_BRIEFS = ("d0", "d1", "s0")
"""How the names of the sample briefs begin that are taken in."""


class _Still(datetime):
    """A clock that stands still, for the sample data, which ask it themselves."""

    @classmethod
    def now(cls, tz: Any = None) -> "_Still":
        return cls.fromtimestamp(MOMENT.timestamp(), tz)


@contextmanager
def stands_still() -> Iterator[pytest.MonkeyPatch]:
    """Within, it is `MOMENT` in every thread."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "_standing", ContextVar("standing", default=MOMENT))
        patch.setattr(demo_data, "datetime", _Still)
        yield patch


def fill(file: Path) -> None:
    """Make the store in this file; while the clock `stands_still`."""
    with pytest.MonkeyPatch.context() as patch:
        chosen = [path for path in demo_data.sample_briefs() if Path(path).name.startswith(_BRIEFS)]
        patch.setattr(demo_data, "sample_briefs", lambda: chosen)
        demo_data.fill(file)
    with opened(f"sqlite:///{file}") as store:
        with store.writing() as session:
            me = sole_person(session)
            _more_briefs(session, me)
        with store.writing() as session:
            _decided(session, me)
            _same_ones(session, me)
            meetings.prepare(session, me, DRAWN_UP, TODAY)
    _links_of_their_own(file)


def _more_briefs(session: Session, me: Person) -> None:
    keep = finding("Keep talking.", addressees=("Washington", "Iran"))
    publish = finding("The ministry should publish figures.", level=Level.SUPPORTING, parent=0, confidence=0.5)
    about: list[dict[str, Any]] = [
        {"title": "Agenda 2030: $5m, 100% talk", "published": PartialDate.parse("2020"), "regions": ("IRN", "FRA")},
        {"title": "Of no day", "published": None, "regions": (), "series": "Notes"},
        {"title": "Taken out", "published": PartialDate.parse("2021-03-04"), "regions": ("IRQ",)},
        {"title": "First edition", "published": PartialDate.parse("2021-03"), "regions": ("SYR",), "series": "Notes"},
        {"title": "Second edition", "published": PartialDate.parse("2022-03-04"), "regions": ("SYR", "IRQ")},
    ]
    taken = []
    for place, known in enumerate(about):
        authors = () if place == 1 else ("Ann Other", "A. Other")[: 1 + place % 2]
        found = extraction(keep, publish, **{"authors": authors, "topics": ("Diplomacy",), **known})
        taken.append(take(session, me, b"more %d" % place, found=found, confirm=True).brief.id or 0)
    removal.remove_brief(session, me, taken[2], "not ours")
    versions.replaced(session, me, taken[3], taken[4])


def _decided(session: Session, me: Person) -> None:
    """Some pending ones are rejected, some supporting ones confirmed, one is adopted in confidence alone."""
    pending = _keys(session, Recommendation.review == "pending", Recommendation.level == "supporting")
    for key in pending[:3]:
        review.reject(session, me, key, None, "a goal")
    for key in pending[3:8]:
        review.confirm(session, me, key, None)
    open_ones = _keys(session, Recommendation.status == "no_movement", Recommendation.level == "headline")
    for key, secret in zip(open_ones, (True, False), strict=False):
        kind = EvidenceKind.NAMED_SOURCE
        evidence.add(session, me, key, kind, note="Told so.", source="Somebody", confidential=secret)
        on = PartialDate.parse("2026-10")
        updates.advance(session, me, key, None, "as told", status="adopted", status_on=on, outcome="So it is.")


def _same_ones(session: Session, me: Person) -> None:
    by_title = Recommendation.review == "confirmed", Recommendation.level == "headline"
    found = list(session.exec(select(Recommendation).where(*by_title).order_by(col(Recommendation.id))))
    firsts = list({row.brief_id: row.id or 0 for row in reversed(found)}.values())[::-1]
    asks.put_together(session, me, firsts[:3])
    asks.put_together(session, me, firsts[4:6])
    known = {author.name: author.id or 0 for author in session.exec(select(Author))}
    names.merge(session, me, Named.AUTHOR, known["Ann Other"], [known["A. Other"]])


def _keys(session: Session, *where: Any) -> list[int]:
    statement = select(Recommendation.id).where(*where).order_by(col(Recommendation.id))
    return [key or 0 for key in session.exec(statement)]


def _links_of_their_own(file: Path) -> None:
    """Two recommendations with an author, a country and a topic of their own; no action gives them any."""
    with sqlite3.connect(file) as rows:
        confirmed = (
            "SELECT id FROM recommendation WHERE review = 'confirmed' AND level = 'headline' ORDER BY id LIMIT 2"
        )
        for (key,) in rows.execute(confirmed).fetchall():
            rows.execute(
                "UPDATE recommendation SET own_authors = 1, own_regions = 1, own_topics = 1 WHERE id = ?", (key,)
            )
            author, topic = (
                rows.execute(f"SELECT max(id) FROM {table}").fetchone()[0] for table in ("author", "topic")
            )
            rows.execute("INSERT INTO recommendation_author VALUES (?, ?, 0)", (key, author))
            rows.execute("INSERT INTO recommendation_region VALUES (?, 'IRN', 0)", (key,))
            rows.execute("INSERT INTO recommendation_topic VALUES (?, ?, 0)", (key, topic))


def store_of(file: Path) -> Store:
    """The store in this file."""
    return opened(f"sqlite:///{file}")

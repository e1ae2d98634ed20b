"""A store with enough in it for figures: seven briefs of three recommendations each, at every stage."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from tests.actions.conftest import extraction, finding, take
from tracker.actions import evidence, review
from tracker.actions.updates import advance
from tracker.store.access import sole_person
from tracker.store.clock import standing_at
from tracker.store.people_tables import Person
from tracker.store.sessions import Store
from tracker.vocabulary.advice import ActionType, Level
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate

BRIEFS: list[dict[str, Any]] = [
    {"published": "2020-05-04", "authors": ("Ann", "Bo"), "regions": ("IRN", "IRQ"), "series": "Notes"},
    {"published": "2020-05", "authors": ("Bo",), "regions": ("IRQ", "FRA")},
    {"published": "2020", "authors": ("Cy", "Ann"), "regions": ("SYR",)},
    {"published": "2020-12-31", "authors": (), "regions": ()},
    {"published": "2021-01-01", "authors": ("Cy",), "regions": ("FRA", "DEU"), "series": "Notes"},
    {"published": "2021-06", "authors": ("Ann", "Bo", "Cy"), "regions": ("IRN", "FRA")},
    {"published": None, "authors": ("Dee", "Ann"), "regions": ("KIR",)},
]
STATES: list[dict[str, Any]] = [
    {"status": "adopted", "status_on": PartialDate(date(2022, 1, 1))},
    {"status": "no_movement"},
    {"status": "in_progress", "status_on": PartialDate.parse("2021-11")},
    {},
    {"status": "not_adopted", "status_on": PartialDate(date(2022, 2, 1))},
    {"status": "adopted", "status_on": PartialDate(date(2019, 2, 1))},
    {"status": "partly_adopted", "status_on": PartialDate.parse("2022")},
]
TAKEN_IN, REVIEWED, SETTLED = (datetime(2023, month, 15, 12, tzinfo=UTC) for month in (1, 3, 5))


@dataclass
class Filled:
    """The store, and who may do all in it."""

    store: Store
    me: Person


def fill(store: Store) -> Filled:
    """Take the briefs in at `TAKEN_IN`, confirm all but two headlines at `REVIEWED`, settle them at `SETTLED`."""
    with store.writing() as session:
        me = sole_person(session)
        for place, known in enumerate(BRIEFS):
            day = PartialDate.parse(known["published"]) if known["published"] else None
            findings = (
                finding("Keep talking.", action_type=ActionType.CONTINUING, addressees=("Iran",)),
                finding("The ministry should publish figures.", action_type=ActionType.SPECIFIC),
                finding("Nobody advised this at all.", level=Level.SUPPORTING, parent=1),
            )
            with standing_at(TAKEN_IN):
                found = extraction(*findings, title=f"Brief {place}", **{**known, "published": day})
                take(session, me, b"%d" % place, found=found)
            for key in range(place * 3 + 1, place * 3 + 4):
                if key not in (8, 17):
                    _settle(session, me, key)
    return Filled(store, me)


def _settle(session: Any, me: Person, key: int) -> None:
    with standing_at(REVIEWED):
        review.confirm(session, me, key, None)
    with standing_at(SETTLED):
        secret = key % 5 == 0
        evidence.add(session, me, key, EvidenceKind.NEWS_REPORT, note="So it was.", source="P", confidential=secret)
        if state := STATES[key % len(STATES)]:
            advance(session, me, key, None, "as seen in a test", **state)

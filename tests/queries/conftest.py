from collections.abc import Iterator

import pytest

from tests.actions.conftest import Desk, extraction, finding, take
from tests.queries.filled import Filled, fill
from tracker.actions import evidence, people, review
from tracker.store.access import sole_person
from tracker.store.people_tables import Person
from tracker.store.sessions import Store
from tracker.store.upgrade import opened
from tracker.vocabulary.advice import Level
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role

DAY = PartialDate.parse("2022-02-01")


@pytest.fixture
def desk(store: Store) -> Desk:
    """Two briefs: one of 2020 on Iran and Iraq, one known to the year 2021 alone, on Syria.

    Of the first, the headline is confirmed and adopted on confidential and public evidence, its supporting one pending.
    Of the second, the headline is confirmed and not assessed, another one rejected.
    """
    with store.writing() as session:
        me = sole_person(session)
        taken = take(session, me, confirm=True)
        found = extraction(
            finding("Keep talking.", addressees=("Damascus",)),
            finding("Nobody advised this at all.", level=Level.HEADLINE),
            title="Silence: 100% $5m",
            authors=("C. Writer",),
            published=PartialDate.parse("2021"),
            regions=("SYR",),
        )
        second = take(session, me, b"second", found=found, confirm=True)
        evidence.add(session, me, 1, EvidenceKind.NEWS_REPORT, note="It was in the paper.", source="The Paper")
        evidence.add(session, me, 1, EvidenceKind.NAMED_SOURCE, note="Told in confidence.", confidential=True)
    desk = Desk(store, me, taken)
    desk.advance(status="adopted", status_on=DAY, notes="Between us.")
    with store.writing() as session:
        review.reject(session, me, 4, None, "a goal")
    assert second.new
    return desk


@pytest.fixture
def viewer(desk: Desk) -> Person:
    with desk.store.writing() as session:
        return people.add(session, desk.me, "viewer@example.org", Role.VIEWER, name="A Viewer")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """Seven briefs of three recommendations each, only looked at."""
    with opened(f"sqlite:///{tmp_path_factory.mktemp('filled')}/store.db") as store:
        yield fill(store)

import pytest

from tests.actions.conftest import Desk, extraction, finding, take
from tracker.actions import evidence
from tracker.store.access import sole_person
from tracker.store.sessions import Store
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate


@pytest.fixture
def desk(store: Store) -> Desk:
    """Two briefs: one of 2020 on Iran and Iraq by two authors, one of 2021 on Syria by a third.

    The headline of the first is confirmed and adopted in 2022 on a news report, its supporting one pending. Of the
    second, both headlines are confirmed, one without movement, one not assessed.
    """
    with store.writing() as session:
        me = sole_person(session)
        taken = take(session, me, confirm=True)
        found = extraction(
            finding("Keep talking.", addressees=("Damascus",)),
            finding("Nobody advised this at all."),
            title="Silence: 100% $5m",
            authors=("C. Writer",),
            published=PartialDate.parse("2021"),
            regions=("SYR",),
        )
        take(session, me, b"second", found=found, confirm=True)
        evidence.add(session, me, 1, EvidenceKind.NEWS_REPORT, quote="The talks go on.", source="The Paper")
    desk = Desk(store, me, taken)
    desk.advance(status="adopted", status_on=PartialDate.parse("2022-02-01"), outcome="They talk.")
    return desk

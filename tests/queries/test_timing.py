"""Times from the store: the same recommendations that `counts` counts, followed or left out."""

from datetime import UTC, datetime

import pytest

from tests.queries.filled import Filled, fill
from tracker.actions import versions
from tracker.queries.axes import By
from tracker.queries.counts import totals
from tracker.queries.filters import Filter
from tracker.queries.timing import timing, timings
from tracker.stats.times import Left
from tracker.store.clock import standing_at
from tracker.store.sessions import Store
from tracker.vocabulary.statuses import Success

TODAY = datetime(2024, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("switch", Success)
@pytest.mark.parametrize(
    "chosen", [Filter(), Filter(authors=("Ann",)), Filter(levels=("supporting",)), Filter(open_only=True)]
)
def test_followed_and_left_out_are_all_that_is_counted(filled: Filled, chosen: Filter, switch: Success) -> None:
    with filled.store.reading() as session, standing_at(TODAY):
        found, whole = timing(session, filled.me, chosen, switch), totals(session, filled.me, chosen)
    assert found.curve.n + sum(found.left.values()) == whole.total
    assert found.pending == whole.pending


def test_each_group_has_its_own(filled: Filled) -> None:
    with filled.store.reading() as session, standing_at(TODAY):
        whole = timing(session, filled.me, Filter(), Success.PARTLY)
        groups = timings(session, filled.me, By.AUTHOR, Filter(), Success.PARTLY)
        for one in groups:
            alone = timing(session, filled.me, Filter(authors=(one.key,)), Success.PARTLY)
            assert (one.curve, one.within, one.left) == (alone.curve, alone.within, alone.left)
    assert [one.label for one in groups] == ["Ann", "Bo", "Cy", "Dee"]
    assert whole.left[Left.PRE_EXISTING] > 0 and whole.left[Left.NOT_ASSESSED] > 0
    assert [one.until.isoformat() for one in whole.within] == ["2023-01-01", "2022-01-01", "2021-01-01"]
    assert [one.rate.assessed for one in whole.within] == sorted(
        (one.rate.assessed for one in whole.within), reverse=True
    )


def test_a_newer_version_is_as_old_as_its_oldest(store: Store) -> None:
    filled = fill(store)
    chosen = Filter(briefs=(5,))
    with store.reading() as session, standing_at(TODAY):
        before = timing(session, filled.me, chosen, Success.MOVED)
    with store.writing() as session:
        versions.replaced(session, filled.me, 1, 5)
    with store.reading() as session, standing_at(TODAY):
        after = timing(session, filled.me, chosen, Success.MOVED)
    assert after.curve.n == before.curve.n
    assert after.curve.end > before.curve.end

"""Times from the store: the same recommendations that `counts` counts, followed or left out."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from tests.actions.conftest import document, extraction, finding
from tests.queries.filled import Filled, fill
from tracker.actions import review, versions
from tracker.actions.ingest import ingest
from tracker.queries.axes import By
from tracker.queries.counts import totals
from tracker.queries.filters import Filter
from tracker.queries.timing import timing, timings
from tracker.stats.times import Left
from tracker.store.access import sole_person
from tracker.store.clock import standing_at
from tracker.store.sessions import Store
from tracker.store.tables import Brief, Recommendation
from tracker.vocabulary.dates import PartialDate
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


def test_what_is_pending_does_not_decide_which_groups_are_told(store: Store) -> None:
    """Eight authors with one confirmed each, the last of them with most to be confirmed: six are told, by name."""
    with store.writing() as session:
        me = sole_person(session)
        for place, author in enumerate("ABCDEFGH"):
            words = [f"Take step {n} of {author}." for n in range(1, 3 + place)]
            text = "\n\n".join(words)
            findings = [finding(one, text) for one in words]
            found = extraction(*findings, authors=(author,), published=PartialDate.parse("2020-05-04"))
            taken = ingest(session, me, f"{author}.txt", text.encode(), document(text), found)
            key = select(col(Recommendation.id)).where(col(Recommendation.brief_id) == taken.brief.id).limit(1)
            review.confirm(session, me, session.exec(key).one() or 0, None)
    with store.reading() as session, standing_at(TODAY):
        groups = timings(session, me, By.AUTHOR, Filter(), Success.PARTLY)
        assert [one.label for one in groups] == list("ABCDEF")
        assert [one.pending for one in groups] == [1, 2, 3, 4, 5, 6]
        assert timings(session, me, By.AUTHOR, Filter(authors=("Nobody",)), Success.PARTLY) == ()
        with pytest.raises(ValueError, match="year"):
            timings(session, me, By.YEAR, Filter(), Success.PARTLY)


def test_a_day_without_a_word_of_how_exact_it_is_is_a_day(store: Store) -> None:
    filled = fill(store)
    with store.writing() as session:
        versions.replaced(session, filled.me, 1, 5)
    found = []
    for precision in ("day", None):
        with store.writing() as session:
            session.execute(update(Brief).where(col(Brief.id).in_((1, 5))).values(published_precision=precision))
        with store.reading() as session, standing_at(TODAY):
            found.append(timing(session, filled.me, Filter(briefs=(5,)), Success.MOVED))
    assert found[0] == found[1]
    assert found[0].curve.n > 0


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

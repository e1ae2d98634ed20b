"""The recommendations that figures count, one by one, and those that come first."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.queries.filled import Filled
from tests.queries.test_rates import FILTERS
from tracker.board.changed import RANKS, Day, proposed
from tracker.queries.counted import counted, foremost, years
from tracker.queries.counts import totals
from tracker.queries.filters import Filter


@settings(max_examples=60)
@given(FILTERS, st.integers(1, 6))
def test_those_that_come_first_are_those_that_would_of_all(filled: Filled, chosen: Filter, most: int) -> None:
    with filled.store.reading() as session:
        every = proposed(Day(), counted(session, filled.me, chosen))
        first = foremost(session, filled.me, chosen, RANKS, most)
    assert proposed(Day(), first) == every[:most]


def test_of_many_only_those_that_may_come_first_are_read(filled: Filled) -> None:
    with filled.store.reading() as session:
        every = counted(session, filled.me, Filter())
        first = foremost(session, filled.me, Filter(), RANKS, 1)
    assert [one.reference for one in first] == list(proposed(Day(), every)[:1])


@settings(max_examples=60)
@given(FILTERS)
def test_years_are_those_of_the_first_and_the_last(filled: Filled, chosen: Filter) -> None:
    with filled.store.reading() as session:
        every = counted(session, filled.me, chosen)
        found, whole = years(session, filled.me, chosen), totals(session, filled.me, chosen)
    known = sorted(one.published[:4] for one in every if one.published)
    assert found == ((known[0], known[-1]) if known else None)
    assert len(every) == whole.total

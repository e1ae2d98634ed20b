"""Rates, comparisons and standardised rates from the store agree with what `counts` counts."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.queries.filled import Filled
from tracker.queries.axes import By
from tracker.queries.counts import counts, totals
from tracker.queries.filters import Filter
from tracker.queries.rates import ambition, comparison, of_totals, rates
from tracker.stats.combined import standardised
from tracker.stats.shares import share
from tracker.vocabulary.statuses import Status, Success

FILTERS = st.builds(
    Filter,
    authors=st.sampled_from([(), ("Ann",), ("Ann", "Bo")]),
    regions=st.sampled_from([(), ("IRN",), ("middle-east-north-africa",)]),
    statuses=st.sampled_from([(), ("adopted", "no_movement")]),
    levels=st.sampled_from([(), ("supporting",), ("headline", "supporting")]),
    since=st.none() | st.dates(date(2020, 1, 1), date(2021, 3, 1)),
    open_only=st.booleans(),
)


@settings(max_examples=25, deadline=None)
@given(FILTERS, st.sampled_from(By), st.sampled_from(Success))
def test_rates_rest_on_counts(filled: Filled, chosen: Filter, by: By, switch: Success) -> None:
    with filled.store.reading() as session:
        counted, found = counts(session, filled.me, by, chosen), rates(session, filled.me, by, chosen, switch)
        whole = of_totals(totals(session, filled.me, chosen), switch)
    for name in ("key", "label", "total", "pending"):
        assert found[name].tolist() == counted[name].tolist()
    assert (found["assessed"] + found["not_assessed"] + found["outside"] == found["total"]).all()
    assert (found["part"] <= found["assessed"]).all()
    if by in (By.STATUS, By.ACTION_TYPE, By.YEAR, By.SERIES):
        numbers = ("part", "assessed", "not_assessed", "outside", "pending")
        assert [int(found[name].sum()) for name in numbers] == [getattr(whole, name) for name in numbers]


def test_a_rate_says_what_it_rests_on(filled: Filled) -> None:
    with filled.store.reading() as session:
        table = rates(session, filled.me, By.AUTHOR, Filter(), Success.ADOPTED)
        found = counts(session, filled.me, By.AUTHOR, Filter())
    (row,), (counted,) = ([*of[of["key"] == "Ann"].to_dict("records")] for of in (table, found))
    assert row["part"] == counted[Status.ADOPTED.value] > 0
    expected = share(row["part"], row["assessed"])
    assert (row["share"], row["low"], row["high"]) == (expected.value, expected.low, expected.high)
    assert row["worst"] == row["part"] / (row["assessed"] + row["not_assessed"])


def test_groups_are_compared_with_the_whole(filled: Filled) -> None:
    with filled.store.reading() as session:
        found = comparison(session, filled.me, By.AUTHOR, Filter(), Success.ADOPTED, least=2)
        whole = of_totals(totals(session, filled.me, Filter()), Success.ADOPTED)
    assert found.whole == whole.share
    assert {one.key for one in found.groups} | set(found.few) == {"Ann", "Bo", "Cy", "Dee"}
    assert found.best is None


@settings(max_examples=8, deadline=None)
@given(FILTERS, st.sampled_from([By.AUTHOR, By.REGION, By.SERIES]))
def test_what_is_asked_alike_is_compared(filled: Filled, chosen: Filter, by: By) -> None:
    """The same from `counts`, asked once for each action type."""
    with filled.store.reading() as session:
        table = ambition(session, filled.me, by, chosen, Success.PARTLY)
        mix: dict[int, float] = {}
        strata: dict[object, dict[int, tuple[int, int]]] = {}
        for action in range(1, 6):
            narrow = Filter(**{**{name: getattr(chosen, name) for name in chosen.__slots__}, "action_types": (action,)})
            mix[action] = of_totals(totals(session, filled.me, narrow), Success.PARTLY).assessed
            for row in rates(session, filled.me, by, narrow, Success.PARTLY).to_dict("records"):
                if row["assessed"]:
                    strata.setdefault(row["key"], {})[action] = (row["part"], row["assessed"])
    assert set(table["key"]) == set(strata)
    for row in table.to_dict("records"):
        expected = standardised({a: share(*n) for a, n in strata[row["key"]].items()}, mix)
        assert row["covered"] == pytest.approx(expected.covered)
        value = None if row["standardised"] != row["standardised"] else row["standardised"]
        assert value == (pytest.approx(expected.value) if expected.value is not None else None)

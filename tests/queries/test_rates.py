"""Rates, comparisons and standardised rates from the store agree with what `counts` counts."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.actions.conftest import take
from tests.queries.filled import Filled
from tracker.queries.axes import By
from tracker.queries.counts import counts, totals
from tracker.queries.filters import Filter
from tracker.queries.rates import ambition, comparison, of_totals, rates
from tracker.stats.combined import standardised
from tracker.stats.shares import share
from tracker.store.access import sole_person
from tracker.store.sessions import Store
from tracker.store.tables import Recommendation
from tracker.vocabulary.advice import REFERENCE_MIX, ActionType
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


@settings(max_examples=25)
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
        whole = of_totals(totals(session, filled.me, Filter()), Success.ADOPTED)
        table, found = comparison(session, filled.me, By.AUTHOR, Filter(), Success.ADOPTED, whole, least=2)
        alone = rates(session, filled.me, By.AUTHOR, Filter(), Success.ADOPTED)
    pd.testing.assert_frame_equal(table, alone)
    assert found.whole == whole.share
    assert {one.key for one in found.groups} | set(found.few) == {"Ann", "Bo", "Cy", "Dee"}
    assert found.best is None


@settings(max_examples=8)
@given(FILTERS, st.sampled_from([By.AUTHOR, By.REGION, By.SERIES]))
def test_what_is_asked_alike_is_compared(filled: Filled, chosen: Filter, by: By) -> None:
    """The same from `counts`, asked once for each action type."""
    with filled.store.reading() as session:
        table = ambition(session, filled.me, by, chosen, Success.PARTLY)
        mix = {1: 3.0, 2: 2.0, 3: 2.0, 4: 36.0, 5: 57.0}
        strata: dict[object, dict[int, tuple[int, int]]] = {}
        for action in range(1, 6):
            narrow = Filter(**{**{name: getattr(chosen, name) for name in chosen.__slots__}, "action_types": (action,)})
            for row in rates(session, filled.me, by, narrow, Success.PARTLY).to_dict("records"):
                if row["assessed"]:
                    strata.setdefault(row["key"], {})[action] = (row["part"], row["assessed"])
    assert set(table["key"]) == set(strata)
    for row in table.to_dict("records"):
        expected = standardised({a: share(*n) for a, n in strata[row["key"]].items()}, mix)
        assert row["covered"] == pytest.approx(expected.covered)
        value = None if row["standardised"] != row["standardised"] else row["standardised"]
        assert value == (pytest.approx(expected.value) if expected.value is not None else None)


def test_what_a_group_asks_for_leaves_its_standardised_rate_alone(store: Store) -> None:
    """Ten times as many easy asks that fare alike raise an author's rate, not what it would be if all asked alike."""
    with store.writing() as session:
        me = sole_person(session)
        taken = take(session, me, confirm=True)
        kept = session.get_one(Recommendation, 1).model_dump(exclude={"id"})

        def ask(action: ActionType, adopted: int, whole: int) -> None:
            for place in range(whole):
                own = {"status": "adopted" if place < adopted else "no_movement", "action_type": int(action)}
                session.add(Recommendation(**{**kept, **own, "reference": f"{action}-{place}-{whole}"}))

        def told() -> tuple[float, float]:
            session.flush()
            found, table = (f(session, me, By.AUTHOR, Filter(), Success.ADOPTED) for f in (ambition, rates))
            return float(found["standardised"].iloc[0]), float(table["share"].iloc[0])

        assert taken.brief.id == kept["brief_id"]
        ask(ActionType.GENERAL, 5, 10)
        ask(ActionType.SPECIFIC, 1, 10)
        alike, rate = told()
        ask(ActionType.GENERAL, 45, 90)
        alike_after, rate_after = told()
    assert rate_after > rate + 0.1
    assert alike == alike_after == pytest.approx((36 * 0.5 + 57 * 0.1) / 93)


def test_the_mix_for_all_is_of_a_hundred() -> None:
    assert set(REFERENCE_MIX) == set(ActionType) and sum(REFERENCE_MIX.values()) == 100

"""Comparing groups: what chance does is called nothing, what it does not do is seen."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.stats.fairness import Against, compared, funnel
from tracker.stats.shares import share

GROUPS = st.dictionaries(
    st.integers(0, 30), st.integers(0, 80).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), max_size=12
)
RUNS = 400


@pytest.mark.parametrize("rate", [0.05, 0.3, 0.5, 0.9])
@pytest.mark.parametrize("groups", [2, 5, 25])
def test_where_nobody_differs_a_best_is_named_in_at_most_one_run_of_twenty(rate: float, groups: int) -> None:
    chance = np.random.default_rng([groups, round(100 * rate)])
    named = beyond = 0
    for _run in range(RUNS):
        sizes = chance.integers(10, 150, size=groups)
        parts = chance.binomial(sizes, rate)
        numbers = {place: (int(k), int(n)) for place, (k, n) in enumerate(zip(parts, sizes, strict=True))}
        found = compared(numbers, (int(parts.sum()), int(sizes.sum())))
        named += found.best is not None or found.worst is not None
        beyond += any(one.against is not Against.WITHIN for one in found.groups)
    assert named <= 0.05 * RUNS
    assert beyond <= 0.05 * RUNS


@pytest.mark.parametrize(
    ("sizes", "rate"),
    [
        ([10, 10_000], 0.01),
        ([10, 10_000], 0.96),
        ([10, 2000], 0.04),
        ([12, 500], 0.008),
        ([10] * 20 + [5000], 0.005),
        ([15, 30, 60, 2000], 0.99),
    ],
)
def test_groups_of_any_size_and_rate_get_no_order_by_chance(sizes: list[int], rate: float) -> None:
    chance = np.random.default_rng([len(sizes), sizes[-1]])
    ordered = beyond = 0
    for _run in range(RUNS):
        parts = chance.binomial(sizes, rate)
        found = compared(dict(enumerate(zip(map(int, parts), sizes, strict=True))), (int(parts.sum()), sum(sizes)))
        ordered += any(one.first > 1 or one.last < len(sizes) for one in found.groups)
        beyond += any(one.against is not Against.WITHIN for one in found.groups)
    assert max(ordered, beyond) <= 0.05 * RUNS


def test_who_stands_out_is_seen() -> None:
    found = compared({"a": (90, 100), "b": (40, 100), "c": (50, 100), "d": (3, 4)}, (183, 304))
    assert (found.best, found.worst, found.few) == ("a", None, ("d",))
    places = {one.key: (one.first, one.last, one.against) for one in found.groups}
    assert places == {"a": (1, 1, Against.ABOVE), "c": (2, 3, Against.WITHIN), "b": (2, 3, Against.BELOW)}
    assert found.sure == pytest.approx(1 - 0.05 / 3)


def test_one_group_or_none_is_no_contest() -> None:
    for groups in ({}, {"a": (10, 10)}):
        found = compared(groups, (10, 10))
        assert (found.best, found.worst) == (None, None)


@given(GROUPS)
def test_places_follow_from_intervals(groups: dict[int, tuple[int, int]]) -> None:
    whole = (sum(k for k, _n in groups.values()), sum(n for _k, n in groups.values()))
    found = compared(groups, whole, least=5)
    assert {one.key for one in found.groups} | set(found.few) == set(groups)
    for one in found.groups:
        low, high = one.share.low or 0.0, one.share.high or 0.0
        assert one.share.whole >= 5
        assert one.first == 1 + sum((other.share.low or 0.0) > high for other in found.groups)
        assert one.last == len(found.groups) - sum((other.share.high or 0.0) < low for other in found.groups)
        assert 1 <= one.first <= one.last <= len(found.groups)
    values = [one.share.value or 0.0 for one in found.groups]
    assert values == sorted(values, reverse=True)


def test_a_group_of_many_thousands_is_compared() -> None:
    found = compared({"a": (100_000, 1_000_000), "b": (102_000, 1_000_000)}, (202_000, 2_000_000))
    assert found.best == "b"
    assert all(one.against is not Against.WITHIN for one in found.groups)


@given(st.floats(0, 1), st.integers(1, 5000))
def test_the_funnel_narrows_around_the_whole(value: float, n: int) -> None:
    (_n, low, high), (_m, lower, higher) = funnel(value, (n, 4 * n), 0.95)
    assert 0 <= low <= lower <= value <= higher <= high <= 1


def test_the_funnel_is_the_interval_seen_from_the_whole() -> None:
    """A share lies on the limit of the funnel where its Wilson interval just reaches the whole."""
    ((_n, low, _high),) = funnel(0.4, [400], 0.95)
    assert share(round(low * 400), 400).high == pytest.approx(0.4, abs=2e-3)

"""Standardised shares and differences, by hand and by their properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.stats.combined import difference, standardised
from tracker.stats.shares import Share, share

PARTS = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
STRATA = st.lists(PARTS, min_size=1, max_size=5)


def shares(*parts: tuple[int, int]) -> dict[int, Share]:
    return {action: share(*numbers) for action, numbers in enumerate(parts, start=1)}


def test_by_hand() -> None:
    """Nine in ten easy asks and one in ten hard ones, in a mix of one easy to three hard: 0.25 · 0.9 + 0.75 · 0.1."""
    found = standardised(shares((9, 10), (1, 10)), {1: 25, 2: 75})
    assert found.value == pytest.approx(0.3)
    assert found.covered == 1
    # by hand: distances below 0.9 - 0.5958 and 0.1 - 0.0179, above 0.9821 - 0.9 and 0.4042 - 0.1
    assert found.low == pytest.approx(0.3 - ((0.25 * 0.3042) ** 2 + (0.75 * 0.0821) ** 2) ** 0.5, abs=1e-4)
    assert found.high == pytest.approx(0.3 + ((0.25 * 0.0821) ** 2 + (0.75 * 0.3042) ** 2) ** 0.5, abs=1e-4)


def test_who_asks_for_easy_things_gains_nothing() -> None:
    """Two authors with the same success in each kind of ask, and opposite mixes of kinds."""
    easy, hard = shares((90, 100), (2, 10)), shares((9, 10), (20, 100))
    mix = {1: 1.0, 2: 1.0}
    assert standardised(easy, mix).value == pytest.approx(standardised(hard, mix).value)


def test_too_little_of_the_mix_is_told_as_such() -> None:
    assert standardised(shares((1, 2)), {1: 89, 2: 11}).value is None
    kept = standardised(shares((1, 2)), {1: 9, 2: 1})
    assert (kept.value, kept.covered) == (0.5, 0.9)
    assert standardised({}, {}).value is None
    with pytest.raises(ValueError, match="negative"):
        standardised({}, {1: -1})


@given(STRATA, st.lists(st.integers(1, 9), min_size=5, max_size=5), st.lists(st.integers(2, 9), min_size=5, max_size=5))
def test_its_own_mix_changes_nothing(parts: list[tuple[int, int]], weights: list[int], times: list[int]) -> None:
    mix = dict(enumerate(weights[: len(parts)], start=1))
    before = standardised(shares(*parts), mix)
    after = standardised(shares(*((k * part, k * n) for (part, n), k in zip(parts, times, strict=False))), mix)
    assert before.value is not None and before.low is not None and before.high is not None
    assert after.value == pytest.approx(before.value)
    assert 0 <= before.low <= before.value <= before.high <= 1
    assert after.low is not None and after.high is not None
    assert after.high - after.low < before.high - before.low


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        # R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890, table II, method 10
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 10), 0.6075, 1.0000),
        ((0, 10), (0, 10), -0.2775, 0.2775),
    ],
)
def test_known_differences(one: tuple[int, int], other: tuple[int, int], low: float, high: float) -> None:
    found = difference(share(*one), share(*other))
    assert found is not None
    assert found.low == pytest.approx(low, abs=6e-5)
    assert found.high == pytest.approx(high, abs=6e-5)
    assert found.clear is (low > 0)


@given(PARTS, PARTS)
def test_a_difference_mirrors_itself(one: tuple[int, int], other: tuple[int, int]) -> None:
    found, back = difference(share(*one), share(*other)), difference(share(*other), share(*one))
    assert found is not None and back is not None
    assert -1 - 1e-9 <= found.low <= found.value <= found.high <= 1 + 1e-9
    assert (back.value, back.low, back.high) == pytest.approx((-found.value, -found.high, -found.low))


def test_nothing_differs_from_nothing() -> None:
    assert difference(share(0, 0), share(1, 2)) is None

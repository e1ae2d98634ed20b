"""Wilson's interval, against published values and against values worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.stats.shares import careful, share


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, "score"
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        # by hand, z² = 3.8415: (0.5 + 0.1921 ± 1.96 √(0.025 + 0.0096)) / 1.3841
        (5, 10, 0.2366, 0.7634),
        # by hand: with none or all of n the far end is z² / (n + z²) from the near one
        (10, 10, 0.7225, 1.0),
        (0, 10, 0.0, 0.2775),
        (1, 1, 0.2065, 1.0),
    ],
)
def test_known_intervals(part: int, whole: int, low: float, high: float) -> None:
    found = share(part, whole)
    assert found.value == part / whole
    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)


def test_nothing_has_no_share() -> None:
    found = share(0, 0)
    assert (found.value, found.low, found.high) == (None, None, None)


@pytest.mark.parametrize(("part", "whole"), [(-1, 3), (4, 3), (1, 0)])
def test_what_is_no_part_is_refused(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="no part"):
        share(part, whole)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share_and_mirrors_the_rest(counted: tuple[int, int]) -> None:
    part, whole = counted
    found, rest, more = share(part, whole), share(whole - part, whole), share(part * 10, whole * 10)
    assert found.value is not None and found.low is not None and found.high is not None
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert rest.high == pytest.approx(1 - found.low)
    assert more.low is not None and more.high is not None
    assert more.high - more.low < found.high - found.low


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # C. J. Clopper and E. S. Pearson's interval by hand: of none, its upper limit is 1 - 0.025^(1/n)
        (0, 10, 0.0, 0.3085),
        (10, 10, 0.6915, 1.0),
        # R. G. Newcombe, as above, "Clopper-Pearson", which is the wider one on both sides
        (15, 148, 0.0578, 0.1617),
        (1, 29, 0.0009, 0.1776),
    ],
)
def test_careful_intervals_are_the_wider_ones(part: int, whole: int, low: float, high: float) -> None:
    found = careful(part, whole)
    assert found.low == pytest.approx(low, abs=6e-5)
    assert found.high == pytest.approx(high, abs=6e-5)


@given(st.integers(0, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.floats(0.5, 0.9999))
def test_careful_intervals_hold_wilsons(numbers: tuple[int, int], sure: float) -> None:
    found, wilson, other = (
        careful(*numbers, sure),
        share(*numbers, sure),
        careful(numbers[1] - numbers[0], numbers[1], sure),
    )
    if wilson.low is None or wilson.high is None:
        assert found == wilson
        return
    assert found.low is not None and found.high is not None and other.low is not None
    assert 0 <= found.low <= wilson.low <= wilson.high <= found.high <= 1
    assert other.low == pytest.approx(1 - found.high)

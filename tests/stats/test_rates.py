"""Rates and what they rest on, against a published case and by their properties."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.stats.rates import Rate, rate
from tracker.stats.shares import share
from tracker.vocabulary.statuses import Status, Success

NUMBERS = st.dictionaries(st.sampled_from(Status), st.integers(0, 500))


def test_the_golden_case() -> None:
    """20,452 recommendations, 11,527 commented, 429 of those undeterminable, 5,496 a success."""
    found = Rate(5_496, 11_527 - 429, not_assessed=20_452 - 11_527 + 429)
    assert (found.total, found.assessed) == (20_452, 11_098)
    assert found.share == share(5_496, 11_098)
    told = [f"{value or 0:.1%}" for value in (found.share.value, found.worst, found.best, found.unknown)]
    assert told == ["49.5%", "26.9%", "72.6%", "45.7%"]


@pytest.mark.parametrize(
    ("switch", "part"), [(Success.ADOPTED, 1), (Success.OTHERWISE, 3), (Success.PARTLY, 7), (Success.MOVED, 63)]
)
def test_each_wider_switch_counts_more(switch: Success, part: int) -> None:
    numbers = {
        Status.ADOPTED: 1,
        Status.ADOPTED_OTHERWISE: 2,
        Status.PARTLY_ADOPTED: 4,
        Status.UNDER_CONSIDERATION: 8,
        Status.IN_PROGRESS: 16,
        Status.STALLED: 32,
        Status.NO_MOVEMENT: 64,
        Status.NOT_ADOPTED: 128,
        Status.CONTRARY_ACTION: 256,
        Status.NOT_ASSESSED: 512,
        Status.OVERTAKEN: 1024,
        Status.SUPERSEDED: 2048,
        Status.WITHDRAWN: 4096,
    }
    assert rate(numbers, 9, switch) == Rate(part, 511, not_assessed=512, outside=7168, pending=9)


def test_nothing_has_no_rate() -> None:
    found = rate({}, 0, Success.ADOPTED)
    assert (found.share.value, found.worst, found.best, found.unknown, found.waiting) == (None,) * 5
    assert rate({Status.NOT_ASSESSED: 3}, 1, Success.ADOPTED).best == 1
    assert rate({Status.NOT_ASSESSED: 3}, 1, Success.ADOPTED).waiting == 0.25


@pytest.mark.parametrize("numbers", [(2, 1, 0), (-1, 1, 0), (0, 1, -1)])
def test_what_is_no_rate_is_refused(numbers: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no rate"):
        Rate(*numbers)


@given(NUMBERS, st.integers(0, 50), st.sampled_from(Success))
def test_what_is_not_known_lies_between_the_bounds(numbers: dict[Status, int], pending: int, switch: Success) -> None:
    found = rate(numbers, pending, switch)
    assert found.total == sum(numbers.values())
    more = replace(found, not_assessed=found.not_assessed + 1)
    assert more.worst is not None and more.best is not None and more.unknown is not None
    if found.share.value is not None and found.worst is not None and found.best is not None:
        assert found.worst <= found.share.value <= found.best
        assert more.share == found.share
        assert more.worst <= found.worst and more.best >= found.best
        assert more.best - more.worst > found.best - found.worst


@given(NUMBERS)
def test_wider_switches_are_never_lower(numbers: dict[Status, int]) -> None:
    parts = [rate(numbers, 0, switch).part for switch in Success]
    assert parts == sorted(parts)

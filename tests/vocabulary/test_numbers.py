"""Numbers as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.stats.shares import share as counted
from tracker.vocabulary.numbers import briefs, number, percent, percents, recommendations, share


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(0, 9, "0%"), (9, 9, "100%"), (199, 200, ">99%"), (1, 200, "<1%"), (989, 1000, "99%"), (1, 3, "33%")],
)
def test_not_quite_all_is_never_all(part: int, whole: int, said: str) -> None:
    assert percent(part / whole) == said


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(0, 2000, "0–<1%"), (2000, 2000, ">99–100%"), (1, 2000, "<1%"), (0, 9, "0–30%"), (5, 9, "27–81%")],
)
def test_neither_is_an_end_of_a_range(part: int, whole: int, said: str) -> None:
    found = counted(part, whole)
    assert percents(found.low or 0, found.high or 0) == said


@given(st.floats(0, 1))
def test_only_none_is_none_and_only_all_is_all(value: float) -> None:
    assert (percent(value) == "0%", percent(value) == "100%") == (value == 0, value == 1)


@pytest.mark.parametrize(
    ("n", "of", "words"),
    [
        *[(5, 19, ""), (0, 0, ""), (0, 20, " (0%)"), (20, 20, " (100%)"), (1, 3, ""), (7, 20, " (35%)")],
        *[(1, 400, " (under 1%)"), (399, 400, " (over 99%)"), (1, 100, " (1%)"), (99, 100, " (99%)")],
    ],
)
def test_a_share_of_few_is_no_share(n: int, of: int, words: str) -> None:
    assert share(n, of) == words


def test_numbers_stand_beside_their_nouns() -> None:
    assert number(1234567) == "1,234,567"
    assert [recommendations(n) for n in (0, 1, 1200)] == [
        "0 recommendations",
        "1 recommendation",
        "1,200 recommendations",
    ]
    assert [briefs(n) for n in (1, 12)] == ["1 brief", "12 briefs"]


def test_a_half_that_a_sum_of_fractions_missed_by_a_hair_is_rounded_as_a_half() -> None:
    assert percent(0.125 - 1e-15) == percent(0.125) == percent(0.125 + 1e-15)

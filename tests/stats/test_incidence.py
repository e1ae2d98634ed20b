"""The curve of cumulative incidence, against a table worked by hand and against hazards that are known."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.stats.incidence import Stay, curve
from tracker.vocabulary.statuses import Role

E, C, O = Role.EVENT, Role.COMPETING, Role.OPEN  # noqa: E741
STAYS = st.lists(st.builds(Stay, st.integers(0, 40).map(float), st.sampled_from((E, C, O)), st.integers(1, 3)))


def test_by_hand() -> None:
    """Ten cases; S is the share that nothing has ended.

    | month | at risk | adopted | otherwise ended | S before | step S·d/n | curve |
    | 3 | 10 | 1 | 1 | 1 | 1/10 | 0.1 |
    | 5 | 8 | 0 | 0, one censored | 0.8 | | 0.1 |
    | 6 | 7 | 2 | 0 | 0.8 | 0.8 · 2/7 | 0.3286 |
    | 8 | 5 | 0 | 1 | 0.5714 | | 0.3286 |
    | 9 | 4 | 2 | 0 | 0.4571 | 0.4571 · 2/4 | 0.5571 |
    | 12 | 2 | two censored | | 0.2286 | | 0.5571 |
    """
    stays = [Stay(3, E), Stay(3, C), Stay(5, O), Stay(6, E, 2), Stay(8, C), Stay(9, E, 2), Stay(12, O, 2)]
    found = curve(stays)
    assert [(one.time, one.at_risk, round(one.share, 4)) for one in found.points] == [
        (3, 10, 0.1),
        (6, 7, 0.3286),
        (9, 4, 0.5571),
    ]
    assert (found.n, found.events, found.competing, found.still_open, found.end) == (10, 5, 2, 3, 12)
    assert (found.reached(), found.reached(0.3), found.reached(0.6)) == (9, 6, None)
    assert [round(found.at(time).share, 4) for time in (0, 3, 8.9, 40)] == [0, 0.1, 0.3286, 0.5571]
    assert found.points[0].low == pytest.approx(0.0057, abs=5e-4)
    assert found.points[0].high == pytest.approx(0.3581, abs=5e-4)


def test_what_ends_otherwise_is_not_censored() -> None:
    """Of ten, five are rejected at once: no more than half can be adopted, however long one waits."""
    found = curve([Stay(1, C, 5), Stay(2, E, 5)])
    assert found.points[-1].share == pytest.approx(0.5)
    assert curve([Stay(1, O, 5), Stay(2, E, 5)]).points[-1].share == pytest.approx(1.0)


def test_where_nobody_is_left_nothing_is_known_of_the_top() -> None:
    last = curve([Stay(1, E), Stay(2, C), Stay(3, E)]).points[-1]
    assert last.share == pytest.approx(2 / 3)
    assert last.high == 1.0
    assert 0 < last.low < last.share


def test_nothing_happened() -> None:
    for stays in ([], [Stay(4, O, 3)], [Stay(4, C)]):
        found = curve(stays)
        assert (found.points, found.reached(), found.at(9).share) == ((), None, 0.0)


@pytest.mark.parametrize("stay", [Stay(-1, E), Stay(1, Role.UNKNOWN), Stay(1, E, -1)])
def test_what_cannot_be_followed_is_refused(stay: Stay) -> None:
    with pytest.raises(ValueError, match="followed"):
        curve([stay])


def test_known_hazards() -> None:
    """Adoption at 2 % and other ends at 1 % a month: by t, 2/3 · (1 - exp(-0.03 t)) are adopted."""
    chance = np.random.default_rng(20_260_930)
    inside = runs = 0
    for _run in range(40):
        adopted, ended = chance.exponential(50, 600), chance.exponential(100, 600)
        seen = chance.uniform(0, 120, 600)
        first = np.minimum(np.minimum(adopted, ended), seen)
        ends = [E if a <= min(b, c) else C if b <= c else O for a, b, c in zip(adopted, ended, seen, strict=True)]
        found = curve([Stay(float(time), end) for time, end in zip(first, ends, strict=True)])
        for month in (12, 24, 36):
            truth, told = 2 / 3 * (1 - np.exp(-0.03 * month)), found.at(month)
            assert told.share == pytest.approx(truth, abs=0.08)
            inside += told.low <= truth <= told.high
            runs += 1
    assert inside / runs >= 0.9


@given(STAYS)
def test_a_curve_never_falls(stays: list[Stay]) -> None:
    found = curve(stays)
    assert found.n == found.events + found.competing + found.still_open == sum(stay.n for stay in stays)
    for one in found.points:
        assert 0 <= one.low <= one.share <= one.high <= 1
    for one, later in pairwise(found.points):
        assert one.time < later.time and one.share < later.share and one.low <= later.low
    if not found.still_open and found.points:
        assert found.points[-1].share == pytest.approx(found.events / found.n)

"""How much of a group came to something, by when: cumulative incidence with competing ends, and shares within a time.

This module alone uses statsmodels.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from tracker.stats.shares import point
from tracker.vocabulary.statuses import Role

_CODES = {Role.OPEN: 0, Role.EVENT: 1, Role.COMPETING: 2}
_SURE = 0.95
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Stay:
    """`n` cases that were followed for `time`, and how that ended; `role` is no UNKNOWN."""

    time: float
    role: Role
    n: int = 1


@dataclass(frozen=True, slots=True)
class Point:
    """At `time`, the `share` to which it has happened by then, and its interval; `at_risk` were open just before."""

    time: float
    share: float
    low: float
    high: float
    at_risk: int


@dataclass(frozen=True, slots=True)
class Curve:
    """The cumulative incidence: a step at each of its `points`, in time, 0 before them; `end` is how far it is known.

    `n` cases, of which `events` came to it, `competing` ended otherwise, `still_open` are open. Units are those of the
    times that went in.
    """

    points: tuple[Point, ...]
    end: float
    n: int
    events: int
    competing: int
    still_open: int

    def at(self, time: float) -> Point:
        """The last point up to `time`; nothing had happened before the first."""
        place = bisect_right(self.points, time, key=lambda one: one.time)
        return self.points[place - 1] if place else Point(time, 0.0, 0.0, 0.0, self.n)

    def reached(self, share: float = _HALF) -> float | None:
        """When the curve reaches this share, half of all unless said otherwise; None where it has not."""
        return next((one.time for one in self.points if one.share >= share - 1e-12), None)


def curve(stays: Sequence[Stay]) -> Curve:
    """The Aalen-Johansen estimate of the cumulative incidence of the event, with intervals of 95 %.

    An end that rules the event out is no censoring: it takes its case out of those that may still come to it, and
    leaves it among those of whom the share is taken. Intervals are on the scale of log(-log), so that they stay within
    0 and 1. Sources: O. Aalen and S. Johansen, Scandinavian Journal of Statistics 5 (1978), 141-150; J. Choudhury,
    Statistics in Medicine 21 (2002), 1129-1144. ValueError for a negative time, or a case of which nothing is known.
    """
    if any(stay.time < 0 or stay.role not in _CODES or stay.n < 0 for stay in stays):
        raise ValueError("a case is followed for no negative time, and its end is known")
    numbers = np.array([stay.n for stay in stays], dtype=np.int64)
    times = np.repeat(np.array([stay.time for stay in stays], dtype=np.float64), numbers)
    ends = np.repeat(np.array([_CODES[stay.role] for stay in stays], dtype=np.int64), numbers)
    happened = {role: int(np.count_nonzero(ends == code)) for role, code in _CODES.items()}
    return Curve(
        points=_points(times, ends) if happened[Role.EVENT] else (),
        end=float(times.max()) if len(times) else 0.0,
        n=len(times),
        events=happened[Role.EVENT],
        competing=happened[Role.COMPETING],
        still_open=happened[Role.OPEN],
    )


@cache
def estimator() -> Any:
    """What estimates curves. It takes two seconds to import, for which no start and no page without a curve waits."""
    from statsmodels.duration.survfunc import CumIncidenceRight  # noqa: PLC0415

    return CumIncidenceRight


def _points(times: np.ndarray, ends: np.ndarray) -> tuple[Point, ...]:
    with np.errstate(divide="ignore", invalid="ignore"):  # the last one has nobody left at risk behind it
        found = estimator()(times, ends)
    at_risk = len(times) - np.searchsorted(np.sort(times), found.times, side="left")
    happened = np.isin(found.times, np.unique(times[ends == _CODES[Role.EVENT]]))
    times_of_events, at_risk = found.times[happened], at_risk[happened]
    shares = np.minimum(found.cinc[0], 1.0)[happened]  # sums of many small steps may end a hair above
    lows, highs = _intervals(shares, found.cinc_se[0][happened])
    drawn = zip(*(part.tolist() for part in (times_of_events, shares, lows, highs, at_risk)), strict=True)
    return tuple(Point(*one) for one in drawn)


def _intervals(shares: np.ndarray, errors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The lower and the upper ends along a curve of shares above 0.

    Where no error can be told, the share has at least not fallen, and nothing is known of how high it may be.
    """
    known = (errors > 0) & (shares < 1)
    share, error = shares[known], errors[known]
    with np.errstate(over="ignore", divide="ignore"):  # so close to 1 that the interval is all there is
        reach = np.exp(point(_SURE) * error / (share * np.log(share)))
        one, other = share**reach, share ** (1 / reach)
    low, high = np.zeros_like(shares), np.ones_like(shares)
    low[known], high[known] = np.minimum(np.minimum(one, other), share), np.maximum(np.maximum(one, other), share)
    return np.maximum.accumulate(low), high

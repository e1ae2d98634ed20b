"""A fair comparison of groups: who differs from the whole, and who stands above whom, beyond what chance does.

Intervals hold for all groups at once: each is as wide as a share of 5 % of error over all of them asks (Bonferroni's
inequality, which holds however the groups overlap), and `careful`: Wilson's alone miss too often where a group is small
and its share near 0 or 1. A group that stands above another has its whole interval above the other's. Where no group
differs from another, some interval must miss its share for anybody to be placed above or below another, which happens
in at most one comparison of twenty. The funnel: D. J. Spiegelhalter, Statistics in Medicine 24 (2005), 1185-1202; its
limits at n are p ± z √(p(1-p)/n). A group is said to lie beyond it where its interval misses p, of which the exact part
holds where p is small too.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import Any

from tracker.stats.shares import SURE, Share, careful, point, share

LEAST = 10
"""How many assessed a group must have to be compared."""


class Against(StrEnum):
    """Where a group lies against what all of them have together."""

    ABOVE = "above"
    WITHIN = "within"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Compared:
    """One group: its `share` with an interval that holds beside all others', and where it lies against the whole.

    Its place among the groups is somewhere from `first` to `last`, 1 being the highest; where nothing sets two groups
    apart, both may have either place.
    """

    key: Any
    share: Share
    against: Against
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Groups of `least` or more assessed, the highest share first, against the share of the `whole`.

    `few` are the keys of those with fewer. `sure` is how sure each interval is, so that all of them hold together with
    95 %. `best` and `worst` are keys of groups that stand above or below every other one, None where chance may do it.
    """

    groups: tuple[Compared, ...]
    few: tuple[Any, ...]
    whole: Share
    least: int
    sure: float

    @property
    def best(self) -> Any:
        """The one group that stands above all others; None where there is none."""
        return self._alone(1)

    @property
    def worst(self) -> Any:
        """The one group that stands below all others; None where there is none."""
        return self._alone(len(self.groups))

    def _alone(self, place: int) -> Any:
        if len(self.groups) < 2:
            return None
        return next((one.key for one in self.groups if one.first == one.last == place), None)


def compared(
    groups: Mapping[Any, tuple[int, int]], whole: tuple[int, int], least: int = LEAST, sure: float = SURE
) -> Comparison:
    """Compare groups, key to (successes, assessed); `whole` are those of all distinct cases. ValueError for no part."""
    large = {key: numbers for key, numbers in groups.items() if numbers[1] >= max(least, 1)}
    each = 1 - (1 - sure) / max(len(large), 1)
    shares = {key: careful(*numbers, each) for key, numbers in large.items()}
    middle = share(*whole)
    lows, highs = sorted(_low(one) for one in shares.values()), sorted(_high(one) for one in shares.values())
    found = [
        Compared(
            key,
            one,
            _against(one, middle.value),
            first=1 + len(lows) - bisect_right(lows, _high(one)),
            last=len(shares) - bisect_left(highs, _low(one)),
        )
        for key, one in shares.items()
    ]
    found.sort(key=lambda one: (-(one.share.value or 0), -one.share.whole, str(one.key)))
    return Comparison(tuple(found), tuple(key for key in groups if key not in large), middle, least, each)


def funnel(value: float, sizes: Iterable[int], sure: float) -> Sequence[tuple[int, float, float]]:
    """(n, lower limit, upper limit) for each n: where groups lie that differ from `value` by chance alone."""
    z = point(sure)
    reach = ((n, z * sqrt(value * (1 - value) / n)) for n in sizes)
    return [(n, max(value - away, 0.0), min(value + away, 1.0)) for n, away in reach]


def _against(one: Share, value: float | None) -> Against:
    if value is None or _low(one) <= value <= _high(one):
        return Against.WITHIN
    return Against.ABOVE if _low(one) > value else Against.BELOW


def _low(one: Share) -> float:
    return one.low or 0.0


def _high(one: Share) -> float:
    return one.high if one.high is not None else 1.0

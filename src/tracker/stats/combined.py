"""Shares put together: a weighted mean of several, and the difference of two, with intervals that follow from theirs.

Both intervals are made by the method of variance estimates recovery: the distance from the point to its limit is the
root of the summed squares of the parts' own distances. G. Y. Zou and A. Donner, Statistics in Medicine 27 (2008),
1693-1702; for the difference of two shares it is method 10 of R. G. Newcombe, Statistics in Medicine 17 (1998),
873-890.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import TypeVar

from tracker.stats.shares import Share

Stratum = TypeVar("Stratum", bound=Hashable)

LEAST_COVERED = 0.9
"""How much of the common mix a group must have something of for its standardised rate to be told."""


@dataclass(frozen=True, slots=True)
class Standardised:
    """The share that a group would have with the common mix, and its interval; all None where it has too little of it.

    `covered` is the part of the common mix, 0 to 1, of which the group has something.
    """

    value: float | None
    low: float | None
    high: float | None
    covered: float


@dataclass(frozen=True, slots=True)
class Difference:
    """One share less another: its `value` and the interval from `low` to `high`, each -1 to 1."""

    value: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether the interval leaves no doubt which of the two is higher."""
        return self.low > 0 or self.high < 0


def standardised(shares: Mapping[Stratum, Share], mix: Mapping[Stratum, float]) -> Standardised:
    """The directly standardised share: the mean of a group's shares by stratum, weighted by the common `mix`.

    Σ w·p / Σ w over the strata of the mix in which the group has any: how many it has in each does not enter the point,
    so that its own mix leaves it alone where `mix` does not follow from it. Source: B. R. Kirkwood and J. A. C. Sterne,
    Essential Medical Statistics (2003), chapter 25. ValueError for a negative weight.
    """
    if any(weight < 0 for weight in mix.values()):
        raise ValueError("a weight cannot be negative")
    known = {key: shares[key] for key, weight in mix.items() if weight and key in shares and shares[key].whole}
    within, whole = sum(mix[key] for key in known), sum(mix.values())
    covered = within / whole if whole else 0.0
    if not known or covered < LEAST_COVERED:
        return Standardised(None, None, None, covered)
    weights = {key: mix[key] / within for key in known}
    value, below, above = 0.0, 0.0, 0.0
    for key, (p, low, high) in ((key, _numbers(part)) for key, part in known.items()):
        value += weights[key] * p
        below += (weights[key] * (p - low)) ** 2
        above += (weights[key] * (high - p)) ** 2
    return Standardised(value, max(value - sqrt(below), 0.0), min(value + sqrt(above), 1.0), covered)


def difference(one: Share, other: Share) -> Difference | None:
    """How much higher `one` is than `other`, which are of different cases; None where either is of nothing."""
    if not one.whole or not other.whole:
        return None
    (p, p_low, p_high), (q, q_low, q_high) = _numbers(one), _numbers(other)
    below = sqrt((p - p_low) ** 2 + (q_high - q) ** 2)
    above = sqrt((p_high - p) ** 2 + (q - q_low) ** 2)
    return Difference(p - q, p - q - below, p - q + above)


def _numbers(of: Share) -> tuple[float, float, float]:
    return of.value or 0.0, of.low or 0.0, of.high or 0.0

"""Shares with their intervals: how far a count of so many out of so many can be trusted."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

SURE = 0.95
"""How many of the intervals hold the true share, unless more is asked for."""


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`: its `value` and the interval from `low` to `high`, each 0 to 1, all three None of nothing."""

    part: int
    whole: int
    value: float | None
    low: float | None
    high: float | None


def share(part: int, whole: int, sure: float = SURE) -> Share:
    """`part` of `whole` with Wilson's score interval; ValueError unless 0 <= part <= whole and 0 < sure < 1.

    With p = part / whole and z = 1.96, for 95 %, it is (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n). Unlike
    p ± z √(p(1-p)/n) it stays within 0 and 1 and does not shrink to nothing where all or none are right. It takes the
    cases for independent. E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212; the choice
    for small n: Brown, Cai and DasGupta, Statistical Science 16 (2001), 101-133.
    """
    if not 0 <= part <= whole:
        raise ValueError(f"{part} is no part of {whole}")
    if not whole:
        return Share(part, whole, None, None, None)
    z = point(sure)
    p, square = part / whole, z**2 / whole
    middle = p + square / 2
    reach = z * sqrt(p * (1 - p) / whole + square / (4 * whole))
    low = 0.0 if part == 0 else (middle - reach) / (1 + square)
    high = 1.0 if part == whole else (middle + reach) / (1 + square)
    return Share(part, whole, p, low, high)


def point(sure: float) -> float:
    """How far from the middle a normal variable strays at most in that share of cases: 1.96 for 95 %."""
    return NormalDist().inv_cdf((1 + sure) / 2)

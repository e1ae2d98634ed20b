"""Shares with their intervals: how far a count of so many out of so many can be trusted."""

from dataclasses import dataclass
from functools import lru_cache
from math import exp, lgamma, log, sqrt
from statistics import NormalDist

SURE = 0.95
"""How many of the intervals hold the true share, unless more is asked for."""

_STEPS = 60
"""How often a limit is narrowed down at most."""
_NEAR = 1e-13
"""How near a limit is found, as a part of itself."""


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


@lru_cache(maxsize=1 << 14)
def careful(part: int, whole: int, sure: float = SURE) -> Share:
    """As `share`, with an interval that holds the truth at least so often whatever it is, as Wilson's does on average.

    From the lower of the two lower limits to the higher of the two upper ones of Wilson's interval and of the exact one
    of C. J. Clopper and E. S. Pearson, Biometrika 26 (1934), 404-413: the shares at which so many or more, and so few
    or fewer, are no less likely than (1 - sure) / 2.
    """
    found = share(part, whole, sure)
    if found.low is None or found.high is None:
        return found
    low = _least(part, whole, (1 - sure) / 2, found.low)
    high = 1 - _least(whole - part, whole, (1 - sure) / 2, 1 - found.high)
    return Share(part, whole, found.value, low, max(high, found.high))


def point(sure: float) -> float:
    """How far from the middle a normal variable strays at most in that share of cases: 1.96 for 95 %."""
    return NormalDist().inv_cdf((1 + sure) / 2)


def _least(part: int, whole: int, chance: float, below: float) -> float:
    """The share up to `below` at which `part` or more are as likely as `chance`; `below` where they are less so.

    By Newton's steps on logarithms, of which few are needed; by halves where one leads out of the known limits.
    """
    if part == 0 or _so_many(part, whole, below)[0] <= chance:
        return below if part else 0.0
    low, high, p = 0.0, below, below
    for _step in range(_STEPS):
        so_many, as_many = _so_many(part, whole, p)
        low, high = (p, high) if so_many <= chance else (low, p)
        after = p * exp(log(chance / so_many) * so_many / (part * as_many)) if as_many else low
        after = after if low < after < high else (low + high) / 2
        if abs(after - p) <= _NEAR * p:
            break
        p = after
    return min(p, after)


def _so_many(part: int, whole: int, p: float) -> tuple[float, float]:
    """How likely `part` or more of `whole` are if p is the truth, which is no more than part / whole, and as many."""
    choices = lgamma(whole + 1) - lgamma(part + 1) - lgamma(whole - part + 1)
    term = tail = exactly = exp(choices + part * log(p) + (whole - part) * log(1 - p))
    for k in range(part, whole):
        term *= (whole - k) / (k + 1) * p / (1 - p)
        tail += term
        if term < tail * 1e-12:
            break
    return tail, exactly

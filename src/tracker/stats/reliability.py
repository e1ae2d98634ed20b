"""The reliability curve: of what was said with so much confidence, how much is right."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.stats.shares import Share, share

EDGES = (0.5, 0.6, 0.7, 0.8, 0.9)
"""Where bands of confidence begin; each ends where the next begins, the last with 1."""


@dataclass(frozen=True, slots=True)
class Band:
    """Confidence from `start` up to and without `end` (1 included), and how many of those are `right`."""

    start: float
    end: float
    right: Share


def reliability(judged: Iterable[tuple[float, bool]]) -> tuple[Band, ...]:
    """The bands over (confidence, whether it is right), the least sure first.

    A band from 0 to the first edge stands in front only where something falls into it; the others are always there.
    Source of the curve: A. H. Murphy and R. L. Winkler, Applied Statistics 26 (1977), 41-47.
    """
    whole: Counter[float] = Counter()
    right: Counter[float] = Counter()
    for confidence, is_right in judged:
        start = max((edge for edge in EDGES if confidence >= edge), default=0.0)
        whole[start] += 1
        right[start] += is_right
    starts = (*([0.0] if whole[0.0] else []), *EDGES)
    ends = (*starts[1:], 1.0)
    return tuple(Band(a, b, share(right[a], whole[a])) for a, b in zip(starts, ends, strict=True))

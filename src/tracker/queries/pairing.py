"""Which of two lists of wordings are one another's: each the likest that no likelier one has, in memory for a few rows.

Those of the same words are paired first, which takes no comparing; the rest are compared a strip at a time, and of each
only its likest ones are kept.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from tracker.errors import Invalid
from tracker.translation import gettext as _

MOST = 6_000_000
"""Comparisons of two wordings, of which a second takes about a million."""
_STRIP = 500_000
"""How many likenesses are held at once."""
_RIVALS = 40
"""How many of the likest are kept of each wording; where others have them all, the rest are compared anew."""

Pairs = dict[int, tuple[int, float]]
"""For the place of a wording in the first list: that of its pair in the second, and how like they are, 0 to 100."""


def paired(ones: Sequence[str], others: Sequence[str], least: float) -> Pairs:
    """The pairs of a likeness of at least `least`; order and case of words do not matter.

    Invalid where too many differ to be compared.
    """
    first, second = ([_sorted(text) for text in texts] for texts in (ones, others))
    pairs = _same(first, second)
    while more := _likest(first, second, pairs, least):
        pairs |= more
    return pairs


def _sorted(text: str) -> str:
    return " ".join(sorted(default_process(text).split()))


def _same(first: list[str], second: list[str]) -> Pairs:
    places: dict[str, list[int]] = {}
    for place in reversed(range(len(second))):
        places.setdefault(second[place], []).append(place)
    return {place: (places[text].pop(), 100.0) for place, text in enumerate(first) if places.get(text)}


def _likest(first: list[str], second: list[str], known: Pairs, least: float) -> Pairs:
    """More pairs, the likest first, of those without one; none where all that could have one have it."""
    taken = {there for there, _likeness in known.values()}
    left = [place for place in range(len(first)) if place not in known]
    right = [place for place in range(len(second)) if place not in taken]
    if len(left) * len(right) > MOST:
        raise Invalid(
            _(
                "{n} recommendations of one version and {m} of the other have other words than any of the other: "
                "too many to be compared. Reject those that are none, and compare again."
            ).format(n=len(left), m=len(right))
        )
    found: Pairs = {}
    had: set[int] = set()
    rivals = list(_rivals([first[place] for place in left], [second[place] for place in right], least))
    for likeness, a, b in sorted(rivals, key=lambda one: (-one[0], one[1], one[2])):
        if a not in found and b not in had:
            found[a] = (b, likeness)
            had.add(b)
    return {left[a]: (right[b], likeness) for a, (b, likeness) in found.items()}


def _rivals(first: list[str], second: list[str], least: float) -> Iterator[tuple[float, int, int]]:
    """(likeness, place in the first, place in the second) of the likest few of each of the first."""
    rows = max(_STRIP // max(len(second), 1), 1)
    for start in range(0, len(first) if second else 0, rows):
        strip = process.cdist(first[start : start + rows], second, scorer=fuzz.ratio, score_cutoff=least)
        for row, likeness in enumerate(strip):
            places = np.flatnonzero(likeness >= least)
            likest = places[np.argsort(-likeness[places], kind="stable")][:_RIVALS]
            yield from ((float(likeness[place]), start + row, int(place)) for place in likest)

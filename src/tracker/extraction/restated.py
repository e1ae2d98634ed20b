"""What a document says twice: the words that two wordings of one recommendation share."""

import re
from collections import Counter, defaultdict
from typing import Generic, TypeVar

from tracker.extraction.lexicon import small_words

_WORD = re.compile(r"[^\W\d_]{2,}|\d+(?:[.,]\d+)*")
_ENDINGS = re.compile(r"(?:ational|ation|ments?|ings?|ed|es|s|ly|ers?|e)$")
SAME, PARTLY, SAID_AGAIN, AMONG_OTHERS = 0.72, 0.45, 0.68, 0.6
"""Shares of content words from which two wordings are one: anywhere; with a summary's; of a lead in the sentence below
it; of a recommendation in a summary's sentence that also holds others."""

T = TypeVar("T")
_COMMON = 60
"""Wordings that share a stem from which the stem no longer tells them apart."""


class Index(Generic[T]):
    """Wordings by their stems, so that each is compared with the few that it could be, and not with all."""

    def __init__(self) -> None:
        self._by_stem: dict[str, list[T]] = defaultdict(list)

    def add(self, wording: T, stems: Counter[str]) -> None:
        """Keep a wording under its stems."""
        for stem in stems:
            self._by_stem[stem].append(wording)

    def near(self, stems: Counter[str]) -> list[T]:
        """The wordings that share a stem which is not common, each once, in the order in which they were added."""
        found = [self._by_stem.get(stem, []) for stem in stems]
        return list({id(one): one for some in found if len(some) <= _COMMON for one in some}.values())


def content(text: str) -> Counter[str]:
    """The stems of a wording's words that carry meaning, counted."""
    words = (word.casefold() for word in _WORD.findall(text))
    return Counter(_ENDINGS.sub("", word) if len(word) > 4 else word for word in words if word not in small_words())


def alike(one: Counter[str], other: Counter[str]) -> float:
    """The F1 of what two wordings share, 0 to 1."""
    whole = sum(one.values()) + sum(other.values())
    return 2 * sum((one & other).values()) / whole if whole else 0.0


def held(one: Counter[str], other: Counter[str]) -> float:
    """The share of the first wording that the other holds, 0 to 1."""
    whole = sum(one.values())
    return sum((one & other).values()) / whole if whole else 0.0

"""What a document says twice: the words that two wordings of one recommendation share."""

import re
from collections import Counter

from tracker.extraction.lexicon import small_words

_WORD = re.compile(r"[^\W\d_]{2,}|\d[\d.,]*")
_ENDINGS = re.compile(r"(?:ational|ation|ments?|ings?|ed|es|s|ly|ers?|e)$")
SAME, PARTLY, SAID_AGAIN = 0.72, 0.45, 0.6
"""Shares of content words from which two wordings are one: anywhere; with a summary's; of a lead in a sentence."""


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

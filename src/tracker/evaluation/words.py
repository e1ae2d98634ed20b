"""How alike two texts are, and when two names are the same."""

import re
import unicodedata
from collections import Counter

_APOSTROPHES = re.compile(r"['’`]")
_WORD = re.compile(r"\w+")


def words(text: str) -> Counter[str]:
    """The words of a text with how often each occurs: lower case, no accents, no punctuation."""
    return Counter(_WORD.findall(_APOSTROPHES.sub("", _bare(text))))


def overlap(one: Counter[str], other: Counter[str]) -> float:
    """F1 of two multisets of words, 0 to 1."""
    shared = (one & other).total()
    return 2 * shared / (one.total() + other.total()) if shared else 0.0


def name_key(name: str) -> str:
    """A name as compared: no case, accents, punctuation or leading article."""
    return " ".join(_WORD.findall(_APOSTROPHES.sub("", _bare(name)).replace(".", ""))).removeprefix("the ")


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).lower()
    return "".join(c for c in decomposed if not unicodedata.combining(c))

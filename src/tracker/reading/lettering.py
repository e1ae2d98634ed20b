"""Capitals, titles and dates, as they look."""

import re

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
DATED = re.compile(
    rf"\b(?:{_MONTHS})[a-z]*\.?\s+(?:\d{{1,2}},?\s+)?\d{{4}}\b|\b\d{{1,2}}\.\d{{1,2}}\.\d{{4}}\b", re.IGNORECASE
)
WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_GAP = r"[^\S\n\r\f\v\x1c-\x1f\x85\u2028\u2029]"
_WIDE = re.compile(
    rf"^{_GAP}*(?:(?:[A-Z]{_GAP}{{1,4}}){{4,60}}[A-Z]|[^\W\d_](?:{_GAP}{{1,4}}[^\W\d_]){{6,60}}){_GAP}*$", re.MULTILINE
)
"""A line of single letters, each some spaces from the next; five capitals or seven of any kind."""
_SMALL = frozenset(
    "a an and as at but by for from in into of off on or over per the to up via with vs nor after de la et und".split()
)


def title_case(text: str) -> bool:
    """Whether all words but the small ones are capitalised."""
    words = [word for word in WORD.findall(text) if word.lower() not in _SMALL]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def in_capitals(text: str) -> bool:
    """Whether no letter is small."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 2 and not any(letter.islower() for letter in letters)


def close_up(text: str) -> str:
    """The text with its wide-spaced lines closed up: "R E C O M M E N D A T I O N S"; two spaces part two words."""
    return _WIDE.sub(
        lambda line: " ".join("".join(word.split()) for word in re.split(r"\s{2,}", line.group().strip())), text
    )

"""Signs set several lines large: an initial belongs to its word, a number to what stands beside it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tracker.reading.pdf_page import Fragment

_LARGE = 1.9
_SMALLER = 0.6
_MOST = 12
_QUOTES = frozenset("“”„‟«»‘’\"'")
_WORD = re.compile(r"[^\W\d_]+")


def settled(fragments: Sequence[Fragment]) -> list[Fragment]:
    """The fragments with each large letter or number on the line that it opens; large quotation marks are ornament."""
    usual = _usual(fragments)
    large = [one for one in fragments if one.size > _LARGE * usual and _lone(one)]
    if not large or len(large) > _MOST:
        return list(fragments)
    kept = {id(one): one for one in fragments}
    seen = Counter(word.lower() for one in fragments for word in _WORD.findall(one.text))
    for one in large:
        said = one.text.strip()
        if any(_side_by_side(one, other) for other in fragments if other is not one):
            continue
        beside = _beside(one, list(kept.values()))
        if said in _QUOTES:
            del kept[id(one)]
        elif said.isdigit() and beside:
            kept[id(one)] = replace(one, size=beside.size, base=beside.base, font=beside.font)
        elif said.isalpha() and said.isupper() and beside and beside.text[:1].isalpha():
            del kept[id(one)]
            joint = " " if one.text.endswith(" ") or _stands_alone(said, beside.text, seen) else ""
            kept[id(beside)] = replace(beside, text=f"{said}{joint}{beside.text}")
    return list(kept.values())


def _usual(fragments: Sequence[Fragment]) -> float:
    sizes: Counter[float] = Counter()
    for one in fragments:
        sizes[round(one.size, 1)] += len(one.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _lone(fragment: Fragment) -> bool:
    said = fragment.text.strip()
    return len(said) == 1 or (len(said) == 2 and said.isdigit())


def _side_by_side(one: Fragment, other: Fragment) -> bool:
    """Whether the other is of the same display line."""
    alike = other.size > 0.7 * one.size and abs(other.base - one.base) < 0.3 * one.size
    return alike and -one.size < other.left - one.right < one.size


def _beside(one: Fragment, fragments: Sequence[Fragment]) -> Fragment | None:
    """The first line at the right of the large sign."""
    reach = 5.0 if one.text.strip().isdigit() else 1.5
    near = [
        other
        for other in fragments
        if other.size < _SMALLER * one.size
        and -0.2 * one.size < other.left - one.right < reach * other.size
        and one.base - 0.2 * one.size < other.base < one.base + one.size
    ]
    return max(near, key=lambda other: (round(other.base), -other.left), default=None)


def _stands_alone(letter: str, rest: str, seen: Counter[str]) -> bool:
    """Whether the letter is a word, as in "A river", told by the words of the page."""
    first = _WORD.match(rest)
    word = first.group().lower() if first else ""
    return letter in "AIO" and seen[word] > 1 and not seen[letter.lower() + word]

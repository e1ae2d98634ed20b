"""Which of very many wordings ask nearly the same, in memory for their words alone.

Comparing each with each would take days of a million of them. So only those are compared that share a pair of
neighbouring words which is rare among all: wordings that say the same share several of those.
"""

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

LEAST = 80.0
"""The likeness, 0 to 100, from which two wordings may ask the same."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_RAREST = 6
"""How many of its rarest pairs of words stand for a wording."""
_NEIGHBOURS = 20
"""With how many others that share a rare pair a wording is compared, where very many do: its likest in other pairs."""
_STANDING = 6
"""How many of those with the very same words stand for all of them."""
_AS_MANY = 1_000
"""As if there were so many wordings more: among few, a word that two have in common is not frequent for that."""
_SLOTS = 1 << 22
"""Counters for pairs of words; two pairs that share one are taken for more frequent than they are, and no more."""
_CHUNK = 100_000
_SAID = 200_000

Numbers = NDArray[np.int64]
Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Like:
    """Two wordings by their places, the smaller first, and how like they are, 0 to 100."""

    one: int
    other: int
    likeness: float


@dataclass(frozen=True, slots=True)
class _Words:
    """All wordings as numbers of words, one after the other; the wording at `n` goes from `starts[n]` to the next."""

    known: Sequence[str]
    flat: NDArray[np.int32]
    starts: Numbers
    weights: NDArray[np.float64]

    def of(self, place: int) -> list[int]:
        """The numbers of the words of one wording."""
        found: list[int] = self.flat[self.starts[place] : self.starts[place + 1]].tolist()
        return found

    def text(self, place: int) -> str:
        """The words of one wording in order of the alphabet, so that their order does not matter."""
        return " ".join(sorted(self.known[word] for word in self.of(place)))


def alike(wordings: Iterable[str], progress: Progress = lambda _share: None) -> list[Like]:
    """The pairs of a likeness of at least `LEAST`, in order of their places.

    Where very many are alike, some pairs of them stand for all. Likeness is the smaller of two: of the letters,
    whatever the order of the words, and of the words that both have, where rare words weigh more: "Iran" for "Iraq" is
    one letter, and another ask. `progress` is given the share that is done.
    """
    words = _read(wordings)
    firsts, same = _same(words)
    rare = _rare(words, firsts)
    found = {like for those in same.values() for like in _among(those)}
    for done, candidates in _candidates(rare, len(words.starts)):
        for like in _liked(words, *candidates):
            ones, others = (same.get(place, [place]) for place in (like.one, like.other))
            found.update(_between(ones, others, like.likeness))
        progress(done)
    return sorted(found, key=lambda like: (like.one, like.other))


def _among(those: Sequence[int]) -> Iterator[Like]:
    """The pairs of wordings with the same words."""
    for at, one in enumerate(those):
        for other in those[at + 1 : at + 1 + _STANDING]:
            yield Like(one, other, 100.0)


def _between(ones: Sequence[int], others: Sequence[int], likeness: float) -> Iterator[Like]:
    """The pairs of wordings of which each has the same words as one of two that are alike."""
    for one in ones[:_STANDING]:
        for other in others[:_STANDING]:
            yield Like(min(one, other), max(one, other), likeness)


def _read(wordings: Iterable[str]) -> _Words:
    numbers: dict[str, int] = {}
    flat, starts = array("i"), array("q", [0])
    for wording in wordings:
        for word in _WORD.findall(wording.casefold()):
            flat.append(numbers.setdefault(_singular(word), len(numbers)))
        starts.append(len(flat))
    words = np.frombuffer(flat, np.int32) if flat else np.zeros(0, np.int32)
    counts = np.bincount(words, minlength=len(numbers))
    weights = np.log1p((len(starts) + _AS_MANY) / (counts + 1))
    return _Words(list(numbers), words, np.frombuffer(starts, np.int64), weights)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _same(words: _Words) -> tuple[Numbers, dict[int, list[int]]]:
    """The first of all wordings with the same words, whatever their order; of those that are several all, by the first.

    Wordings without a word are left out. Two count as the same where random numbers for their words add up to the same.
    """
    filled = np.flatnonzero(np.diff(words.starts))
    drawn = np.random.default_rng(0).integers(0, 1 << 62, len(words.known), np.int64)
    sums = np.add.reduceat(drawn[words.flat], words.starts[filled]) if len(filled) else filled
    order = np.argsort(sums, kind="stable")
    groups = np.split(filled[order], np.flatnonzero(np.diff(sums[order])) + 1) if len(filled) else []
    several = {int(those[0]): those.tolist() for those in groups if len(those) > 1}
    return np.array(sorted(int(those[0]) for those in groups), np.int64), several


def _rare(words: _Words, firsts: Numbers) -> tuple[Numbers, Numbers]:
    """The rarest pairs of words that another wording has too, and the wordings that have them: (pairs, places).

    They are in order of the pairs; those of one pair in an order in which wordings of much the same pairs are near.
    """
    counts = np.zeros(_SLOTS, np.int32)
    for _places, pairs in _pairs(words, firsts):
        counts += np.bincount(pairs, minlength=_SLOTS).astype(np.int32)
    chosen = [_rarest(places, pairs, counts[pairs]) for places, pairs in _pairs(words, firsts)]
    places = np.concatenate([np.zeros(0, np.int64), *(one for one, _pairs in chosen)])
    pairs = np.concatenate([np.zeros(0, np.int64), *(one for _places, one in chosen)])
    near = np.zeros(len(words.starts), np.int64)
    np.add.at(near, places, pairs)
    order = np.lexsort((near[places], pairs))
    return pairs[order], places[order]


def _pairs(words: _Words, firsts: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """A chunk of wordings at a time: the place of the wording, and the slot of each of its pairs of words once.

    The first word of all has a pair of its own, so that a wording of one word has one too.
    """
    for start in range(0, len(firsts), _CHUNK):
        chunk = firsts[start : start + _CHUNK]
        lengths = words.starts[chunk + 1] - words.starts[chunk]
        places = np.repeat(chunk, lengths)
        within = np.arange(len(places)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        at = np.repeat(words.starts[chunk], lengths) + within
        word = words.flat[at].astype(np.int64)
        before = np.where(within > 0, words.flat[at - 1], -1).astype(np.int64)
        slots = ((before * 0x9E3779B1) ^ (word * 0x85EBCA77)) % _SLOTS
        yield _once(places, slots, _SLOTS)


def _rarest(places: Numbers, pairs: Numbers, counts: Any) -> tuple[Numbers, Numbers]:
    shared = counts > 1
    places, pairs, counts = places[shared], pairs[shared], counts[shared]
    order = np.lexsort((pairs, counts, places))
    places, pairs = places[order], pairs[order]
    first = np.searchsorted(places, places)
    few = np.arange(len(places)) - first < _RAREST
    return places[few], pairs[few]


def _candidates(rare: tuple[Numbers, Numbers], most: int) -> Iterator[tuple[float, tuple[Numbers, Numbers]]]:
    """What is to be compared, a strip at a time, with the share that is done after it: places, all under `most`."""
    pairs, places = rare
    strip = max(_SAID // _NEIGHBOURS, 1)
    for start in range(0, len(pairs), strip):
        end = start + strip
        found = []
        for step in range(1, _NEIGHBOURS + 1):
            mine, theirs = pairs[start:end], pairs[start + step : end + step]
            both = np.flatnonzero(mine[: len(theirs)] == theirs)
            found.append((places[start:end][both], places[start + step : end + step][both]))
        ones, others = (np.concatenate(each) for each in zip(*found, strict=True))
        yield min(end / len(pairs), 1.0), _once(np.minimum(ones, others), np.maximum(ones, others), most)


def _once(ones: Numbers, others: Numbers, most: int) -> tuple[Numbers, Numbers]:
    """Each pair of numbers once, in order; the second ones are all under `most`."""
    both = np.unique(ones * most + others)
    return both // most, both % most


def _liked(words: _Words, one: Numbers, other: Numbers) -> Iterator[Like]:
    mine, theirs = (words.starts[places + 1] - words.starts[places] for places in (one, other))
    near = np.minimum(mine, theirs) * 2 >= np.maximum(mine, theirs)
    ones, others = one[near].tolist(), other[near].tolist()
    texts = {place: words.text(place) for place in {*ones, *others}}
    letters = process.cpdist(
        [texts[one] for one in ones], [texts[other] for other in others], scorer=fuzz.ratio, score_cutoff=LEAST
    )
    for at in np.flatnonzero(letters >= LEAST).tolist():
        likeness = min(float(letters[at]), _in_words(words, words.of(ones[at]), words.of(others[at])))
        if likeness >= LEAST:
            yield Like(ones[at], others[at], likeness)


def _in_words(words: _Words, ones: list[int], others: list[int]) -> float:
    """Of the weight of all words of both, the share of those that both have, 0 to 100."""
    mine, theirs = set(ones), set(others)
    both, all_of = (float(words.weights[list(some)].sum()) for some in (mine & theirs, mine | theirs))
    return 200 * both / (both + all_of)

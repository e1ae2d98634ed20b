"""Two lists that say the same in the same order: the key recommendations of a summary, and those of the chapters."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from tracker.extraction.drafts import SET_OFF, Draft
from tracker.extraction.passages import Place
from tracker.extraction.restated import alike
from tracker.vocabulary.advice import Level

_FEWEST, _MOST = 3, 30
"""Items of the shortest and the longest list that is looked at."""
_MANY = 60
"""Lists from which on a document is no report that sums up its chapters, and comparing them all takes long."""
_LEAST, _MEAN = 0.12, 0.25
"""How much alike two items are, at least and on an average, that show that the lists say the same."""
_SHOWN = 0.6
"""The share of the shorter list's items that must show it."""

Stems = Counter[str]


def aligned(drafts: Sequence[Draft], words: Mapping[int, Stems]) -> dict[int, Draft]:
    """For each item of such a list the one that says the same in the other, by the identity of the draft."""
    told = _told(drafts, words)
    pairs: dict[int, Draft] = {}
    lists = list(_lists(drafts))
    for first, second in combinations(lists if len(lists) <= _MANY else (), 2):
        if abs(len(first) - len(second)) * 2 > min(len(first), len(second)) or _apart(first, second):
            continue
        for one, other in _matched([told[id(each)] for each in first], [told[id(each)] for each in second]):
            pairs[id(first[one])] = second[other]
            pairs[id(second[other])] = first[one]
    return pairs


def _lists(drafts: Sequence[Draft]) -> Iterator[list[Draft]]:
    """The headlines that the document sets off, list by list; the headings that tell what to do are one list."""
    found: dict[tuple[int | None, Place], list[Draft]] = {}
    for draft in sorted(drafts, key=lambda one: one.span):
        if draft.level is Level.HEADLINE and draft.said.place in SET_OFF:
            over, place = draft.said.section.heading, draft.said.place
            list_of = (None, Place.HEADING) if over == draft.said.sentence.block else (over, place)
            found.setdefault(list_of, []).append(draft)
    return (each for each in found.values() if _FEWEST <= len(each) <= _MOST)


def _apart(first: Sequence[Draft], second: Sequence[Draft]) -> bool:
    """Whether the lists are addressed to different bodies."""
    mine, theirs = ({who for draft in each for who in draft.said.section.addressees} for each in (first, second))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _told(drafts: Sequence[Draft], words: Mapping[int, Stems]) -> dict[int, Stems]:
    """The stems of each draft, with those of what stands below it."""
    told = {id(draft): Counter(words[id(draft)]) for draft in drafts}
    for draft in drafts:
        if draft.parent is not None and id(draft.parent) in told:
            told[id(draft.parent)] |= words[id(draft)]
    return told


def _matched(first: Sequence[Stems], second: Sequence[Stems]) -> list[tuple[int, int]]:
    """The places of the items that say the same; none where too few show it, or where they do so in another order.

    Between two that show it, as many on one side as on the other say the same too.
    """
    likeness = [[alike(one, other) for other in second] for one in first]
    shown = [
        (one, row.index(best))
        for one, row in enumerate(likeness)
        if (best := max(row)) >= _LEAST and best == max(other[row.index(best)] for other in likeness)
    ]
    if len(shown) < max(2, _SHOWN * min(len(first), len(second))):
        return []
    if sum((first[one] & second[other]).total() > 1 for one, other in shown) * 2 < min(len(first), len(second)):
        return []
    mean = sum(likeness[one][other] for one, other in shown) / len(shown)
    if mean < _MEAN or any(one[1] >= two[1] for one, two in pairwise(shown)):
        return []
    found = list(shown)
    for start, end in pairwise([(-1, -1), *shown, (len(first), len(second))]):
        if end[0] - start[0] == end[1] - start[1]:
            found += [(start[0] + step, start[1] + step) for step in range(1, end[0] - start[0])]
    return found

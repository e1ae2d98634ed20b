"""What a summary says of the recommendations that a document sets off: several at once, or one in other words."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from tracker.extraction.drafts import SET_OFF, Draft
from tracker.extraction.parts import Part
from tracker.extraction.passages import Place
from tracker.extraction.restated import AMONG_OTHERS, Index, content, held
from tracker.vocabulary.advice import Level

_HALF = 0.5
_JOINT = re.compile(r",\s+(?:and\s+)?|\s+and\s+|;\s+")
"""What stands between the several things that one sentence asks for."""
_ASIDE = re.compile(
    r",\s+(?:as|because|since|which|where)\b[^;]{0,200}$|\s(?:in|within|during) the (?:next|coming)(?: \w+){1,2}"
)
"""What says why or when, and not what: ", as Vietnam has done since 2016", "in the next budget"."""
_LIST, _NEAR, _TOUCHED = 3, 0.4, 1 / 4
"""Headlines that make a list which a summary sums up; the share of a part of its sentence that one of them holds, and
what one must hold at least of most of its parts."""


class Listed:
    """The list of headlines that a document sets off outside its summary, with what is said in their passages."""

    def __init__(self, drafts: Sequence[Draft], words: dict[int, Counter[str]]) -> None:
        summed = any(one.said.section.part is Part.SUMMARY for one in drafts)
        listed = [one for one in _outside_summary(drafts) if one.said.place in SET_OFF] if summed else []
        self.told = {id(one): Counter(words[id(one)]) for one in listed}
        for one in drafts:
            if one.parent is not None and id(one.parent) in self.told:
                self.told[id(one.parent)] |= words[id(one)]
        self.index: Index[Draft] = Index()
        for one in drafts:
            if id(one) in self.told:
                self.index.add(one, self.told[id(one)])

    def hinted_at(self, draft: Draft) -> Draft | None:
        """The headline that running text of the summary comes nearest to, as a summary says nothing of its own.

        None where there is no list of several, or none comes near.
        """
        if draft.said.section.part is not Part.SUMMARY or draft.said.place is not Place.PROSE:
            return None
        if len(self.told) < _LIST:
            return None
        near = [self._nearest(part) for part in _parts(draft)]
        share, best = max(near, key=lambda pair: pair[0], default=(0.0, None))
        touched = sum(part >= _TOUCHED for part, _ in near)
        return best if share >= _NEAR and 2 * touched > len(near) else None

    def _nearest(self, part: Counter[str]) -> tuple[float, Draft | None]:
        """The headline that holds most of a part of what is asked for, with the share that it holds."""
        found = ((held(part, self.told[id(one)]), one) for one in self.index.near(part))
        return max(found, key=lambda pair: pair[0], default=(0.0, None))


def summed_up(draft: Draft, others: Sequence[Draft], words: dict[int, Counter[str]]) -> Draft | None:
    """The first of several recommendations that a sentence of a summary runs together: "index the rate, close the
    gaps and test each product"; None where most of what it asks for stands nowhere else."""
    if draft.said.section.part is not Part.SUMMARY:
        return None
    parts = _parts(draft)
    set_off = _outside_summary(others)
    told = (_best_holding(part, set_off, words) for part in parts)
    found = [one for one in told if one is not None]
    if len(parts) == 1 and found and held(parts[0], words[id(found[0])]) >= AMONG_OTHERS:
        return found[0]
    return found[0] if 2 * len(found) > len(parts) and len({id(one) for one in found}) > 1 else None


def _parts(draft: Draft) -> list[Counter[str]]:
    """The several things that a sentence asks for, each by its stems; none where no word in it advises."""
    clause, text = draft.judgement.clause, draft.said.sentence.text
    if clause is None:
        return []
    return [part for each in _JOINT.split(_ASIDE.sub("", text[clause.action :])) if (part := content(each))]


def _outside_summary(drafts: Iterable[Draft]) -> list[Draft]:
    """The headlines that stand outside the summary: those that are set off, or all where none is."""
    found = [one for one in drafts if one.level is Level.HEADLINE and one.said.section.part is not Part.SUMMARY]
    return [one for one in found if one.said.place in SET_OFF] or found


def _best_holding(part: Counter[str], others: Sequence[Draft], words: dict[int, Counter[str]]) -> Draft | None:
    """The recommendation that holds most of a part, None where none holds half of it."""
    best = max(others, key=lambda one: held(part, words[id(one)]), default=None)
    return best if best and held(part, words[id(best)]) >= _HALF else None

"""Recommendations that say where in the paper they are argued, "(paragraph 4.2)", and the advice that stands there."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from tracker.document import Document
from tracker.extraction.drafts import SET_OFF, Draft, is_against
from tracker.extraction.restated import content

_REFERENCE = re.compile(
    r"\s*[(\[](?:see )?(?:paragraphs?|paras?\.?|sections?|§§?)\s*(?P<numbers>\d[^()\[\]]{0,60})[)\]]", re.I
)
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_MOST = 12
"""Sentences of one paragraph that are looked at."""
_FEWEST, _LEAST = 2, 0.5
"""Content words, and the share of the shorter wording, that two wordings of one recommendation share at least."""
_MORE = content("raise increase expand extend widen strengthen open buy").keys()
_LESS = content("lower reduce cut shrink shorten narrow weaken close sell").keys()
_LONGEST = 90
"""Characters behind a recommendation in which a reference stands."""


def referred(document: Document, drafts: Sequence[Draft]) -> dict[int, Draft]:
    """For advice in a numbered paragraph, by the identity of the draft, the recommendation that refers to it there.

    Of several in one paragraph it is the one that shares most words with the recommendation.
    """
    argued: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        argued[document.blocks[draft.said.sentence.block].marker.strip("().[] ")].append(draft)
    found: dict[int, Draft] = {}
    for draft in drafts:
        for number in _numbers(document, draft) if draft.said.place in SET_OFF else ():
            there = [one for one in argued.get(number, ())[:_MOST] if one.said.section != draft.said.section]
            best = max(there, key=lambda one: _likeness(draft, one), default=None)
            if best and _likeness(draft, best) >= _LEAST:
                found.setdefault(id(best), draft)
    return found


def _likeness(draft: Draft, other: Draft) -> float:
    """How much of the shorter of two wordings the other says too, 0 where that is a word alone, or the opposite."""
    mine, theirs = _without_actor(draft), _without_actor(other)
    opposite = is_against(draft) != is_against(other) or bool(_MORE & mine.keys() and _LESS & theirs.keys())
    opposite = opposite or bool(_LESS & mine.keys() and _MORE & theirs.keys())
    shared = (mine & theirs).total()
    return 0.0 if opposite or shared < _FEWEST else shared / min(mine.total(), theirs.total())


def _without_actor(draft: Draft) -> Counter[str]:
    """The stems of the whole sentence, without those of who is to act."""
    clause = draft.judgement.clause
    who = " ".join((clause.subject if clause and not clause.passive else "", *draft.addressees))
    return content(draft.said.sentence.text) - content(who)


def _numbers(document: Document, draft: Draft) -> list[str]:
    """The numbers of the paragraphs to which a recommendation refers."""
    match = _REFERENCE.match(document.text, draft.span.end, draft.span.end + _LONGEST)
    return _NUMBER.findall(match["numbers"]) if match else []

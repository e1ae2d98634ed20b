"""Recommendations that say where in the paper they are argued, "(paragraph 4.2)", and the advice that stands there."""

import re
from collections import defaultdict
from collections.abc import Sequence

from tracker.document import Document
from tracker.extraction.drafts import SET_OFF, Draft
from tracker.extraction.restated import alike, content

_REFERENCE = re.compile(
    r"\s*[(\[](?:see )?(?:paragraphs?|paras?\.?|sections?|§§?)\s*(?P<numbers>\d[^()\[\]]{0,60})[)\]]", re.I
)
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_MOST = 12
"""Sentences of one paragraph that are looked at."""
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
        if draft.said.place not in SET_OFF:
            continue
        mine = content(draft.said.sentence.text)
        for number in _numbers(document, draft):
            there = [one for one in argued.get(number, ())[:_MOST] if one.said.section != draft.said.section]
            shared = [(alike(mine, content(one.said.sentence.text)), at) for at, one in enumerate(there)]
            best, at = max(shared, default=(0.0, 0))
            if best > 0:
                found.setdefault(id(there[at]), draft)
    return found


def _numbers(document: Document, draft: Draft) -> list[str]:
    """The numbers of the paragraphs to which a recommendation refers."""
    match = _REFERENCE.match(document.text, draft.span.end, draft.span.end + _LONGEST)
    return _NUMBER.findall(match["numbers"]) if match else []

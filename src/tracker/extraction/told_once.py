"""One finding for what a document says twice."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from tracker.document import Span
from tracker.extraction.aligned import aligned
from tracker.extraction.clauses import Mood
from tracker.extraction.drafts import SET_OFF, Draft, asked, is_against
from tracker.extraction.parts import Part
from tracker.extraction.passages import Place
from tracker.extraction.restated import AMONG_OTHERS, PARTLY, SAID_AGAIN, SAME, Index, alike, held
from tracker.extraction.rules import MUST
from tracker.extraction.summing_up import Listed, summed_up
from tracker.vocabulary.advice import Level

_LABEL = re.compile(r"[A-Za-z][\w ]{0,30}?[ R]\d[\d.-]*\w?", re.IGNORECASE)
_SAME_ACTOR = 0.6
"""The share of words from which advice in the body repeats what the same body is told in the recommendations."""
_HALF = 0.5
_FILLED = 2
"""Words that one sentence has in the place of as many of another one, where both ask the same of different things."""
_LETTER_FOR_LETTER = 0.9
_WATCHWORD = 3
"""Stems of the longest lead that says too little to be told apart from what makes it concrete."""
_DEFINITE = re.compile(r"\b(?:the|an?|its|their|this|that|these|those|each|every|all)\b", re.IGNORECASE)
"""What a lead has that names a thing to be acted upon, so that it is more than a watchword."""
_FURTHER = re.compile(r"\b(?:also|too|further|besides|in addition|it|them)\b", re.IGNORECASE)
"""What a sentence has that goes further than the lead above it, or back to the thing that stands there."""
_NEXT = 4
"""Characters between two sentences that stand one behind the other."""
_SHORT_LEAD = 5
"""Stems of the longest lead that is no more than a slogan over the sentence that makes it concrete."""


def told_once(drafts: list[Draft], argued: Mapping[int, Draft]) -> list[Draft]:
    """One draft for what is said twice: what is set off stays, its other wordings are kept beside it.

    To do and not to do a thing are never one. `argued` has, by the identity of a draft, the one that refers to it.
    """
    kept: dict[int, Draft] = {}
    words = {id(draft): asked(draft) for draft in drafts}
    against = {id(draft): is_against(draft) for draft in drafts}
    merged: dict[int, Draft] = {}
    index: Index[Draft] = Index()
    concrete = _made_concrete(drafts, words)
    pairs, listed = aligned(drafts, words) | dict(argued), Listed(drafts, words)
    for draft in sorted(drafts, key=lambda one: _rank(one, concrete=id(one) in concrete)):
        mine = words[id(draft)]
        draft.parent = above = _standing(draft.parent, merged)
        near = index.near(mine) if above is None else [above, *index.near(mine)]
        agreed = [other for other in near if other is not draft and against[id(other)] == against[id(draft)]]
        again = (other for other in agreed if _same(draft, other, words) or _spells_out(draft, other, words, concrete))
        same = next(again, None) or next((one for one in agreed if _as_concrete(draft, one, words, concrete)), None)
        same = same or kept.get(id(_standing(pairs.get(id(draft)), merged))) or summed_up(draft, agreed, words)
        same = same or kept.get(id(_standing(listed.hinted_at(draft), merged)))
        if same is None:
            kept[id(draft)] = draft
            index.add(draft, mine + concrete.get(id(draft), Counter()))
        else:
            same.also += [draft.span, *draft.also]
            merged[id(draft)] = same
    for draft in kept.values():
        draft.parent = _standing(draft.parent, merged)
        while draft.parent is not None and draft.parent.level is Level.SUPPORTING and draft.parent.parent is not None:
            draft.parent = draft.parent.parent
        draft.parent = None if draft.parent is draft else draft.parent
    return list(kept.values())


def _made_concrete(drafts: Sequence[Draft], words: dict[int, Counter[str]]) -> dict[int, Counter[str]]:
    """What the sentence asks for that follows a short lead and makes it concrete, by the lead."""
    found: dict[int, Counter[str]] = {}
    for draft in drafts:
        head = draft.parent
        if head is None or head.level is not Level.HEADLINE or draft.said.place is not Place.WITHIN:
            continue
        near = draft.said.sentence.block == head.said.sentence.block
        if near and len(words[id(head)]) <= _SHORT_LEAD:
            found.setdefault(id(head), words[id(draft)])
    return found


def _standing(draft: Draft | None, merged: dict[int, Draft]) -> Draft | None:
    """The draft that a draft was merged into, however often; itself where it was not."""
    while draft is not None and id(draft) in merged:
        draft = merged[id(draft)]
    return draft


def _rank(draft: Draft, *, concrete: bool) -> tuple[int, int, Span]:
    """The order in which wordings are preferred: in a summary, only a lead that is made concrete there comes first."""
    summary = draft.said.section.part is Part.SUMMARY and not concrete
    return (draft.level is not Level.HEADLINE, summary, draft.span)


def _same(draft: Draft, other: Draft, words: dict[int, Counter[str]]) -> bool:
    """Whether a draft says again what one before it in rank says."""
    mine, theirs = words[id(draft)], words[id(other)]
    if _for_others(draft, other):
        return False
    if draft.parent is other:
        return draft.said.place is Place.WITHIN and held(theirs, mine) >= SAID_AGAIN
    if draft.said.section == other.said.section and (draft.said.place in SET_OFF or _fill_one_frame(mine, theirs)):
        return mine == theirs
    if Part.SUMMARY in (draft.said.section.part, other.said.section.part) or _share_label(draft, other):
        return alike(mine, theirs) >= PARTLY or held(theirs, mine) >= AMONG_OTHERS
    body = draft.level is Level.SUPPORTING and draft.parent is None
    if body and draft.addressees and draft.addressees == other.addressees:
        return alike(mine, theirs) >= _SAME_ACTOR
    return alike(mine, theirs) >= (SAME if draft.parent is None else _LETTER_FOR_LETTER)


def _fill_one_frame(mine: Counter[str], theirs: Counter[str]) -> bool:
    """Whether two wordings are alike but for a word or two: the same is asked for the schools, and for the prisons."""
    return 0 < (mine - theirs).total() == (theirs - mine).total() <= _FILLED


def _spells_out(draft: Draft, other: Draft, words: dict[int, Counter[str]], concrete: dict[int, Counter[str]]) -> bool:
    """Whether a draft is what makes its own short lead concrete, and says half of it again or who is to follow it."""
    mine, lead = words[id(draft)], words[id(other)]
    if draft.parent is not other or concrete.get(id(other)) is not mine:
        return False
    return held(lead, mine) >= _HALF or _says_who(draft, other, len(lead))


def _says_who(draft: Draft, other: Draft, length: int) -> bool:
    """Whether a lead of so many stems is a mere watchword, and the draft says who is to follow it and how:
    "Price the bays. The council should charge by the hour."."""
    ordered, clause = other.judgement.clause, draft.judgement.clause
    if clause is None or clause.mood is not Mood.DUTY or (ordered is not None and ordered.mood is not Mood.IMPERATIVE):
        return False
    if _DEFINITE.search(other.said.sentence.plain) or _FURTHER.search(draft.said.sentence.plain):
        return False
    if MUST.search(draft.said.sentence.plain[slice(*clause.cue)]):
        return False
    next_to = draft.span.start - other.span.end < _NEXT and bool(draft.addressees) and not clause.passive
    return length < _WATCHWORD or (length == _WATCHWORD and next_to)


def _share_label(draft: Draft, other: Draft) -> bool:
    """Whether both bear one label, as where the end of a report lists "Recommendation 1" again."""
    return bool(_LABEL.fullmatch(draft.said.label)) and draft.said.label.casefold() == other.said.label.casefold()


def _as_concrete(draft: Draft, other: Draft, words: dict[int, Counter[str]], concrete: dict[int, Counter[str]]) -> bool:
    """Whether a draft in another section says again what makes another's lead concrete."""
    elsewhere = draft.parent is None and draft.said.section != other.said.section and id(other) in concrete
    return elsewhere and not _for_others(draft, other) and alike(words[id(draft)], concrete[id(other)]) >= SAME


def _for_others(draft: Draft, other: Draft) -> bool:
    """Whether the document asks the same of two bodies, each under a heading of its own."""
    mine, theirs = draft.said.section.addressees, other.said.section.addressees
    return bool(mine and theirs) and not set(mine) & set(theirs) and draft.level is other.level is Level.HEADLINE

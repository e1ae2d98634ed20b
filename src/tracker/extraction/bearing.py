"""How a paper speaks on the whole, where it sets off no advice: one that advises says so in words kept for advice, or
more often in its authors' voice than in others'."""

from collections.abc import Sequence

from tracker.extraction import rules
from tracker.extraction.clauses import Clause, Mood, clauses
from tracker.extraction.drafts import SET_OFF, Draft
from tracker.extraction.judging import Judgement
from tracker.extraction.parts import Part
from tracker.extraction.passages import Place, Said

_FIRM = 1.0
"""The score of a sentence that somebody in particular is told to act in."""
_FEWEST, _SHARE = 4, 0.6
"""Sentences passed over that make a paper one that reports, and how many firm ones to each make it advise yet."""

_SHORT = 3
"""Letters of words too short to be told by."""


def only_reports(drafts: Sequence[Draft], passed_over: Sequence[Judgement]) -> bool:
    """Whether a paper that sets off nothing tells of duties, and of what others want, far more than it advises."""
    if any(draft.said.place in SET_OFF or _is_plain(draft) for draft in drafts):
        return False
    told = sum(_sounds(judgement) for judgement in passed_over)
    firm = sum(draft.judgement.score >= _FIRM for draft in drafts)
    return told >= _FEWEST and firm < _SHARE * told


def _is_plain(draft: Draft) -> bool:
    """Whether a sentence is advice whatever the rest says: in words kept for it, or where a paper sums itself up."""
    clause, part = draft.judgement.clause, draft.said.section.part
    if part is not Part.BODY or clause is None or clause.mood is Mood.CALL:
        return True
    judged = clause.mood is Mood.VERDICT and draft.judgement.score >= _FIRM
    text = draft.said.sentence.plain
    own = rules.CONCLUDING.search(text) or rules.OWN_VIEW.search(text[: clause.cue[0]])
    return judged or bool(own or rules.ADVISORY.search(text[slice(*clause.cue)]))


def _sounds(judgement: Judgement) -> bool:
    """Whether a sentence that is no advice holds words that may advise."""
    said = judgement.said
    if said.place is Place.HEADING:
        return False
    return any(
        clause.mood in (Mood.CALL, Mood.VERDICT) or (clause.mood is Mood.DUTY and not _is_of_no_duty(said, clause))
        for clause in clauses(said.sentence.plain)
    )


def _is_of_no_duty(said: Said, clause: Clause) -> bool:
    """Whether a "should" tells of the past, or of what is likely: "It should have sailed", "Prices should fall"."""
    behind = said.sentence.plain[clause.cue[1] :]
    return bool(rules.PAST.search(behind) or rules.OUTCOME.search(behind))


def continues_duty(judgement: Judgement, before: Judgement | None) -> bool:
    """Whether a sentence goes on telling of the duties of whom the one before it told, and neither advises: "The ferry
    must by law sail daily. It has to carry mail."."""
    clause, said = judgement.clause, judgement.said
    if before is None or before.accepted or clause is None or said.place is not Place.PROSE:
        return False
    if before.said.sentence.block != said.sentence.block or clause.mood is not Mood.DUTY:
        return False
    text = said.sentence.plain
    return bool(rules.STILL_BOUND.match(text)) and not rules.CONCLUDING.search(text) and _sounds(before)


def is_how_things_are(draft: Draft, told: frozenset[str]) -> bool:
    """Whether a sentence in running text says what somebody needs to do, whom the paper's set-off advice never tells.

    `told` are the words by which those are named whom that advice addresses.
    """
    clause, said = draft.judgement.clause, draft.said
    if clause is None or said.place is not Place.PROSE or said.section.part not in (Part.BODY, Part.SUMMARY):
        return False
    text = said.sentence.plain
    needs = clause.mood is Mood.DUTY and rules.NEEDS.match(text[slice(*clause.cue)])
    return bool(needs) and not rules.CONCLUDING.search(text) and told.isdisjoint(_names(draft))


def those_told(drafts: Sequence[Draft]) -> frozenset[str]:
    """The words by which a paper names those whom the advice addresses that it sets off."""
    return frozenset(name for draft in drafts if draft.said.place in SET_OFF for name in _names(draft))


def _names(draft: Draft) -> frozenset[str]:
    words = " ".join(draft.addressees).casefold().split()
    return frozenset(word.strip("’'.,").removesuffix("s") for word in words if len(word) > _SHORT)

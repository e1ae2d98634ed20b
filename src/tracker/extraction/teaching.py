"""Papers that teach their reader to do a thing: manuals, protocols, notes on method. Their orders advise nobody."""

import re
from collections.abc import Sequence

from tracker.document import BlockKind, Document
from tracker.extraction.addressees import governs, is_reader
from tracker.extraction.clauses import Mood
from tracker.extraction.drafts import Draft
from tracker.extraction.kinds import is_guide_by_title, may_teach
from tracker.extraction.lexicon import headings, phrases
from tracker.extraction.parts import words_of
from tracker.extraction.readers import reader_of

_SIGNS = 2
"""Signs of teaching that make a paper one that teaches."""
_HEAD = 16
"""Blocks at whose beginning a paper says what it is for."""
_SELF = rf"\b(?:this|the present) (?:\w+ )?{phrases('teaching', 'papers')}"
_FOR_LEARNERS = rf"(?:\w+ )?{phrases('teaching', 'meant')} (?:\w+ ){{0,4}}?{phrases('teaching', 'learners')}\b"
_HOW = re.compile(
    rf"{_SELF} (?:also |briefly )?{phrases('teaching', 'tells')} (?:\w+ )?how (?!{phrases('teaching', 'of_policy')}\b)"
    r"(?![^.;,]{0,80}\b(?:should|could|can|must|might|may|would|ought)\b)"
    rf"|{_SELF} (?:is|has been|was) {_FOR_LEARNERS}|\bit is {_FOR_LEARNERS}"
    r"|\bstep-by-step (?:guide|guidance|instructions) (?:to|on|for)\b",
    re.IGNORECASE,
)
"""How a paper says that it tells its reader how a thing is done, and not how somebody could do better."""
_NEEDED = re.compile(
    r"\byou(?: will|['’]ll) (?:also |only |first )?need (?:the|a|an|two|three|access|to (?:have|install))\b",
    re.IGNORECASE,
)
_YOU = re.compile(r"\b(?:you|your|yourself)\b", re.IGNORECASE)
_OFTEN, _A_QUARTER = 6, 0.25
"""Blocks that say "you", and their share of all, in a paper that speaks to its reader."""
_A_FEW = 0.2
"""The share of drafts that may speak of others in a paper that speaks to its reader."""
_NO_STAND = re.compile(
    r"\b(?:takes?|taking) no (?:position|stand|view) (?:on|about|as to) (?:[\w-]+ ){0,3}?polic(?:y|ies)\b",
    re.IGNORECASE,
)


def teaches(document: Document, drafts: Sequence[Draft]) -> bool:
    """Whether a paper teaches its reader to do a thing, by what it says of itself.

    One that tells an office or a country what to do advises, whatever else it teaches.
    """
    if not drafts or any(governs(draft.addressees) for draft in drafts):
        return False
    said = [document.words(block) for block in document.body() if block.kind is not BlockKind.HEADING]
    signs = (
        may_teach(document) or is_guide_by_title(document),
        _speaks_to_its_reader(document, said) and not _tells_others(drafts),
        any(_HOW.search(words) for words in said[:_HEAD]),
        any(" need " in words and _NEEDED.search(words) for words in said),
        any(_NO_STAND.search(words) for words in said[:_HEAD]),
        _has_lessons(document),
    )
    return sum(map(bool, signs)) >= _SIGNS


def _speaks_to_its_reader(document: Document, said: Sequence[str]) -> bool:
    """Whether block after block says "you", and no memo or letter does so to whom it is written to."""
    you = sum(bool(_YOU.search(words)) for words in said)
    return you >= _OFTEN and you >= _A_QUARTER * len(said) and not reader_of(document)


def _tells_others(drafts: Sequence[Draft]) -> bool:
    """Whether more than a few drafts say what somebody or something else than the reader should do or be."""
    clauses = (draft.judgement.clause for draft in drafts)
    duties = sum(
        clause is not None and clause.mood is Mood.DUTY and not is_reader(clause.subject) for clause in clauses
    )
    return duties > _A_FEW * len(drafts)


def _has_lessons(document: Document) -> bool:
    """Whether a heading stands over what only whoever learns to do a thing needs: "Before you start"."""
    named = frozenset(headings("of_lessons"))
    over = (block for block in document.body() if block.kind is BlockKind.HEADING)
    return any(" ".join(words_of(document.words(block))) in named for block in over)

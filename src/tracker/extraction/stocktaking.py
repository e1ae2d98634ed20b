"""Papers that take stock of what others advise: they gather it, and say that they add nothing of their own."""

import re

from tracker.document import BlockKind, Document
from tracker.extraction.clauses import Mood
from tracker.extraction.drafts import Draft
from tracker.extraction.kinds import takes_stock_by_name
from tracker.extraction.lexicon import phrases

_SIGNS = 2
_HEAD, _END = 14, 4
"""Blocks at whose beginning and end a paper says what it is for."""
_SELF = rf"(?:this|the present|our) (?:\w+ )?{phrases('stocktaking', 'papers')}|it|we|i"
_GATHERS = re.compile(
    rf"\b(?:{_SELF})\b (?:\w+ly |also |have |has |only |simply ){{0,2}}{phrases('stocktaking', 'gathers')}\b"
    rf"(?![^.;:]{{0,160}}\b(?:our|my|own)\b)[^.;:]{{0,160}}?\b{phrases('stocktaking', 'advice')}\b",
    re.IGNORECASE,
)
_NEUTRAL = re.compile(
    r"\b(?:does|do|did|is|are) (?:not|no more than)(?: \w+ly| itself| ourselves)? "
    rf"{phrases('stocktaking', 'take_sides')}\b"
    rf"|\b(?:{_SELF}) (?:is|remains?|stays?) (?:strictly |wholly |entirely )?(?:neutral|impartial)\b"
    r"|\b(?:no|not any|none)(?: recommendations?| advice| proposals?| views?| position)? of (?:its|our|their|my|his"
    r"|her) own\b|\b(?:draws?|offers?|reach(?:es)?) no (?:conclusions?|judge?ments?|verdict)\b"
    r"|\bother people['’]s (?:ideas|views|advice|words)\b"
    r"|\bwithout (?:endorsing|judging|ranking|assessing|adding to|taking sides|taking a (?:view|position|stand))\b"
    r"|\btakes? no (?:sides?|(?:position|view|stand)(?= (?:on|about) (?:them|these|those|any|their|its)\b|[.;,]))",
    re.IGNORECASE,
)
_BECAME = re.compile(
    rf"\b(?:{_SELF})\b (?:\w+ly |also |then )?{phrases('stocktaking', 'looks')} (?:[\w’'-]+ ){{0,3}}?"
    r"(?:what|how|whether|which|the (?:fate|implementation|status)) [^.;:]{0,80}?\b(?:become of|became of|happened to"
    r"|recommendations|been (?:carried out|implemented|followed|acted (?:up)?on|heeded|done))\b",
    re.IGNORECASE,
)
"""How a paper says that it looks at what became of recommendations made before."""
_BY_SO_MANY = re.compile(
    rf"\b(?:{phrases('stocktaking', 'how_many')}|\d+) (?:of (?:the |these |them |\w+ )?)?(?:[a-z-]+ )?"
    rf"{phrases('stocktaking', 'sources')}\b",
    re.IGNORECASE,
)
"""In how many papers something is said: "in nine of eleven reports", "most studies"."""
_MANY_COUNTS = 4
_OURS = re.compile(r"\b(?:we|our|us|my|i)\b", re.IGNORECASE)


def takes_stock(document: Document) -> bool:
    """Whether a paper gathers what others advise and adds nothing, by its title page and what it says of itself."""
    said = [document.words(block) for block in document.body() if block.kind is not BlockKind.HEADING]
    told = said if len(said) <= _HEAD + _END else [*said[:_HEAD], *said[-_END:]]
    signs = sum(any(sign.search(words) for words in told) for sign in (_GATHERS, _NEUTRAL, _BECAME))
    signs += takes_stock_by_name(document)
    if signs == _SIGNS - 1:
        signs += sum(len(_BY_SO_MANY.findall(words)) for words in said) >= _MANY_COUNTS
    return signs >= _SIGNS


def is_ours(document: Document, draft: Draft) -> bool:
    """Whether the draft is the authors' own by its words or by the heading over it."""
    clause, over = draft.judgement.clause, draft.said.section.heading
    called = clause is not None and clause.mood is Mood.CALL
    return called or (over is not None and bool(_OURS.search(document.words(document.blocks[over]))))

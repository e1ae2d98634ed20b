"""Papers that say of themselves that they recommend nothing, and those that only tell what others think or lay down."""

import re

from tracker.document import BlockKind, Document

_ASKED = (
    r"(?:new |policy |specific )?recommendations?\b"
    r"(?! (?:on|about|as to|for|in|regarding|concerning|here|other|that|which|to|of)\b)"
)
_NONE = re.compile(
    r"(?:\b(?:this (?:paper|report|summary|note|brief|briefing|testimony|statement|analysis|study|document)|we|i"
    r"|the (?:paper|report|summary|study))|^(?-i:[A-Z]{2,6})|(?<!but )(?<!and )\bit)\b(?: [^.;\s]+){0,8}?"
    rf" (?:(?:makes?|offers?|contains?|are making|is making|am making) no {_ASKED}"
    rf"|(?:do|does) not (?:make|offer|contain|include) (?:any )?{_ASKED}"
    rf"|(?:is|are|am) not making (?:any )?{_ASKED})",
    re.IGNORECASE,
)
"""That none is made at all, and not only none "on this point"."""
_DISCUSSED = re.compile(
    r"\bthis (?:event |meeting |workshop |conference )?(?:summary|note|report|account|readout)\b(?: [^.;\s]+){0,6}?"
    r" (?:reflects?|summari[sz]es|records?|reports?) (?:the )?(?:main |key )?"
    r"(?:points (?:of|made|raised)|discussions?|views expressed|proceedings|remarks|debate)\b"
    r"(?! (?:by|of) (?:its|the|their) authors?\b)",
    re.IGNORECASE,
)
_OF_LAW = re.compile(
    r"\bthis (?:\w+ )?(?:explainer|guide|note|briefing|brief|page|leaflet|summary|article)\b (?:briefly )?(?:sets out"
    r"|explains|summari[sz]es|tells you|describes|lists)\b[^.;]{0,60}?\b(?:who (?:must|has to) do what"
    r"|what (?:the|these)"
    r" (?:new )?(?:act|law|code|rules|regulations?|directive|decree)s? (?:requires?|means?|says?|asks?|changes?)\b"
    r"(?! for policy)|what (?:changes(?! the\b| should\b)|is new|the law requires)\b"
    r"|new (?:rules|duties|obligations|requirements))(?![^.]{0,120}\b(?:should|ought|recommend|improved)\b)",
    re.IGNORECASE,
)
"""How a paper says that it tells what a law lays down."""
_REVIEWED = re.compile(
    r"\b(?:[Pp]ress|[Bb]ooks|[Pp]ublish\w+|Verlag|[Pp]aperback|[Hh]ardcover)\b[^\n]{0,60}\b\d{3,4} ?(?:pp|pages)\b"
)
"""A book, by its pages: a paper of an institute's own press has fewer."""
_HEAD = 12
"""Blocks at whose beginning a review names the book."""


def tells_of_others(document: Document) -> bool:
    """Whether the paper sums up what was said at a meeting or what a law lays down, or reviews a book."""
    said = [document.words(block) for block in document.body() if block.kind is not BlockKind.HEADING]
    return any(_REVIEWED.search(words[:400]) for words in said[:_HEAD]) or any(
        _DISCUSSED.search(words) or _OF_LAW.search(words) for words in (*said[:_HEAD], *said[-3:])
    )


def recommends_nothing(document: Document) -> bool:
    """Whether the paper says that it makes no recommendations."""
    said = (block for block in document.body() if block.kind is not BlockKind.HEADING)
    return any(" recommendation" in (words := document.words(block)) and _NONE.search(words) for block in said)

"""Papers that say of themselves that they recommend nothing."""

import re

from tracker.document import BlockKind, Document

_NONE = re.compile(
    r"\b(?:this (?:paper|report|summary|note|brief|briefing|testimony|statement|analysis|study|document)|it|we|i"
    r"|the (?:paper|report|summary|office|agency|study)|[A-Z]{2,6})\b(?: [^.;\s]+){0,8}?"
    r" (?:(?:makes?|offers?|contains?|are making|is making|am making) no (?:new |policy |specific )?recommendations?\b"
    r"|(?:do|does) not (?:make|offer|contain|include) (?:any )?(?:new |policy |specific )?recommendations?\b"
    r"|(?:is|are|am) not making (?:any )?(?:new |policy )?recommendations?\b)",
    re.IGNORECASE,
)


def recommends_nothing(document: Document) -> bool:
    """Whether the paper says that it makes no recommendations."""
    said = (block for block in document.body() if block.kind is not BlockKind.HEADING)
    return any(" recommendation" in (words := document.words(block)) and _NONE.search(words) for block in said)

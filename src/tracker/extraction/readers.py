"""To whom a memo, a staff report or a letter is written."""

import re

from tracker.document import Document
from tracker.extraction.addressees import is_known, named
from tracker.extraction.names import person

_HEAD_BLOCKS = 30
_DEAR = re.compile(
    r"dear (?P<who>[A-Z][\w’'.-]*(?: [\w’'.-]+){0,5})\s*[,:]?\s*$",
    re.IGNORECASE,
)
_POLITE = re.compile(r"^(?:madam|mister|honou?rable) ", re.IGNORECASE)
_REPORT_TO = re.compile(
    r"(?:(?:staff|committee|officer[’']?s?) )?(?:report|memo(?:randum)?|submission|letter|advice) to (?P<who>[^\n]+)",
    re.IGNORECASE,
)
"""The line of a staff report that says whom it is for."""
_READER = re.compile(
    r"(?:to|for the attention of|attention|attn)\s*:\s*(?P<who>[^\n]+?)(?:\s(?:from|re|cc|date|subject)\s*:.*)?$",
    re.IGNORECASE,
)


def reader_of(document: Document) -> tuple[str, ...]:
    """To whom a memo is addressed, by its line "TO: …"; () where it has none."""
    for block in document.blocks[:_HEAD_BLOCKS]:
        for line in block.span.of(document.text)[:300].split("\n"):
            match = _READER.match(line.strip()) or _REPORT_TO.fullmatch(line.strip())
            found = named(match["who"].title() if match["who"].isupper() else match["who"]) if match else ()
            if found and match:
                return _office(match["who"], found)
    return reader_of_letter(document)


def _office(who: str, found: tuple[str, ...]) -> tuple[str, ...]:
    """The names; of a person and the post behind it the post, by which others know who is meant."""
    first, comma, post = who.partition(", ")
    return named(post) or found if comma and person(first) and is_known(post) else found


def reader_of_letter(document: Document) -> tuple[str, ...]:
    """To whom a letter is written, by its salutation and the line above it that names the office in full."""
    for place, block in enumerate(document.blocks[:_HEAD_BLOCKS]):
        match = _DEAR.match(document.words(block)[:80])
        if match:
            lines = [
                line.strip() for above in document.blocks[:place] for line in above.span.of(document.text).split("\n")
            ]
            bare = _POLITE.sub("", match["who"])
            who = bare if is_known(bare) else match["who"]
            office = who.split()[0]
            full = (line for line in lines if line.startswith((office, f"The {office}")) and is_known(line))
            return named(next(full, who))
    return ()

"""What kind of paper a document says on its title page that it is, where that is one that seldom advises."""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import groupby, islice, takewhile

from tracker.document import Block, BlockKind, Document
from tracker.extraction.lexicon import kinds
from tracker.extraction.parts import Part, part_of

_PARTS = re.compile(r"\s[·|•—–-]\s|[:;|·•]\s|\s{3,}|\t|\n|,\s(?=\d)|[()\[\]]")
"""Where a line of a title page that says several things divides."""
_TOLD = re.compile(
    r"^\W*what (?!(?:we|i|you|it)\b)(?:[\w’'-]+ ){1,5}(?:said|says?|recommend(?:ed|s)?|propose[sd]?|asked for"
    r"|advise[sd]?|told)\b"
    r"|\b(?:years|decades?|century) of (?:\w+ )?(?:recommendations|advice|proposals|reports|promises)\b",
    re.IGNORECASE,
)
"""How a title tells that others advised: "What the unions said about the bill", "Ten years of advice"."""
_GUIDE = re.compile(
    r"^\W*how to (?!\w+ (?:polic|govern|reform|regulat))\w+"
    r"|^[^\w’'-]*(?:[\w’'-]+ ){1,3}(?:guide|handbook|toolkit|how-to|tips|checklist)\W*$",
    re.IGNORECASE,
)
_TITLES, _LONGEST_TITLE = 3, 200
"""Parts of lines at the beginning in which a title stands, and characters of one."""
_FIRST, _PROSE, _MENU = 14, 30, 4
"""Blocks at the beginning, words of a line that is prose, lines of fewer words each that make a menu."""
_LONGEST = 7
"""Words of the longest part that only names the kind of paper at its end: "Lakeside Forum Event Report"."""


class Kind(StrEnum):
    """Kinds of paper in which a sentence that sounds like advice is seldom any of the authors'."""

    OF_OTHERS = "of_others"
    """Others speak: minutes, interviews, reports of meetings."""
    INVITING = "inviting"
    """It asks for work, texts or people, and says what is to be sent: terms of reference, calls for papers."""
    OF_LESSONS = "of_lessons"
    """It teaches its reader to do a thing: manuals, protocols, tutorials."""
    OF_FACTS = "of_facts"
    """It tells how things are, were or may come to be: scenarios, statistics, a year's work."""


def kind_of(document: Document) -> Kind | None:
    """The kind of paper, None where the title page names none of these."""
    found = ((_named(part, alone=alone), advises) for part, alone, advises in _title_page(document))
    return next((kind for kind, advises in found if kind and not (advises and kind is Kind.OF_FACTS)), None)


def _title_page(document: Document) -> Iterator[tuple[str, bool, bool]]:
    """The parts of the short lines at the beginning, each with whether it is a line of its own, and whether its line
    announces advice as well: "Scenarios for ferries: what to do".

    Of a menu there is only the last, which may stand over the title.
    """
    lines = [line for block in islice(_from_the_title(document), _FIRST) for line in _lines(document, block)]
    for short, run in groupby(takewhile(lambda line: len(line.split()) <= _PROSE, lines), _may_be_in_menu):
        found = list(run)
        for line in found[-1:] if short and len(found) >= _MENU else found:
            parts = [part for part in _PARTS.split(line) if part.strip()]
            advises = any(part_of(part) in (Part.ADVICE, Part.OUTLOOK) for part in parts)
            yield from ((part, len(parts) == 1, advises) for part in parts)


def _from_the_title(document: Document) -> Iterator[Block]:
    """The blocks of the body, after the line right above them that stands outside it."""
    first = next((at for at, block in enumerate(document.blocks) if block.kind is not BlockKind.FURNITURE), 0)
    if first:
        yield document.blocks[first - 1]
    yield from document.body()


def _lines(document: Document, block: Block) -> list[str]:
    lines = [line for line in document.words(block).splitlines() if line.strip()]
    return [] if block.kind is BlockKind.LIST_ITEM else lines


def _may_be_in_menu(line: str) -> bool:
    return len(line.split()) < _MENU


def may_teach(document: Document) -> bool:
    """Whether the title page names a kind of paper that teaches its reader as often as it advises anybody."""
    return any(_says("may_teach", part, alone=alone) for part, alone, advises in _title_page(document) if not advises)


def is_guide_by_title(document: Document) -> bool:
    """Whether the title says that the paper guides its reader through a task: "Flyering Guide", "How to run a stall".

    The head of a file may say it alone.
    """
    parts = (part for part, _alone, advises in islice(_title_page(document), _TITLES) if not advises)
    named = (title[:_LONGEST_TITLE] for title in document.properties.get("head:title", ()))
    return any(map(_GUIDE.search, (*named, *parts)))


def takes_stock_by_name(document: Document) -> bool:
    """Whether the title page names a kind of paper that takes stock of what others advise."""
    named = (
        part for part, alone, _ in _title_page(document) if _says("of_stock", part, alone=alone) or _TOLD.search(part)
    )
    return next(named, None) is not None


def _named(part: str, *, alone: bool) -> Kind | None:
    return next((kind for kind in Kind if _says(kind.value, part, alone=alone)), None)


def _says(kind: str, part: str, *, alone: bool) -> bool:
    """Whether words name a kind of paper; one word between others in a line may be a button of the page's."""
    said = " ".join(part.casefold().replace("’", "'").split()).strip(" .,:;*_#\"'“”")
    if _opening(kind).match(said) and (alone or " " in said):
        return True
    short = len(said.split()) <= _LONGEST and " " in said
    return short and bool(_ending(kind).search(said))


@lru_cache
def _opening(kind: str) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in kinds(kind))
    behind = r"\W*$|\W+\w{1,4}[-–/ ]?\d|,? (?:of|with|no|nr|number|on|for|to|held|from|by|and|in)\b|\W*\d"
    return re.compile(rf"(?:the )?(?:{names})\b(?:(?<= for)|(?<= of)|(?<= to)|(?={behind}))")


@lru_cache
def _ending(kind: str) -> re.Pattern[str]:
    """The kind of paper behind whose it is: "Lakeside Forum Event Report"."""
    names = "|".join(re.escape(name) for name in kinds(kind) if " " in name)
    return re.compile(rf"\b(?:{names})(?: (?:no\.? )?\d[\d/-]*)?$")

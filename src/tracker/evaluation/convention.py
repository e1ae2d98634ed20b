"""How a labelled brief sets its recommendations off, taken from where its labels stand in the document as read.

Each headline label is looked up in the document's blocks (without page furniture, footnotes and captions), and the
first block that holds its words says how it is set off. The brief's convention is that of most of its labels; where two
are as common, the one that comes first in `Convention`. Neither names nor what extraction made of it play a part.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from tracker.document import Block, BlockKind, Document
from tracker.evaluation.words import overlap, words
from tracker.translation import marked

_LABEL = re.compile(
    r"\W*(?:(?:policy |key )?(?:recommendation|ask|proposal|action|priority)\s*#?\s*(?:\d+|[IVX]+\b)|R\s?\d+\b)",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\((?:recommendation|matter for consideration)s?\s+\d+\w?\)\s*[.;]?\s*$", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_IN_FRONT = 4
"""Words that may stand before a label that opens its paragraph: a number, a topic word."""


class Convention(StrEnum):
    """How recommendations are set off."""

    LABELLED = "labelled"
    """Each bears a label: "Recommendation 3", "ASK 1.", in front, behind it in brackets, or alone on the line above."""
    TABLE = "table"
    """Rows of a table."""
    LIST = "list"
    """Items of a list."""
    HEADINGS = "headings"
    """Headings over the passages that explain them."""
    LEADS = "leads"
    """Leads of paragraphs: a bold or run-in lead, or the openings of several paragraphs under one heading."""
    PROSE = "prose"
    """Sentences in running text."""
    NONE = "none"
    """The brief recommends nothing."""
    UNREAD = "unread"
    """The brief could not be read, so that nothing is known of its structure."""


CONVENTION_LABELS: dict[Convention, str] = {
    Convention.LABELLED: marked("Labels, as “Recommendation 3”"),
    Convention.TABLE: marked("Rows of a table"),
    Convention.LIST: marked("Items of a list"),
    Convention.HEADINGS: marked("Headings"),
    Convention.LEADS: marked("Leads of paragraphs"),
    Convention.PROSE: marked("Running text"),
    Convention.NONE: marked("No recommendation"),
    Convention.UNREAD: marked("Not read"),
}


def convention(document: Document | None, labels: Mapping[str, Any]) -> Convention:
    """How the brief with these labels sets its headline recommendations off; `document` is None for an unread one."""
    headlines = [label["text"] for label in labels["recommendations"] if label["level"] == "headline"]
    if not headlines:
        return Convention.NONE
    if document is None:
        return Convention.UNREAD
    kinds = Counter(_Labels(document, headlines).conventions())
    return max(Convention, key=lambda kind: kinds[kind])


class _Labels:
    """The labels of one brief and the blocks in which they stand."""

    def __init__(self, document: Document, headlines: Sequence[str]) -> None:
        self.document = document
        self.blocks = list(document.body())
        self.said = [_plain(document.words(block)) for block in self.blocks]
        self.headlines = [_plain(text) for text in headlines]
        self.places = [self._place(text) for text in self.headlines]
        opened = [self._heading(place) for place, text in self._pairs() if self._opens(place, text)]
        self.series = {heading for heading, n in Counter(opened).items() if n > 1}

    def conventions(self) -> list[Convention]:
        return [self._convention(place, text) for place, text in self._pairs()]

    def _pairs(self) -> list[tuple[int, str]]:
        return list(zip(self.places, self.headlines, strict=True))

    def _place(self, text: str) -> int:
        """The first block that holds the words in their order, else the one that is most like them."""
        held = next((place for place, said in enumerate(self.said) if f" {text} " in f" {said} "), None)
        if held is not None:
            return held
        wanted = words(text)
        return max(range(len(self.said)), key=lambda place: overlap(wanted, words(self.said[place])), default=-1)

    def _convention(self, place: int, text: str) -> Convention:
        if place < 0:
            return Convention.PROSE
        block = self.blocks[place]
        if self._labelled(place, block):
            return Convention.LABELLED
        known = {
            BlockKind.TABLE_ROW: Convention.TABLE,
            BlockKind.LIST_ITEM: Convention.LIST,
            BlockKind.HEADING: Convention.HEADINGS,
        }
        if block.kind in known:
            return known[block.kind]
        leads = block.lead is not None or (self._opens(place, text) and self._heading(place) in self.series)
        return Convention.LEADS if leads else Convention.PROSE

    def _labelled(self, place: int, block: Block) -> bool:
        own = self.document.words(block)
        above = self.document.words(self.blocks[place - 1]) if place else ""
        alone = _LABEL.match(above)
        return bool(
            _LABEL.match(block.marker)
            or _LABEL.match(own)
            or _BEHIND.search(own)
            or (alone and not _WORD.search(above, alone.end()))
        )

    def _opens(self, place: int, text: str) -> bool:
        """Whether the words open a paragraph."""
        if place < 0 or self.blocks[place].kind is not BlockKind.PARAGRAPH:
            return False
        before, found, _after = f" {self.said[place]} ".partition(f" {text} ")
        return bool(found) and len(before.split()) <= _IN_FRONT

    def _heading(self, place: int) -> int:
        """The heading over a block, -1 where there is none."""
        above = range(place - 1, -1, -1)
        return next((other for other in above if self.blocks[other].kind is BlockKind.HEADING), -1)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))

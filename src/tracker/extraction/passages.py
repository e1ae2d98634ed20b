"""The passages of a document: what it sets off as a recommendation, with the sentences that are said about it."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tracker.document import Block, BlockKind, Document, Span
from tracker.extraction.clauses import clauses
from tracker.extraction.imperative import imperative, rhetorical
from tracker.extraction.openings import Opening, opening_of
from tracker.extraction.outline import Part, Section
from tracker.extraction.sentences import Sentence, sentence, split
from tracker.extraction.tables import advice_row

_OUT = frozenset({BlockKind.FURNITURE, BlockKind.FOOTNOTE, BlockKind.CAPTION, BlockKind.QUOTATION})
_LABEL = re.compile(
    r"^\W*(?P<label>(?i:(?:policy |key )?(?:recommendation|rec\.|ask|proposal|action|priority)\s*(?:#|no\.)?)\s*"
    r"(?:\d+(?:[.-]\d+)*(?:[.(]?[a-z]\b\)?)?|(?<=\s)(?i:[ivx]+|one|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"|(?<=\s)[A-Z]\b)|R\d+(?:\.\d+)*)\s*(?:[.:)\]–—]+\s*|-\s+|\s(?=[A-Z])|$)"
)
_COUNTED = re.compile(r"^\d{1,3}(?:\.\d{1,2})*\s+(?=(?:The|We|It|All|That|[A-Z][a-z]+ [a-z])\b)")
"""The number of a paragraph that no full stop parts from its words: "22 The Department should …"."""
_BEHIND = re.compile(r"\((?:recommendation|matter for consideration)s?\s+(\d+\w?)\)\s*[.;]?\s*$", re.IGNORECASE)
_BEHIND_ANY = re.compile(r"\((?:recommendation|matter for consideration)s?\s+\d+\w?\)\s*[.;]?", re.IGNORECASE)
_ORDINAL = re.compile(
    r"\W*(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|fifth(?:ly)?|sixth|seventh|eighth|ninth|tenth"
    r"|finally|lastly)\b,?\s",
    re.IGNORECASE,
)
_ALIKE = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_NUMBERED = re.compile(r"(?:\d+|[ivxlc]+|[a-z])[.)]?$|\(\w+\)$", re.IGNORECASE)


_LONGEST_LEAD = 40
"""Words in the longest first sentence that opens a series."""


class Place(StrEnum):
    """How the document sets a sentence off."""

    OPENED = "opened"
    """An item below an opening such as "The Council should:"."""
    ITEM = "item"
    """An item of a list in a part of advice."""
    ROW = "row"
    """A row of a table of recommendations."""
    LABELLED = "labelled"
    """It bears a label such as "Recommendation 3"."""
    HEADING = "heading"
    """A heading over a passage."""
    LEAD = "lead"
    """The first sentence or the run-in lead of a paragraph."""
    WITHIN = "within"
    """In the passage of what is set off."""
    PROSE = "prose"
    """In running text."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence where it stands: how it is set off, below which opening, with which label, in which series.

    `addressees` are those that a table says, None where it says nothing.
    """

    sentence: Sentence
    place: Place
    section: Section
    opening: Opening | None = None
    label: str = ""
    addressees: tuple[str, ...] | None = None
    series: bool = False


@dataclass(slots=True)
class Passage:
    """What is set off, as `head` (None for running text), and the sentences below it in the order of the text.

    `under` is the passage that encloses it. `part` is the part of the document.
    """

    head: Said | None
    section: Section
    rest: list[Said] = field(default_factory=list)
    under: "Passage | None" = None
    depth: int = -1

    def add(self, told: Sequence[Sentence]) -> None:
        """Go on with these sentences."""
        self.rest += [Said(each, Place.WITHIN, self.section) for each in told]


def passages(document: Document, sections: Sequence[Section]) -> list[Passage]:
    """The passages of a document in the order of the text."""
    return list(_Walk(document, sections).passages())


class _Walk:
    """One pass over the blocks, with what is open at each."""

    def __init__(self, document: Document, sections: Sequence[Section]) -> None:
        self.document, self.sections = document, sections
        self.series = series(document, sections)
        self.with_series = {sections[place].heading for place in self.series}
        self.heading: tuple[int, Passage] | None = None
        self.current: Passage | None = None
        self.items: list[Passage] = []
        self.openings: list[tuple[int, Opening]] = []
        self.label = ""

    def passages(self) -> Iterator[Passage]:
        """Every passage, as its first block comes by; later blocks may still add to it."""
        for place, block in enumerate(self.document.blocks):
            section = self.sections[place]
            if block.kind is BlockKind.HEADING:
                found = self._heading(place, block, section)
            elif block.kind in _OUT or section.part is Part.ELSEWHERE:
                continue
            elif block.kind is BlockKind.TABLE_ROW:
                found = self._row(place, block, section)
            else:
                yield from self._running(place, block, section)
                continue
            if found is not None:
                yield found

    def _running(self, place: int, block: Block, section: Section) -> Iterator[Passage]:
        """The passages of an item or a paragraph; one that bears several labels behind its sentences holds several."""
        for span in labelled_parts(self.document, block):
            told = list(split(self.document, place, span))
            if told and block.kind is BlockKind.LIST_ITEM:
                found = self._item(place, told, section)
            elif told and self._goes_on(place, section):
                self.items[-1].add(told)
                found = None
            else:
                found = self._paragraph(place, span, told, section) if told else None
            if found is not None:
                yield found

    def _goes_on(self, place: int, section: Section) -> bool:
        """Whether a paragraph between items of one list belongs to the item above it."""
        if not self.items or self.items[-1].section != section or self.items[-1].head is None:
            return False
        block = self.document.blocks[place]
        below = next((other for other in self.document.blocks[place + 1 :][:3] if other.kind not in _OUT), None)
        labelled = label_of(self.document.words(block), "")[0] or opening_of(split(self.document, place)[-1])
        return not labelled and not block.lead and below is not None and below.kind is BlockKind.LIST_ITEM

    def _heading(self, place: int, block: Block, section: Section) -> Passage | None:
        self.items, self.openings, self.current, self.label = [], [], None, ""
        if self.heading and block.level <= self.heading[0]:
            self.heading = None
        if section.part is Part.ELSEWHERE:
            return None
        label, start = label_of(self.document.words(block), block.marker)
        told = sentence(self.document, Span(block.span.start + start, block.span.end), place)
        if label and not told.text.strip():
            self.label = label
            return None
        if not label and place not in self.series:
            return None
        kind = Place.LABELLED if label else Place.HEADING
        self.current = Passage(Said(told, kind, section, label=label or block.marker), section)
        self.heading = (block.level, self.current)
        return self.current

    def _row(self, place: int, block: Block, section: Section) -> Passage | None:
        row = advice_row(self.document, block, in_advice=section.part is Part.ADVICE)
        told = split(self.document, place, row.span) if row else ()
        if not row or not told:
            return None
        head = Said(told[0], Place.ROW, section, label=row.number, addressees=row.addressees)
        return Passage(head, section, [Said(each, Place.WITHIN, section) for each in told[1:]])

    def _item(self, place: int, told: list[Sentence], section: Section) -> Passage | None:
        block = self.document.blocks[place]
        while self.items and self.items[-1].depth >= block.depth:
            self.items.pop()
        while self.openings and self.openings[-1][0] >= block.depth:
            self.openings.pop()
        opening = self.openings[-1][1] if self.openings else None
        told = self._without_opening(told, block.depth)
        under = self.items[-1] if self.items else (self.heading[1] if self.heading else None)
        if not told:
            return None
        label, start = label_of(told[0].text, block.marker)
        kind = self._item_kind(place, section, label, opening)
        if kind is Place.PROSE and under is None:
            return self._plain(section, told)
        told[0] = sentence(self.document, told[0].part(start, len(told[0].text)), place)
        head = Said(told[0], kind, section, opening, label or _number(block.marker), series=place in self.series)
        passage = Passage(head, section, [], under, block.depth)
        passage.add(told[1:])
        self.items.append(passage)
        return passage

    def _item_kind(self, place: int, section: Section, label: str, opening: Opening | None) -> Place:
        if opening:
            return Place.OPENED
        if section.part not in (Part.ADVICE, Part.OUTLOOK) and place not in self.series:
            return Place.PROSE
        return Place.LABELLED if label else Place.ITEM

    def _paragraph(self, place: int, span: Span, told: list[Sentence], section: Section) -> Passage | None:
        self.items, self.openings = [], []
        behind = label_behind(span.of(self.document.text))
        told = self._without_opening(told, -1)
        if not told:
            return None
        label, start = label_of(told[0].text, "")
        label = behind or label or self.label
        self.label = ""
        told[0] = sentence(self.document, told[0].part(start, len(told[0].text)), place)
        if label:
            return self._lead(place, told, section, label)
        if self.heading:
            self.heading[1].add(told)
            return None
        if self._starts(place, told[0], section):
            return self._lead(place, told, section, "")
        if self.current and section.heading in self.with_series and self.current.section.heading == section.heading:
            self.current.add(told)
            return None
        return self._plain(section, told)

    def _starts(self, place: int, told: Sentence, section: Section) -> bool:
        """Whether a paragraph opens a passage of its own."""
        if place in self.series:
            return True
        if section.heading in self.with_series or section.part not in (Part.ADVICE, Part.OUTLOOK):
            return False
        return section.part is Part.ADVICE or any(True for _ in clauses(told.plain))

    def _lead(self, place: int, told: Sequence[Sentence], section: Section, label: str) -> Passage:
        kind = Place.LABELLED if label else Place.LEAD
        self.current = Passage(Said(told[0], kind, section, label=label, series=place in self.series), section)
        self.current.add(told[1:])
        return self.current

    def _plain(self, section: Section, told: Sequence[Sentence]) -> Passage:
        return Passage(None, section, [Said(each, Place.PROSE, section) for each in told])

    def _without_opening(self, told: list[Sentence], depth: int) -> list[Sentence]:
        """The sentences without one that only opens the list below, which is kept in mind."""
        opening = opening_of(told[-1])
        if opening:
            self.openings.append((depth, opening))
        return told[:-1] if opening and opening.bare else told


def label_of(words: str, marker: str) -> tuple[str, int]:
    """The label that words or a marker bear ("Recommendation 3"), and how many characters it takes of the words."""
    found = _LABEL.match(marker)
    if found:
        return found["label"], 0
    if found := _LABEL.match(words):
        return found["label"], found.end()
    counted = None if marker else _COUNTED.match(words)
    return "", counted.end() if counted else 0


def label_behind(words: str) -> str:
    """The label in brackets behind the words, as in "(Recommendation 3)"."""
    found = _BEHIND.search(words[-60:])
    return found[1] if found else ""


def labelled_parts(document: Document, block: Block) -> Iterator[Span]:
    """The block, cut behind each label in brackets where it bears several, as in "… (Recommendation 1) …"."""
    ends = [match.end() for match in _BEHIND_ANY.finditer(document.words(block))]
    edges = [0, *(ends[:-1] if len(ends) > 1 else []), len(block.span)]
    for start, end in itertools.pairwise(edges):
        yield Span(block.span.start + start, block.span.start + end)


def series(document: Document, sections: Sequence[Section]) -> frozenset[int]:
    """The blocks that form a series: headings or paragraphs of one section that open alike, each with advice."""
    kinds: dict[tuple[object, ...], list[int]] = {}
    for place, block in enumerate(document.blocks):
        section = sections[place]
        if section.part is Part.ELSEWHERE or block.kind not in _ALIKE:
            continue
        alike = _alike(document, block, place, section)
        if alike:
            kinds.setdefault(alike, []).append(place)
    announced = any(section.part in (Part.ADVICE, Part.OUTLOOK) for section in sections)
    fewest = {"item": 3, "heading": 2, "ordinal": 2, "lead": 2, "imperative": len(sections) + 1 if announced else 3}
    return frozenset(
        place
        for alike, found in kinds.items()
        if len(found) >= fewest[str(alike[0])] or (alike[0] == "heading" and alike[3] is Part.ADVICE)
        for place in found
    )


def _alike(document: Document, block: Block, place: int, section: Section) -> tuple[object, ...] | None:
    """What a block that opens a passage has in common with its siblings, None where it opens none."""
    words = document.words(block)
    if block.kind is BlockKind.HEADING:
        told = imperative(re.sub(r"\s", " ", words))
        counted = bool(_NUMBERED.match(block.marker))
        return ("heading", block.level, counted, section.part) if told and len(words) < 160 else None
    fit = block.kind is BlockKind.PARAGRAPH or (block.lead and not block.depth)
    told_first = next(iter(split(document, place)), None) if fit and len(words) > 20 else None
    if told_first is None:
        return None
    if _ORDINAL.match(told_first.text) and any(True for _ in clauses(told_first.plain)):
        return ("ordinal", section.heading)
    opened = imperative(told_first.plain)
    if not opened or rhetorical(told_first.plain) or len(told_first.text.split()) > _LONGEST_LEAD:
        return None
    if block.kind is BlockKind.LIST_ITEM:
        return ("item", section.heading)
    return ("lead" if section.part in (Part.ADVICE, Part.OUTLOOK) else "imperative", section.heading)


def _number(marker: str) -> str:
    return marker.strip("().") if _NUMBERED.match(marker) else ""

"""The passages of a document: what it sets off as a recommendation, with the sentences that are said about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from tracker.document import Block, BlockKind, Document, Span
from tracker.extraction.antecedents import with_antecedents
from tracker.extraction.asides import is_contact, is_option, is_reply, says_what_was_found, tells_what_became_of
from tracker.extraction.clauses import clauses
from tracker.extraction.going_on import goes_on, is_entry, spoken_to
from tracker.extraction.labels import addressed_by_label, label_behind, label_of, labelled_parts, number_of, topic_of
from tracker.extraction.nesting import Nesting
from tracker.extraction.of_others import Others
from tracker.extraction.openings import Opening, finds, opening_of, reports
from tracker.extraction.outline import Section
from tracker.extraction.own import in_own_voice, own_names
from tracker.extraction.parts import Part
from tracker.extraction.readers import reader_of_letter
from tracker.extraction.sentences import Sentence, sentence, split
from tracker.extraction.series import series
from tracker.extraction.tables import advice_rows

_OUT = frozenset({BlockKind.FURNITURE, BlockKind.FOOTNOTE, BlockKind.CAPTION, BlockKind.QUOTATION})


_AHEAD = (Part.ADVICE, Part.OUTLOOK)


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


LISTED = frozenset({Place.OPENED, Place.ITEM, Place.ROW, Place.LABELLED})
"""The places in which a list or a label already says that advice is meant."""


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

    `under` is the passage that encloses it, `form` what lines such as "Responsible: …" below say about it.
    """

    head: Said | None
    section: Section
    rest: list[Said] = field(default_factory=list)
    under: "Passage | None" = None
    depth: int = -1
    form: list[Sentence] = field(default_factory=list)

    def add(self, told: Sequence[Sentence]) -> None:
        """Go on with these sentences."""
        self.rest += [Said(each, Place.WITHIN, self.section) for each in told]


def passages(document: Document, sections: Sequence[Section], others: Others) -> list[Passage]:
    """The passages of a document in the order of the text, without the lists that are of `others`."""
    return list(_Walk(document, sections, others).passages())


class _Walk:
    """One pass over the blocks, with what is open at each."""

    def __init__(self, document: Document, sections: Sequence[Section], others: Others) -> None:
        self.document, self.sections, self.others = document, sections, others
        self.names = own_names(document)
        self.reader = reader_of_letter(document)
        self.series = series(document, sections)
        self.with_series = {sections[place].heading for place in self.series}
        self.heading: tuple[int, Passage] | None = None
        self.current: Passage | None = None
        self.latest: Passage | None = None
        self.items: list[Passage] = []
        self.openings: list[tuple[int, Opening | None]] = []
        self.nesting = Nesting()
        self.ordered: Passage | None = None
        self.label = ""
        self.doers: tuple[str, ...] | None = ()

    def passages(self) -> Iterator[Passage]:
        """Every passage, as its first block comes by; later blocks may still add to it."""
        for place, block in enumerate(self.document.blocks):
            section = self.sections[place]
            self.doers = self.doers if block.kind is BlockKind.TABLE_ROW else ()
            if block.kind is BlockKind.HEADING:
                found = self._heading(place, block, section)
            elif self._says_nothing(block, section):
                continue
            elif block.kind is BlockKind.TABLE_ROW:
                yield from self._rows(place, block, section)
                continue
            else:
                yield from self._running(place, block, section)
                continue
            self.latest = found
            if found is not None:
                yield found

    def _says_nothing(self, block: Block, section: Section) -> bool:
        """Whether a block holds no advice: a note, a reply, an option, a quotation that is no labelled box."""
        words = self.document.words(block)
        boxed = block.kind is BlockKind.QUOTATION and (self.label or label_of(words, block.marker)[0])
        if section.part is Part.ELSEWHERE or (block.kind in _OUT and not boxed):
            return True
        if is_reply(words) or is_contact(words) or tells_what_became_of(words):
            return True
        return section.part is not Part.ADVICE and is_option(block, words)

    def _running(self, place: int, block: Block, section: Section) -> Iterator[Passage]:
        """The passages of an item or a paragraph; one that bears several labels behind its sentences holds several."""
        for span in labelled_parts(self.document, block):
            if says_what_was_found(span.of(self.document.text)):
                continue
            told = with_antecedents(in_own_voice(split(self.document, place, span), self.names), self.reader)
            found = None
            if told and block.kind is BlockKind.LIST_ITEM:
                found = self._item(place, told, section)
            elif told and self.latest and is_entry(told[0].text):
                self.latest.form += told
            elif told and self._goes_on(place, section):
                self.items[-1].add(told)
            elif told:
                found = self._paragraph(place, span, told, section)
            if found is not None:
                self.latest = found if found.head else None
                yield found

    def _goes_on(self, place: int, section: Section) -> bool:
        """Whether a paragraph between items of one list belongs to the item above it."""
        if not self.items or self.items[-1].section != section or self.items[-1].head is None:
            return False
        return goes_on(self.document, place, self.items[-1].head.label)

    def _heading(self, place: int, block: Block, section: Section) -> Passage | None:
        pending, self.label = self.label, ""
        self.items, self.openings, self.ordered, self.current = [], [], None, None
        self.nesting = Nesting()
        if self.heading and block.level <= self.heading[0]:
            self.heading = None
        if section.part is Part.ELSEWHERE:
            return None
        label, start = label_of(self.document.words(block), block.marker)
        told = sentence(self.document, Span(block.span.start + start, block.span.end), place)
        label = label or pending
        if label and not told.text.strip():
            self.label = label
            return None
        if not label and place not in self.series:
            return None
        kind = Place.LABELLED if label else Place.HEADING
        self.current = Passage(Said(told, kind, section, label=label or block.marker), section)
        self.heading = (block.level, self.current)
        return self.current

    def _rows(self, place: int, block: Block, section: Section) -> Iterator[Passage]:
        for row in advice_rows(self.document, block, in_advice=section.part is Part.ADVICE):
            told = split(self.document, place, row.span)
            if told:
                self.doers = row.addressees or self.doers if row.addressees is not None else None
                head = Said(told[0], Place.ROW, section, label=row.number, addressees=self.doers)
                yield Passage(head, section, [Said(each, Place.WITHIN, section) for each in told[1:]])

    def _item(self, place: int, told: list[Sentence], section: Section) -> Passage | None:
        block = self.document.blocks[place]
        depth = self.nesting.depth(block, self.document.words(block))
        while self.items and self.items[-1].depth >= depth:
            self.items.pop()
        while self.openings and self.openings[-1][0] >= depth:
            self.openings.pop()
        if self.openings and self.openings[-1][1] is None:
            return None
        opening = self.openings[-1][1] if self.openings else None
        told = self._without_opening(told, depth, section)
        above = self.ordered or (self.heading[1] if self.heading else None)
        under = self.items[-1] if self.items else above
        if not told:
            return None
        label, told, section = self._labelled(told, block.marker, section)
        kind = self._item_kind(place, section, label, opening)
        if kind is Place.PROSE and under is None:
            return self._plain(section, told)
        told[0] = self._behind(told[0], topic_of(told[0].text))
        head = Said(told[0], kind, section, opening, label or number_of(block.marker), series=place in self.series)
        passage = Passage(head, section, [], under, depth)
        passage.add(told[1:])
        self.items.append(passage)
        return passage

    def _item_kind(self, place: int, section: Section, label: str, opening: Opening | None) -> Place:
        if opening:
            return Place.OPENED
        if label:
            return Place.LABELLED
        return Place.ITEM if section.part in (Part.ADVICE, Part.OUTLOOK) or place in self.series else Place.PROSE

    def _paragraph(self, place: int, span: Span, told: list[Sentence], section: Section) -> Passage | None:
        self.items, self.openings, self.ordered, self.nesting = [], [], None, Nesting()
        behind = label_behind(span.of(self.document.text))
        told = self._without_opening(told, -1, section)
        label, told, section = self._labelled(told, "", section) if told else ("", told, section)
        label = behind or label
        if not told or self.label:
            return None
        if label or (self._starts(place, told[0], section) and self._orders()):
            found = self._lead(place, told, section, label)
            self.ordered = found if self._orders() and len(told) == 1 else None
            return found
        if self.heading and not (place in self.series and self.document.blocks[place].lead):
            self.heading[1].add(told)
            return None
        if self._starts(place, told[0], section):
            return self._lead(place, told, section, "")
        if self.current and section.heading in self.with_series and self.current.section.heading == section.heading:
            self.current.add(told)
            return None
        return self._plain(section, told)

    def _orders(self) -> bool:
        """Whether the paragraph ends in a colon and asks for something itself, so that the list below says how."""
        opening = self.openings[-1][1] if self.openings else None
        return opening is not None and not opening.bare

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

    def _labelled(self, told: list[Sentence], marker: str, section: Section) -> tuple[str, list[Sentence], Section]:
        """(Label, the sentences behind it, where they stand), with whom the label or a lead "To donors:" addresses."""
        label, start = label_of(told[0].text, marker)
        first = told[0].text
        whom = addressed_by_label(first[:start] or marker) if label else ()
        spoken, begins = spoken_to(first) if not label and section.part in _AHEAD else ((), 0)
        whom, start = (spoken, begins) if spoken else (whom, start)
        told = told[1:] if start >= len(first.rstrip()) and len(told) > 1 else [self._behind(told[0], start), *told[1:]]
        label = label or self.label
        self.label = "" if told[0].text.strip() else label
        return label, told, replace(section, addressees=whom) if whom else section

    def _behind(self, told: Sentence, start: int) -> Sentence:
        """A sentence without what stands before `start`."""
        if not start:
            return told
        rest = sentence(self.document, told.part(start, len(told.text)), told.block)
        return in_own_voice([rest], self.names)[0]

    def _plain(self, section: Section, told: Sequence[Sentence]) -> Passage:
        return Passage(None, section, [Said(each, Place.PROSE, section) for each in told])

    def _without_opening(self, told: list[Sentence], depth: int, section: Section) -> list[Sentence]:
        """The sentences without one that only opens the list below, which is kept in mind."""
        of_others = section.part is not Part.ADVICE and self.others.made(told[-1])
        opening = None if of_others else opening_of(told[-1])
        if opening or of_others or finds(told[-1]) or reports(told[-1]):
            self.openings.append((depth, opening))
        return told[:-1] if opening and opening.bare else told

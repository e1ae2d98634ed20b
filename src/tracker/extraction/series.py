"""Which blocks form a series: headings, items or paragraphs of one section that open alike, each with advice."""

import re
from collections import Counter
from collections.abc import Sequence

from tracker.document import Block, BlockKind, Document
from tracker.extraction.clauses import Mood, clauses
from tracker.extraction.imperative import imperative, rhetorical
from tracker.extraction.labels import number_of
from tracker.extraction.lexicon import verbs
from tracker.extraction.outline import Section
from tracker.extraction.parts import Part, part_of, speaks_of_deeds, to_the_reader
from tracker.extraction.sentences import Sentence, first_sentence, split

_ORDINAL = re.compile(
    r"\W*(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|fifth(?:ly)?|sixth|seventh|eighth|ninth|tenth"
    r"|finally|lastly)\b,?\s",
    re.IGNORECASE,
)
_SECOND = re.compile(r"\W*second(?:ly)?\b", re.IGNORECASE)
_FIRST = re.compile(r"(?:^\W*|, )first(?:ly)?(?: of all)?,", re.IGNORECASE)
_DRAFT = re.compile(r"draft (?:findings?|recommendations?|report|conclusions?|proposals?|text)\b", re.IGNORECASE)
_CONTACT = re.compile(r"https?:|www\.|@|\b0\d{2,} \d{3}|\+\d")
_END = re.compile(r"\W*(?:in order )?to (?P<verb>\w+) [^:]{2,60}:", re.IGNORECASE)
_FEWEST_ORDERS, _NEARLY_ALL = 3, 0.8
_ALIKE = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_MOST_ALIKE = 2
_NEAR = 3
"""Paragraphs ahead of "Second" in which "first" may stand."""
_LONGEST_LEAD = 40
"""Words in the longest first sentence that opens a series."""


def series(document: Document, sections: Sequence[Section]) -> frozenset[int]:
    """The blocks that form a series: headings or paragraphs of one section that open alike, each with advice."""
    kinds: dict[tuple[object, ...], list[int]] = {}
    opened = Counter(block.lead.of(document.text) for block in document.blocks if block.lead)
    for place, block in enumerate(document.blocks):
        section = sections[place]
        option = block.kind is BlockKind.HEADING and section.part is Part.OPTIONS
        if section.part is Part.ELSEWHERE or option or block.kind not in _ALIKE:
            continue
        alike = _alike(document, block, place, section)
        if alike and not _is_form(document, block, opened):
            kinds.setdefault(alike, []).append(place)
    announced = any(section.part in (Part.ADVICE, Part.OUTLOOK) for section in sections)
    fewest = {"item": 3, "heading": 2, "ordinal": 2, "lead": 2, "imperative": len(sections) + 1 if announced else 3}
    told = {
        place
        for alike, found in kinds.items()
        if len(found) >= fewest[str(alike[0])] or (alike[0] == "heading" and alike[3] is Part.ADVICE)
        for place in found
    }
    told |= {
        place for alike, found in kinds.items() if alike[0] == "ordinal" for place in _first_of(document, found[0])
    }
    told |= _beside(document, sections, told) | _forms(document, sections, opened)
    return frozenset(told | (set() if announced else _orders(document, sections)))


def _first_of(document: Document, second: int) -> set[int]:
    """The paragraph ahead of one that opens with "Second", where it says "first" further on: "We ask you, first,"."""
    if not _SECOND.match(document.words(document.blocks[second])):
        return set()
    for place in range(second - 1, max(-1, second - 1 - _NEAR), -1):
        if document.blocks[place].kind is not BlockKind.PARAGRAPH:
            break
        if any(_FIRST.search(each.plain) and any(clauses(each.plain)) for each in split(document, place)):
            return {place}
    return set()


def _orders(document: Document, sections: Sequence[Section]) -> set[int]:
    """The items of lists of which nearly all tell somebody what to do, under headings that speak of deeds."""
    lists: dict[int, list[int]] = {}
    for place, block in enumerate(document.blocks):
        section = sections[place]
        fit = block.kind is BlockKind.LIST_ITEM and section.part in (Part.BODY, Part.SUMMARY)
        if fit and section.heading is not None:
            lists.setdefault(section.heading, []).append(place)
    found: set[int] = set()
    for heading, listed in lists.items():
        outermost = min(document.blocks[place].depth for place in listed)
        items = [place for place in listed if document.blocks[place].depth == outermost]
        if len(items) >= _FEWEST_ORDERS and speaks_of_deeds(document.words(document.blocks[heading])):
            told = sum(_tells(document, place) for place in items)
            found.update(items if told >= _NEARLY_ALL * len(items) else ())
    return found


def _tells(document: Document, place: int) -> bool:
    """Whether an item opens with an order, and not to the reader of the page."""
    told = first_sentence(document, place)
    if told is None or len(told.text.split()) < 3 or not imperative(told.plain) or rhetorical(told.plain):
        return False
    return not _CONTACT.search(told.text) and not to_the_reader(told.text)


def _is_form(document: Document, block: Block, leads: Counter[str]) -> bool:
    """Whether a run-in lead comes again and again, as the entries of a form do: "Value proposition:"."""
    return block.lead is not None and leads[block.lead.of(document.text)] > _MOST_ALIKE


def _beside(document: Document, sections: Sequence[Section], told: set[int]) -> set[int]:
    """Blocks with run-in leads whose siblings, most of them, form a series: "No more letters." among orders."""
    leads: dict[tuple[int | None, BlockKind], list[int]] = {}
    for place, block in enumerate(document.blocks):
        fit = block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and not block.depth
        if fit and block.lead and sections[place].part is not Part.ELSEWHERE:
            leads.setdefault((sections[place].heading, block.kind), []).append(place)
    return {place for each in leads.values() if 2 * len(told.intersection(each)) >= max(len(each), 4) for place in each}


def _forms(document: Document, sections: Sequence[Section], leads: Counter[str]) -> set[int]:
    """The entries of a form that says of each matter what would help, where most of them tell somebody what to do:
    "To improve the grade: …"."""
    entries: dict[str, list[int]] = {}
    for place, block in enumerate(document.blocks):
        if _is_form(document, block, leads) and block.lead and sections[place].part is not Part.ELSEWHERE:
            entries.setdefault(block.lead.of(document.text), []).append(place)
    return {
        place
        for lead, places in entries.items()
        if _says_what_would_help(lead) and 2 * sum(_advises_behind(document, each) for each in places) >= len(places)
        for place in places
    }


def _says_what_would_help(lead: str) -> bool:
    """Whether a run-in lead announces advice, or names the end to which something is to be done."""
    end = _END.match(lead)
    return part_of(lead) in (Part.ADVICE, Part.OUTLOOK) or bool(end and end["verb"].casefold() in verbs("imperative"))


def _advises_soon(document: Document, place: int, first: Sentence) -> bool:
    """Whether the first sentence of a block advises, or the one after it, for which it says why."""
    return any(clauses(first.plain)) or any(any(clauses(each.plain)) for each in split(document, place)[1:2])


def _advises_behind(document: Document, place: int) -> bool:
    """Whether what follows the lead of a block opens with advice."""
    told = split(document, place)[1:2]
    return bool(told) and any(clause.mood is not Mood.CHANCE for clause in clauses(told[0].plain))


def _alike(document: Document, block: Block, place: int, section: Section) -> tuple[object, ...] | None:
    """What a block that opens a passage has in common with its siblings, None where it opens none."""
    words = document.words(block)
    if block.kind is BlockKind.HEADING:
        told = imperative(re.sub(r"\s", " ", words))
        counted = bool(number_of(block.marker))
        return (
            ("heading", block.level, counted, section.part)
            if told and not _DRAFT.match(words) and len(words) < 160 and len(words.split()) > 1
            else None
        )
    fit = block.kind is BlockKind.PARAGRAPH or (block.lead and not block.depth)
    told_first = first_sentence(document, place) if fit and len(words) > 20 else None
    if told_first is None:
        return None
    if _ORDINAL.match(told_first.text) and _advises_soon(document, place, told_first):
        return ("ordinal", section.heading)
    opened = imperative(told_first.plain)
    if (
        not opened
        or len(told_first.text.split()) < 2
        or rhetorical(told_first.plain)
        or len(told_first.text.split()) > _LONGEST_LEAD
    ):
        return None
    if block.kind is BlockKind.LIST_ITEM:
        return ("item", section.heading)
    return ("lead" if section.part in (Part.ADVICE, Part.OUTLOOK) else "imperative", section.heading)

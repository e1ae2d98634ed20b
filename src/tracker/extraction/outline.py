"""Which part of a document each block stands in, and to whom the headings over it are addressed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from tracker.document import Block, BlockKind, Document
from tracker.extraction.addressees import governs
from tracker.extraction.addressing import addressed_in_heading, addressed_in_line
from tracker.extraction.labels import number_of
from tracker.extraction.openings import Opening, opening_of
from tracker.extraction.parts import Part, is_annex, looks_back, part_of, words_of
from tracker.extraction.sentences import sentence

_LABELLED = re.compile(r"\b(?:recommendation|ask|proposal)s?\s+#?\d", re.IGNORECASE)
_BARE = 4
"""Words in the longest heading that announces something and can be no title."""
_ANNEX = re.compile(r"\W*(?:annex|appendi)", re.IGNORECASE)
"""What no paper is called that is one by itself."""
_BARE_ANNEX = re.compile(r"\W*(?:annex|appendix)(?: \w{1,3})?\W*", re.IGNORECASE)
_TEXT = 20
"""Words from which a block is running text and no line of the title page."""
_NO_OPENING = re.compile(r"\W*(?:why|how|what|whether|when|under|before|after|in \d{4})\b", re.IGNORECASE)
"""How a heading begins that speaks of what should be done, was done or went wrong, and asks for nothing itself."""
_WE_ASK = re.compile(
    r"(?:[^:]{3,60}, )?we (?:\w+ly |also |hereby )?(?:urge|call on|call upon|ask|recommend|demand|propose)\b", re.I
)
_LONGEST_GROUP = 120
"""Characters of the longest line that says to whom a list is addressed."""


@dataclass(frozen=True, slots=True)
class Section:
    """Where a block stands: the part, the heading over it as its place among the blocks, to whom it is addressed."""

    part: Part = Part.BODY
    heading: int | None = None
    addressees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Open:
    """A section that is open: its level, what its own heading announces, whether headings below it inherit its part."""

    level: int
    section: Section
    own: Part | None = None
    passes_on: bool = True


def outline(document: Document, title: str) -> tuple[Section, ...]:
    """One section a block, in the order of the blocks; a heading stands in the section that it opens.

    A boxed aside has an outline of its own. The document's title opens nothing, whatever it says.
    """
    return _Outline(document, title).sections()


class _Outline:
    """One pass over the blocks, with the sections that are open at each."""

    def __init__(self, document: Document, title: str) -> None:
        self.document = document
        self.said = _announced(document, title)
        self.above: dict[int | None, list[_Open]] = {}
        self.chapters: set[tuple[str, ...]] = set()
        opened = ((place, _opening(document, place)) for place in self.said)
        self.openings = {place: opening.addressees for place, opening in opened if opening is not None}
        self.said |= dict.fromkeys(self.openings, Part.ADVICE)

    def sections(self) -> tuple[Section, ...]:
        return tuple(self._section(place, block) for place, block in enumerate(self.document.blocks))

    def _section(self, place: int, block: Block) -> Section:
        stack = self.above.setdefault(block.box, [])
        if place in self.said:
            deeper = self._names_annex(place) or self._counts_under_opening(stack, block)
            self._open(stack, replace(block, level=block.level + deeper), place)
        elif _addresses(self.document, block, stack) or _is_over_group(self.document, place):
            self._open(stack, replace(block, level=stack[-1].level + 1 if stack else 1), place)
        if not stack and _sums_up(self.document, block):
            return Section(Part.SUMMARY)
        return stack[-1].section if stack else Section()

    def _names_annex(self, place: int) -> bool:
        """Whether a heading stands right under "Annex" at its own level, and says what the annex is."""
        block, above = self.document.blocks[place], self.document.blocks[max(place - 1, 0)]
        beside = place - 1 in self.said and self.said[place] is None and above.level == block.level
        return beside and above.box == block.box and bool(_BARE_ANNEX.fullmatch(self.document.words(above)))

    def _counts_under_opening(self, stack: Sequence[_Open], block: Block) -> bool:
        """Whether a heading is an item of what one of its own level opens: "We urge you to:", "1. Stop the works"."""
        over = next((above for above in stack if above.level == block.level), None)
        opened = over is not None and over.section.heading in self.openings
        return opened and bool(number_of(block.marker)) and not _NO_OPENING.match(self.document.words(block))

    def _open(self, stack: list[_Open], block: Block, place: int) -> None:
        words = self.document.words(block)
        labelled = _LABELLED.search(f"{block.marker} {words}")
        own = None if labelled else self.said.get(place) or self._over_group(place)
        self._close(stack, block.level, own, words_of(words))
        over = stack[-1] if stack else _Open(0, Section())
        part = own or (over.section.part if over.passes_on else Part.BODY)
        plain = part is Part.ADVICE and own is None and not labelled
        addressed = addressed_in_heading(words, inside=plain) or self.openings.get(place, ())
        addressees = addressed or over.section.addressees
        passes_on = over.passes_on if own is None else own is not Part.ELSEWHERE or is_annex(words)
        stack.append(_Open(block.level, Section(part, place, addressees), own, passes_on))
        if part is Part.BODY:
            self.chapters.add(words_of(words))

    def _over_group(self, place: int) -> Part | None:
        """Advice, where a line says to whom the list right below it is addressed."""
        return Part.ADVICE if _is_over_group(self.document, place) else None

    def _close(self, stack: list[_Open], level: int, own: Part | None, words: tuple[str, ...]) -> None:
        """Close what a heading ends; a list of recommendations that goes by the titles of the chapters stays open."""
        stays = own is None and bool(stack) and stack[-1].section.part is Part.ADVICE and words in self.chapters
        while stack and (stack[-1].level >= level or own is Part.BODY):
            if stays and stack[-1].own is Part.ADVICE:
                return
            stack.pop()


def _opening(document: Document, place: int) -> Opening | None:
    """What a heading opens that begins a sentence which the list below it completes: "We urge you to:"."""
    block = document.blocks[place]
    words = document.words(block)
    if not words.rstrip().endswith(":") or _NO_OPENING.match(words):
        return None
    opening = opening_of(sentence(document, block.span, place))
    return opening if opening is not None and opening.bare and _asks_an_office(words, opening) else None


def _asks_an_office(words: str, opening: Opening) -> bool:
    """Whether the authors ask themselves, or tell a body that governs: "We urge you to:", "The council should:"."""
    return governs(opening.addressees) or bool(_WE_ASK.match(words))


def _sums_up(document: Document, block: Block) -> bool:
    """Whether a paragraph ahead of all headings answers a question that stands in its lead: "What should be done?"."""
    lead = block.lead.of(document.text).rstrip() if block.lead else ""
    return lead.endswith("?") and part_of(lead) in (Part.ADVICE, Part.OUTLOOK)


def _announced(document: Document, title: str) -> dict[int, Part | None]:
    """What each heading announces; one that holds a heading over advice of its own announces no advice itself."""
    named = words_of(title)
    places = [
        place
        for place, block in enumerate(document.blocks)
        if block.kind is BlockKind.HEADING
        and not (_is_title(document.words(block), named) and not _over_list(document, place))
    ]
    said = {place: part_of(document.words(document.blocks[place])) for place in places}
    for n, place in enumerate(places):
        if said[place] is Part.ADVICE and _holds_advice(document, place, islice(places, n + 1, None), said):
            words = words_of(document.words(document.blocks[place]))
            said[place] = Part.SUMMARY if "summary" in words else Part.BODY
    return said | dict.fromkeys(_on_title_page(document, places), None)


def _on_title_page(document: Document, places: Sequence[int]) -> list[int]:
    """Headings that would make an annex of all that follows, but stand among others ahead of the first text: what the
    paper itself is, as in "Written evidence submitted by the Harbour Trust"."""
    first = next((at for at, block in enumerate(document.blocks) if _ends_title_page(document, block)), 0)
    ahead = [place for place in places if place < first]
    said = {place: document.words(document.blocks[place]) for place in ahead[:-1]}
    return [place for place, heading in said.items() if is_annex(heading) and not _ANNEX.match(heading)]


def _ends_title_page(document: Document, block: Block) -> bool:
    """Whether a block is text, an item of a list or a heading of advice, none of which stands on a title page."""
    words = document.words(block)
    if block.kind is BlockKind.HEADING:
        return part_of(words) is Part.ADVICE
    return block.kind is BlockKind.LIST_ITEM or (block.kind is BlockKind.PARAGRAPH and len(words.split()) >= _TEXT)


def _over_list(document: Document, place: int) -> bool:
    """Whether a heading that announces what to do stands right over a list, so that it is more than a title."""
    below = document.blocks[place + 1 : place + 2]
    listed = bool(below) and below[0].kind is BlockKind.LIST_ITEM
    return listed and part_of(document.words(document.blocks[place])) in (Part.ADVICE, Part.OUTLOOK)


def _holds_advice(document: Document, place: int, below: Iterable[int], said: dict[int, Part | None]) -> bool:
    level, box = document.blocks[place].level, document.blocks[place].box
    for other in below:
        block = document.blocks[other]
        if block.box != box or block.level <= level:
            return False
        if said[other] is Part.ADVICE and not _LABELLED.search(document.words(block)):
            return True
    return False


def _addresses(document: Document, block: Block, stack: Sequence[_Open]) -> bool:
    """Whether a line of its own in a part of advice says to whom the lines below it are addressed."""
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or not stack:
        return False
    words = document.words(block)
    if stack[-1].section.part is not Part.ADVICE or not words.rstrip().endswith(":") or len(words) > _LONGEST_GROUP:
        return False
    return bool(addressed_in_line(words))


def _is_over_group(document: Document, place: int) -> bool:
    """Whether a line such as "To the Government of Kenya:" stands right over a list."""
    words = document.words(document.blocks[place])
    if not words.startswith(("To ", "TO ")) or not words.rstrip().endswith(":") or len(words) > _LONGEST_GROUP:
        return False
    below = document.blocks[place + 1 : place + 2]
    return bool(below) and below[0].kind is BlockKind.LIST_ITEM and bool(addressed_in_line(words))


def _is_title(heading: str, named: Sequence[str]) -> bool:
    said = words_of(heading)
    if len(said) <= _BARE and (part_of(heading) in (Part.ADVICE, Part.OUTLOOK) or looks_back(said)):
        return False
    return len(said) > 1 and (said == named[: len(said)] or (len(said) > 3 and " ".join(said) in " ".join(named)))

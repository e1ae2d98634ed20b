"""Which part of a document each block stands in, and to whom the headings over it are addressed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tracker.document import Block, BlockKind, Document
from tracker.extraction.addressees import addressed_in_heading
from tracker.extraction.lexicon import headings

_NUMBER = re.compile(r"^(?:(?:chapter|part|section)\s+)?(?:\d+(?:\.\d+)*|[IVXLC]+|[A-Z])[.):]?\s+(?=\S)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LABELLED = re.compile(r"\b(?:recommendation|ask|proposal)s?\s+#?\d", re.IGNORECASE)
_LONGEST, _BARE = 16, 4
"""Words in the longest heading that opens a part, and in the longest one that can be no title."""


class Part(StrEnum):
    """What a part of a document is for."""

    BODY = "body"
    ADVICE = "advice"
    """Under a heading that says that recommendations follow."""
    OUTLOOK = "outlook"
    """Under a heading that says what comes next, which may be advice and may be a calendar."""
    SUMMARY = "summary"
    ELSEWHERE = "elsewhere"
    """Text that gives no advice of the authors' own: options, replies, method, contacts, references."""


@dataclass(frozen=True, slots=True)
class Section:
    """Where a block stands: the part, the heading over it as its place among the blocks, to whom it is addressed."""

    part: Part = Part.BODY
    heading: int | None = None
    addressees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Open:
    level: int
    section: Section
    passes_on: bool = True


def outline(document: Document, title: str) -> tuple[Section, ...]:
    """One section a block, in the order of the blocks; a heading stands in the section that it opens.

    A boxed aside has an outline of its own. The document's title opens nothing, whatever it says.
    """
    said = _announced(document, title)
    above: dict[int | None, list[_Open]] = {}
    sections: list[Section] = []
    for place, block in enumerate(document.blocks):
        stack = above.setdefault(block.box, [])
        if place in said:
            _open(stack, document, block, sections, said)
        elif _addresses(document, block, stack):
            _open(stack, document, replace(block, level=_below(stack)), sections, said)
        sections.append(stack[-1].section if stack else Section())
    return tuple(sections)


def part_of(heading: str) -> Part | None:
    """What a heading says that follows, None where it says nothing of the kind."""
    said = _words(heading)
    if not said or len(said) > _LONGEST or (heading.rstrip().endswith("?") and len(said) > 6):
        return None
    for part, names in ((Part.ELSEWHERE, "answered"), (Part.ADVICE, "advice"), (Part.OUTLOOK, "outlook")):
        if any(_says(said, phrase, anywhere=part is not Part.OUTLOOK) for phrase in headings(names)):
            return part
    if any(_says(said, phrase, anywhere=False) for phrase in headings("summary")):
        return Part.SUMMARY
    if any(_opens(said, phrase) for phrase in (*headings("elsewhere"), *headings("annexes"))):
        return Part.ELSEWHERE
    return Part.BODY if any(_opens(said, phrase) for phrase in headings("plain")) else None


def _announced(document: Document, title: str) -> dict[int, Part | None]:
    """What each heading announces; one that holds a heading over advice of its own announces no advice itself."""
    said = {
        place: part_of(document.words(block))
        for place, block in enumerate(document.blocks)
        if block.kind is BlockKind.HEADING and not _is_title(document.words(block), title)
    }
    for place, part in said.items():
        if part is Part.ADVICE and _holds_advice(document, place, said):
            words = _words(document.words(document.blocks[place]))
            said[place] = Part.SUMMARY if "summary" in words else Part.BODY
    return said


def _holds_advice(document: Document, place: int, said: dict[int, Part | None]) -> bool:
    level, box = document.blocks[place].level, document.blocks[place].box
    for below in (other for other in said if other > place and document.blocks[other].box == box):
        if document.blocks[below].level <= level:
            return False
        if said[below] is Part.ADVICE and not _LABELLED.search(document.words(document.blocks[below])):
            return True
    return False


def _open(
    stack: list[_Open], document: Document, block: Block, sections: Sequence[Section], said: dict[int, Part | None]
) -> None:
    words, place = document.words(block), len(sections)
    labelled = _LABELLED.search(f"{block.marker} {words}")
    part = None if labelled else said.get(place)
    again = part is None and stack and stack[-1].section.part is Part.ADVICE and _is_chapter(document, sections, words)
    while (
        stack
        and (stack[-1].level >= block.level or part is Part.BODY)
        and not (again and _is_advice(document, stack[-1]))
    ):
        stack.pop()
    over = stack[-1] if stack else _Open(0, Section())
    inherited = over.section.part if over.passes_on else Part.BODY
    chosen = part or inherited
    addressees = (
        addressed_in_heading(words, inside=chosen is Part.ADVICE and part is None and not labelled)
        or over.section.addressees
    )
    passes = any(_opens(_words(words), phrase) for phrase in headings("annexes")) if part is Part.ELSEWHERE else True
    stack.append(_Open(block.level, Section(chosen, place, addressees), passes if part else over.passes_on))


def _is_advice(document: Document, opened: _Open) -> bool:
    """Whether the section is one whose own heading announces advice."""
    heading = opened.section.heading
    return heading is not None and part_of(document.words(document.blocks[heading])) is Part.ADVICE


def _is_chapter(document: Document, sections: Sequence[Section], words: str) -> bool:
    """Whether a chapter has the same heading: a list of recommendations goes by the titles of the chapters."""
    wanted = _words(words)
    chapters = (
        block
        for block, section in zip(document.blocks, sections, strict=False)
        if block.kind is BlockKind.HEADING and section.part is Part.BODY
    )
    return any(_words(document.words(block)) == wanted for block in chapters)


def _addresses(document: Document, block: Block, stack: Sequence[_Open]) -> bool:
    """Whether a line of its own in a part of advice says to whom the lines below it are addressed."""
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or not stack:
        return False
    words = document.words(block)
    if stack[-1].section.part is not Part.ADVICE or not words.rstrip().endswith(":") or len(words) > 120:
        return False
    return bool(addressed_in_heading(words, inside=False))


def _below(stack: Sequence[_Open]) -> int:
    """The level of a line that works as a heading: one below the last real heading."""
    return min(stack[-1].level + 1, 7) if stack[-1].level < 7 else 7


def _is_title(heading: str, title: str) -> bool:
    said, named = _words(heading), _words(title)
    if len(said) <= _BARE and part_of(heading) in (Part.ADVICE, Part.OUTLOOK):
        return False
    return len(said) > 1 and (said == named or (len(said) > 3 and " ".join(said) in " ".join(named)))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold().replace("’", "'") for word in _WORD.findall(_NUMBER.sub("", text.strip())))


def _says(said: Sequence[str], phrase: str, *, anywhere: bool) -> bool:
    """Whether the heading is the phrase, begins or ends with it, or holds it where it may stand `anywhere`."""
    wanted = phrase.split()
    found = list(_places(said, wanted))
    edges = {0, len(said) - len(wanted)}
    return bool(found) and (anywhere or bool(edges & set(found)))


def _opens(said: Sequence[str], phrase: str) -> bool:
    """Whether the heading is the phrase, or goes on after it as a heading of such a part does."""
    wanted = phrase.split()
    if list(said[: len(wanted)]) != wanted:
        return False
    rest = said[len(wanted) :]
    return not rest or len(wanted) > 1 or rest[0] in ("and", "of", "to", "for", "the", "on", "in", "by", "from")


def _places(said: Sequence[str], wanted: Sequence[str]) -> Iterator[int]:
    for place in range(len(said) - len(wanted) + 1):
        if list(said[place : place + len(wanted)]) == list(wanted):
            yield place

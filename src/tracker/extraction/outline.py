"""Which part of a document each block stands in, and to whom the headings over it are addressed."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from tracker.document import Block, BlockKind, Document
from tracker.extraction.addressees import addressed_in_heading, addressed_in_line
from tracker.extraction.lexicon import headings

_NUMBER = re.compile(r"^(?:(?:chapter|part|section)\s+)?(?:\d+(?:\.\d+)*|[IVXLC]+|[A-Z])[.):]?\s+(?=\S)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LABELLED = re.compile(r"\b(?:recommendation|ask|proposal)s?\s+#?\d", re.IGNORECASE)
_ASKS_WHAT_TO_DO = re.compile(
    r"^(?!how (?:you|i) can help\b)(?:what|how)\b.{1,40}\b(?:should|can|must|could|ought to|needs? to)\b.{0,20}"
    r"\b(?:do|act|respond|help|improve|next|now)\b"
)
_DUTY = r"(?:should|must|ought to|needs? to|ha(?:s|ve) to)"
_SAYS_WHO = re.compile(
    rf"^what (?:{_DUTY} )?(?!we\b|i\b|you\b)(?:[\w']+ ){{1,6}}(?:{_DUTY} )?(?:now |next )?do(?: now| next)?$"
)
"""A heading that says who should act: "What councils should do", "What must the council do now?"."""
_OPTION = re.compile(
    r"^(?:policy )?(?:option|alternative|scenario|approach) (?:\d|[a-h]|one|two|three|four|five|six)\b"
    r"(?!.*\b(?:recommended|preferred)\b)"
)
"""A heading over one of several courses that are open: "Option 2 raise fees"."""
_ADVISED = frozenset({"recommendation", "recommendations"})
_LOOKING_BACK = frozenset(
    {"status", "implemented", "previous", "prior", "past", "earlier", "became", "progress", "replies", "responses"}
)
_OPEN_ENDED = frozenset(
    {"about", "annex", "appendix", "contact", "copyright", "obtaining", "order", "related", "subscribe"}
)
_OF_ANYTHING = frozenset({"about", "contact", "order"})
"""Of these, words that open a heading of a page's own only with such a word behind: "About the author"."""
_OF_A_PAGE = frozenset(headings("page"))
_DEEDS, _TO_THE_READER = frozenset(headings("deeds")), frozenset(headings("to_the_reader"))
_OF_OTHERS, _YEAR = frozenset(headings("of_others")), re.compile(r"\b(?:19|20)\d\d\b")
_LONGEST, _BARE = 16, 4
"""Words in the longest heading that opens a part, and in the longest one that can be no title."""
_LONGEST_GROUP = 120
"""Characters of the longest line that says to whom a list is addressed."""


class Part(StrEnum):
    """What a part of a document is for."""

    BODY = "body"
    ADVICE = "advice"
    """Under a heading that says that recommendations follow."""
    OUTLOOK = "outlook"
    """Under a heading that says what comes next, which may be advice and may be a calendar."""
    OPTIONS = "options"
    """Under a heading such as "Policy options": courses that are open, each with what speaks against it."""
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


def part_of(heading: str) -> Part | None:
    """What a heading says that follows, None where it says nothing of the kind."""
    said = _words(heading)
    if not said or len(said) > _LONGEST:
        return None
    line = _line(said)
    if heading.rstrip().endswith("?") and len(said) > 8 and not _ASKS_WHAT_TO_DO.search(line.strip()):
        return None
    return next((part for part, says in _SAYS if says(line)), None)


def _looks_back(line: str) -> bool:
    """Whether the heading stands over what was asked before, or over what was answered."""
    said = set(line.split())
    return not (_ADVISED.isdisjoint(said) or _LOOKING_BACK.isdisjoint(said)) or _holds(line, "answered")


def _says_who(line: str) -> bool:
    return bool(_SAYS_WHO.match(line) and re.search(_DUTY, line))


def _looks_ahead(line: str) -> bool:
    return (
        bool(_ASKS_WHAT_TO_DO.search(line.strip()))
        or line in _lines("outlook_alone")
        or _ends_or_begins(line, "outlook")
    )


_SAYS: tuple[tuple[Part, Callable[[str], bool]], ...] = (
    (Part.ELSEWHERE, _looks_back),
    (Part.ADVICE, lambda line: _holds(line, "advice") or _says_who(line.strip())),
    (Part.OUTLOOK, _looks_ahead),
    (Part.OPTIONS, lambda line: _ends(line, "options") or bool(_OPTION.match(line.strip()))),
    (Part.SUMMARY, lambda line: _ends_or_begins(line, "summary")),
    (Part.ELSEWHERE, lambda line: _opens(line, "elsewhere") or _opens(line, "annexes")),
    (Part.BODY, lambda line: _opens(line, "plain")),
)
"""What a heading may announce, in the order in which it is asked of its line."""


class _Outline:
    """One pass over the blocks, with the sections that are open at each."""

    def __init__(self, document: Document, title: str) -> None:
        self.document = document
        self.said = _announced(document, title)
        self.above: dict[int | None, list[_Open]] = {}
        self.chapters: set[tuple[str, ...]] = set()

    def sections(self) -> tuple[Section, ...]:
        return tuple(self._section(place, block) for place, block in enumerate(self.document.blocks))

    def _section(self, place: int, block: Block) -> Section:
        stack = self.above.setdefault(block.box, [])
        if place in self.said:
            self._open(stack, block, place)
        elif _addresses(self.document, block, stack) or _is_over_group(self.document, place):
            self._open(stack, replace(block, level=stack[-1].level + 1 if stack else 1), place)
        return stack[-1].section if stack else Section()

    def _open(self, stack: list[_Open], block: Block, place: int) -> None:
        words = self.document.words(block)
        labelled = _LABELLED.search(f"{block.marker} {words}")
        own = None if labelled else self.said.get(place) or self._over_group(place)
        self._close(stack, block.level, own, _words(words))
        over = stack[-1] if stack else _Open(0, Section())
        part = own or (over.section.part if over.passes_on else Part.BODY)
        plain = part is Part.ADVICE and own is None and not labelled
        addressees = addressed_in_heading(words, inside=plain) or over.section.addressees
        passes_on = over.passes_on if own is None else own is not Part.ELSEWHERE or _is_annex(words)
        stack.append(_Open(block.level, Section(part, place, addressees), own, passes_on))
        if part is Part.BODY:
            self.chapters.add(_words(words))

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


def _is_annex(heading: str) -> bool:
    return _opens(_line(_words(heading)), "annexes")


def _announced(document: Document, title: str) -> dict[int, Part | None]:
    """What each heading announces; one that holds a heading over advice of its own announces no advice itself."""
    named = _words(title)
    places = [
        place
        for place, block in enumerate(document.blocks)
        if block.kind is BlockKind.HEADING
        and not (_is_title(document.words(block), named) and not _over_list(document, place))
    ]
    said = {place: part_of(document.words(document.blocks[place])) for place in places}
    for n, place in enumerate(places):
        if said[place] is Part.ADVICE and _holds_advice(document, place, islice(places, n + 1, None), said):
            words = _words(document.words(document.blocks[place]))
            said[place] = Part.SUMMARY if "summary" in words else Part.BODY
    return said


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


def speaks_of_deeds(heading: str) -> bool:
    """Whether a heading may stand over a list of what is to be done: "Priorities for the next government".

    One of others, or of a year, tells of what was asked or done: "The opposition's demands", "The plan of 2015".
    """
    said = _words(heading)
    of_others = not _OF_OTHERS.isdisjoint(said) or any(word.endswith(("'s", "s'")) for word in said)
    return not _DEEDS.isdisjoint(said) and not of_others and not _YEAR.search(heading)


def to_the_reader(text: str) -> bool:
    """Whether words speak to whoever reads the page, as a form or an advertisement does."""
    return not _TO_THE_READER.isdisjoint(_words(text))


def _is_title(heading: str, named: Sequence[str]) -> bool:
    said = _words(heading)
    if len(said) <= _BARE and (part_of(heading) in (Part.ADVICE, Part.OUTLOOK) or _looks_back(_line(said))):
        return False
    return len(said) > 1 and (said == named[: len(said)] or (len(said) > 3 and " ".join(said) in " ".join(named)))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold().replace("’", "'") for word in _WORD.findall(_NUMBER.sub("", text.strip())))


def _line(said: Sequence[str]) -> str:
    """The words with a space before and behind each, so that words are found whole."""
    return f" {' '.join(said)} "


@lru_cache
def _lines(name: str) -> tuple[str, ...]:
    """The phrases of one list as lines."""
    return tuple(_line(phrase.split()) for phrase in headings(name))


def _holds(line: str, name: str) -> bool:
    """Whether the heading holds one of the phrases."""
    return any(phrase in line for phrase in _lines(name))


def _ends_or_begins(line: str, name: str) -> bool:
    """Whether the heading is one of the phrases, or begins or ends with it."""
    return line.startswith(_lines(name)) or line.endswith(_lines(name))


def _ends(line: str, name: str) -> bool:
    """Whether the heading ends with one of the phrases."""
    return line.endswith(_lines(name))


def _opens(line: str, name: str) -> bool:
    """Whether the heading is one of the phrases, or goes on after it as a heading of such a part does."""
    return line.startswith(_lines(name)) and any(
        line.startswith(phrase) and _goes_on(phrase, line) for phrase in _lines(name)
    )


def _goes_on(phrase: str, line: str) -> bool:
    rest, words = line[len(phrase) :].split(), phrase.split()
    short = words[0] in _OPEN_ENDED and len(rest) < 5
    short = short and (words[0] not in _OF_ANYTHING or not _OF_A_PAGE.isdisjoint(rest))
    return not rest or len(words) > 1 or short or rest[0] == "and" or len(rest[0]) == 1

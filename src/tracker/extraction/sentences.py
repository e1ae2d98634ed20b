"""The sentences of a document, each with its place."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from nupunkt import sent_spans

from tracker.document import Document, Span

LONGEST = 1_200
"""Characters of a sentence that are judged."""
_REFERENCE = re.compile(
    r"\s*[(\[](?:see )?(?:recommendations?|paragraphs?|paras?|chapters?|sections?|matters?|p|pp"
    r"|R)\b[^()\[\]]{0,60}[)\]]\s*[.;]?\s*$",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?<![^\s-])([a-z]{3,})\.\s+(?=[A-Z][a-z]|[A-Z]\s)")
_NOTED = re.compile(r"\b([A-Za-z]{2,})[.”]{1,2}\d{1,2}\s+(?=[A-Z][a-z]+ )")
"""The end of a sentence with the number of a note: "as banks already do.1 Premiums …"."""
_LETTERED = re.compile(
    r"\b(?:Option|Plan|Annex|Part|Group|Scenario|Type|Category|Phase|Schedule) [A-Z]\.\s+(?=[A-Z][a-z]+ )"
)
_SHORTENED = frozenset(
    "app approx arts cap chap dept ed eds esp est etc fig figs ibid incl max min nos para paras pers pres pub resp sec "
    "secs sing trans viz vol vols".split()
)
_OPENER = re.compile(r"(?:That|This|These|Those|It|They|We|He|She|There|But|And|Yet|So|If|When|Nobody|No one)\s")
"""Words in capitals that open a sentence, so that the word ahead of them is whole: "It buys an app. That is dear."."""
_SPACE = re.compile(r"\s")
_END = re.compile(r"[.?!…]")
_OPENING = re.compile(r"[\s\"“”„«»‘’'(\[–—-]*")
_QUOTED = re.compile(r"“[^”]{0,600}[”]|\"[^\"]{0,600}\"|«[^»]{0,600}»|„[^“”]{0,600}[“”]|‘(?<!\w‘)[^’]{0,200}’(?!\w)")
_BRACKETS = re.compile(r"\([^()]{0,300}\)|\[[^\[\]]{0,300}\]")

_SIDE = re.compile(r",? (?:so that|because|lest|unless|until|in order that)\s", re.IGNORECASE)
"""What opens a side clause behind an order, in which nothing more is asked for: "so that it need not be done again"."""
_ON = re.compile(r",\s+and\s|;\s")
"""What ends a side clause, and goes on with what is asked for."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. `text` has plain spaces, character by character as long as its span; `block` counts the document's
    blocks; `meant` are those whom an "it", or an order in a letter, points to; `plain` is what is judged: the text with
    what stands in quotation marks and brackets blanked out, up to a length that no sentence has, so that a text without
    full stops costs no more than one with them."""

    span: Span
    text: str
    plain: str
    block: int
    meant: tuple[str, ...] = ()

    def part(self, start: int, end: int) -> Span:
        """The place in the document of a stretch of the sentence."""
        return Span(self.span.start + start, self.span.start + end)


def sentence(document: Document, span: Span, block: int) -> Sentence:
    """The words of a span as one sentence."""
    text = plain_spaces(span.of(document.text))
    return Sentence(span, text, _without_asides(text[:LONGEST]), block)


def split(document: Document, place: int, span: Span | None = None) -> tuple[Sentence, ...]:
    """The sentences of the block at `place`, or of a span in it; the run with which a block opens is one where it ends
    as a sentence does."""
    return tuple(_each(document, place, span))


def first_sentence(document: Document, place: int) -> Sentence | None:
    """The first sentence of the block at `place`; None where it has none."""
    return next(_each(document, place, None), None)


def _each(document: Document, place: int, span: Span | None) -> Iterator[Sentence]:
    block = document.blocks[place]
    whole = span or block.span
    parts = [whole]
    if block.lead and whole.start <= block.lead.start and block.lead.end < whole.end and _closes(document, block.lead):
        parts = [block.lead, Span(block.lead.end, whole.end)]
    for part in parts:
        yield from (sentence(document, found, place) for found in _spans(document.text, part))


def plain_spaces(text: str) -> str:
    """The text with a plain space for each white space, character by character."""
    return text if text.isprintable() else _SPACE.sub(" ", text)


def without_reference(text: str) -> int:
    """How many characters of the text are left without a closing reference such as "(Recommendation 2)"."""
    end = text[-90:]
    match = _REFERENCE.search(end) if ")" in end or "]" in end else None
    return len(text) - (len(end) - match.start()) if match else len(text)


def _closes(document: Document, lead: Span) -> bool:
    return lead.of(document.text).rstrip().endswith((".", ":", "!", "?", "–", "—"))


def _spans(text: str, part: Span) -> Iterator[Span]:
    said = plain_spaces(part.of(text))
    quotes = [match.span() for match in _QUOTED.finditer(said)]
    for start, end in _cut_further(said, _sentences(said)):
        stretch = said[start:end].rstrip()
        stretch = stretch[: without_reference(stretch)].rstrip()
        opened = len(said[start:end]) - len(said[start:end].lstrip())
        inside = any(first < start + opened and start + len(stretch) <= last for first, last in quotes)
        if len(stretch) > opened and not inside:
            yield Span(part.start + start + opened, part.start + start + len(stretch))


@lru_cache(maxsize=1024)
def _sentences(said: str) -> tuple[tuple[int, int], ...]:
    """Where sentences begin and end; a text without a sign that ends one, but for its last, is one."""
    signs = _END.search(said)
    return tuple(sent_spans(said)) if signs and signs.end() < len(said.rstrip()) else ((0, len(said)),)


def _cut_further(said: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans, cut behind a word in small letters and a full stop that is no abbreviation: "the tax. Parliament"."""
    for start, end in spans:
        at = start
        for stop in _STOP.finditer(said, start, end) if ". " in said[start:end] else ():
            if stop[1] not in _SHORTENED or _OPENER.match(said, stop.end()):
                yield at, stop.end(1) + 1
                at = stop.end()
        for noted in _NOTED.finditer(said, at, end):
            if noted[1].casefold() not in _SHORTENED | {"art", "sec", "ch"}:
                yield at, noted.start() + len(noted.group().rstrip())
                at = noted.end()
        for stop in _LETTERED.finditer(said, at, end):
            yield at, len(stop.group().rstrip()) + stop.start()
            at = stop.end()
        yield at, end


def _without_asides(text: str) -> str:
    for aside in (_QUOTED, _BRACKETS):
        text = aside.sub(lambda match: match.group()[0] + "·" * (len(match.group()) - 2) + match.group()[-1], text)
    return text


def without_side_clause(text: str, after: int) -> str:
    """The text, as long as before but for its end, without the first side clause `after` a place."""
    side = _SIDE.search(text, after)
    if side is None:
        return text
    end = _ON.search(text, side.end())
    return text[: side.start()] + (" " * (end.start() - side.start()) + text[end.start() :] if end else "")


def opening(text: str) -> int:
    """Where the first word of the text begins."""
    match = _OPENING.match(text)
    return match.end() if match else 0

"""What the brief lists of itself: its topics, and its regions and countries."""

import re
from collections.abc import Iterator, Sequence

from tracker.document import Block, BlockKind, Document

_TOPICS = re.compile(
    r"(?:\w+ )?(?:key ?words|topics?|tags|subjects|themes?|issues? areas?|sectors?)|filed under", re.IGNORECASE
)
_KEYWORDS = re.compile(r"(?:\w+ )?key ?words", re.IGNORECASE)
"""What is said of the paper itself, where "Themes" may be a menu of the whole site."""
_REGIONS = re.compile(
    r"(?:regions?|countr(?:y|ies)|(?:regions?|countries)\s*(?:&|and|/)\s*(?:regions?|countries)|locations?|places?)",
    re.IGNORECASE,
)
_TOPIC_PROPERTIES = (
    "head:tags",
    "head:topics",
    "head:keywords",
    "head:categories",
    "html:tags",
    "html:topics",
    "meta:article:tag",
    "meta:citation_keywords",
)
_REGION_PROPERTIES = ("head:country", "head:countries", "head:region", "head:regions", "html:regions")
_SEPARATOR = re.compile(r"\s*[;|·•\n]\s*|,\s+")
_MOST = 12
_LONGEST = 400
_LONGEST_TOPIC = 8


def topics(document: Document) -> tuple[str, ...]:
    """The topics in the order listed, () where the document lists none."""
    listed = _listed(document, _KEYWORDS) or _listed(document, _TOPICS) or _stated(document, _TOPIC_PROPERTIES)
    return tuple(dict.fromkeys(topic for topic in listed if 0 < len(topic.split()) <= _LONGEST_TOPIC))


def listed_regions(document: Document) -> tuple[str, ...]:
    """The names of regions and countries in the order listed, () where the document lists none."""
    return tuple(_listed(document, _REGIONS) or _stated(document, _REGION_PROPERTIES))


def _stated(document: Document, names: Sequence[str]) -> list[str]:
    values = [value for name in names for value in document.properties.get(name, ())]
    return [part.strip() for value in values for part in _SEPARATOR.split(value[:_LONGEST]) if part.strip()]


def _listed(document: Document, opening: re.Pattern[str]) -> list[str]:
    """The items of the list under such a heading, or on the line that opens with such a word and a colon."""
    blocks = document.blocks
    for place, block in enumerate(blocks):
        words = document.words(block).strip()
        if len(words) > _LONGEST:
            continue
        label, colon, rest = words.partition(":")
        if len(block.cells) == 2:
            label, colon, rest = (
                cell.span.of(document.text) for cell in (block.cells[0], block.cells[0], block.cells[1])
            )
        if colon and rest.strip() and opening.fullmatch(label.strip()) and not _is_sentence(rest):
            return [part.strip(" .") for part in _SEPARATOR.split(rest) if part.strip(" .")]
        if opening.fullmatch(words.rstrip(":").strip()) and block.kind is not BlockKind.FURNITURE:
            items = list(_under(document, blocks[place + 1 : place + 1 + _MOST]))
            if items:
                return items
    return []


def _under(document: Document, blocks: Sequence[Block]) -> Iterator[str]:
    """The short lines after a heading, up to the next heading or running text."""
    for block in blocks:
        words = " ".join(document.words(block).split())
        if block.kind is BlockKind.HEADING or len(words.split()) > _LONGEST_TOPIC or _is_sentence(words):
            return
        if _TOPICS.fullmatch(words) or _REGIONS.fullmatch(words):
            return
        yield words


def _is_sentence(text: str) -> bool:
    flat = text.strip()
    return flat.endswith((".", "?", "!")) and len(flat.split()) > _LONGEST_TOPIC

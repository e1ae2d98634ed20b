"""A brief as read: one text that never changes, and spans over it."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import orjson

from tracker.translation import marked


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text, from `start` up to and without `end`, counted in characters."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span runs from {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words of `text` that this span covers."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


NUMBER_SIGNS = r"(?:#|No\. ?|N[°º] ?|№ ?)"
"""A pattern for what stands ahead of a number that counts: "#1", "No. 1", "№ 1"."""
_SIGNS = re.compile(rf"^{NUMBER_SIGNS}(?=\d)|(?<=\d)\s[-–—]$")


def core_of(marker: str) -> str:
    """The number or letters by which a list item's marker counts, "3" for "#3:", "No. 3", "(3)" and "3 –"; a bullet's
    own sign for a bullet, and "" for a dash."""
    return _SIGNS.sub("", marker).strip("().[]: –—-")


class Format(StrEnum):
    """The file formats that are read."""

    TXT = "txt"
    MARKDOWN = "md"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"


FORMAT_LABELS: dict[Format, str] = {
    Format.TXT: marked("Plain text"),
    Format.MARKDOWN: marked("Markdown"),
    Format.HTML: marked("Web page (HTML)"),
    Format.PDF: marked("PDF"),
    Format.DOCX: marked("Word (DOCX)"),
}


class BlockKind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    QUOTATION = "quotation"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    FURNITURE = "furniture"
    """Running heads, page numbers, menus, cookie lines, newsletter boxes: on the page, not of the brief."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row: its words, and the heading over its column ("" where there is none)."""

    span: Span
    head: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the page. Blocks lie in reading order, do not overlap, and leave only white space between them.

    `span` is what the block says, without its bullet or number: that is `marker` ("1.", "(a)", "•", ""), whose
    characters are not part of the text. `level` is 1 to 6 for a heading, else 0. `depth` is 0 for an item of an
    outermost list, 1 for an item under an item. `lead` is the bold, italic or underlined run with which a block opens,
    where the block goes on after it or is that run alone. `page` counts from 1, None where the format has no pages.
    `cells` belongs to table rows. `box` numbers the boxed aside (summary box, sidebar, text box) in which the block
    stands, None in the main flow.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    depth: int = 0
    marker: str = ""
    lead: Span | None = None
    page: int | None = None
    cells: tuple[Cell, ...] = ()
    box: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file as a person would read it on: words joined over line ends, furniture and footnotes out of the sentences.

    `properties` holds what the file says of itself outside the page, one or more values a name, names as
    "docinfo:title", "meta:author", "jsonld:datePublished", "head:date", "core:creator", "html:title", "html:byline",
    "html:time". They are hints, each to be distrusted as it deserves. `language` is ISO 639-1 ("en"), "" where unsure.
    """

    name: str
    format: Format
    text: str
    blocks: tuple[Block, ...]
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    language: str = ""
    pages: int | None = None

    def words(self, block: Block) -> str:
        """What the block says."""
        return block.span.of(self.text)

    def body(self) -> Iterator[Block]:
        """The blocks that belong to the brief: all but furniture, footnotes and captions."""
        outside = {BlockKind.FURNITURE, BlockKind.FOOTNOTE, BlockKind.CAPTION}
        return (block for block in self.blocks if block.kind not in outside)

    def page_of(self, offset: int) -> int | None:
        """The page on which the character at `offset` stands."""
        page = None
        for block in self.blocks:
            if block.span.start > offset:
                break
            page = block.page
        return page

    def to_json(self) -> str:
        """The document as JSON, for the store and for crossing from one process to another."""
        return orjson.dumps(self).decode()

    @classmethod
    def from_json(cls, text: str) -> "Document":
        """The document that `to_json` wrote; ValueError, KeyError or TypeError for anything else."""
        kept = json.loads(text)
        return cls(
            name=kept["name"],
            format=Format(kept["format"]),
            text=kept["text"],
            blocks=tuple(_block(block) for block in kept["blocks"]),
            properties={name: tuple(values) for name, values in kept["properties"].items()},
            language=kept["language"],
            pages=kept["pages"],
        )


def _block(kept: Mapping[str, Any]) -> Block:
    return Block(
        **{
            **kept,
            "kind": BlockKind(kept["kind"]),
            "span": Span(**kept["span"]),
            "lead": Span(**kept["lead"]) if kept["lead"] else None,
            "cells": tuple(Cell(Span(**cell["span"]), cell["head"]) for cell in kept["cells"]),
        }
    )

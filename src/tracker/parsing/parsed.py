"""A brief on its way from the process that parsed it: its document, and what is found in that."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import orjson
from pydantic import TypeAdapter

from tracker.document import Document, Span
from tracker.extraction.finding import Extraction, Finding


@dataclass(frozen=True, slots=True)
class Parsed:
    """The document of a file with all that was found in it."""

    document: Document
    extraction: Extraction

    def written(self) -> dict[str, str]:
        """Both as JSON, for crossing from one process to another."""
        return {"document": self.document.to_json(), "extraction": orjson.dumps(self.extraction).decode()}

    @classmethod
    def of(cls, written: Mapping[str, str]) -> "Parsed":
        """What `written` wrote; ValueError, KeyError or TypeError for anything else, spans beyond the text among it."""
        document = Document.from_json(written["document"])
        extraction = _adapter().validate_json(written["extraction"])
        length = len(document.text)
        if any(span.end > length for span in (*_blocks(document), *_spans(extraction.findings))):
            raise ValueError("a span reaches over the end of the text")
        for place, found in enumerate(extraction.findings):
            if found.parent is not None and (found.parent == place or not 0 <= found.parent < len(extraction.findings)):
                raise ValueError("a finding stands under none that is there")
            if not 0 <= found.confidence <= 1:
                raise ValueError("a confidence is no share")
        return cls(document, extraction)


@cache
def _adapter() -> TypeAdapter[Extraction]:
    return TypeAdapter(Extraction)


def _blocks(document: Document) -> Iterator[Span]:
    return (block.span for block in document.blocks)


def _spans(findings: tuple[Finding, ...]) -> Iterator[Span]:
    for found in findings:
        yield from (found.span, found.passage, *found.also)
        yield from (reason.span for reason in found.reasons if reason.span)

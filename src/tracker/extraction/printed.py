"""What extraction found, as the plain object that `tracker extract --json` prints."""

from typing import Any

from tracker.document import Document, Span
from tracker.extraction.finding import Extraction, Finding, Reason


def printed(document: Document, extraction: Extraction) -> dict[str, Any]:
    """The metadata, the recommendations in the order of the text, and the text itself as `content`.

    What the document does not say is None. `parsed` is False for a brief in a `language` that is not read.
    """
    found = extraction.metadata
    return {
        "title": found.title or None,
        "authors": list(found.authors),
        "published": str(found.published) if found.published else None,
        "series": found.series or None,
        "number": found.number or None,
        "regions": list(found.regions),
        "topics": list(found.topics),
        "language": extraction.language or document.language,
        "parsed": extraction.parsed,
        "recommendations": [_recommendation(document, finding) for finding in extraction.findings],
        "content": document.text,
    }


def _recommendation(document: Document, finding: Finding) -> dict[str, Any]:
    return {
        "text": _line(document, finding.span),
        "also": [_line(document, span) for span in finding.also],
        "level": finding.level.value,
        "parent": finding.parent,
        "addressees": list(finding.addressees),
        "stance": finding.stance.value if finding.stance else None,
        "detail": finding.detail,
        "start": finding.span.start,
        "end": finding.span.end,
        "page": document.page_of(finding.span.start),
        "confidence": finding.confidence,
        "label": finding.label,
        "action_type": int(finding.action_type),
        "reasons": [_reason(document, reason) for reason in finding.reasons],
    }


def _reason(document: Document, reason: Reason) -> dict[str, Any]:
    words = _line(document, reason.span) if reason.span else None
    return {"signal": reason.signal, "weight": reason.weight, "words": words}


def _line(document: Document, span: Span) -> str:
    return " ".join(span.of(document.text).split())

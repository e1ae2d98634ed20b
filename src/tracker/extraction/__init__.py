"""From a document to what it says of itself and what it recommends."""

from tracker.document import Document
from tracker.extraction.asking import action_type
from tracker.extraction.finding import Extraction
from tracker.extraction.findings import findings
from tracker.extraction.metadata import metadata

__all__ = ["READ", "action_type", "extract"]

READ = ("en", "")
"""Languages that are read, ISO 639-1; "" is a text too short to tell."""


def extract(document: Document) -> Extraction:
    """What the document says of itself, and what it recommends; a language that is not read is stored unparsed."""
    parsed = document.language in READ
    said_of_itself = metadata(document)
    return Extraction(
        metadata=said_of_itself,
        findings=findings(document, said_of_itself.title) if parsed else (),
        language=document.language,
        parsed=parsed,
    )

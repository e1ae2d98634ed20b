"""What a document recommends: its findings in the order of the text."""

from tracker.document import Document
from tracker.extraction.finding import Finding


def findings(document: Document) -> tuple[Finding, ...]:
    """Every recommendation that the document's own authors make, in the order of the text."""
    return ()

import json

from tracker.document import Document, Format, Span
from tracker.extraction.finding import Extraction, Finding, Metadata, Reason
from tracker.extraction.printed import printed
from tracker.vocabulary.advice import Level, Stance
from tracker.vocabulary.dates import PartialDate

TEXT = "A title\n\nKeep\ntalking. Do not\nwalk away."


def _document() -> Document:
    return Document("brief.txt", Format.TXT, TEXT, (), language="en")


def test_a_finding_is_printed_with_its_place_and_its_reasons() -> None:
    start, end = TEXT.index("Keep"), TEXT.index(" Do not")
    reason = Reason("an order", 0.5, Span(start, start + 4))
    finding = Finding(Span(start, end), Level.HEADLINE, Span(start, len(TEXT)), confidence=0.75, reasons=(reason,))
    avoid = Finding(Span(end + 1, len(TEXT)), Level.SUPPORTING, Span(end + 1, len(TEXT)), parent=0, stance=Stance.AVOID)
    about = Metadata("A title", ("Ann Author",), PartialDate.parse("2007-05"), regions=("IRN",))
    shown = printed(_document(), Extraction(about, (finding, avoid), "en"))
    first, second = shown["recommendations"]
    assert first["text"] == "Keep talking."
    assert " ".join(shown["content"][first["start"] : first["end"]].split()) == first["text"]
    assert first["reasons"] == [{"signal": "an order", "weight": 0.5, "words": "Keep"}]
    assert (second["parent"], second["stance"], second["level"]) == (0, "avoid", "supporting")
    assert (shown["published"], shown["number"], shown["regions"]) == ("2007-05", None, ["IRN"])
    assert json.loads(json.dumps(shown)) == shown


def test_a_language_that_is_not_read_is_said() -> None:
    shown = printed(_document(), Extraction(language="fr", parsed=False))
    assert (shown["language"], shown["parsed"], shown["recommendations"]) == ("fr", False, [])

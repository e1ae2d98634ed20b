"""A parsed brief crosses from one process to another as it is, and nothing else is taken for one."""

from dataclasses import replace
from typing import Any

import orjson
import pytest

from tracker.extraction import extract
from tracker.extraction.finding import Extraction
from tracker.parsing import Parsed
from tracker.reading import read
from tracker.settings import house

BRIEFS = sorted((house() / "data" / "briefs").iterdir())
TEXT = (
    b"Gates and Gauges\n\nBy Ada Brook\n\n12 March 2021\n\nRecommendations\n\n1. The ministry should open the gates.\n"
)


@pytest.mark.parametrize("file", BRIEFS, ids=lambda file: file.name)
def test_what_was_written_is_read_as_it_was(file: Any) -> None:
    document = read(file.name, file.read_bytes())
    parsed = Parsed(document, extract(document))
    assert Parsed.of(parsed.written()) == parsed


def changed(**values: Any) -> dict[str, str]:
    """What is written of a brief whose first finding has other values."""
    document = read("brief.txt", TEXT)
    extraction = orjson.loads(orjson.dumps(extract(document)))
    extraction["findings"][0] |= values
    return {"document": document.to_json(), "extraction": orjson.dumps(extraction).decode()}


def test_the_control_a_finding_is_there_and_is_taken() -> None:
    assert Parsed.of(changed(label="9")).extraction.findings[0].label == "9"


@pytest.mark.parametrize(
    "values",
    [
        {"span": {"start": 0, "end": 10**6}},
        {"passage": {"start": 5, "end": 2}},
        {"also": [{"start": 0, "end": 10**6}]},
        {"reasons": [{"signal": "x", "weight": 1.0, "span": {"start": 0, "end": 10**6}}]},
        {"parent": 7},
        {"parent": -1},
        {"parent": 0},
        {"confidence": 7.5},
        {"level": "chief"},
        {"confidence": "high"},
        {"addressees": None},
    ],
    ids=str,
)
def test_what_cannot_be_a_brief_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"span|finding|level|confidence|addressees"):
        Parsed.of(changed(**values))


def test_a_block_beyond_the_text_is_refused() -> None:
    document = read("brief.txt", TEXT)
    short = replace(document, text=document.text[:20])
    with pytest.raises(ValueError, match="over the end"):
        Parsed.of(Parsed(short, Extraction()).written())

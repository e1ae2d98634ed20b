"""Files as an enemy makes them, through reading and extraction: a document comes out, or an error that says why not.

`make test` tries a few, the same each time; `make test-long` new ones, and many.
"""

import io
import json
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile.payloads import ALL, BROKEN
from tests.reading.making import docx_of
from tracker.document import Document
from tracker.errors import NotReadable
from tracker.extraction import extract
from tracker.extraction.printed import printed
from tracker.reading import read
from tracker.settings import house

BRIEFS = tuple(path for path in sorted((house() / "data" / "briefs").iterdir()) if path.suffix != ".json")
FEW = settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(max_examples=1000, suppress_health_check=[HealthCheck.too_slow])
ASKS = ("Ministers should publish the figures.", "Recommendations", "- Fund the register.", "1. Consider a swap.")
WORDS = st.sampled_from([*ALL, *BROKEN, *ASKS, *ASKS, "\n\n", "# ", "- ", "<li>", "<h2>", "| a |", "\f", "2020"])
TEXTS = st.lists(WORDS, max_size=25).map(" ".join)
ATTACKS = st.tuples(st.sampled_from(["a.txt", "a.md", "a.html", "a"]), TEXTS, st.sampled_from(["utf-8", "utf-16"]))


def taken(name: str, data: bytes) -> Document | None:
    """What reading and extraction make of the file, whole and fit to be kept; None where it is refused in words."""
    try:
        found = read(name, data)
    except NotReadable as wrong:
        assert len(str(wrong)) > 20
        return None
    told = extract(found)
    for one in told.findings:
        assert 0 <= one.span.start < one.span.end <= len(found.text)
    said = json.dumps([printed(found, told), found.to_json()], ensure_ascii=False)
    assert said.encode() and "\x00" not in said
    meant = told.metadata
    for words in (meant.title, *meant.authors, *meant.topics, meant.series, meant.number):
        assert not set(words) & {"\x00", "\ud800"}
        words.encode()
    return found


def attacked(name: str, text: str, code: str) -> None:
    taken(name, text.encode(code, "surrogatepass"))


def in_properties(text: str) -> None:
    """The same words in what a page says of itself."""
    said = json.dumps({"@type": "Report", "headline": text, "author": {"name": text}, "datePublished": text})
    page = f'<html><head><title>{text}</title><meta name="author" content="{text}"><script type="application/ld+json">'
    body = f"{said}</script></head><body><h1>{text}</h1><p>{ASKS[0]}</p></body></html>"
    taken("a.html", (page + body).encode("utf-8", "surrogatepass"))


@cache
def content(path: Path) -> bytes:
    return path.read_bytes()


def damaged(path: Path, data: st.DataObject) -> None:
    """A brief with some bytes changed, left out, or said twice."""
    bytes_ = bytearray(content(path))
    for _time in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, max(0, len(bytes_) - 1)))
        length = data.draw(st.integers(1, 60))
        kind = data.draw(st.sampled_from(["change", "cut", "again"]))
        if kind == "change":
            bytes_[at : at + length] = data.draw(st.binary(min_size=length, max_size=length))
        elif kind == "cut":
            del bytes_[at : at + length]
        else:
            bytes_[at:at] = bytes_[at : at + length]
    taken(path.name, bytes(bytes_))


def in_word(text: str, part: str) -> None:
    """A Word file whose XML holds the words as they are, outside all rules."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx_of(*ASKS))) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                at = len(data) // 2
                data = data[:at] + text.encode("utf-8", "surrogatepass") + data[at:]
            target.writestr(name, data)
    taken("a.docx", made.getvalue())


PARTS = st.sampled_from(["word/document.xml", "word/styles.xml", "docProps/core.xml", "[Content_Types].xml"])


@FEW
@given(ATTACKS)
def test_attacks_are_read(one: tuple[str, str, str]) -> None:
    attacked(*one)


@FEW
@given(TEXTS)
def test_attacks_in_what_a_page_says_of_itself(text: str) -> None:
    in_properties(text)


@FEW
@given(st.sampled_from(BRIEFS), st.data())
def test_damaged_briefs(path: Path, data: st.DataObject) -> None:
    damaged(path, data)


@FEW
@given(TEXTS, PARTS)
def test_word_files_outside_all_rules(text: str, part: str) -> None:
    in_word(text, part)


@pytest.mark.long
@MANY
@given(ATTACKS, TEXTS, PARTS)
def test_many_attacks(one: tuple[str, str, str], text: str, part: str) -> None:
    attacked(*one)
    in_properties(text)
    in_word(text, part)


@pytest.mark.long
@MANY
@given(st.sampled_from(BRIEFS), st.data())
def test_many_damaged_briefs(path: Path, data: st.DataObject) -> None:
    damaged(path, data)

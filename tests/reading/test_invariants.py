"""What holds of every document, whatever file it came from."""

import json
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reading.making import Sheet, docx_of
from tests.reading.shown import shown, tiles
from tracker.document import BlockKind, Document
from tracker.errors import NotReadable
from tracker.reading import read
from tracker.reading.encoding import decode
from tracker.settings import house

BRIEFS = sorted(path for path in (house() / "data" / "briefs").iterdir() if path.suffix != ".json")
FEW = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
WORDS = st.text("abcdefgh ABC.-'()0123éß—“”\n\t\x0c\u00ad\u200b\ufeff\x85", max_size=60)


@cache
def brief(path: Path) -> Document:
    return read(path.name, path.read_bytes())


def sound(document: Document) -> None:
    """Blocks lie in order without overlap, spans in range; no character that no reader sees."""
    tiles(document)
    unseen = {sign for sign in document.text if unicodedata.category(sign) in {"Cc", "Cf", "Cs"}} - {"\n", "\t"}
    assert unseen == set()
    for block in document.blocks:
        said = document.words(block)
        assert "\n" not in said
        assert "  " not in said
        assert block.cells or "\t" not in said
        assert 0 <= block.level <= 6
        assert (block.level > 0) == (block.kind is BlockKind.HEADING)
        assert block.depth >= 0
        assert block.depth == 0 or block.kind in {BlockKind.LIST_ITEM, BlockKind.FURNITURE}
        assert block.page is None or 1 <= block.page <= (document.pages or 0)
        assert block.kind is BlockKind.TABLE_ROW or not block.cells or block.kind is BlockKind.FURNITURE
        assert block.lead is None or block.lead.start == block.span.start
    assert Document.from_json(document.to_json()) == document
    json.loads(document.to_json())


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_shipped_briefs(path: Path) -> None:
    document = brief(path)
    sound(document)
    assert document.language == "en"
    assert document.name == path.name
    assert document == read(path.name, path.read_bytes())


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_shipped_briefs_have_a_title_and_no_sentence_is_cut(path: Path) -> None:
    document = brief(path)
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    assert headings
    body = [block for block in document.body() if block.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}]
    cut = [
        document.words(block)
        for block in body
        if re.search(r"(?:[^;,] (?:the|of|and|a|to)|[a-z]-)$", document.words(block))
    ]
    assert [words for words in cut if len(words) > 60] == []


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_the_passages_that_people_marked_stand_whole_in_the_text(path: Path) -> None:
    """A recommendation that reading tore apart could never be found."""
    gold = json.loads(path.with_name(f"{path.stem}.gold.json").read_text("utf-8"))
    text = "".join(filter(str.isalnum, brief(path).text))
    torn = [one["text"] for one in gold["recommendations"] if "".join(filter(str.isalnum, one["text"])) not in text]
    assert torn == []


@FEW
@given(st.lists(st.tuples(st.sampled_from(["", "# ", "- ", "1. ", "> ", "| ", "**", "\f"]), WORDS), max_size=12))
def test_texts_of_any_marks(parts: list[tuple[str, str]]) -> None:
    text = "\n\n".join(mark + words for mark, words in parts)
    for name in ("a.txt", "a.md", "a.html"):
        try:
            sound(read(name, text.encode()))
        except NotReadable:
            assert not re.search(r"[a-h]{3}", text)


OPENINGS = [
    "",
    "| ",
    "+- ",
    "- ",
    "• ",
    "o ",
    "a) ",
    "(i) ",
    "A. ",
    "1. ",
    "[2] ",
    "R1: ",
    "        ",
    "\f",
    "Page 1 of 2 ",
]
DRAWN = ["", "\f", "----", "____", "_ _ _", "|---|---|", "+===+", "|", "====", "- 3 -", "…"]
WRITTEN = st.builds(
    lambda opening, words, between, closing: opening + between.join(words) + closing,
    st.sampled_from(OPENINGS),
    st.lists(st.text("abcdefgh", min_size=3, max_size=8).map(str.capitalize), min_size=1, max_size=14),
    st.sampled_from([" ", " ", "   ", " | ", "      "]),
    st.sampled_from(["", ".", ",", ":", ";", " |", " ........ 4"]),
)


@settings(FEW, max_examples=150)
@given(st.lists(st.one_of(WRITTEN, WRITTEN, st.sampled_from(DRAWN)), max_size=24), st.sampled_from(["\n", "\n\n"]))
def test_no_word_of_a_plain_text_is_lost(lines: list[str], between: str) -> None:
    text = between.join(lines)
    words = re.findall(r"[A-H][a-h]{2,}", text)
    try:
        document = read("a.txt", text.encode())
    except NotReadable:
        assert words == []
    else:
        sound(document)
        assert Counter(words) - Counter(re.findall(r"[A-H][a-h]{2,}", document.text)) == Counter()


@FEW
@given(st.lists(WORDS.map(lambda words: re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "", words)), min_size=1, max_size=8))
def test_word_files_of_any_paragraphs(paragraphs: list[str]) -> None:
    try:
        document = read("a.docx", docx_of(*paragraphs))
    except NotReadable:
        assert not any(re.search(r"[a-h]{3}", words) for words in paragraphs)
    else:
        sound(document)


@FEW
@given(
    st.lists(
        st.tuples(
            st.floats(0, 560),
            st.floats(0, 820),
            st.sampled_from([6.0, 9.0, 11.0, 14.0, 30.0]),
            st.sampled_from(["Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "ZapfDingbats"]),
            st.text("abcdefgh ABC.-12", min_size=1, max_size=30),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_pages_with_words_anywhere(places: list[tuple[float, float, float, str, str]]) -> None:
    """Nothing that stands on the page is lost, wherever it stands."""
    sheet = Sheet()
    for x, y, size, font, words in places:
        sheet.at(x, y, words, font, size)
    try:
        document = read("a.pdf", sheet.bytes())
    except NotReadable:
        assert not any(re.search(r"[a-h]{3}", words) for *_, words in places)
    else:
        sound(document)


@pytest.mark.parametrize("path", [path for path in BRIEFS if path.suffix == ".txt"], ids=lambda path: path.stem)
def test_line_ends_and_codes_change_nothing(path: Path) -> None:
    text = decode(path.read_bytes()).replace("\r\n", "\n")
    expected = shown(brief(path))
    for form in (text.replace("\n", "\r\n").encode(), text.encode("utf-16"), text.encode("utf-8-sig")):
        assert shown(read(path.name, form)) == expected

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
import typst

from tests.exports.boards import nothing, sample, saying, story
from tests.exports.reading_back import made, pdf_text, spaced
from tracker.board import telling
from tracker.exports.report import Paper
from tracker.exports.report_pdf import MISSING, write_pdf


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    document = pypdfium2.PdfDocument(data)
    try:
        yield document
    finally:
        document.close()


def page(data: bytes, number: int = 0) -> str:
    with opened(data) as document:
        return spaced(document[number].get_textpage().get_text_range())


def test_it_is_tagged_and_says_its_title_language_and_standard() -> None:
    data = made(Paper.PDF, sample)
    with opened(data) as document:
        assert document.is_tagged()
        about = document.get_metadata_dict()
    assert about["Title"] == "What became of our recommendations"
    assert about["CreationDate"].startswith("D:20260930")
    assert re.search(rb"<pdfuaid:part>\s*1\s*</pdfuaid:part>", data)
    assert re.search(rb"/Lang\s*\(en\)", data)


def test_what_is_not_accessible_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "title", lambda: "")
    with pytest.raises(typst.TypstError, match="PDF/UA-1"):
        write_pdf(sample())


def test_three_minutes_are_one_page_and_pages_are_numbered() -> None:
    data = made(Paper.PDF, sample)
    first = page(data)
    for words in ("Still in force", "What happened", "For decision", "What we do not know"):
        assert words in first
    assert "Annex" not in first
    with opened(data) as document:
        pages = len(document)
    assert all(f"Page {n + 1} of {pages}" in page(data, n) for n in range(pages))


def test_much_to_say_still_is_one_page_in_smaller_letters() -> None:
    board = sample()
    long = (
        "Whether the whole of the programme on fiscal transparency should be set up anew, with other people, next year?"
    )
    words = " ".join(["Parliaments should publish what they know of it."] * 8)
    full = replace(
        board,
        stories=tuple(replace(story(n), wording=words, quote=f"{words}!", outcome=words) for n in (1, 2, 3)),
        decisions=(long,) * 3,
        changed=(long,) * 5,
        unknown=(long,) * 4,
    )
    data = write_pdf(full)
    assert page(data).count(long) == 12
    assert page(data, 1).startswith("Where")


def test_a_character_without_a_letter_is_marked_and_that_is_told() -> None:
    found = pdf_text(write_pdf(saying("Ask 日本 😀 now", "It is so.")))
    assert f"Ask {MISSING * 2} {MISSING} now" in found
    assert f"{MISSING} stands for a character" in found
    assert MISSING not in pdf_text(made(Paper.PDF, sample))


def test_words_from_right_to_left_are_set() -> None:
    found = pdf_text(write_pdf(saying("שלום עולם")))
    assert "שלום" in found or "םולש" in found
    assert MISSING not in found


def test_very_long_words_stay_on_the_page() -> None:
    with opened(write_pdf(saying("w" * 500))) as document:
        for one in document:
            width = one.get_width()
            text = one.get_textpage()
            boxes = [text.get_charbox(place) for place in range(text.count_chars())]
            assert max(right for _left, _bottom, right, _top in boxes) <= width


def test_where_nothing_is_to_count_there_is_one_page() -> None:
    with opened(write_pdf(nothing())) as document:
        assert len(document) == 1

"""Reading costs in proportion to the text, also where the text is made to cost more."""

import contextlib
import gc
import time
from collections.abc import Callable

import pytest

from tests.reading.making import Sheet, docx_of
from tracker.errors import NotReadable
from tracker.reading import read

SHORT, LONG = 3_000, 12_000
"""Four times the text may take four times as long; squared it would be sixteen."""
MOST = 9.0

PATTERNS = {
    "brackets": "(",
    "links": "[a](",
    "pictures": "![",
    "broken words": "a- ",
    "bullets": "- ",
    "items": "- a\n",
    "numbers": "1. Open it\n",
    "deep items": "  - a\n",
    "emphasis": "*a",
    "bold": "**a** ",
    "underscores": "_a",
    "quotes": "> ",
    "bars": "|a",
    "rows": "|a|b|\n",
    "lines": "x\n",
    "blank lines": "\n\na",
    "headings": "# a\n\n",
    "capitals": "A NEW DEAL\n\n",
    "pages": "Page 1\n\f",
    "rules": "____\n1 a\n\n",
    "dots": ". ",
    "leaders": "a .... 3\n",
    "dashes": "--- ",
    "names": "A. B ",
    "addresses": "a@b.",
    "entities": "&amp",
    "tags": "<b>",
    "blocks": "<div>",
    "open items": "<ul><li>",
    "cells": "<table><tr><td>",
    "references": "[1] ",
    "notes": "[^a]: b\n",
    "spaces": "    ",
    "one word": "x",
    "soft hyphens": "a\u00ad\n",
    "commas": "Smith, and ",
    "dates": "May 2023 ",
    "comments": "<!--",
    "scripts": "<script",
    "drawings": "<svg><g/>",
    "stray tags": "<div></x>",
    "open formats": "<p><b id=1><i><u>a",
    "open attributes": '<a b="',
    "open tags": "<a ",
    "data": "<svg><![CDATA[",
    "single letters": "R E ",
    "entries": "Summary 2\n",
}


def seconds(read_it: Callable[[], object]) -> float:
    """The processor time of one reading; whatever else is in memory is not swept meanwhile."""
    gc.disable()
    start = time.process_time()
    try:
        with contextlib.suppress(NotReadable):
            read_it()
        return time.process_time() - start
    finally:
        gc.enable()


def grows(make: Callable[[int], Callable[[], object]]) -> float:
    """How many times longer the long one takes, at best of three; the floor keeps the clock's grain out."""
    ratio = MOST
    for _ in range(3):
        ratio = min(ratio, seconds(make(LONG)) / max(seconds(make(SHORT)), 0.01))
        if ratio < MOST:
            break
    return ratio


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize("pattern", PATTERNS)
def test_texts(name: str, pattern: str) -> None:
    def made(size: int) -> Callable[[], object]:
        data = (PATTERNS[pattern] * (size // len(PATTERNS[pattern]) + 1)).encode()
        return lambda: read(name, data)

    assert grows(made) < MOST


@pytest.mark.parametrize("pattern", ["a- ", "(a) ", "A. B ", "x"])
def test_word_files(pattern: str) -> None:
    def made(size: int) -> Callable[[], object]:
        data = docx_of(*[pattern * 30] * (size // len(pattern) // 30 + 1))
        return lambda: read("a.docx", data)

    assert grows(made) < MOST


@pytest.mark.parametrize("apart", [0.0, 3.0, 14.0])
def test_pages_of_many_fragments(apart: float) -> None:
    def made(size: int) -> Callable[[], object]:
        sheet = Sheet()
        for at in range(size // 40):
            sheet.at(40 + 37 * (at % 14), 800 - (apart * (at // 14)) % 760, "word ")
        data = sheet.bytes()
        return lambda: read("a.pdf", data)

    assert grows(made) < MOST

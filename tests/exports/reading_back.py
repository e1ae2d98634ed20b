"""The words and numbers of a report as somebody finds them who opens the file."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pypdfium2
from openpyxl import load_workbook
from pptx import Presentation

from tracker.board import Board
from tracker.exports.report import Paper, written

_UNSEEN = str.maketrans("", "", "\u200b\u2060\ufeff")


def spaced(text: str) -> str:
    """The text with one blank wherever there is white space, and without what nobody sees."""
    return " ".join(text.translate(_UNSEEN).split())


def pdf_text(data: bytes) -> str:
    """All pages of a PDF, in the order of reading."""
    document = pypdfium2.PdfDocument(data)
    try:
        return spaced("\n".join(page.get_textpage().get_text_range() for page in document))
    finally:
        document.close()


def pptx_text(data: bytes) -> str:
    """All that stands on slides, in charts, tables and notes."""
    return spaced("\n".join(_of_slides(Presentation(BytesIO(data)))))


def _of_slides(deck: Any) -> Iterator[str]:
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_table:
                yield from (" ".join(cell.text for cell in row.cells) for row in shape.table.rows)
            if shape.has_chart:
                plot = shape.chart.plots[0]
                for place, name in enumerate(plot.categories):
                    yield f"{name} " + " ".join(f"{one.name} {one.values[place]:.0f}" for one in plot.series)
        if slide.has_notes_slide:
            yield slide.notes_slide.notes_text_frame.text


def sheets(data: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each sheet of a workbook, the heads first."""
    book: Any = load_workbook(BytesIO(data))
    return {page.title: [tuple(cell.value for cell in row) for row in page.iter_rows()] for page in book}


class Page(HTMLParser):
    """An HTML page: its tags with their attributes, and its words."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self._silent = False
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._silent = tag == "style"
        self.words += "" if tag in ("a", "b", "code", "q") else " "

    def handle_endtag(self, tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        self.words += "" if self._silent else data


def _of_json(found: Any) -> str:
    if isinstance(found, dict):
        return " ".join(f"{key} {_of_json(value)}" for key, value in found.items())
    return " ".join(map(_of_json, found)) if isinstance(found, list) else str(found)


def text(paper: Paper, data: bytes) -> str:
    """All words and numbers of a report in this format."""
    if paper is Paper.PDF:
        return pdf_text(data)
    if paper is Paper.PPTX:
        return pptx_text(data)
    if paper is Paper.XLSX:
        cells = (str(cell) for rows in sheets(data).values() for row in rows for cell in row if cell is not None)
        return spaced(" ".join(cells))
    if paper is Paper.HTML:
        return spaced(Page(data).words)
    return spaced(_of_json(json.loads(data)) if paper is Paper.JSON else data.decode("utf-8-sig"))


def stands(whole: str, part: str) -> bool:
    """Whether the part stands in the text, whatever white space is in either; a number in it is no piece of another."""
    letters = "".join(part.split())
    before, after = (r"(?<![\d,])" if letters[:1].isdigit() else ""), (r"(?!,?\d)" if letters[-1:].isdigit() else "")
    return bool(re.search(before + r"\s*".join(map(re.escape, letters)) + after, whole))


@lru_cache
def made(paper: Paper, which: Any) -> bytes:
    """The board that `which()` makes, in this format; made once."""
    board: Board = which()
    return written(board, paper)

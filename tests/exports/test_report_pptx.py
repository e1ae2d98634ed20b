from io import BytesIO
from itertools import combinations
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Inches, Pt

from tests.exports.boards import HOSTILE, sample, saying
from tests.exports.reading_back import made
from tracker.exports.pptx_deck import ROOM, TOP
from tracker.exports.report import Paper
from tracker.exports.report_pptx import MOST, write_pptx


def slides(data: bytes) -> list[Any]:
    return list(Presentation(BytesIO(data)).slides)


def shown(data: bytes) -> list[Any]:
    return [slide for slide in slides(data) if slide._element.get("show") != "0"]


@pytest.fixture(scope="module")
def hostile() -> bytes:
    return write_pptx(saying(*HOSTILE))


def test_few_slides_are_shown_and_each_has_its_title() -> None:
    titles = [slide.shapes.title.text for slide in shown(made(Paper.PPTX, sample))]
    assert titles == [
        "What became of our recommendations",
        "14 of 39 assessed recommendations are adopted, at least in part",
        "What happened",
        "What changed, and what is for decision",
        "Where",
        "By whom",
        "What we do not know",
        "How these figures are counted",
    ]


def test_nothing_lies_over_anything_or_off_the_slide(hostile: bytes) -> None:
    for data in (made(Paper.PPTX, sample), hostile):
        deck = Presentation(BytesIO(data))
        for slide in deck.slides:
            for shape in slide.shapes:
                assert shape.left >= 0 and shape.top >= 0
                assert shape.left + shape.width <= deck.slide_width
                assert shape.top + shape.height <= deck.slide_height
            for one, other in combinations(slide.shapes, 2):
                beside = one.left + one.width <= other.left or other.left + other.width <= one.left
                assert beside or one.top + one.height <= other.top or other.top + other.height <= one.top, slide


def test_no_letter_is_smaller_than_twelve_points(hostile: bytes) -> None:
    for data in (made(Paper.PPTX, sample), hostile):
        for slide in slides(data):
            sizes = slide._element.xpath(".//a:rPr/@sz")
            assert sizes and min(map(int, sizes)) >= 1200
            for shape in slide.shapes:
                if shape.has_chart:
                    assert shape.chart.font.size >= Pt(12)


def test_words_go_on_below_in_their_box_and_columns_are_of_one_size(hostile: bytes) -> None:
    for data in (made(Paper.PPTX, sample), hostile):
        for slide in slides(data):
            assert all(shape.text_frame.word_wrap for shape in slide.shapes if shape.has_text_frame and shape.text)
        [told] = [slide for slide in slides(data) if slide.shapes.title.text == "What happened"]
        body = [shape for shape in told.shapes if TOP <= shape.top / Inches(1) < TOP + ROOM]
        assert body and len({run.font.size for shape in body for run in runs(shape)}) == 1


def runs(shape: Any) -> list[Any]:
    return [run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]


def test_charts_are_native_with_words_for_who_does_not_see_them() -> None:
    charts = [shape for slide in slides(made(Paper.PPTX, sample)) for shape in slide.shapes if shape.has_chart]
    assert len(charts) == 3
    for shape in charts:
        assert shape._element.nvGraphicFramePr.cNvPr.get("descr")
        assert shape.chart.part.chart_workbook.xlsx_part is not None
    standing, where, _authors = (shape.chart.plots[0] for shape in charts)
    assert {one.name: one.values for one in standing.series}["Adopted"] == (14.0,)
    assert list(where.categories) == ["Europe (1,234)", "South Asia (19)"]
    assert [one.values for one in where.series] == [(13.0, 0.0), (14.0, 0.0), (1207.0, 19.0)]


def test_records_stand_behind_it_up_to_a_number() -> None:
    board = sample()
    many = saying("Publish.")
    more = MOST // len(board.records) + 1
    found = slides(write_pptx(type(board)(**{**_fields(many), "records": many.records * more})))
    rows = sum(len(shape.table.rows) - 1 for slide in found for shape in slide.shapes if shape.has_table)
    assert rows == MOST
    assert found[-1].shapes.title.text == "The other records"


def _fields(board: Any) -> dict[str, Any]:
    return {name: getattr(board, name) for name in board.__dataclass_fields__}

"""Drawing slides: titles, columns of text that fit, native charts and tables; bytes without the moment of making."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from math import ceil
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches, Pt

from tracker.charts.palette import Fill
from tracker.exports.zip_file import unzipped, zipped
from tracker.vocabulary.one_line import one_line, shortened

WIDTH, HEIGHT = 13.333, 7.5
"""Of a slide, in inches; so are all places and sizes here."""
LEFT, WIDE = 0.75, WIDTH - 1.5
TOP = 1.55
ROOM = 5.0
"""The height under the title and over the foot."""
SMALLEST = 12
INK, MUTED = "#1a1a1a", "#5a5852"
_SIZES = (20, 18, 16, 14, SMALLEST)
_LETTER, _LINE = 0.52, 1.25
"""The width of a common letter and the height of a line, as shares of the size of the letters."""
_ChartData: Any = CategoryChartData
_Colour: Any = RGBColor
"""Both have no types."""
_DATES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms)")


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph: its text, whether it is strong or soft, and whether it is an item of a list."""

    text: str
    strong: bool = False
    soft: bool = False
    item: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart: its name, its numbers by category, its fill."""

    name: str
    numbers: tuple[int, ...]
    fill: Fill


class Deck:
    """Slides in the making; `foot` stands at the bottom of each."""

    def __init__(self, title: str, foot: str, day: date, language: str) -> None:
        self._deck = Presentation()
        self._deck.slide_width, self._deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
        about = self._deck.core_properties
        about.title, about.language, about.author, about.last_modified_by = title, language, "", ""
        about.created = about.modified = datetime.combine(day, time())
        self._foot, self._day, self._language = foot, day, language

    def slide(self, title: str, notes: str = "", *, hidden: bool = False) -> "Slide":
        """A new slide with its title; `notes` are for who speaks. A hidden one is not shown when the deck is played."""
        drawn = self._deck.slides.add_slide(self._deck.slide_layouts.get_by_name("Title Only"))
        if hidden:
            drawn._element.set("show", "0")
        made = Slide(drawn, self._language)
        made.title(title)
        made.foot(self._foot)
        if notes:
            drawn.notes_slide.notes_text_frame.text = notes
        return made

    def written(self) -> bytes:
        """The deck as a file; the same slides give the same bytes."""
        target = BytesIO()
        self._deck.save(target)
        return zipped({name: self._settled(name, data) for name, data in unzipped(target.getvalue()).items()})

    def _settled(self, name: str, data: bytes) -> bytes:
        """A part of the file without the moment of making; workbooks behind charts too."""
        if name.endswith(".xlsx"):
            return zipped({inner: self._settled(inner, part) for inner, part in unzipped(data).items()})
        made = f"{self._day.isoformat()}T00:00:00Z".encode()
        return _DATES.sub(rb"\g<1>" + made + rb"\g<3>", data) if name == "docProps/core.xml" else data


class Slide:
    """One slide."""

    def __init__(self, drawn: Any, language: str) -> None:
        self._drawn, self._language = drawn, language

    def title(self, text: str) -> None:
        """Put the title where every slide has it."""
        shape = self._drawn.shapes.title
        _place(shape, Box(LEFT, 0.45, WIDE, 0.95))
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        _margins(frame)
        frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        said = shortened(text, 110)
        self._write(frame.paragraphs[0], Words(said, strong=True), 28 if len(said) <= 70 else 24)

    def foot(self, text: str) -> None:
        """Put the foot and the number of the slide where every slide has them."""
        box = self._drawn.shapes.add_textbox(*_emus(Box(LEFT, 6.85, WIDE - 1.5, 0.35)))
        _margins(box.text_frame)
        self._write(box.text_frame.paragraphs[0], Words(text, soft=True), SMALLEST)
        number = self._drawn.shapes.add_textbox(*_emus(Box(LEFT + WIDE - 1, 6.85, 1, 0.35)))
        _margins(number.text_frame)
        paragraph = number.text_frame.paragraphs[0]._p
        paragraph.get_or_add_pPr().set("algn", "r")
        paragraph.append(parse_xml(_NUMBER.format(names=nsdecls("a"), colour=MUTED[1:])))

    def words(self, said: Sequence[Words], box: Box, largest: int = 20) -> None:
        """Write paragraphs into a box, as large as they fit; what does not fit at the smallest size is cut with "…"."""
        shape = self._drawn.shapes.add_textbox(*_emus(box))
        frame = shape.text_frame
        frame.word_wrap = True
        _margins(frame)
        fitting, size = _fitted(said, box, largest)
        for place, one in enumerate(fitting):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.space_after = Pt(size * 0.35)
            self._write(paragraph, one, size)

    def figure(self, name: str, value: str, taken_from: str, box: Box) -> None:
        """Write one number with its name over it, and under it what it was taken from."""
        self.words([Words(name)], Box(box.left, box.top, box.width, 0.6), 14)
        number = Box(box.left, box.top + 0.6, box.width, 0.65)
        shape = self._drawn.shapes.add_textbox(*_emus(number))
        _margins(shape.text_frame)
        self._write(shape.text_frame.paragraphs[0], Words(value, strong=True), 36 if len(value) < 7 else 24)
        self.words([Words(taken_from, soft=True)], Box(box.left, box.top + 1.3, box.width, 0.6), 14)

    def bars(self, names: Sequence[str], series: Sequence[Series], alt: str, box: Box) -> None:
        """Draw lying stacked bars, one a name, as a native chart that can be edited; `alt` tells it in words."""
        data: Any = _ChartData(number_format="#,##0")
        data.categories = [one_line(name) or "–" for name in names]
        for one in series:
            data.add_series(one.name, one.numbers)
        drawn = self._drawn.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *_emus(box), data)
        drawn._element.nvGraphicFramePr.cNvPr.set("descr", alt)
        drawn.name = "Chart"
        _look(drawn.chart, series, len(names))

    def table(self, heads: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[str]], alt: str) -> None:
        """Draw a table under the title; the widths are shares of the room."""
        size = (Inches(LEFT), Inches(TOP), Inches(WIDE), Inches(0.42 * (len(rows) + 1)))
        drawn = self._drawn.shapes.add_table(len(rows) + 1, len(heads), *size)
        drawn._element.nvGraphicFramePr.cNvPr.set("descr", alt)
        grid = drawn.table
        for column, share in zip(grid.columns, widths, strict=True):
            column.width = Inches(WIDE * share / sum(widths))
        for place, row in enumerate((heads, *rows)):
            grid.rows[place].height = Inches(0.42)
            for cell, text in zip(grid.rows[place].cells, row, strict=True):
                cell.margin_top = cell.margin_bottom = Inches(0.03)
                self._write(cell.text_frame.paragraphs[0], Words(text, strong=place == 0), SMALLEST, own_colour=False)

    def _write(self, paragraph: Any, said: Words, size: float, *, own_colour: bool = True) -> None:
        run = paragraph.add_run()
        run.text = f"– {one_line(said.text)}" if said.item else one_line(said.text)
        run.font.size, run.font.bold = Pt(size), said.strong
        run._r.get_or_add_rPr().set("lang", self._language)
        if own_colour:
            run.font.color.rgb = _rgb(MUTED if said.soft else INK)


_NUMBER = (
    '<a:fld {names} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang="en" sz="1200">'
    '<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:rPr><a:t>‹#›</a:t></a:fld>'
)


def _fitted(said: Sequence[Words], box: Box, largest: int) -> tuple[Sequence[Words], int]:
    for size in (size for size in _SIZES if size <= largest):
        if _height(said, size, box.width) <= box.height:
            return said, size
    room = max(longest for longest in range(20, 2000, 20) if longest == 20 or _fits(said, longest, box))
    return [_cut(one, room) for one in said], SMALLEST


def _fits(said: Sequence[Words], longest: int, box: Box) -> bool:
    return _height([_cut(one, longest) for one in said], SMALLEST, box.width) <= box.height


def _cut(one: Words, longest: int) -> Words:
    return Words(shortened(one.text, longest), one.strong, one.soft, one.item)


def _height(said: Sequence[Words], size: float, width: float) -> float:
    """How high the paragraphs stand, in inches, by the widths of common letters."""
    letters = max(int(width * 72 / (size * _LETTER)), 1)
    lines = sum(ceil(max(len(one.text) + 2 * one.item, 1) / letters) for one in said)
    return (lines * _LINE + len(said) * 0.35) * size / 72


def _look(chart: Any, series: Sequence[Series], bars: int) -> None:
    chart.font.size = Pt(14 if bars <= 8 else SMALLEST)
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.fill.background()
    chart.category_axis.visible = bars > 1
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 40, 100
    for drawn, one in zip(plot.series, series, strict=True):
        _fill(drawn.format, one.fill)
        labels = drawn.data_labels
        labels.show_value, labels.number_format, labels.number_format_is_linked = True, "#,##0;;", False
        labels.font.size, labels.font.color.rgb = Pt(SMALLEST), _rgb(one.fill.words)


def _fill(look: Any, fill: Fill) -> None:
    if fill.hatching:
        look.fill.patterned()
        look.fill.pattern = MSO_PATTERN.LIGHT_UPWARD_DIAGONAL
        look.fill.fore_color.rgb, look.fill.back_color.rgb = _rgb(fill.outline), _rgb(fill.colour)
    else:
        look.fill.solid()
        look.fill.fore_color.rgb = _rgb(fill.colour)
    if fill.outline:
        look.line.color.rgb = _rgb(fill.outline)
        look.line.width = Pt(0.75)


def _rgb(colour: str) -> Any:
    return _Colour(*bytes.fromhex(colour[1:]))


def _emus(box: Box) -> tuple[Inches, Inches, Inches, Inches]:
    return Inches(box.left), Inches(box.top), Inches(box.width), Inches(box.height)


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = _emus(box)


def _margins(frame: Any) -> None:
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0

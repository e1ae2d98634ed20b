"""Drawing slides: titles, columns of text that fit, native charts and tables; bytes without the moment of making."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches, Pt

from tracker.charts.palette import Fill
from tracker.exports.pptx_words import SMALLEST, Box, Words, fitted
from tracker.exports.zip_file import unzipped, zipped
from tracker.vocabulary.one_line import one_line, shortened

WIDTH, HEIGHT = 13.333, 7.5
"""Of a slide, in inches; so are all places and sizes here."""
LEFT, WIDE = 0.75, WIDTH - 1.5
TOP = 1.55
ROOM = 5.0
"""The height under the title and over the foot."""
INK, MUTED, ACCENT = "#1a1a1a", "#5a5852", "#1d5c87"
_ChartData: Any = CategoryChartData
_Colour: Any = RGBColor
"""Both have no types."""
_DATES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms)")


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart: its name, its numbers by category, its fill."""

    name: str
    numbers: tuple[int, ...]
    fill: Fill


_TITLE = Box(LEFT, 0.45, WIDE, 0.95)


class Deck:
    """Slides in the making; `foot` stands at the bottom of each."""

    def __init__(self, title: str, foot: str, day: date, language: str) -> None:
        self._deck = Presentation()
        self._deck.slide_width, self._deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
        about = self._deck.core_properties
        about.title, about.language, about.author, about.last_modified_by = title, language, "", ""
        about.created = about.modified = datetime.combine(day, time())
        self._foot, self._day, self._language = foot, day, language

    def opening(self, title: str, said: Sequence[Words]) -> None:
        """The first slide: its title, larger and lower than on the others and under a rule, and a few words."""
        made = self._blank()
        made.rule(Box(LEFT, 1.9, 1.2, 0.08))
        made.title(title, Box(LEFT, 2.15, WIDE, 1.2), 36)
        made.words(said, Box(LEFT, 3.6, WIDE * 0.75, 3.0))

    def slide(self, title: str, notes: str = "", *, hidden: bool = False) -> "Slide":
        """A new slide with its title; `notes` are for who speaks. A hidden one is not shown when the deck is played."""
        made = self._blank()
        made.title(title)
        if hidden:
            made.hide()
        if notes:
            made.note(notes)
        return made

    def _blank(self) -> "Slide":
        drawn = self._deck.slides.add_slide(self._deck.slide_layouts.get_by_name("Title Only"))
        made = Slide(drawn, self._language)
        made.foot(self._foot)
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

    def hide(self) -> None:
        """Leave the slide out when the deck is played."""
        self._drawn._element.set("show", "0")

    def note(self, text: str) -> None:
        """Put down what is for who speaks."""
        self._drawn.notes_slide.notes_text_frame.text = text

    def rule(self, box: Box) -> None:
        """Draw a bar that says nothing."""
        shape = self._drawn.shapes.add_shape(MSO_SHAPE.RECTANGLE, *_emus(box))
        shape.fill.solid()
        shape.fill.fore_color.rgb = _rgb(ACCENT)
        shape.line.fill.background()
        shape._element.nvSpPr.cNvPr.append(parse_xml(_DECORATIVE.format(names=nsdecls("a"))))

    def title(self, text: str, box: Box = _TITLE, largest: int = 28) -> None:
        """Put the title where every slide has it, or elsewhere."""
        shape = self._drawn.shapes.title
        _place(shape, box)
        frame = shape.text_frame
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        _settle(frame)
        frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        said = shortened(text, 110)
        self._write(frame.paragraphs[0], Words(said, strong=True), largest if len(said) <= 70 else 24)

    def foot(self, text: str) -> None:
        """Put the foot and the number of the slide where every slide has them."""
        box = self._drawn.shapes.add_textbox(*_emus(Box(LEFT, 6.85, WIDE - 1.5, 0.35)))
        _settle(box.text_frame)
        self._write(box.text_frame.paragraphs[0], Words(text, soft=True), SMALLEST)
        number = self._drawn.shapes.add_textbox(*_emus(Box(LEFT + WIDE - 1, 6.85, 1, 0.35)))
        _settle(number.text_frame)
        paragraph = number.text_frame.paragraphs[0]._p
        paragraph.get_or_add_pPr().set("algn", "r")
        paragraph.append(parse_xml(_NUMBER.format(names=nsdecls("a"), colour=MUTED[1:])))

    def words(self, said: Sequence[Words], box: Box, largest: int = 20) -> None:
        """Write paragraphs into a box, as large as they fit; what does not fit at the smallest size is cut with "…"."""
        self.columns([said], [box], largest)

    def columns(self, said: Sequence[Sequence[Words]], boxes: Sequence[Box], largest: int = 20) -> None:
        """Write paragraphs into boxes side by side, in one size, the largest in which all of them fit."""
        size = min(fitted(column, box, largest)[1] for column, box in zip(said, boxes, strict=True))
        for column, box in zip(said, boxes, strict=True):
            self._column(fitted(column, box, size)[0], box, size)

    def _column(self, fitting: Sequence[Words], box: Box, size: int) -> None:
        frame = self._drawn.shapes.add_textbox(*_emus(box)).text_frame
        _settle(frame)
        for place, one in enumerate(fitting):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.space_after = Pt(size * 0.35)
            if one.item:
                _hang(paragraph, size)
            self._write(paragraph, one, size)

    def figure(self, name: str, value: str, taken_from: str, box: Box) -> None:
        """Write one number with its name over it, and under it what it was taken from."""
        self.words([Words(name)], Box(box.left, box.top, box.width, 0.6), 14)
        number = Box(box.left, box.top + 0.6, box.width, 0.65)
        shape = self._drawn.shapes.add_textbox(*_emus(number))
        _settle(shape.text_frame)
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
        run.text = one_line(said.text)
        run.font.size, run.font.bold = Pt(size), said.strong
        run._r.get_or_add_rPr().set("lang", self._language)
        if own_colour:
            run.font.color.rgb = _rgb(MUTED if said.soft else INK)


_DECORATIVE = (
    '<a:extLst {names}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_NUMBER = (
    '<a:fld {names} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang="en" sz="1200">'
    '<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:rPr><a:t>‹#›</a:t></a:fld>'
)


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


def _hang(paragraph: Any, size: float) -> None:
    """Put a dash before the paragraph, and its further lines under its words."""
    own = paragraph._p.get_or_add_pPr()
    own.set("marL", str(Pt(size)))
    own.set("indent", str(-Pt(size)))
    own.append(parse_xml(f'<a:buChar {nsdecls("a")} char="–"/>'))


def _settle(frame: Any) -> None:
    """Let the words begin at the left edge of the box, and go on below where they are too many for a line."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0

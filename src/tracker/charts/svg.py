"""A chart as SVG, for paper and for taking along, drawn from the same figure that the screen shows.

It draws what charts of this house are made of (bars, dots, lines, fields, countries, captions, a legend) and no more;
its title and description are those of the chart, so that it says by itself what it shows.
"""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from tracker.charts.chart import Chart, Theme
from tracker.charts.palette import FONT, palette
from tracker.charts.svg_marks import Plot, marks
from tracker.charts.svg_text import text, wrapped

_WIDTH = 760
_EDGE = 24
_TALL = 400
_LETTER = 7.4
_SWATCH = 13


def svg(chart: Chart, *, theme: Theme = "light", source: str = "") -> str:
    """The chart with its title, its subtitle, its legend, and a line below of where it comes from."""
    colours = palette(theme)
    lines, below = [], 0.0
    for words, size, weight, colour in (
        (chart.title, 20, "600", colours.ink),
        (chart.subtitle, 14, "400", colours.muted),
    ):
        for part in wrapped(words, _WIDTH - 2 * _EDGE, size):
            below += size * 1.4
            lines.append(text(_EDGE, _EDGE + below, escape(part), size, colour, weight=weight))
    top = _EDGE + below + 14
    key, tall = _legend(chart.figure, top, colours.ink)
    plot = _plot(chart.figure, top + tall)
    bottom = plot.top + plot.height + plot.margin_bottom
    parts = [*lines, *key, *_axes(chart.figure, plot), *marks(chart.figure, plot), *_notes(chart.figure, plot)]
    if source:
        parts.append(text(_EDGE, bottom + 24, escape(source), 12, colours.muted))
        bottom += 24
    return _page(chart, parts, bottom + _EDGE, colours.paper)


def _page(chart: Chart, parts: list[str], height: float, paper: str) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height:.0f}" '
        f'viewBox="0 0 {_WIDTH} {height:.0f}" role="img" aria-labelledby="title desc" '
        f"font-family='{FONT}'>"
    )
    told = f'<title id="title">{escape(chart.title)}</title><desc id="desc">{escape(chart.alt)}</desc>'
    ground = f'<rect width="{_WIDTH}" height="{height:.0f}" fill="{paper}"/>'
    return "\n".join([head, told, ground, *parts, "</svg>"]) + "\n"


def _plot(figure: Mapping[str, Any], top: float) -> Plot:
    layout = figure["layout"]
    around = layout["margin"]
    left, right = _EDGE + around["l"], _WIDTH - _EDGE - around["r"]
    named = any(trace.get("showlegend", True) and trace.get("name") for trace in figure["data"])
    above = 18 if named and layout.get("showlegend") else max(around["t"], 12)
    height = layout.get("height", _TALL) - around["t"] - around["b"]
    return Plot(left, top + above, right - left, height, around["b"], layout)


def _legend(figure: Mapping[str, Any], top: float, ink: str) -> tuple[list[str], float]:
    """The entries in lines as wide as the page, and how much room they take."""
    if not figure["layout"].get("showlegend"):
        return [], 0.0
    parts: list[str] = []
    x, line = float(_EDGE), 0
    for trace in figure["data"]:
        name = str(trace.get("name", "")).strip()
        if not name or not trace.get("showlegend", True):
            continue
        wide = _SWATCH + 8 + _LETTER * len(name) + 22
        if x + wide > _WIDTH - _EDGE and x > _EDGE:
            x, line = float(_EDGE), line + 1
        y = top + 4 + 22 * line
        parts += [_swatch(trace, x, y), text(x + _SWATCH + 7, y + 11.5, escape(name), 14, ink)]
        x += wide
    return parts, 22.0 * (line + 1) if parts else 0.0


def _swatch(trace: Mapping[str, Any], x: float, y: float) -> str:
    marker = trace.get("marker", {})
    scale = trace.get("colorscale")
    colour = scale[0][1] if scale else marker.get("pattern", {}).get("fgcolor") or marker.get("color", "none")
    edge = marker.get("line", {}).get("color", colour)
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{_SWATCH}" height="{_SWATCH}" fill="{colour}" stroke="{edge}"/>'


def _axes(figure: Mapping[str, Any], plot: Plot) -> Iterator[str]:
    layout = figure["layout"]
    for name in ("xaxis", "yaxis"):
        axis = layout.get(name, {})
        for value, words in plot.ticks(name):
            yield from _tick(name, axis, plot, value, words)
    bottom, right = plot.top + plot.height, plot.left + plot.width
    if layout.get("xaxis", {}).get("showline"):
        colour = layout["xaxis"]["linecolor"]
        yield f'<path d="M{plot.left:.1f} {bottom:.1f}H{right:.1f}" stroke="{colour}"/>'
    if title := layout.get("xaxis", {}).get("title"):
        middle = plot.left + plot.width / 2
        yield text(middle, bottom + 40, title["text"], 13, title["font"]["color"], anchor="middle")


def _tick(name: str, axis: Mapping[str, Any], plot: Plot, value: float, words: str) -> Iterator[str]:
    colour = axis.get("tickfont", {}).get("color") or plot.layout["font"]["color"]
    if name == "xaxis":
        x, bottom = plot.x(value), plot.top + plot.height
        if axis.get("showgrid"):
            yield f'<path d="M{x:.1f} {plot.top:.1f}V{bottom:.1f}" stroke="{axis["gridcolor"]}"/>'
        if axis.get("showticklabels"):
            yield text(x, bottom + 18, words, 13, colour, anchor="middle")
    else:
        y = plot.y(value)
        if axis.get("showgrid"):
            yield f'<path d="M{plot.left:.1f} {y:.1f}H{plot.left + plot.width:.1f}" stroke="{axis["gridcolor"]}"/>'
        if axis.get("showticklabels"):
            yield text(plot.left - 8, y + 4.5, words, 13, colour, anchor="end")


_ANCHORS = {"left": "start", "right": "end", "center": "middle", "auto": "middle"}


def _notes(figure: Mapping[str, Any], plot: Plot) -> Iterator[str]:
    """The captions within the figure."""
    for note in figure["layout"].get("annotations", ()):
        x = plot.left + note["x"] * plot.width if note["xref"] == "paper" else plot.note_x(note["x"])
        y = plot.top + (1 - note["y"]) * plot.height if note["yref"] == "paper" else plot.y(note["y"])
        size = note["font"]["size"]
        down = {"bottom": -0.3 * size, "top": size}.get(note.get("yanchor", "middle"), 0.35 * size)
        anchor = _ANCHORS[note.get("xanchor", "center")]
        at = x + note.get("xshift", 0), y - note.get("yshift", 0) + down
        yield text(*at, note["text"], size, note["font"]["color"], anchor=anchor)

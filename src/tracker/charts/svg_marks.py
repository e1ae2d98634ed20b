"""The marks of a figure in SVG: bars, dots with their intervals, lines and fields, countries."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor, log10, radians
from typing import Any

from tracker.charts.svg_text import text

Trace = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Plot:
    """Where the marks go: the field between the axes, in pixels, and the layout that says what the axes show."""

    left: float
    top: float
    width: float
    height: float
    margin_bottom: float
    layout: Mapping[str, Any]

    def x(self, value: float) -> float:
        """The place of a value from left to right."""
        axis = self.layout["xaxis"]
        return self.note_x(log10(value) if axis.get("type") == "log" else value)

    def note_x(self, value: float) -> float:
        """The place of a caption's value, which is a logarithm where the axis is one."""
        first, last = map(float, self.layout["xaxis"]["range"])
        return self.left + (value - first) / (last - first) * self.width

    def y(self, value: float) -> float:
        """The place of a value from bottom to top, or from top to bottom where the axis is turned round."""
        first, last = map(float, self.layout["yaxis"]["range"])
        return self.top + (1 - (value - first) / (last - first)) * self.height

    def ticks(self, name: str) -> Iterator[tuple[float, str]]:
        """The values that the axis marks, and what it says there."""
        axis = self.layout.get(name, {})
        if "tickvals" in axis:
            words = axis.get("ticktext") or [_said(value, axis.get("tickformat", "")) for value in axis["tickvals"]]
            yield from zip(axis["tickvals"], words, strict=True)
        elif axis.get("showgrid") or axis.get("showticklabels"):
            first, last = axis["range"]
            step = axis.get("dtick") or _step(last - first)
            values = (k * step for k in range(int(last / step) + 1) if k * step >= first)
            yield from ((value, _said(value, axis.get("tickformat", ""))) for value in values)


def _said(value: float, format_: str) -> str:
    return f"{value:.0%}" if format_ == ".0%" else f"{value:,g}"


def _step(span: float) -> float:
    power = 10 ** floor(log10(span / 5))
    return float(next(digit * power for digit in (1, 2, 5, 10) if span / (digit * power) <= 5))


def marks(figure: Mapping[str, Any], plot: Plot) -> Iterator[str]:
    """All marks of a figure, in the order in which they are drawn."""
    stacked: dict[float, float] = {}
    before: Trace | None = None
    for trace in figure["data"]:
        if trace["type"] == "bar":
            yield from _bars(trace, plot, stacked)
        elif trace["type"] == "scatter":
            yield from _scatter(trace, before, plot)
        elif trace["type"] == "choropleth":
            yield from _countries(trace, _projection(plot))
        else:
            yield from _places(trace, _projection(plot))
        before = trace


def _bars(trace: Trace, plot: Plot, stacked: dict[float, float]) -> Iterator[str]:
    lying = trace.get("orientation") == "h"
    lengths, places = (trace["x"], trace["y"]) if lying else (trace["y"], trace["x"])
    bases = trace.get("base") or [stacked.get(place, 0.0) for place in places]
    for number, (place, length, base) in enumerate(zip(places, lengths, bases, strict=True)):
        stacked[place] = stacked.get(place, 0.0) + length
        if not length:
            continue
        half = trace["width"] / 2
        along, across = (plot.x, plot.y) if lying else (plot.y, plot.x)
        ends, sides = sorted((along(base), along(base + length))), sorted((across(place - half), across(place + half)))
        box = (ends[0], sides[0], ends[1], sides[1]) if lying else (sides[0], ends[0], sides[1], ends[1])
        yield _box(box, trace.get("marker", {}), number)
        if words := _nth(trace.get("text", ""), number):
            yield from _inside(str(words), box, trace)


def _box(box: Sequence[float], marker: Mapping[str, Any], number: int) -> str:
    left, top, right, bottom = box
    edge = _nth(marker.get("line", {}).get("color", "none"), number)
    opacity = marker.get("opacity", 1)
    look = f'fill="{_nth(marker.get("color", "none"), number)}" stroke="{edge}" opacity="{opacity:g}"'
    drawn = f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}" {look}/>'
    return drawn + _hatching(box, marker["pattern"]["fgcolor"]) if "pattern" in marker else drawn


def _hatching(box: Sequence[float], colour: str) -> str:
    """Slanting lines within a box, each cut where it leaves it."""
    left, top, right, bottom = box
    wide, tall = right - left, bottom - top
    lines = []
    for start in range(0, int(wide + tall), 6):
        x, y = (left, bottom - start) if start < tall else (left + start - tall, top)
        reach = min(right - x, bottom - y)
        first, last = (x, y), (x + reach, y + reach)
        lines.append(f"M{first[0]:.1f} {first[1]:.1f}L{last[0]:.1f} {last[1]:.1f}")
    return f'<path d="{"".join(lines)}" stroke="{colour}" fill="none"/>'


def _inside(words: str, box: Sequence[float], trace: Trace) -> Iterator[str]:
    left, top, right, bottom = box
    if trace.get("textposition") == "inside" and right - left > 8 * len(words) + 4 and bottom - top > 14:
        font = trace["textfont"]
        yield text((left + right) / 2, (top + bottom) / 2 + 4.5, words, font["size"], font["color"], anchor="middle")


def _scatter(trace: Trace, before: Trace | None, plot: Plot) -> Iterator[str]:
    points = [(plot.x(x), plot.y(y)) for x, y in zip(trace["x"], trace["y"], strict=True)]
    line = trace.get("line", {})
    if trace.get("fill") == "tonexty" and before is not None:
        other = [(plot.x(x), plot.y(y)) for x, y in zip(before["x"], before["y"], strict=True)]
        ahead, back = _stepped(points, line), _stepped(other, line)[::-1]
        yield f'<path d="{_path([*ahead, *back])}Z" fill="{trace["fillcolor"]}" stroke="none"/>'
    if "lines" in trace["mode"] and line.get("width") and points:
        look = f'fill="none" stroke="{line["color"]}" stroke-width="{line["width"]}"'
        yield f'<path d="{_path(_stepped(points, line))}" {look}/>'
    if "markers" in trace["mode"]:
        yield from _dots(trace, points, plot)


def _dots(trace: Trace, points: Sequence[tuple[float, float]], plot: Plot) -> Iterator[str]:
    marker = trace["marker"]
    for number, (x, y) in enumerate(points):
        for name in ("error_x", "error_y"):
            if error := trace.get(name):
                yield _interval(trace, name, number, error, plot)
        colour, size = _nth(marker["color"], number), _nth(marker["size"], number)
        edge = marker.get("line", {})
        look = f'fill="{colour}" stroke="{edge.get("color", "none")}" stroke-width="{edge.get("width", 0)}"'
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size / 2:g}" {look}/>'


def _interval(trace: Trace, name: str, number: int, error: Mapping[str, Any], plot: Plot) -> str:
    x, y = trace["x"][number], trace["y"][number]
    down, up = error["arrayminus"][number], error["array"][number]
    if name == "error_x":
        d = f"M{plot.x(x - down):.1f} {plot.y(y):.1f}H{plot.x(x + up):.1f}"
    else:
        d = f"M{plot.x(x):.1f} {plot.y(y - down):.1f}V{plot.y(y + up):.1f}"
    return f'<path d="{d}" stroke="{error["color"]}" stroke-width="{error["thickness"]}"/>'


def _stepped(points: Sequence[tuple[float, float]], line: Mapping[str, Any]) -> list[tuple[float, float]]:
    """The corners of a line, which goes across before it goes up where its shape says so."""
    if line.get("shape") != "hv":
        return list(points)
    corners = [(later[0], one[1]) for one, later in pairwise(points)]
    return [point for pair in zip(points, [*corners, points[-1]], strict=True) for point in pair] if points else []


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _nth(value: Any, number: int) -> Any:
    return value[number] if isinstance(value, list | tuple) else value


Project = Callable[[float, float], tuple[float, float]]


def _projection(plot: Plot) -> Project:
    """Longitude and latitude to a place, as the map of the screen has them.

    The Natural Earth projection: T. Patterson, B. Šavrič and B. Jenny, Cartographica 46 (2011), 2-16.
    """
    geo = plot.layout["geo"]
    middle = geo["projection"]["rotation"]["lon"]
    south, north = (_natural(0, latitude)[1] for latitude in geo["lataxis"]["range"])
    scale = min(plot.width / (2 * _natural(180, 0)[0]), plot.height / (north - south))

    def place(longitude: float, latitude: float) -> tuple[float, float]:
        x, y = _natural((longitude - middle + 180) % 360 - 180, latitude)
        return plot.left + plot.width / 2 + scale * x, plot.top + scale * (north - y)

    return place


def _natural(longitude: float, latitude: float) -> tuple[float, float]:
    phi = radians(latitude)
    squared = phi * phi
    fourth = squared * squared
    across = 0.8707 - 0.131979 * squared + fourth * (-0.013791 + fourth * (0.003971 * squared - 0.001529 * fourth))
    up = 1.007226 + squared * (0.015085 + fourth * (-0.044475 + 0.028874 * squared - 0.005916 * fourth))
    return radians(longitude) * across, phi * up


def _countries(trace: Trace, place: Project) -> Iterator[str]:
    look = trace["marker"]["line"]
    for feature in trace["geojson"]["features"]:
        shape = feature["geometry"]
        areas = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        d = "".join(_path([place(x, y) for x, y in ring]) + "Z" for area in areas for ring in area)
        edge = f'stroke="{look["color"]}" stroke-width="{look["width"]}"'
        yield f'<path d="{d}" fill="{trace["colorscale"][0][1]}" fill-rule="evenodd" {edge}/>'


def _places(trace: Trace, place: Project) -> Iterator[str]:
    marker = trace["marker"]
    for longitude, latitude in zip(trace["lon"], trace["lat"], strict=True):
        x, y = place(longitude, latitude)
        edge = marker["line"]["color"]
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{marker["size"] / 2:g}" fill="{marker["color"]}" stroke="{edge}"/>'

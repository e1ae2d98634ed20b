"""Stacked bars over the six groups, lying or standing: the traces, the legend and the layout that they share."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from tracker.charts.palette import CLEAR, FONT, ORDER, Fill, Palette
from tracker.charts.rows import Row, hover, mark
from tracker.charts.words import fitted, harmless
from tracker.translation import gettext as _
from tracker.vocabulary.numbers import number
from tracker.vocabulary.statuses import GROUP_LABELS, Group

_ROW_PIXELS = 48
_APART = "\u2003"
_ROOM = 44
_TALLEST, _WIDEST = 340, 1216
_FEW_COLUMNS, _COLUMN = 14, 0.74
_LEGEND_PIXELS = 72
"""Room over a chart for its legend: one line where the screen is wide, three where it is narrow."""
_FOOT = 44
_LEAST_WIDE, _LEAST_TALL = 11, 14
"""Pixels of a bar that holds a figure. A browser takes as long to find that one does not fit as to draw it, so that of
a bar which is smaller on the widest page it is given none."""


def lying(rows: Sequence[Row], colours: Palette, beneath: str = "") -> dict[str, Any]:
    """Bars from left to right, each under its label, with its total at its end; as tall as it has rows.

    `beneath` is a line of words in the place of a last bar.
    """
    longest = max((row.total for row in rows), default=0) or 1
    places = list(range(len(rows)))
    tall = len(rows) + (0.5 if beneath else 0)
    least = _LEAST_WIDE / _WIDEST * longest * 1.12
    traces = [
        {
            **_trace(rows, group, colours, least),
            **{"orientation": "h", "x": _numbers(rows, group), "y": places, "width": 0.5},
        }
        for group in _present(rows)
    ]
    axes: dict[str, Any] = {
        "xaxis": {**BARE, "range": [0, longest * 1.12]},
        "yaxis": {**BARE, "range": [tall - 0.45, -0.85]},
        "annotations": [note for place, row in enumerate(rows) for note in _captions(place, row, colours)],
        "height": round(_ROW_PIXELS * (tall + 0.4)) + _LEGEND_PIXELS + 6,
    }
    if beneath:
        axes["annotations"].append(words(len(rows), beneath, colours.muted, over=4))
    return {"data": traces, "layout": {**layout(colours), **axes}}


def standing(rows: Sequence[Row], ticks: Mapping[float, str], colours: Palette) -> dict[str, Any]:
    """Columns side by side in the order given, with `ticks` (place -> words) under them, totals on top of a few."""
    highest = max((row.total for row in rows), default=0) or 1
    places = list(range(len(rows)))
    least = _LEAST_TALL / (_TALLEST - _LEGEND_PIXELS - _FOOT) * highest * 1.14
    wide = _COLUMN * _WIDEST / max(len(rows), 4) >= _LEAST_WIDE
    traces = [
        {
            **_trace(rows, group, colours, least if wide else math.inf),
            **{"x": places, "y": _numbers(rows, group), "width": _COLUMN},
        }
        for group in _present(rows)
    ]
    few = len(rows) <= _FEW_COLUMNS
    grid = {"showgrid": not few, "showticklabels": not few, "gridcolor": colours.line, "tickformat": ",d", "nticks": 5}
    axes = {
        "xaxis": {
            **BARE,
            **{"showticklabels": True, "tickvals": list(ticks), "ticktext": list(ticks.values()), "tickangle": 0},
            **{"range": [-0.6, max(len(rows), 4) - 0.4], "showline": True, "linecolor": colours.line},
        },
        "yaxis": {**BARE, **grid, "range": [0, highest * 1.14], "tick0": 0, "dtick": _whole_steps(highest)},
        "annotations": [_on_top(place, row, colours) for place, row in enumerate(rows) if few and row.total],
        "height": _TALLEST,
    }
    around = {**margin(left=0 if few else 34, bottom=_FOOT), "r": 0 if few else 14}
    return {"data": traces, "layout": {**layout(colours), **axes, "margin": around}}


BARE: Mapping[str, Any] = {
    "showgrid": False,
    "zeroline": False,
    "showticklabels": False,
    "showline": False,
    "fixedrange": True,
    "ticks": "",
}
"""An axis of which nothing is seen."""


def layout(colours: Palette) -> dict[str, Any]:
    """What all charts share: words, colours, a legend on top that nothing can be switched off with."""
    return {
        "barmode": "stack",
        "font": {"family": FONT, "size": 14, "color": colours.ink},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "margin": margin(),
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            **{"bgcolor": colours.paper, "bordercolor": colours.line, "align": "left"},
            "font": {"family": FONT, "size": 14, "color": colours.ink},
        },
        "uniformtext": {"minsize": 12, "mode": "hide"},
        "showlegend": True,
        "legend": {
            **{"orientation": "h", "x": 0, "xref": "container", "xanchor": "left", "y": 1, "yanchor": "bottom"},
            **{"itemclick": False, "itemdoubleclick": False, "traceorder": "normal", "indentation": -12},
            "bgcolor": CLEAR,
            "font": {"size": 14, "color": colours.ink},
        },
    }


def margin(left: int = 0, bottom: int = 6) -> dict[str, Any]:
    """Room around the marks; fixed, since plotly would else push them aside for the legend."""
    return {"l": left, "r": 0, "t": _LEGEND_PIXELS, "b": bottom, "pad": 0, "autoexpand": False}


def entry(name: str) -> str:
    """A name in the legend, kept apart from the next one."""
    return name + _APART


def _present(rows: Sequence[Row]) -> list[Group]:
    return [group for place, group in enumerate(ORDER) if any(row.groups[place] for row in rows)]


def _numbers(rows: Sequence[Row], group: Group) -> list[int]:
    return [row.groups[ORDER.index(group)] for row in rows]


def _trace(rows: Sequence[Row], group: Group, colours: Palette, least: float) -> dict[str, Any]:
    """The bars of a group; those that stand for `least` or more say for how many."""
    look = colours.groups[group]
    return {
        "type": "bar",
        "name": entry(_(GROUP_LABELS[group])),
        "marker": marker(look, colours),
        "customdata": [mark(row, group) for row in rows],
        "hovertext": [hover(row, group) for row in rows],
        "hoverinfo": "text",
        "text": [number(n) if n and n >= least else "" for n in _numbers(rows, group)],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"size": 13, "color": look.words},
        "constraintext": "both",
        "cliponaxis": False,
        **UNSELECTED,
    }


UNSELECTED: Mapping[str, Any] = {"unselected": {"marker": {"opacity": 1}}, "selected": {"marker": {"opacity": 1}}}
"""A click leads elsewhere, so nothing needs to fade."""


def marker(look: Fill, colours: Palette) -> dict[str, Any]:
    """How a bar of the group is painted, with a gap of the paper's colour to its neighbours."""
    found: dict[str, Any] = {"color": look.colour, "line": {"width": 1, "color": look.outline or colours.paper}}
    if look.hatching:
        found["color"] = colours.paper
        found["pattern"] = {"shape": look.hatching, "fgcolor": look.colour, "bgcolor": colours.paper, "size": 5}
    return found


def _captions(place: int, row: Row, colours: Palette) -> list[dict[str, Any]]:
    """The label over a bar and the total at its end."""
    label = words(place, fitted(row.label, _ROOM), colours.ink if row.opens else colours.muted)
    total = {
        **{"xref": "x", "x": row.total, "xanchor": "left", "xshift": 4, "yref": "y", "y": place},
        **{"text": f"<b>{number(row.total)}</b>", "showarrow": False, "font": {"size": 14, "color": colours.ink}},
    }
    return [label, total]


def words(place: int, text: str, colour: str, over: int = 12) -> dict[str, Any]:
    """A line of words at the left, so many pixels over the middle of the bar at `place`."""
    return {
        **{"xref": "paper", "x": 0, "xanchor": "left", "xshift": -1, "align": "left"},
        **{"yref": "y", "y": place, "yanchor": "bottom", "yshift": over, "showarrow": False},
        **{"text": harmless(text), "font": {"size": 14, "color": colour}},
    }


def _on_top(place: int, row: Row, colours: Palette) -> dict[str, Any]:
    return {
        **{"xref": "x", "x": place, "yref": "y", "y": row.total, "yanchor": "bottom", "yshift": 1},
        **{"text": f"<b>{number(row.total)}</b>", "showarrow": False, "font": {"size": 14, "color": colours.ink}},
    }


def _whole_steps(highest: int) -> int:
    """A step between grid lines that is a whole number and gives no more than five lines."""
    step = 1
    while highest / step > 5:
        step = step * 2 if str(step)[0] in "15" else step // 2 * 5
    return step

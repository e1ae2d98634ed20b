"""Small curves beneath each other on one axis of months: one a group, each before the curve of all in grey."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tracker.charts.curve import FIRST, drawn_to, faint, far, months_axis, steps
from tracker.charts.labels import RISING, Mark, hanging, placed
from tracker.charts.palette import Palette
from tracker.charts.stacks import BARE, UNSELECTED, layout, margin
from tracker.charts.words import fitted, harmless
from tracker.queries.timing import Timing
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.vocabulary.numbers import number, percent, percents

_ROW = 104
"""How tall a panel is, in pixels; the other measures are parts of it."""
_FOOT, _TALL, _NAME = 0.08, 0.5, 0.8
_FIELD = _NAME - _FOOT
_AROUND = {"t": 26, "r": 14}
_BELOW, _LEFT = 52, 44
_ROOM = 26
_LETTERS = 13
_DOTS = (12, 24, 36, 60, 120)
_TOPS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)

Trace = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Panel:
    """One group: the filter behind it as `field` and `key`, its name, its `total` of confirmed ones, its times."""

    field: str
    key: str
    label: str
    total: int
    found: Timing


def figure(panels: Sequence[Panel], whole: Timing, month: int, colours: Palette) -> dict[str, Any]:
    """The panels from top to bottom; where room is short, the share after `month` months goes before the others.

    A mark leads to all confirmed recommendations of its group. Nothing is drawn where there is no group.
    """
    if not panels:
        return {"data": [], "layout": layout(colours)}
    end = max(drawn_to(panel.found) for panel in panels)
    likely = [at[3] for panel in panels for at in steps(panel.found, drawn_to(panel.found))]
    highest = max(whole.curve.at(end).share, *likely)
    top = next(known for known in _TOPS if known >= highest - 1e-9)
    drawn = [_Drawn(place, panel, end, top, month) for place, panel in enumerate(panels)]
    axes = {
        "xaxis": months_axis(end, colours),
        "yaxis": {
            **BARE,
            **{"showgrid": True, "showticklabels": True, "gridcolor": colours.line, "range": [-len(panels), 0]},
            **{"tickvals": [value for one in drawn for value in (one.up(0), one.up(top))]},
            **{"ticktext": [percent(0), percent(top)] * len(panels)},
            "tickfont": {"size": _LETTERS, "color": colours.muted},
        },
        "annotations": [
            _grey(colours),
            *(note for one in drawn for note in (_name(one, colours), *_shares(one, colours))),
        ],
        "height": _ROW * len(panels) + _AROUND["t"] + _BELOW,
        **{"margin": {**margin(left=_LEFT, bottom=_BELOW), **_AROUND}, "showlegend": False},
    }
    traces = [trace for one in drawn for trace in _traces(one, whole, colours)]
    return {"data": traces, "layout": {**layout(colours), **axes}}


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A panel at its `place` from the top, with axes up to the month `end` and the share `top`."""

    place: int
    panel: Panel
    end: float
    top: float
    first: int

    def up(self, share: float) -> float:
        """Where a share lies on the axis that all panels have in common; no higher than the panel reaches."""
        return _FOOT + _TALL * min(share / self.top, 1) - self.place - 1

    @property
    def months(self) -> list[float]:
        """The full years that have a dot, the one told first before the others; the end of what is shorter than one."""
        known = [month for month in _DOTS if month <= drawn_to(self.panel.found)]
        return sorted(known, key=lambda month: (month != self.first, month)) or [drawn_to(self.panel.found)]


def _traces(one: _Drawn, whole: Timing, colours: Palette) -> list[Trace]:
    found = one.panel.found
    all_of, own = steps(whole, min(drawn_to(whole), one.end)), steps(found, drawn_to(found))
    return [
        _line(one, [(at[0], at[1]) for at in all_of], 2, colours.unsure),
        _line(one, [(at[0], at[2]) for at in own], 0, colours.accent),
        {
            **_line(one, [(at[0], at[3]) for at in own], 0, colours.accent),
            **{"fill": "tonexty", "fillcolor": faint(colours.accent)},
        },
        _line(one, [(at[0], at[1]) for at in own], 3, colours.accent),
        _dots(one, colours),
    ]


def _line(one: _Drawn, points: Sequence[tuple[float, float]], width: float, colour: str) -> Trace:
    return {
        **{"type": "scatter", "mode": "lines", "hoverinfo": "skip", "customdata": [[]] * len(points)},
        **{"x": [time for time, _share in points], "y": [one.up(share) for _time, share in points]},
        "line": {"width": width, "color": colour, "shape": "hv"},
    }


def _dots(one: _Drawn, colours: Palette) -> Trace:
    panel, months = one.panel, one.months
    return {
        **{"type": "scatter", "mode": "markers", "hoverinfo": "text", **UNSELECTED},
        **{"x": months, "y": [one.up(panel.found.curve.at(month).share) for month in months]},
        "customdata": [[panel.field, panel.key, ""]] * len(months),
        "text": [str(panel.total)] * len(months),
        "hovertext": [_hover(panel, month) for month in months],
        "marker": {"size": 9, "color": colours.accent, "line": {"width": 1.5, "color": colours.paper}},
        "cliponaxis": False,
    }


def _hover(panel: Panel, month: float) -> str:
    at = panel.found.curve.at(month)
    told = _("{month} months: {share}, likely {interval}").format(
        month=number(round(month)), share=percent(at.share), interval=percents(at.low, at.high)
    )
    opens = ngettext("Click for its {n} recommendation", "Click for all its {n} recommendations", panel.total)
    return "<br>".join([f"<b>{harmless(panel.label)}</b>", harmless(told), opens.format(n=number(panel.total))])


def _grey(colours: Palette) -> dict[str, Any]:
    return {
        **{"xref": "paper", "x": 0, "xanchor": "left", "xshift": -_LEFT, "yref": "paper", "y": 1, "yanchor": "bottom"},
        **{"yshift": 4, "text": _("Grey: the curve of all in this view"), "showarrow": False},
        "font": {"size": _LETTERS, "color": colours.muted},
    }


def _name(one: _Drawn, colours: Palette) -> dict[str, Any]:
    followed = _("{n} of {total} followed").format(n=number(one.panel.found.curve.n), total=number(one.panel.total))
    return {
        **{"xref": "paper", "x": 0, "xanchor": "left", "xshift": -_LEFT, "yref": "y", "y": _NAME - one.place - 1},
        **{"yanchor": "bottom", "text": f"<b>{harmless(fitted(one.panel.label, _ROOM))}</b> {followed}"},
        **{"showarrow": False, "font": {"size": 14, "color": colours.ink}},
    }


def _shares(one: _Drawn, colours: Palette) -> list[dict[str, Any]]:
    """The shares at the dots above the ground, as far as there is room beneath the name; a flat curve says 0% once."""
    curve = one.panel.found.curve
    shares = {month: share for month in one.months if (share := curve.at(month).share)} or {max(one.months): 0.0}
    marks = [
        Mark((month - FIRST) / (far(one.end) - FIRST), share / one.top * _TALL / _FIELD, percent(share), _LETTERS)
        for month, share in shares.items()
    ]
    hung = placed(marks, _ROW * _FIELD - 12, around=RISING, dots=marks)
    return [
        {
            **{"xref": "x", "x": month, "yref": "y", "y": one.up(share), "showarrow": False},
            **{**hanging(at), "text": f"<b>{harmless(percent(share))}</b>"},
            "font": {"size": _LETTERS, "color": colours.ink},
        }
        for (month, share), at in zip(shares.items(), hung, strict=True)
        if at
    ]

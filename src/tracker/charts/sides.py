"""Two views side by side: their rates as dots with intervals, and whether the difference is more than chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from tracker.charts.chart import Chart, Theme
from tracker.charts.palette import Palette, palette
from tracker.charts.stacks import BARE, layout, margin, words
from tracker.charts.words import fitted, harmless, sentences
from tracker.stats.combined import Difference, difference
from tracker.stats.rates import Rate
from tracker.stats.times import Within
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.vocabulary.numbers import number, percent, percents

_HEIGHT = 212
_ROOM = 70


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two views: what it is called, its rate, and its rates within 12, 24 and 36 months."""

    called: str
    rate: Rate
    within: tuple[Within, ...]


def sides(one: Side, other: Side, shared: int, what: str, *, theme: Theme, tells_pending: bool = True) -> Chart:
    """Two dots with their intervals on a day; `shared` recommendations are in both views, `what` is a success.

    `table` has a line a view: label, total, pending, assessed, not_assessed, part, share, low, high, worst, best, and
    within_12, within_24, within_36 with the numbers they rest on, n_12 and so on.
    """
    apart = difference(one.rate.share, other.rate.share)
    return Chart(
        figure=_figure((one, other), palette(theme)),
        title=_finding(one, other, apart),
        subtitle=_("{what}. First: {one}. Second: {other}").format(
            what=what, one=_known(one.rate, tells_pending), other=_known(other.rate, tells_pending)
        ),
        alt=_told((one, other)),
        note=sentences(
            _("The line through a dot is where the true rate lies in 95 of 100 such samples (Wilson's interval)"),
            _likely(apart),
            _shared(shared),
        ),
        table=pd.DataFrame([_line(side) for side in (one, other)]),
        rows=_("View"),
    )


def _finding(one: Side, other: Side, apart: Difference | None) -> str:
    if apart is None:
        return _("At least one of the two views has nothing assessed to compare")
    rates = percent(one.rate.share.value or 0), percent(other.rate.share.value or 0)
    if not apart.clear:
        return _("{rate} against {other}: no more than chance may do").format(rate=rates[0], other=rates[1])
    said = (
        _("{rate} against {other}: {points} points more")
        if apart.value > 0
        else _("{rate} against {other}: {points} points fewer")
    )
    return said.format(rate=rates[0], other=rates[1], points=round(100 * abs(apart.value)))


def _known(rate: Rate, tells_pending: bool) -> str:
    numbers = {"n": number(rate.assessed), "left": number(rate.not_assessed), "pending": number(rate.pending)}
    if tells_pending and rate.pending:
        return _("{n} assessed, {left} not, {pending} to be confirmed").format(**numbers)
    return _("{n} assessed, {left} not").format(**numbers)


def _likely(apart: Difference | None) -> str:
    if apart is None:
        return ""
    low, high = round(100 * apart.low), round(100 * apart.high)
    return _("The first is likely between {low} and {high} points above the second").format(low=low, high=high)


def _shared(n: int) -> str:
    said = ngettext(
        "{n} is in both views, so that the difference is surer than its interval says",
        "{n} are in both views, so that the difference is surer than its interval says",
        n,
    )
    return said.format(n=number(n)) if n else ""


def _figure(both: Sequence[Side], colours: Palette) -> dict[str, Any]:
    drawn = [(place, side.rate.share) for place, side in enumerate(both) if side.rate.share.value is not None]
    trace = {
        **{"type": "scatter", "mode": "markers", "hoverinfo": "skip", "customdata": [[]] * len(drawn)},
        **{"x": [of.value for _place, of in drawn], "y": [place for place, _of in drawn]},
        "error_x": {
            **{"type": "data", "symmetric": False, "thickness": 3, "width": 0, "color": colours.accent},
            "array": [(of.high or 0) - (of.value or 0) for _place, of in drawn],
            "arrayminus": [(of.value or 0) - (of.low or 0) for _place, of in drawn],
        },
        "marker": {"size": 14, "color": colours.accent, "line": {"width": 2, "color": colours.paper}},
        "cliponaxis": False,
    }
    axes = {
        "xaxis": {
            **BARE,
            **{"showgrid": True, "showticklabels": True, "gridcolor": colours.line, "range": [-0.02, 1.02]},
            **{
                "tickvals": [0, 0.25, 0.5, 0.75, 1],
                "tickformat": ".0%",
                "tickfont": {"size": 13, "color": colours.muted},
            },
        },
        "yaxis": {**BARE, "range": [1.6, -0.75]},
        "annotations": [note for place, side in enumerate(both) for note in _captions(place, side, colours)],
        **{"height": _HEIGHT, "margin": {**margin(bottom=28), "t": 28, "r": 20, "l": 6}, "showlegend": False},
    }
    return {"data": [trace], "layout": {**layout(colours), **axes}}


def _captions(place: int, side: Side, colours: Palette) -> list[dict[str, Any]]:
    label = {**words(place, fitted(side.called, _ROOM), colours.ink, over=16), "bgcolor": colours.paper}
    of = side.rate.share
    if of.value is None:
        return [label, words(place, _("nothing assessed"), colours.muted, over=-6)]
    value = {
        **{"xref": "x", "x": of.value, "yref": "y", "y": place, "yanchor": "top", "yshift": -8, "showarrow": False},
        **{"text": f"<b>{harmless(percent(of.value))}</b>", "font": {"size": 14, "color": colours.ink}},
    }
    return [label, value]


def _told(both: Sequence[Side]) -> str:
    parts = [
        _("{view}: {part} of {n} assessed, {share}").format(
            view=side.called,
            part=number(side.rate.part),
            n=number(side.rate.assessed),
            share=percent(side.rate.share.value)
            + _(", likely {interval}").format(interval=percents(side.rate.share.low or 0, side.rate.share.high or 0))
            if side.rate.share.value is not None
            else "–",
        )
        for side in both
    ]
    return sentences(_("Two dots on a line from 0 to 100%. {parts}").format(parts="; ".join(parts)))


def _line(side: Side) -> dict[str, Any]:
    rate, of = side.rate, side.rate.share
    numbers = {name: getattr(rate, name) for name in ("total", "pending", "assessed", "not_assessed", "part")}
    shares = {"share": of.value, "low": of.low, "high": of.high, "worst": rate.worst, "best": rate.best}
    within = {
        name: value
        for one in side.within
        for name, value in ((f"within_{one.months}", one.rate.share.value), (f"n_{one.months}", one.rate.assessed))
    }
    return {"label": side.called, **numbers, **shares, **within}

"""How long adoption takes: the share that was adopted by so many months after publication, with its interval."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from tracker.charts.chart import SUCCESS, Chart, Theme
from tracker.charts.labels import RISING, Mark, hanging, placed
from tracker.charts.palette import Palette, palette
from tracker.charts.stacks import BARE, UNSELECTED, entry, layout, margin
from tracker.charts.words import harmless, listed, sentences
from tracker.queries.timing import Timing
from tracker.stats.times import LEFT_LABELS
from tracker.translation import gettext as _
from tracker.translation import marked, ngettext
from tracker.vocabulary.numbers import number, percent, recommendations
from tracker.vocabulary.statuses import Success

_HEIGHT = 344
_MOST = 120
"""How many months are drawn at most; few are followed for longer."""
_LABELLED = (12, 24, 36, 60, 120)
_TOLD = (24, 12)
"""Within how many months the title tells the share: the first of these for which there is a cohort."""
_AROUND = {"t": 28, "r": 14}
_BELOW = 52
_LETTERS = 14
_STEP = 6
FIRST = -1
"""Where the axis of months begins: a little before publication."""

_TITLES: dict[Success, str] = {
    Success.ADOPTED: marked("{share} of {n} were adopted within {years}"),
    Success.OTHERWISE: marked("{share} of {n} were adopted, or met by another measure, within {years}"),
    Success.PARTLY: marked("{share} of {n} were adopted, at least in part, within {years}"),
    Success.MOVED: marked("{share} of {n} had moved within {years}"),
}
_HALVES: dict[Success, str] = {
    Success.ADOPTED: marked("Half of all were adopted after {n} months"),
    Success.OTHERWISE: marked("Half of all were adopted, or met by another measure, after {n} months"),
    Success.PARTLY: marked("Half of all were adopted, at least in part, after {n} months"),
    Success.MOVED: marked("Half of all had moved after {n} months"),
}


def curve(found: Timing, switch: Success, *, theme: Theme) -> Chart:
    """The curve of one view. `table` has months, share, low, high, and how many were open just before that time."""
    end = drawn_to(found)
    return Chart(
        figure=_figure(found, switch, end, palette(theme)),
        title=_finding(found, switch),
        subtitle=_followed(found),
        alt=_told(found, end),
        note=_note(found, switch),
        table=_table(found, end),
        rows=_("Months after publication"),
    )


def drawn_to(found: Timing) -> float:
    """Up to which month the curve is drawn."""
    return min(found.curve.end, float(_MOST))


def _finding(found: Timing, switch: Success) -> str:
    """The share of the cohort, as the figures above a chart tell it: the curve's own also counts younger ones."""
    if not found.curve.n:
        return _("There is nothing yet to follow over time")
    if not found.curve.events:
        return _("No success with a known date has come about yet")
    cohorts = {one.months: one.rate for one in found.within if one.rate.assessed}
    month = next((month for month in _TOLD if month in cohorts), None)
    if month is None:
        return _("No recommendation has been followed for a year yet")
    years, of = _("two years") if month == _TOLD[0] else _("a year"), cohorts[month].share
    return _(_TITLES[switch]).format(share=percent(of.value or 0), n=number(of.whole), years=years)


def _followed(found: Timing) -> str:
    said = ngettext(
        "{n} confirmed recommendation, followed from publication",
        "{n} confirmed recommendations, followed from publication",
        found.curve.n,
    ).format(n=number(found.curve.n))
    left = sum(found.left.values())
    return _("{said}; {left} more are left out").format(said=said, left=number(left)) if left else said


def left_out(found: Timing) -> str:
    """Which confirmed ones are not on the curve, and why; "" where all are."""
    parts = [f"{number(n)} {_(LEFT_LABELS[reason])}" for reason, n in found.left.items() if n]
    return _("Left out: {parts}.").format(parts=listed(parts)) if parts else ""


def _note(found: Timing, switch: Success) -> str:
    median = found.curve.reached()
    return sentences(
        _("Cumulative incidence: it rests on what was published since too, and may differ from shares within a time")
        if found.curve.events
        else "",
        _("Those that ended otherwise stay in the whole, open ones are followed up to today"),
        _(_HALVES[switch]).format(n=number(round(median)))
        if median is not None
        else _("Fewer than half of all have come so far, so that there is no median time yet"),
        left_out(found),
        _("A dot opens the list of all successes, also of those that came about later or are not on the curve")
        if found.curve.events
        else "",
        _("The field around the line is where the true curve lies in 95 of 100 such samples"),
        _("A first step may have come earlier than the present status says") if switch is Success.MOVED else "",
    )


def _figure(found: Timing, switch: Success, end: float, colours: Palette) -> dict[str, Any]:
    drawn = steps(found, end)
    labelled = [month for month in _LABELLED if month <= end] if found.curve.events else []
    highest = max([high for _time, _share, _low, high in drawn if high < 1] + [found.curve.at(end).share, 0.05])
    top = min(1.04, max(highest * 1.1, found.curve.at(end).share * 1.2))
    axes = {
        "xaxis": months_axis(end, colours),
        "yaxis": {
            **BARE,
            **{"showgrid": True, "showticklabels": True, "gridcolor": colours.line, "tickformat": ".0%", "nticks": 5},
            **{"range": [0, top], "tickfont": {"size": 13, "color": colours.muted}},
        },
        "annotations": _labels(found, labelled, end, top, colours),
        **{"height": _HEIGHT, "margin": {**margin(left=44, bottom=_BELOW), **_AROUND}, "showlegend": False},
    }
    traces = [*_band(drawn, colours), _line(drawn, colours), _marks(found, switch, labelled, colours)]
    return {"data": traces, "layout": {**layout(colours), **axes}}


def steps(found: Timing, end: float) -> list[tuple[float, float, float, float]]:
    """(time, share, low, high) from the start to the end."""
    first = (0.0, 0.0, 0.0, 0.0)
    steps = [(one.time, one.share, one.low, one.high) for one in found.curve.points if one.time <= end]
    last = (steps or [first])[-1]
    return [first, *steps, (end, *last[1:])]


def _band(steps: Sequence[tuple[float, ...]], colours: Palette) -> list[dict[str, Any]]:
    shape = {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "line": {"width": 0, "shape": "hv"}}
    times = [step[0] for step in steps]
    low = {**shape, "x": times, "y": [step[2] for step in steps], "customdata": [[]] * len(times)}
    high = {**shape, "x": times, "y": [step[3] for step in steps], "customdata": [[]] * len(times)}
    return [low, {**high, "fill": "tonexty", "fillcolor": faint(colours.accent)}]


def faint(colour: str) -> str:
    """The colour "#rrggbb" of a line as that of the field around it."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.18)"


def _line(steps: Sequence[tuple[float, ...]], colours: Palette) -> dict[str, Any]:
    return {
        **{"type": "scatter", "mode": "lines", "name": entry(_("Share")), "hoverinfo": "skip"},
        **{"x": [step[0] for step in steps], "y": [step[1] for step in steps], "customdata": [[]] * len(steps)},
        "line": {"width": 3, "color": colours.accent, "shape": "hv"},
    }


def _marks(found: Timing, switch: Success, months: Sequence[int], colours: Palette) -> dict[str, Any]:
    """Dots at full years; a click opens all successes, whenever they came about."""
    points = [found.curve.at(month) for month in months]
    return {
        **{"type": "scatter", "mode": "markers", "hoverinfo": "text", **UNSELECTED},
        **{"x": list(months), "y": [one.share for one in points]},
        "customdata": [["", "", f"{SUCCESS}:{switch.value}"]] * len(points),
        "hovertext": [_hover(month, one.share, one.low, one.high) for month, one in zip(months, points, strict=True)],
        "marker": {"size": 10, "color": colours.accent, "line": {"width": 1.5, "color": colours.paper}},
        "cliponaxis": False,
    }


def _hover(month: int, share: float, low: float, high: float) -> str:
    told = _("{month} months: {share}, {low} to {high}").format(
        month=month, share=percent(share), low=percent(low), high=percent(high)
    )
    return f"{told}<br>{_('Click for the list of all successes, early or late')}".replace("%", "&#37;")


def _labels(found: Timing, months: Sequence[int], end: float, top: float, colours: Palette) -> list[dict[str, Any]]:
    """The shares at full years, that of the title first, as far as there is room for them."""
    shares = {month: found.curve.at(month).share for month in sorted(months, key=lambda month: month != _TOLD[0])}
    marks = [
        Mark((month - FIRST) / (far(end) - FIRST), share / top, percent(share), _LETTERS)
        for month, share in shares.items()
    ]
    hung = placed(marks, _HEIGHT - _AROUND["t"] - _BELOW, around=RISING)
    found_room = {month: at for month, at in zip(shares, hung, strict=True) if at}
    return [
        {
            **{"xref": "x", "x": month, "yref": "y", "y": shares[month], "showarrow": False},
            **{**hanging(at), "text": f"<b>{harmless(percent(shares[month]))}</b>"},
            "font": {"size": _LETTERS, "color": colours.ink},
        }
        for month, at in sorted(found_room.items())
    ]


def months_axis(end: float, colours: Palette) -> dict[str, Any]:
    """The axis of months after publication, a tick a year."""
    return {
        **BARE,
        **{"showticklabels": True, "tickvals": list(range(0, round(end) + 12, 12)), "tickangle": 0},
        **{"range": [FIRST, far(end)], "showline": True, "linecolor": colours.line},
        **{"tickfont": {"size": 13, "color": colours.ink}},
        "title": {"text": _("Months after publication"), "font": {"size": 13, "color": colours.muted}, "standoff": 6},
    }


def far(end: float) -> float:
    """Where the axis of months ends, so that a curve up to `end` has some room behind it."""
    return max(end, 12) * 1.04


def _told(found: Timing, end: float) -> str:
    if not found.curve.events:
        return _("There is no curve yet, since no success with a known date has come about.")
    parts = [
        _("{share} after {month} months").format(share=percent(found.curve.at(month).share), month=month)
        for month in _LABELLED
        if month <= end
    ]
    said = _("A curve that rises with the months after publication, of {total}").format(
        total=recommendations(found.curve.n)
    )
    return sentences(said, listed(parts))


def _table(found: Timing, end: float) -> pd.DataFrame:
    months = range(0, int(end) + 1, _STEP) if found.curve.n else range(0)
    points = [(month, found.curve.at(month)) for month in months]
    lines = [(str(month), one.share, one.low, one.high) for month, one in points]
    return pd.DataFrame(lines, columns=["label", "share", "low", "high"])

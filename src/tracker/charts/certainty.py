"""The reliability curve: of findings that the reading was so sure of, how many are right."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from tracker.charts.chart import Chart, Theme
from tracker.charts.palette import Palette, palette
from tracker.charts.stacks import entry, layout, margin
from tracker.charts.words import harmless, sentences
from tracker.stats.reliability import Band
from tracker.stats.shares import Share
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.vocabulary.numbers import number, percent, percents

_HEIGHT = 340
_LEGEND = 44
"""Room for a legend of two lines, which a narrow screen needs."""
_BAND = 0.72


def certainty(bands: Sequence[Band], right: str, *, theme: Theme) -> Chart:
    """A dot a band with its interval, over the stretch in which it would lie if certainty were right to the letter.

    `right` is a sentence on what makes a finding right. `table` has the columns start, end, right, n, share, low, high.
    Its marks lead nowhere.
    """
    n = sum(band.right.whole for band in bands)
    return Chart(
        figure=_figure(bands, palette(theme)),
        title=_finding(bands),
        subtitle=ngettext(
            "{n} finding, by how sure the reading said it was", "{n} findings, by how sure the reading said it was", n
        ).format(n=number(n)),
        alt=_told(bands),
        note=sentences(
            right,
            _("A dot within its grey field is as often right as the reading said; above it more often, below it less"),
            _("The line through a dot is where the true share lies in 95 of 100 such samples (Wilson's interval)"),
            _("It takes findings for independent; those of one brief are alike, so that the truth may lie further off"),
        ),
        table=_table(bands),
    )


def stretch(band: Band) -> str:
    """A band in words: "50–60%"."""
    return f"{band.start * 100:.0f}–{band.end * 100:.0f}%"


def extent(of: Share) -> str:
    """The range in which the true share may lie, "" of nothing."""
    return "" if of.low is None or of.high is None else percents(of.low, of.high)


def _finding(bands: Sequence[Band]) -> str:
    surest = next((band for band in reversed(bands) if band.right.whole), None)
    if surest is None:
        return _("There is no finding yet to judge certainty by")
    share = surest.right
    words = (
        _("Of the findings that the reading was at least {least} sure of, {share} are right")
        if surest.end == 1
        else _("Of the findings that the reading was {stretch} sure of, {share} are right")
    )
    return words.format(least=f"{surest.start:.0%}", stretch=stretch(surest), share=percent(share.value or 0))


def _figure(bands: Sequence[Band], colours: Palette) -> dict[str, Any]:
    places = list(range(len(bands)))
    bare = {"zeroline": False, "fixedrange": True, "ticks": ""}
    axes = {
        "xaxis": {
            **bare,
            **{"tickvals": places, "ticktext": [_under(band) for band in bands], "tickangle": 0, "showgrid": False},
            **{"range": [-0.5, len(bands) - 0.5], "tickfont": {"size": 13, "color": colours.ink}},
        },
        "yaxis": {
            **bare,
            **{"range": [-0.04, 1.04], "tickvals": [0, 0.25, 0.5, 0.75, 1], "tickformat": ".0%"},
            **{"gridcolor": colours.line, "tickfont": {"size": 13, "color": colours.muted}},
        },
        "annotations": [_value(place, band, colours) for place, band in enumerate(bands) if band.right.whole],
        "height": _HEIGHT,
    }
    traces = [_said(places, bands, colours), _found(places, bands, colours)]
    return {
        "data": traces,
        "layout": {**layout(colours), **axes, "margin": {**margin(left=44, bottom=44), "t": _LEGEND, "r": 16}},
    }


def _said(places: Sequence[int], bands: Sequence[Band], colours: Palette) -> dict[str, Any]:
    return {
        **{"type": "bar", "name": entry(_("How sure the reading was")), "x": places, "width": _BAND},
        **{"base": [band.start for band in bands], "y": [band.end - band.start for band in bands]},
        **{"marker": {"color": colours.unsure, "opacity": 0.5, "line": {"width": 0}}, "hoverinfo": "skip"},
    }


def _found(places: Sequence[int], bands: Sequence[Band], colours: Palette) -> dict[str, Any]:
    drawn = [(place, band.right) for place, band in zip(places, bands, strict=True) if band.right.whole]
    shares = [(place, share.value or 0.0, share.low or 0.0, share.high or 0.0) for place, share in drawn]
    return {
        **{"type": "scatter", "mode": "markers", "name": entry(_("How many are right, with its range"))},
        **{"x": [place for place, *_rest in shares], "y": [value for _place, value, _low, _high in shares]},
        "error_y": {
            **{"type": "data", "symmetric": False, "thickness": 2, "width": 0, "color": colours.accent},
            "array": [high - value for _place, value, _low, high in shares],
            "arrayminus": [value - low for _place, value, low, _high in shares],
        },
        "marker": {"size": 11, "color": colours.accent, "line": {"width": 1.5, "color": colours.paper}},
        "hovertext": [_hover(bands[place]) for place, *_rest in shares],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _under(band: Band) -> str:
    return f"{stretch(band)}<br>n = {number(band.right.whole)}"


def _value(place: int, band: Band, colours: Palette) -> dict[str, Any]:
    """The share beside its dot."""
    return {
        **{"xref": "x", "x": place, "xanchor": "left", "xshift": 8, "yref": "y", "y": band.right.value},
        **{
            "text": f"<b>{harmless(percent(band.right.value or 0))}</b>",
            "showarrow": False,
            "font": {"size": 14, "color": colours.ink},
        },
    }


def _hover(band: Band) -> str:
    right = band.right
    said = _("{n} of {whole} are right: {share}").format(
        n=number(right.part), whole=number(right.whole), share=harmless(percent(right.value or 0))
    )
    return f"<b>{stretch(band)}</b><br>{said}<br>{harmless(extent(right))}"


def _told(bands: Sequence[Band]) -> str:
    filled = [band for band in bands if band.right.whole]
    if not filled:
        return _("There is no dot, since no finding has been judged.")
    parts = [
        _("{stretch} sure: {n} of {whole} right").format(
            stretch=stretch(band), n=number(band.right.part), whole=number(band.right.whole)
        )
        for band in filled
    ]
    return sentences(
        _("How many findings are right by how sure the reading was. {parts}").format(parts="; ".join(parts))
    )


def _table(bands: Sequence[Band]) -> pd.DataFrame:
    def line(band: Band) -> Mapping[str, Any]:
        share = band.right
        numbers = {"right": share.part, "n": share.whole, "share": share.value, "low": share.low, "high": share.high}
        return {"start": band.start, "end": band.end, **numbers}

    return pd.DataFrame([line(band) for band in bands], columns="start end right n share low high".split())

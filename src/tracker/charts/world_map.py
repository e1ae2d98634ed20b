"""Recommendations on the map of the world, from boundaries that ship with the product: nothing is fetched."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from tracker.charts.chart import Chart, Theme
from tracker.charts.outlines import UNPEOPLED, outlines, points
from tracker.charts.palette import CLEAR, Palette, palette
from tracker.charts.rows import Row, rows
from tracker.charts.stacks import UNSELECTED, entry, layout, margin
from tracker.charts.words import counted, harmless, listed, sentences, waiting
from tracker.queries.counts import Totals
from tracker.translation import gettext as _
from tracker.translation import ngettext, spoken
from tracker.vocabulary.numbers import number, recommendations
from tracker.vocabulary.regions import name as region_name

_BOUNDS = (1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000)
_SHADES = 4
_TOLD = 5
_MIDDLE = 11
"""The meridian in the middle, so that the edge of the map runs through the Bering Strait and cuts no country."""


def world_map(table: pd.DataFrame, totals: Totals, *, theme: Theme) -> Chart:
    """Countries coloured by how many recommendations are about them, from the table of `counts` by region.

    Countries too small for the scale are points. It has no height of its own: the page gives it one by its width.
    """
    found = [row for row in rows(table, "regions") if row.opens]
    counted_in = [row for row in found if row.total]
    return Chart(
        figure=_figure(found, palette(theme)),
        title=_finding(counted_in, table, totals),
        subtitle=counted(totals),
        alt=_told(counted_in),
        note=sentences(
            _("A recommendation about several countries is counted in each of them."),
            _("“To be confirmed” are countries about which nothing is confirmed yet.")
            if len(counted_in) < len(found)
            else "",
            _beyond(counted_in),
            _("Borders are drawn as in the public-domain source (Natural Earth) and imply no opinion on any claim."),
            _("Several are disputed; data/README.md lists them."),
        ),
        table=table,
        rows=_("Country"),
    )


def _finding(found: Sequence[Row], table: pd.DataFrame, totals: Totals) -> str:
    if not found:
        return _("No country is known of {total}").format(total=recommendations(totals.total))
    nowhere = sum(row.total for row in rows(table, "regions") if not row.opens)
    if nowhere:
        said = _("{n} of {total} are about {countries}")
    else:
        said = _("{total} are about {countries}") if totals.total > 1 else _("{total} is about {countries}")
    countries = ngettext("{n} country", "{n} countries", len(found)).format(n=number(len(found)))
    return said.format(n=number(totals.total - nowhere), total=recommendations(totals.total), countries=countries)


def _beyond(found: Sequence[Row]) -> str:
    """What is about the one land that the map leaves out."""
    n = sum(row.total for row in found if row.key == UNPEOPLED)
    said = ngettext(
        "Antarctica is not drawn: {n} recommendation about it is in the table.",
        "Antarctica is not drawn: {n} recommendations about it are in the table.",
        n,
    )
    return said.format(n=number(n)) if n else ""


def _figure(found: Sequence[Row], colours: Palette) -> dict[str, Any]:
    classes = steps(max((row.total for row in found), default=0))
    traces = [_land(found, colours), *_waiting([row for row in found if not row.total], colours)]
    for place, (low, high) in enumerate(classes):
        within = [row for row in found if low <= row.total <= high]
        colour = colours.steps[len(colours.steps) - len(classes) + place]
        traces += _class(within, _range(low, high), colour, colours)
    return {"data": traces, "layout": {**layout(colours), "geo": _GEO, "margin": margin(bottom=0)}}


_GEO: Mapping[str, Any] = {
    "visible": False,
    "bgcolor": CLEAR,
    "projection": {"type": "natural earth", "rotation": {"lon": _MIDDLE}},
    "lataxis": {"range": [-57, 84]},
    "lonaxis": {"range": [_MIDDLE - 180, _MIDDLE + 180]},
    "domain": {"x": [0, 1], "y": [0, 1]},
}


def steps(most: int) -> list[tuple[int, int]]:
    """Up to four ranges (first and last number) from 1 to `most`, one for each shade."""
    lows = [bound for bound in _BOUNDS if bound <= most] if most > _SHADES else list(range(1, most + 1))
    lows = [1, *lows[1 - _SHADES :]] if len(lows) > _SHADES else lows
    return list(zip(lows, [*(low - 1 for low in lows[1:]), most], strict=True)) if lows else []


def _range(low: int, high: int) -> str:
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def _land(found: Sequence[Row], colours: Palette) -> dict[str, Any]:
    """The countries that no recommendation is about: a known nothing, which says so."""
    codes = sorted(outlines().keys() - {row.key for row in found})
    says = [f"<b>{harmless(region_name(code, spoken()))}</b><br>{_('No recommendation')}" for code in codes]
    areas = _shapes(codes, [0] * len(codes), colours.land, colours.paper)
    return {**areas, **_named(_("None")), "hovertext": says, "customdata": [[]] * len(codes), "showlegend": True}


def _waiting(found: Sequence[Row], colours: Palette) -> list[dict[str, Any]]:
    """The countries about which nothing is confirmed yet, but something waits to be."""
    traces = _class(found, _("To be confirmed"), colours.unsure, colours)
    return [{**trace, "customdata": [[]] * len(trace["hovertext"])} for trace in traces]


def _class(within: Sequence[Row], name: str, colour: str, colours: Palette) -> list[dict[str, Any]]:
    """The countries of one shade: those that have an outline, and those that are points."""
    drawn = [row for row in within if row.key in outlines()]
    dots = [row for row in within if row.key in points()]
    found = []
    if drawn:
        areas = _shapes([row.key for row in drawn], [row.total for row in drawn], colour, colours.paper)
        found.append({**areas, **_named(name), **_marks(drawn), "showlegend": True})
    if dots:
        places = [points()[row.key] for row in dots]
        found.append(
            {
                **{"type": "scattergeo", "mode": "markers", "lon": [x for x, _y in places]},
                **{"lat": [y for _x, y in places], "text": [number(row.total) for row in dots], **_named(name)},
                **{**_marks(dots), **UNSELECTED, "showlegend": not drawn},
                "marker": {"size": 9, "color": colour, "line": {"width": 1, "color": colours.ink}},
            }
        )
    return found


def _shapes(codes: Sequence[str], numbers: Sequence[int], colour: str, line: str) -> dict[str, Any]:
    return {
        "type": "choropleth",
        "geojson": {"type": "FeatureCollection", "features": [outlines()[code] for code in codes]},
        "featureidkey": "id",
        "locations": list(codes),
        "z": list(numbers),
        "colorscale": [[0, colour], [1, colour]],
        "showscale": False,
        "marker": {"line": {"width": 0.6, "color": line}},
        **UNSELECTED,
    }


def _named(name: str) -> dict[str, Any]:
    return {"name": entry(name), "legendgroup": name, "hoverinfo": "text"}


def _marks(found: Sequence[Row]) -> dict[str, Any]:
    return {"customdata": [[row.field, row.key, ""] for row in found], "hovertext": [_hover(row) for row in found]}


def _hover(row: Row) -> str:
    lines = [f"<b>{harmless(row.label)}</b>", recommendations(row.total)]
    lines += [waiting(row.pending)] if row.pending else []
    return "<br>".join([*lines, *([_("Click for the list")] if row.total else [])])


def _told(found: Sequence[Row]) -> str:
    if not found:
        return _("A map of the world on which no country is marked.")
    top = listed([f"{row.label} {number(row.total)}" for row in found[:_TOLD]])
    most = _("The darkest are {countries}") if len(found) > 1 else _("The one that is shaded is {countries}")
    return sentences(
        _("A map of the world with countries shaded by the number of recommendations about them"),
        most.format(countries=top),
    )

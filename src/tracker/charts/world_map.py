"""Recommendations on the map of the world, from boundaries that ship with the product: nothing is fetched."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd

from tracker.charts.chart import Chart, Theme
from tracker.charts.palette import CLEAR, Palette, palette
from tracker.charts.rows import Row, rows
from tracker.charts.stacks import UNSELECTED, layout
from tracker.charts.words import counted, harmless, listed, number, recommendations, sentences, waiting
from tracker.queries.counts import Totals
from tracker.settings import house
from tracker.translation import gettext as _
from tracker.translation import ngettext

_BOUNDS = (1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000)
_HEIGHT = 470
_UNPEOPLED = "ATA"


def world_map(table: pd.DataFrame, totals: Totals, *, theme: Theme) -> Chart:
    """Countries coloured by how many recommendations are about them, from the table of `counts` by region.

    Countries too small for the scale are points.
    """
    found = [row for row in rows(table, "regions") if row.total and row.opens]
    return Chart(
        figure=_figure(found, palette(theme)),
        title=_finding(found, totals),
        subtitle=counted(totals),
        alt=_told(found),
        note=sentences(
            _("A recommendation about several countries is counted in each of them."),
            _("Borders are drawn as in the public-domain source (Natural Earth) and imply no opinion on any claim."),
            _("Several are disputed; data/README.md lists them."),
        ),
        table=table,
    )


def _finding(found: Sequence[Row], totals: Totals) -> str:
    countries = ngettext("{n} country", "{n} countries", len(found)).format(n=number(len(found)))
    return _("{total} are about {countries}").format(total=recommendations(totals.total), countries=countries)


def _figure(found: Sequence[Row], colours: Palette) -> dict[str, Any]:
    classes = steps(max((row.total for row in found), default=1))
    traces = [_land(colours)]
    for place, (low, high) in enumerate(classes):
        within = [row for row in found if low <= row.total <= high]
        colour = colours.steps[len(colours.steps) - len(classes) + place]
        traces += _class(within, _range(low, high), colour, colours)
    geo = {
        "visible": False,
        "bgcolor": CLEAR,
        "projection": {"type": "natural earth"},
        "lataxis": {"range": [-57, 84]},
        "lonaxis": {"range": [-170, 180]},
        "domain": {"x": [0, 1], "y": [0, 1]},
    }
    shared = layout(colours)
    legend = {**shared["legend"], "y": 0, "yanchor": "top", "title": {"text": _("Recommendations")}}
    shape = {"geo": geo, "height": _HEIGHT, "legend": legend, "margin": {"l": 0, "r": 0, "t": 0, "b": 52}}
    return {"data": traces, "layout": {**shared, **shape}}


def steps(most: int) -> list[tuple[int, int]]:
    """Up to five ranges (first and last number) from 1 to `most`, one for each shade."""
    lows = [bound for bound in _BOUNDS if bound <= most] if most > 5 else list(range(1, most + 1))
    lows = [1, *lows[-4:]] if len(lows) > 5 else lows
    return list(zip(lows, [*(low - 1 for low in lows[1:]), most], strict=True))


def _range(low: int, high: int) -> str:
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def _land(colours: Palette) -> dict[str, Any]:
    """Every country in the colour of none, so that the others have a world to stand in."""
    return {
        **_shapes(list(_shapes_by_code()), colours.land, colours),
        **{"hoverinfo": "skip", "showlegend": False, "name": _("None")},
    }


def _class(within: Sequence[Row], name: str, colour: str, colours: Palette) -> list[dict[str, Any]]:
    """The countries of one shade: those that have an outline, and those that are points."""
    drawn = [row for row in within if row.key in _shapes_by_code()]
    dots = [row for row in within if row.key in _points()]
    says = {"name": name, "legendgroup": name, "hoverinfo": "text"}
    found = []
    if drawn:
        areas = _shapes([row.key for row in drawn], colour, colours)
        found.append({**areas, **says, **_marks(drawn), "showlegend": True})
    if dots:
        places = [_points()[row.key] for row in dots]
        found.append(
            {
                **{"type": "scattergeo", "mode": "markers", "lon": [x for x, _y in places]},
                **{"lat": [y for _x, y in places], "showlegend": not drawn, **says, **_marks(dots), **UNSELECTED},
                "marker": {"size": 10, "color": colour, "line": {"width": 1, "color": colours.ink}},
            }
        )
    return found


def _shapes(codes: Sequence[str], colour: str, colours: Palette) -> dict[str, Any]:
    return {
        "type": "choropleth",
        "geojson": {"type": "FeatureCollection", "features": [_shapes_by_code()[code] for code in codes]},
        "featureidkey": "id",
        "locations": list(codes),
        "z": [1] * len(codes),
        "colorscale": [[0, colour], [1, colour]],
        "showscale": False,
        "marker": {"line": {"width": 0.6, "color": colours.paper}},
        **UNSELECTED,
    }


def _marks(found: Sequence[Row]) -> dict[str, Any]:
    return {"customdata": [[row.field, row.key, ""] for row in found], "hovertext": [_hover(row) for row in found]}


def _hover(row: Row) -> str:
    lines = [f"<b>{harmless(row.label)}</b>", recommendations(row.total)]
    lines += [waiting(row.pending)] if row.pending else []
    return "<br>".join([*lines, _("Click for the list")])


def _told(found: Sequence[Row]) -> str:
    if not found:
        return _("A map of the world on which no country is marked.")
    top = listed([f"{row.label} {number(row.total)}" for row in found[:5]])
    return sentences(
        _("A map of the world with countries shaded by the number of recommendations about them"),
        _("The darkest are {countries}").format(countries=top),
    )


@lru_cache
def _shapes_by_code() -> Mapping[str, dict[str, Any]]:
    kept = json.loads((house() / "data" / "boundaries" / "world.geojson").read_text("utf-8"))
    return {feature["id"]: feature for feature in kept["features"] if feature["id"] != _UNPEOPLED}


@lru_cache
def _points() -> Mapping[str, tuple[float, float]]:
    kept = json.loads((house() / "data" / "boundaries" / "points.json").read_text("utf-8"))
    return {code: (x, y) for code, (x, y) in kept.items()}

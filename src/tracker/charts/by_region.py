"""Recommendations by the part of the world, or the country, that they are about."""

from dataclasses import replace

import pandas as pd

from tracker.charts.chart import Chart, Theme
from tracker.charts.findings import Phrases
from tracker.charts.ranked import Wording, ranked
from tracker.queries.axes import By
from tracker.queries.counts import Totals
from tracker.translation import gettext as _
from tracker.translation import marked, nmarked

SHOWN = 15
_COUNTRIES = Wording(
    field="regions",
    phrases=Phrases(
        one=marked("{name} comes up most: {n} of {total}"),
        few=marked("{name} come up most: {n} of {total} each"),
        many=marked("{k} countries come up equally often: {n} of {total} each"),
        none=marked("No country is known of {total}"),
    ),
    bars=marked("Bars of recommendations by region, by where they stand: {bars}"),
    more=nmarked("{n} more country", "{n} more countries"),
    fewer=nmarked("{n} more country has fewer", "{n} more countries have fewer"),
    none=nmarked("{n} names no country", "{n} name no country"),
    rows=marked("Country"),
    folded=marked("“{more}” adds up countries with {most} or fewer each; the table has them by name."),
)
_GROUPS = replace(
    _COUNTRIES,
    rows=marked("Part of the world"),
    phrases=Phrases(
        one=marked("{name} comes up most: {n} of {total}"),
        few=marked("{name} come up most: {n} of {total} each"),
        many=marked("{k} parts of the world come up equally often: {n} of {total} each"),
        none=marked("No part of the world is known of {total}"),
    ),
)


def by_region(table: pd.DataFrame, totals: Totals, by: By, *, theme: Theme, shown: int = SHOWN) -> Chart:
    """Bars from the table of `counts` by region (countries) or by region group, as `by` says; the tail folded."""
    if by is By.REGION:
        each = _("A recommendation about several countries counts once in each of the bars.")
        return ranked(table, totals, _COUNTRIES, each, theme=theme, shown=shown)
    each = _("A recommendation about several parts of the world counts once in each of the bars.")
    return ranked(table, totals, _GROUPS, each, theme=theme, shown=shown)

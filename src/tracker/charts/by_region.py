"""Recommendations by the part of the world, or the country, that they are about."""

import pandas as pd

from tracker.charts.chart import Chart, Theme
from tracker.charts.findings import Phrases, leading
from tracker.charts.palette import palette
from tracker.charts.rows import Row, rows, together
from tracker.charts.stacks import lying
from tracker.charts.words import counted, listed, number, recommendations, sentences, several
from tracker.queries.axes import By
from tracker.queries.counts import Totals
from tracker.translation import gettext as _
from tracker.translation import marked

SHOWN = 15
_PHRASES = {
    By.REGION: Phrases(
        one=marked("{name} comes up most: {n} of {total}"),
        few=marked("{name} come up most: {n} of {total} each"),
        many=marked("{k} countries come up equally often: {n} of {total} each"),
        none=marked("No country is known of {total}"),
    ),
    By.REGION_GROUP: Phrases(
        one=marked("{name} comes up most: {n} of {total}"),
        few=marked("{name} come up most: {n} of {total} each"),
        many=marked("{k} parts of the world come up equally often: {n} of {total} each"),
        none=marked("No part of the world is known of {total}"),
    ),
}


def by_region(table: pd.DataFrame, totals: Totals, by: By, *, theme: Theme, shown: int = SHOWN) -> Chart:
    """Bars from the table of `counts` by region (countries) or by region group, as `by` says; the tail folded."""
    found = [row for row in rows(table, "regions") if row.total]
    named, nameless = [row for row in found if row.opens], [row for row in found if not row.opens]
    tail = named[shown:] if len(named) > shown + 1 else []
    ranked = named[: len(named) - len(tail)]
    more = [together(_("{n} more countries").format(n=number(len(tail))), tail)] if tail else []
    return Chart(
        figure=lying([*ranked, *more, *nameless], palette(theme)),
        title=leading(ranked, totals.total, _PHRASES[by]),
        subtitle=counted(totals),
        alt=_told(ranked, more, nameless),
        note=several(totals.total, _("A recommendation about several countries counts once in each of the bars.")),
        table=table,
    )


def _told(ranked: list[Row], more: list[Row], nameless: list[Row]) -> str:
    bars = listed([f"{row.label} {number(row.total)}" for row in [*ranked, *more]])
    none = _("{n} name no country").format(n=recommendations(sum(row.total for row in nameless)))
    return sentences(
        _("Bars of recommendations by region, by where they stand: {bars}").format(bars=bars),
        none if nameless else "",
    )

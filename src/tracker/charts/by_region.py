"""Recommendations by the part of the world, or the country, that they are about."""

import pandas as pd

from tracker.charts.chart import Chart, Theme
from tracker.charts.findings import Phrases, leading
from tracker.charts.palette import palette
from tracker.charts.ranking import Ranking, ranking
from tracker.charts.stacks import lying
from tracker.charts.words import counted, listed, number, recommendations, sentences, several
from tracker.queries.axes import By
from tracker.queries.counts import Totals
from tracker.translation import gettext as _
from tracker.translation import marked, ngettext

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
    """Bars from the table of `counts` by region (countries) or by region group, as `by` says; the tail folded.

    Where the tail is so long that its bar would dwarf all others, a line of words stands in its place.
    """
    order = ranking(table, "regions", shown)
    each = (
        _("A recommendation about several countries counts once in each of the bars.")
        if by is By.REGION
        else _("A recommendation about several parts of the world counts once in each of the bars.")
    )
    return Chart(
        figure=lying(order.bars(_more(order)), palette(theme), beneath=_beneath(order)),
        title=leading(order.ranked, totals.total, _PHRASES[by]),
        subtitle=counted(totals),
        alt=_told(order),
        note=sentences(several(totals.total, each), _tail_note(order)),
        table=table,
    )


def _more(order: Ranking) -> str:
    return ngettext("{n} more country", "{n} more countries", len(order.tail)).format(n=number(len(order.tail)))


def _beneath(order: Ranking) -> str:
    if not order.tail or order.folds:
        return ""
    return _("{more}, with {most} or fewer each").format(more=_more(order), most=number(order.tail[0].total))


def _tail_note(order: Ranking) -> str:
    if not order.tail:
        return ""
    if order.folds:
        said = _("“{more}” adds up countries with {most} or fewer each; the table has them by name.")
    else:
        said = _("{more} with {most} or fewer each are in the table and not drawn.")
    return said.format(more=_more(order), most=recommendations(order.tail[0].total))


def _told(order: Ranking) -> str:
    if not order.ranked and not order.nameless:
        return _("There is no bar, since nothing is counted.")
    bars = listed([f"{row.label} {number(row.total)}" for row in order.ranked])
    more = ngettext("{n} more country has fewer", "{n} more countries have fewer", len(order.tail))
    none = ngettext("{n} names no country", "{n} name no country", sum(row.total for row in order.nameless))
    return sentences(
        _("Bars of recommendations by region, by where they stand: {bars}").format(bars=bars) if bars else "",
        more.format(n=number(len(order.tail))) if order.tail else "",
        none.format(n=recommendations(sum(row.total for row in order.nameless))) if order.nameless else "",
    )

"""Recommendations by author: the most prolific first, the long tail in one bar that names nobody."""

import pandas as pd

from tracker.charts.chart import Chart, Theme
from tracker.charts.findings import Phrases, leading
from tracker.charts.palette import palette
from tracker.charts.ranking import Ranking, ranking
from tracker.charts.stacks import lying
from tracker.charts.words import counted, listed, number, recommendations, sentences, several
from tracker.queries.counts import Totals
from tracker.translation import gettext as _
from tracker.translation import marked, ngettext

SHOWN = 12
_PHRASES = Phrases(
    one=marked("{name} recommends most: {n} of {total}"),
    few=marked("{name} recommend most: {n} of {total} each"),
    many=marked("{k} authors recommend equally much: {n} of {total} each"),
    none=marked("No author is known of {total}"),
)


def by_author(table: pd.DataFrame, totals: Totals, *, theme: Theme, shown: int = SHOWN) -> Chart:
    """Bars by author, from the table of `counts` by author; `shown` of them by name, the others as "N more authors".

    Where the tail is so long that its bar would dwarf all others, a line of words stands in its place.
    """
    order = ranking(table, "authors", shown)
    return Chart(
        figure=lying(order.bars(_more(order)), palette(theme), beneath=_beneath(order)),
        title=leading(order.ranked, totals.total, _PHRASES),
        subtitle=counted(totals),
        alt=_told(order),
        note=sentences(
            several(totals.total, _("A recommendation with several authors counts once for each of them.")),
            _tail_note(order),
        ),
        table=table,
    )


def _more(order: Ranking) -> str:
    return ngettext("{n} more author", "{n} more authors", len(order.tail)).format(n=number(len(order.tail)))


def _beneath(order: Ranking) -> str:
    if not order.tail or order.folds:
        return ""
    return _("{more}, with {most} or fewer each").format(more=_more(order), most=number(order.tail[0].total))


def _tail_note(order: Ranking) -> str:
    if not order.tail:
        return ""
    if order.folds:
        said = _("“{more}” adds up authors with {most} or fewer each; the table has them by name.")
    else:
        said = _("{more} with {most} or fewer each are in the table and not drawn.")
    return said.format(more=_more(order), most=recommendations(order.tail[0].total))


def _told(order: Ranking) -> str:
    if not order.ranked and not order.nameless:
        return _("There is no bar, since nothing is counted.")
    bars = listed([f"{row.label} {number(row.total)}" for row in order.ranked])
    more = ngettext("{n} more author has fewer", "{n} more authors have fewer", len(order.tail))
    none = ngettext("{n} has no author", "{n} have no author", sum(row.total for row in order.nameless))
    return sentences(
        _("Bars of recommendations by author, by where they stand: {bars}").format(bars=bars) if bars else "",
        more.format(n=number(len(order.tail))) if order.tail else "",
        none.format(n=recommendations(sum(row.total for row in order.nameless))) if order.nameless else "",
    )

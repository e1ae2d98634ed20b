"""Bars by their length with the words around them: what all charts of names have in common."""

from dataclasses import dataclass

import pandas as pd

from tracker.charts.chart import Chart, Theme
from tracker.charts.findings import Phrases, leading
from tracker.charts.palette import palette
from tracker.charts.ranking import Ranking, ranking
from tracker.charts.stacks import lying
from tracker.charts.words import counted, listed, sentences, several
from tracker.queries.counts import Totals
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.vocabulary.numbers import number, recommendations

Plural = tuple[str, str]
"""A message for one and for many, marked together for translation."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a chart of names says of its bars: all of them as text, the folded ones, those that belong to nobody.

    `bars` holds {bars}, `more`, `fewer` and `none` hold {n}, `folded` holds {more} and {most}; `rows` is what a line of
    its table is.
    """

    field: str
    phrases: Phrases
    bars: str
    more: Plural
    fewer: Plural
    none: Plural
    folded: str
    rows: str


def ranked(table: pd.DataFrame, totals: Totals, said: Wording, each: str, *, theme: Theme, shown: int) -> Chart:
    """Bars from a table of `counts`, `shown` of them by name, the tail folded; `each` says why they may add up to more.

    Where the tail is so long that its bar would dwarf all others, a line of words stands in its place.
    """
    order = ranking(table, said.field, shown)
    return Chart(
        figure=lying(order.bars(_more(order, said)), palette(theme), beneath=_beneath(order, said)),
        title=leading(order.ranked, totals.total, said.phrases),
        subtitle=counted(totals),
        alt=_told(order, said),
        note=sentences(several(totals.total, each), _tail_note(order, said)),
        table=table,
        rows=_(said.rows),
    )


def _more(order: Ranking, said: Wording) -> str:
    return ngettext(*said.more, len(order.tail)).format(n=number(len(order.tail)))


def _beneath(order: Ranking, said: Wording) -> str:
    if not order.tail or order.folds:
        return ""
    return _("{more}, with {most} or fewer each").format(more=_more(order, said), most=number(order.tail[0].total))


def _tail_note(order: Ranking, said: Wording) -> str:
    if not order.tail:
        return ""
    words = _(said.folded) if order.folds else _("{more} with {most} or fewer each are in the table and not drawn.")
    return words.format(more=_more(order, said), most=recommendations(order.tail[0].total))


def _told(order: Ranking, said: Wording) -> str:
    if not order.ranked and not order.nameless:
        return _("There is no bar, since nothing is counted.")
    bars = listed([f"{row.label} {number(row.total)}" for row in order.ranked])
    nameless = sum(row.total for row in order.nameless)
    return sentences(
        _(said.bars).format(bars=bars) if bars else "",
        ngettext(*said.fewer, len(order.tail)).format(n=number(len(order.tail))) if order.tail else "",
        ngettext(*said.none, nameless).format(n=recommendations(nameless)) if order.nameless else "",
    )

"""Recommendations by author: the most prolific first, the long tail in one bar that names nobody."""

import pandas as pd

from tracker.charts.chart import Chart, Theme
from tracker.charts.findings import Phrases, leading
from tracker.charts.palette import palette
from tracker.charts.rows import Row, rows, together
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
_TOO_LONG = 2.5


def by_author(table: pd.DataFrame, totals: Totals, *, theme: Theme, shown: int = SHOWN) -> Chart:
    """Bars by author, from the table of `counts` by author; `shown` of them by name, the others as "N more authors".

    Where the tail is so long that its bar would dwarf all others, it is told in the note alone.
    """
    found = [row for row in rows(table, "authors") if row.total]
    named, nameless = [row for row in found if row.opens], [row for row in found if not row.opens]
    tail = named[shown:] if len(named) > shown + 1 else []
    ranked = named[: len(named) - len(tail)]
    folded = [] if _dwarfs(tail, ranked) else _folded(tail)
    return Chart(
        figure=lying([*ranked, *folded, *nameless], palette(theme)),
        title=leading(ranked, totals.total, _PHRASES),
        subtitle=counted(totals),
        alt=_told(ranked, tail, nameless),
        note=sentences(
            several(totals.total, _("A recommendation with several authors counts once for each of them.")),
            _tail_note(tail, drawn=bool(folded)),
        ),
        table=table,
    )


def _folded(tail: list[Row]) -> list[Row]:
    return [together(_("{n} more authors").format(n=number(len(tail))), tail)] if tail else []


def _dwarfs(tail: list[Row], ranked: list[Row]) -> bool:
    return bool(tail) and sum(row.total for row in tail) > _TOO_LONG * ranked[0].total


def _tail_note(tail: list[Row], *, drawn: bool) -> str:
    if not tail:
        return ""
    most = recommendations(tail[0].total)
    if drawn:
        return _("“{n} more authors” adds up authors with {most} or fewer each; the table has them by name.").format(
            n=number(len(tail)), most=most
        )
    return _("{n} more authors with {most} or fewer each are in the table and not drawn.").format(
        n=number(len(tail)), most=most
    )


def _told(ranked: list[Row], tail: list[Row], nameless: list[Row]) -> str:
    bars = listed([f"{row.label} {number(row.total)}" for row in ranked])
    more = ngettext("{n} more author has fewer", "{n} more authors have fewer", len(tail)).format(n=number(len(tail)))
    none = _("{n} have no author").format(n=recommendations(sum(row.total for row in nameless)))
    return sentences(
        _("Bars of recommendations by author, by where they stand: {bars}").format(bars=bars),
        more if tail else "",
        none if nameless else "",
    )

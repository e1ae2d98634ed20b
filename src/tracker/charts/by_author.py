"""Recommendations by author: the most prolific first, the long tail in one bar that names nobody."""

import pandas as pd

from tracker.charts.chart import Chart, Theme
from tracker.charts.findings import Phrases
from tracker.charts.ranked import Wording, ranked
from tracker.queries.counts import Totals
from tracker.translation import gettext as _
from tracker.translation import marked, nmarked

SHOWN = 12
_SAID = Wording(
    field="authors",
    phrases=Phrases(
        one=marked("{name} recommends most: {n} of {total}"),
        few=marked("{name} recommend most: {n} of {total} each"),
        many=marked("{k} authors recommend equally much: {n} of {total} each"),
        none=marked("No author is known of {total}"),
    ),
    bars=marked("Bars of recommendations by author, by where they stand: {bars}"),
    more=nmarked("{n} more author", "{n} more authors"),
    fewer=nmarked("{n} more author has fewer", "{n} more authors have fewer"),
    none=nmarked("{n} has no author", "{n} have no author"),
    rows=marked("Author"),
    folded=marked("“{more}” adds up authors with {most} or fewer each; the table has them by name."),
)


def by_author(table: pd.DataFrame, totals: Totals, *, theme: Theme, shown: int = SHOWN) -> Chart:
    """Bars by author, from the table of `counts` by author; `shown` of them by name, the others as "N more authors"."""
    each = _("A recommendation with several authors counts once for each of them.")
    return ranked(table, totals, _SAID, each, theme=theme, shown=shown)

"""Recommendations by when their brief was published: years, quarters or months, with every empty one in its place."""

from collections.abc import Sequence

import pandas as pd

from tracker.charts.chart import Chart, Theme
from tracker.charts.findings import Phrases, leading
from tracker.charts.palette import ORDER, palette
from tracker.charts.periods import between, called, named_under, periods_of
from tracker.charts.rows import Row, rows
from tracker.charts.stacks import standing
from tracker.charts.words import counted, sentences
from tracker.queries.axes import By
from tracker.queries.counts import Totals
from tracker.translation import gettext as _
from tracker.translation import marked, ngettext
from tracker.vocabulary.numbers import number, recommendations

MOST = 160
"""The most columns that can still be told apart; earlier ones are left out and counted in the note."""

_ROWS = {By.YEAR: marked("Year"), By.QUARTER: marked("Quarter"), By.MONTH: marked("Month")}
_PHRASES = Phrases(
    one=marked("{name} was the busiest: {n} of {total}"),
    few=marked("{name} were the busiest: {n} of {total} each"),
    many=marked("No time stands out: the {k} busiest have {n} of {total} each"),
    none=marked("No date of publication is known of {total}"),
)


def over_time(table: pd.DataFrame, totals: Totals, by: By, *, theme: Theme) -> Chart:
    """Columns from the table of `counts` by year, quarter or month, as `by` says.

    What is dated too coarsely for the step, or not at all, is not drawn and counted in the note.
    """
    drawn, earlier = _filled(rows(table, "published"), by)
    return Chart(
        figure=standing(drawn, named_under([row.key for row in drawn]), palette(theme)),
        title=leading(drawn, totals.total, _PHRASES),
        subtitle=counted(totals),
        alt=_told(drawn),
        note=sentences(
            _("Each recommendation counts once, by the date on which its brief was published."),
            _left_out(totals, by),
            _too_early(earlier, drawn),
        ),
        table=_called(table),
        rows=_(_ROWS[by]),
    )


def _called(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its periods called as on the chart."""
    labels = [called(key) if key else label for key, label in zip(table["key"], table["label"], strict=True)]
    return table.assign(label=labels)


def _filled(found: list[Row], by: By) -> tuple[list[Row], list[Row]]:
    """The rows with empty ones in between, and those too early to be drawn."""
    known = {row.key: row for row in found if row.opens and row.total}
    if not known:
        return [], []
    keys = between(min(known), max(known), by, MOST)
    nothing = (0,) * len(ORDER)
    shown = [known.get(key) or Row("", key, called(key), 0, 0, nothing) for key in keys]
    named = [Row(row.field, row.key, called(row.key), row.total, row.pending, row.groups) for row in shown]
    return named, [row for key, row in known.items() if key < keys[0]]


def _left_out(totals: Totals, by: By) -> str:
    parts = []
    if totals.year_only and by is not By.YEAR:
        parts.append(
            ngettext(
                "{n} recommendation is known to the year alone and stands in the chart by year only.",
                "{n} recommendations are known to the year alone and stand in the chart by year only.",
                totals.year_only,
            ).format(n=number(totals.year_only))
        )
    if totals.undated:
        said = ngettext("{n} without a date is not drawn.", "{n} without a date are not drawn.", totals.undated)
        parts.append(said.format(n=recommendations(totals.undated)))
    return " ".join(parts)


def _too_early(earlier: Sequence[Row], drawn: Sequence[Row]) -> str:
    if not earlier:
        return ""
    n = sum(row.total for row in earlier)
    said = ngettext(
        "{n} published before {first} is not drawn; choose a longer step to see it.",
        "{n} published before {first} are not drawn; choose a longer step to see them.",
        n,
    )
    return said.format(n=recommendations(n), first=drawn[0].label)


def _told(drawn: Sequence[Row]) -> str:
    busy = [row for row in drawn if row.total]
    if not busy:
        return _("There is no column, since no date of publication is known.")
    top = sorted(busy, key=lambda row: -row.total)[:3]
    said = _("Columns of recommendations by date of publication, from {first} to {last}, by where they stand").format(
        first=drawn[0].label, last=drawn[-1].label
    )
    return sentences(
        said,
        _("The highest are {columns}").format(columns=", ".join(f"{row.label} {number(row.total)}" for row in top)),
        ngettext("{n} column is empty", "{n} columns are empty", len(drawn) - len(busy)).format(
            n=number(len(drawn) - len(busy))
        )
        if len(busy) < len(drawn)
        else "",
        periods_of(len(drawn)),
    )

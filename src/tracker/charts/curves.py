"""How long success takes by group: a small curve each, and a finding only where chance does not explain it."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from tracker.charts.chart import Chart, Theme
from tracker.charts.curve import left_out
from tracker.charts.groupings import FIELDS, ROWS, many
from tracker.charts.palette import palette
from tracker.charts.panels import Panel, figure
from tracker.charts.words import listed, sentences
from tracker.queries.axes import By, label
from tracker.queries.timing import Timing
from tracker.stats.fairness import Against, Comparison, compared
from tracker.stats.times import Left
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.vocabulary.numbers import number, percent
from tracker.vocabulary.statuses import Success

_TOLD = (24, 12)
"""After how many months groups are compared: the first of these for which there are two to compare."""


def curves(
    groups: Sequence[Timing], whole: Timing, table: pd.DataFrame, by: By, switch: Success, *, theme: Theme
) -> Chart:
    """The curves of the largest groups of a view, each before that of the `whole`; `table` is that of `counts` by them.

    Its own table has a line a group and one for the whole: label, total (confirmed), followed, part
    (successes on the curve), median (months, or that it is not reached), for 12, 24 and 36 months the share of
    successes within_12 with its interval low_12 to high_12 and the n_12 it was taken from, left (out of the curve), and
    for each reason left_undated and so on, which add up to it; pending. Shares are 0 to 1, None of nothing.
    """
    month, found = _compared(groups, whole)
    panels = [Panel(FIELDS[by], str(one.key), one.label, _total(one), one) for one in groups]
    return Chart(
        figure=figure(panels, whole, month, palette(theme)),
        title=_finding(groups, whole, found, month, by),
        subtitle=_largest(groups, whole, table, by),
        alt=_told(groups, month, by),
        note=_note(groups, whole, found, table, by, switch),
        table=pd.DataFrame([*map(_line, groups), {**_line(whole), "label": _("All of this view")}]),
        rows=_(ROWS[by]),
    )


def _total(one: Timing) -> int:
    return one.curve.n + sum(one.left.values())


def _compared(groups: Sequence[Timing], whole: Timing) -> tuple[int, Comparison]:
    """The groups against each other by their shares within so many months, with intervals that hold for all of them."""
    tried = [(month, _within(groups, whole, month)) for month in _TOLD]
    return next((one for one in tried if len(one[1].groups) > 1), tried[-1])


def _within(groups: Sequence[Timing], whole: Timing, month: int) -> Comparison:
    known = {one.key: _numbers(one, month) for one in groups}
    return compared(known, _numbers(whole, month))


def _numbers(one: Timing, month: int) -> tuple[int, int]:
    rate = next(found.rate for found in one.within if found.months == month)
    return rate.part, rate.assessed


def _finding(groups: Sequence[Timing], whole: Timing, found: Comparison, month: int, by: By) -> str:
    years = _("two years") if month == _TOLD[0] else _("a year")
    called: Mapping[Any, str] = {one.key: one.label for one in groups}
    if not groups:
        return _("There is no group to follow over time")
    if not whole.curve.events:
        return _("No success with a known date has come about yet")
    if len(found.groups) < 2:
        said = _("There are too few to compare: {groups} with {least} or more followed for {years}")
        return said.format(groups=many(by, len(found.groups)), least=found.least, years=years)
    if found.best is not None:
        return _("{name} came to success within {years} more often than the others compared").format(
            name=called[found.best], years=years
        )
    away = [called[one.key] for one in found.groups if one.against is not Against.WITHIN]
    if not away:
        said = _("None of {groups} differs from the rest within {years} by more than chance")
        return said.format(groups=many(by, len(found.groups)), years=years)
    said = ngettext(
        "{names} differs from the rest within {years} by more than chance",
        "{names} differ from the rest within {years} by more than chance",
        len(away),
    )
    return said.format(names=listed(away), years=years)


def _largest(groups: Sequence[Timing], whole: Timing, table: pd.DataFrame, by: By) -> str:
    there = len(_grouped(table))
    shown = (
        _("The {n} largest of {groups}").format(n=number(len(groups)), groups=many(by, there))
        if there > len(groups)
        else many(by, there)
    )
    total = _total(whole)
    said = ngettext(
        "{shown}; {n} of {total} confirmed recommendation is followed",
        "{shown}; {n} of {total} confirmed recommendations are followed",
        total,
    )
    return said.format(shown=shown, n=number(whole.curve.n), total=number(total))


def _grouped(table: pd.DataFrame) -> pd.DataFrame:
    """The groups that have anything confirmed."""
    return table[table["key"].notna() & (table["total"] > 0)]


def _note(
    groups: Sequence[Timing], whole: Timing, found: Comparison, table: pd.DataFrame, by: By, switch: Success
) -> str:
    more, few = len(_grouped(table)) - len(groups), [one.label for one in groups if one.key in found.few]
    n, apart = _total(whole), int(table.loc[table["key"].isna(), "total"].sum())
    return sentences(
        _("Cumulative incidence: those that ended otherwise stay in the whole, open ones are followed up to today"),
        _("Groups are compared by their successes within a time, of what was published that long ago")
        + _(", with intervals so wide that all of them hold at once with 95 %; where these overlap there is no rank"),
        _("Too few to compare: {names}").format(names=listed(few)) if few else "",
        _("The groups with the most confirmed recommendations are drawn; {groups} more are not").format(
            groups=many(by, more)
        )
        if more > 0
        else "",
        _("One that belongs to several groups counts in each, and once among all") if table["total"].sum() > n else "",
        f"{label(by, None)}: {number(apart)}" if apart else "",
        left_out(whole),
        _("The field around a line is where the true curve lies in 95 of 100 such samples"),
        _("A first step may have come earlier than the present status says") if switch is Success.MOVED else "",
    )


def _told(groups: Sequence[Timing], month: int, by: By) -> str:
    if not groups:
        return _("There is no curve, since nothing is in any group.")
    parts = [_share(one, *_numbers(one, month)) for one in groups]
    said = _("Curves of {groups} that rise with the months after publication, each before that of all")
    after = _("Within {month} months: {parts}").format(month=month, parts=listed(parts))
    return sentences(said.format(groups=many(by, len(groups))), after)


def _share(one: Timing, part: int, n: int) -> str:
    """The share of the group's cohort, which is what groups are compared by."""
    if not n:
        return _("{name} not known yet").format(name=one.label)
    return _("{name} {share} of {n}").format(name=one.label, share=percent(part / n), n=number(n))


def _line(one: Timing) -> dict[str, Any]:
    median = one.curve.reached()
    within: dict[str, Any] = {}
    for found in one.within:
        of, month = found.rate.share, found.months
        within |= {
            f"within_{month}": of.value,
            f"low_{month}": of.low,
            f"high_{month}": of.high,
            f"n_{month}": of.whole,
        }
    return {
        **{"label": one.label, "total": _total(one), "followed": one.curve.n},
        **{"part": one.curve.events, "median": _("not reached") if median is None else number(round(median))},
        **within,
        **{"left": sum(one.left.values()), **{f"left_{reason.value}": one.left.get(reason, 0) for reason in Left}},
        "pending": one.pending,
    }

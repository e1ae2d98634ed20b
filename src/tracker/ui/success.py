"""The switch of what counts as a success, bound to the address, and the figures that follow from it."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from tracker.charts.chart import Chart
from tracker.charts.words import day
from tracker.queries.rates import of_counts
from tracker.stats.rates import Rate
from tracker.stats.times import Within
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.ui import address, headline
from tracker.vocabulary.numbers import number, percent, percents
from tracker.vocabulary.statuses import SUCCESS_DEFINITIONS, SUCCESS_LABELS, Success

USUAL = Success.PARTLY
"""What counts unless the reader says otherwise: what the overview and the board call adopted."""
_KEY = "success.switch"


def beside(chart: Chart) -> Chart:
    """The chart of a table of `counts`, with the usual rate of each group in its table: its n, and its interval."""
    found = of_counts(chart.table, USUAL)
    kept = {name: found[name] for name in ("assessed", "part", "share", "low", "high", "worst", "best")}
    words = _(
        "In the table, the share is that of the assessed that are adopted, at least in part, with its likely range, "
        "and what it would be if none, or all, of those not assessed were adopted."
    )
    return replace(chart, table=chart.table.assign(**kept), note=f"{chart.note} {words}")


def choose() -> Success:
    """Let the reader choose, and say what the choice means."""
    held = Success(address.word("success", list(Success), USUAL.value))
    address.hold(_KEY, held)
    st.segmented_control(
        _("What counts as a success"),
        list(Success),
        format_func=lambda switch: _(SUCCESS_LABELS[switch]),
        key=_KEY,
        on_change=_write,
        required=True,
    )
    st.caption(_(SUCCESS_DEFINITIONS[held]))
    return held


def _write() -> None:
    chosen = st.session_state[_KEY]
    address.put("success", [chosen.value] if chosen and chosen is not USUAL else [])


def show(found: Rate, switch: Success, within: Sequence[Within]) -> None:
    """The rate, what it might be if all were known, and the rates within a time, each with what it was taken from."""
    headline.lines([_rate(found, switch), _bounds(found), *map(_within, within)])


def _rate(found: Rate, switch: Success) -> tuple[str, str, str]:
    said = _("{part} of {n} assessed").format(part=number(found.part), n=number(found.assessed))
    return _(SUCCESS_LABELS[switch]), value(found), said + interval(found)


def _bounds(found: Rate) -> tuple[str, str, str]:
    name = _("If all were assessed")
    if found.worst is None or found.best is None:
        return name, "–", _("nothing to assess")
    said = ngettext("{n} is not assessed", "{n} are not assessed", found.not_assessed).format(
        n=number(found.not_assessed)
    )
    return name, percents(found.worst, found.best), said


def _within(found: Within) -> tuple[str, str, str]:
    name = _("Within {n} months").format(n=found.months)
    said = _("{part} of {n} published by {day}").format(
        part=number(found.rate.part), n=number(found.rate.assessed), day=day(found.until)
    )
    return name, value(found.rate), said + interval(found.rate) + _not_known(found.rate)


def _not_known(found: Rate) -> str:
    """What those would make of the rate of which it is not known whether they were a success by then; "" of none."""
    if not found.not_assessed or found.worst is None or found.best is None:
        return ""
    said = ngettext("; {n} not known may make it {bounds}", "; {n} not known may make it {bounds}", found.not_assessed)
    return said.format(n=number(found.not_assessed), bounds=percents(found.worst, found.best))


def value(found: Rate) -> str:
    """The rate in percent, a dash of nothing."""
    of = found.share.value
    return "–" if of is None else percent(of)


def interval(found: Rate) -> str:
    """The interval behind a comma, "" of nothing."""
    of = found.share
    if of.low is None or of.high is None:
        return ""
    return _(", likely {interval}").format(interval=percents(of.low, of.high))

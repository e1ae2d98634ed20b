"""A chart on a page: what it shows as its heading, how many it counts, the figure, the way to the list behind it."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

import streamlit as st

from tracker.charts.chart import ASSESSED, SUCCESS, Chart
from tracker.charts.periods import days as within
from tracker.queries.filters import Filter
from tracker.stats.times import LEFT_LABELS
from tracker.store.clock import today
from tracker.translation import gettext as _
from tracker.translation import marked
from tracker.ui import address, days, downloads, places
from tracker.ui.drawn import Drawn
from tracker.ui.plain import plain
from tracker.vocabulary import regions
from tracker.vocabulary.answers import REVIEW_LABELS, Review
from tracker.vocabulary.statuses import STATUSES, Group, Status, Success, assessed, statuses, successes

_NO_OUTLINES = 'data:application/json,{"type":"Topology","objects":{},"arcs":[]}#'
_STILL = {"staticPlot": True, "displayModeBar": False, "responsive": True}
_CONFIG = {
    "displaylogo": False,
    "displayModeBar": False,
    "scrollZoom": False,
    "responsive": True,
    "topojsonURL": _NO_OUTLINES,
}
"""Plotly asks `topojsonURL` for outlines of its own before it draws any map, else a foreign host; it is told none."""


def figure(chart: Chart, chosen: Filter, key: str, beside: Callable[[Chart], Chart] = lambda chart: chart) -> None:
    """Draw the chart; a click on a mark opens the list of recommendations that it counts, within `chosen`.

    `key` names the chart on its page and its download. `beside` makes of it the chart whose note and table are given to
    those who ask for them.
    """
    st.header(plain(chart.title), anchor=False)
    st.caption(plain(_("{counted}, as of {day}").format(counted=chart.subtitle, day=days.day(today().isoformat()))))
    if chart.figure["data"]:  # the title says why there is nothing to draw
        _draw(chart, chosen, key)
        st.caption(plain(_("How this is counted: {rule}").format(rule=chart.rule)))
    shut = st.expander(_("Numbers and notes"), key=f"numbers.{key}", on_change="rerun")
    if shut.open:
        with shut:
            _numbers(beside(chart))
    downloads.chart(chart, key, lambda: beside(chart).table)


def _numbers(chart: Chart) -> None:
    st.markdown(plain(chart.note))
    st.dataframe(chart.table, hide_index=True, alt=chart.alt, column_config=_headings(chart))


def _draw(chart: Chart, chosen: Filter, key: str) -> None:
    state: Any = st.plotly_chart(
        Drawn(chart.figure),
        key=f"figure.{key}",
        theme=None,
        config=_CONFIG,
        on_select="rerun",
        selection_mode="points",
        alt=chart.alt,
        height="content" if "height" in chart.figure["layout"] else "stretch",
    )
    _open_list(chosen, state)


def still(chart: Chart, key: str, width: int | Literal["stretch"] = "stretch") -> None:
    """Draw the chart so that nothing in it can be clicked; `width` in pixels, or as wide as there is room."""
    st.plotly_chart(
        Drawn(chart.figure), key=key, theme=None, config=_STILL, width=width, height="content", alt=chart.alt
    )


def _headings(chart: Chart) -> Mapping[str, Any]:
    """What the columns are called on the screen; keys are for files. The first has room for a name.

    A column without any pending ones is not shown: there are none, or how many is not told.
    """
    first = st.column_config.TextColumn(chart.rows, width=180, pinned=True)
    waiting = "pending" in chart.table and chart.table["pending"].any()
    known = {"label": first, "total": _("In all"), "pending": _(REVIEW_LABELS[Review.PENDING]) if waiting else None}
    rates = {name: st.column_config.NumberColumn(_(words), format="percent") for name, words in _SHARES.items()}
    counts = {name: _(words) for name, words in _COUNTS.items()}
    reasons = {
        f"left_{reason.value}": _("Left out: {reason}").format(reason=_(words)) for reason, words in LEFT_LABELS.items()
    }
    named = {status.value: _(meaning.label) for status, meaning in STATUSES.items()}
    return {"key": None, **named, **known, **rates, **counts, **reasons}


_SHARES = {
    "share": marked("Share"),
    "low": marked("At least"),
    "high": marked("At most"),
    "worst": marked("If none of those not assessed"),
    "best": marked("If all of those not assessed"),
    "standardised": marked("If all asked alike"),
    "within_12": marked("Within 12 months"),
    "low_12": marked("12 months: at least"),
    "high_12": marked("12 months: at most"),
    "within_24": marked("Within 24 months"),
    "low_24": marked("24 months: at least"),
    "high_24": marked("24 months: at most"),
    "within_36": marked("Within 36 months"),
    "low_36": marked("36 months: at least"),
    "high_36": marked("36 months: at most"),
}
_COUNTS = {
    "assessed": marked("Assessed"),
    "part": marked("Successes"),
    "outside": marked("Outside the count"),
    "followed": marked("Followed"),
    "median": marked("Months until half"),
    "left": marked("Left out"),
    "n_12": marked("Followed for 12 months"),
    "n_24": marked("Followed for 24 months"),
    "n_36": marked("Followed for 36 months"),
    "place": marked("Place"),
    "against": marked("Against the whole"),
}


def behind(chosen: Filter, mark: object) -> Filter | None:
    """The list behind a mark ([field, key, group], as the browser sends it) within `chosen`; None where there is none.

    It holds what the mark counts: confirmed headline recommendations, unless the mark or the filter says otherwise.
    """
    if not (isinstance(mark, list) and len(mark) == 3 and all(isinstance(part, str) for part in mark) and any(mark)):
        return None
    field, key, group = mark
    try:
        more = {**_about(chosen, field, key), **_standing(chosen, group)}
    except (ValueError, KeyError):
        return None
    counted: dict[str, Any] = {"reviews": (Review.CONFIRMED.value,)}
    if not chosen.levels:
        counted["levels"] = ("headline",)
    return address.narrowed(chosen, **{**counted, **more})


def _about(chosen: Filter, field: str, key: str) -> Mapping[str, Any]:
    """The part of the filter that a mark fills; ValueError or KeyError for what no mark says."""
    if not field:
        return {}
    if field == "published":
        first, last = within(key)
        return {"since": max(first, chosen.since or first), "until": min(last, chosen.until or last)}
    value = address.PARAMETERS[_PARAMETERS[field]].read(key)
    held = getattr(chosen, field)
    if held and value not in held and field in ("topics", "addressees"):
        raise ValueError(key)
    if not held or value in held or field not in _SHARED:
        return {field: (value,)}
    return _beside(chosen, field, value, held)


_SHARED = ("authors", "regions")
"""What a recommendation may have several of, so that one mark may be about more than the filter chose."""


def _beside(chosen: Filter, field: str, value: str, held: tuple[str, ...]) -> Mapping[str, Any]:
    """A mark about something else than the filter chose, which both hold for; ValueError where that cannot be said.

    A country within the region that was chosen stands for both, and so do the countries chosen within a region.
    """
    around = {item: regions.group(item).value for item in (value, *held) if item in regions.codes()}
    if field == "regions" and around.get(value) in held:
        return {field: (value,)}
    if field == "regions" and all(around.get(item) == value for item in held):
        return {}
    if getattr(chosen, f"and_{field}") not in ((), (value,)):
        raise ValueError(value)
    return {f"and_{field}": (value,)}


_PARAMETERS = {parameter.field: name for name, parameter in address.PARAMETERS.items() if parameter.many}


def _standing(chosen: Filter, group: str) -> Mapping[str, Any]:
    if not group:
        return {}
    within = _statuses(group)
    return {"statuses": tuple(status for status in within if status in chosen.statuses) or within}


def _statuses(group: str) -> tuple[Status, ...]:
    kind, _colon, word = group.partition(":")
    if kind == ASSESSED:
        return assessed()
    return successes(Success(word)) if kind == SUCCESS else statuses(Group(group))


def _open_list(chosen: Filter, state: Mapping[str, Any]) -> None:
    points = state.get("selection", {}).get("points", []) if state else []
    wanted = behind(chosen, points[0].get("customdata")) if points else None
    if wanted is not None:
        st.switch_page(places.page(places.LISTING), query_params=address.written(wanted))

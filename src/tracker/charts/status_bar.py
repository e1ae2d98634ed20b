"""Where all recommendations stand: one bar over the six groups, and beside it what is still to be confirmed."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from tracker.charts.chart import Chart, Theme
from tracker.charts.palette import ORDER, Palette, palette
from tracker.charts.stacks import UNSELECTED, entry, layout, marker
from tracker.charts.words import counted, listed, sentences, waiting
from tracker.queries.counts import Totals
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.vocabulary.numbers import number, recommendations
from tracker.vocabulary.statuses import GROUP_LABELS, STATUSES, Group, Status, statuses

_EDGE = 0.004
"""Room for the outline at either end of the bar, as a share of it."""
_NARROW = 0.06
"""A part of the bar below this share of it has no room for its number on a narrow screen."""
_HEIGHT = 164
_HEIGHT_WITH_PENDING = 220


def status_bar(totals: Totals, *, theme: Theme, opens_pending: bool = True) -> Chart:
    """One lying bar over the six groups, each with its number, and a second one for those still to be confirmed.

    `opens_pending` is whether the second one leads to their list, which not everybody may see.
    """
    groups = {group: sum(totals.statuses[status] for status in statuses(group)) for group in ORDER}
    return Chart(
        figure=_figure(groups, totals, palette(theme), opens_pending),
        title=_finding(groups, totals),
        subtitle=counted(totals),
        alt=_told(groups, totals),
        note=sentences(
            _("Assessed are the confirmed ones that somebody has checked and that are inside the count."),
            _("Not assessed means that what came of them is not known yet, not that nothing did."),
            _("Outside the count are those overtaken by events, superseded or withdrawn."),
        ),
        table=_numbers(totals),
        rows=_("Status"),
    )


def _finding(groups: dict[Group, int], totals: Totals) -> str:
    if not totals.assessed:
        return _("None of {total} has been assessed yet").format(total=recommendations(totals.total))
    adopted = groups[Group.ADOPTED]
    if not adopted:
        said = ngettext(
            "The one assessed recommendation is not adopted so far",
            "None of {assessed} assessed recommendations is adopted so far",
            totals.assessed,
        )
    elif totals.assessed == 1:
        said = _("The one assessed recommendation is adopted, at least in part")
    else:
        said = ngettext(
            "{n} of {assessed} assessed recommendations is adopted, at least in part",
            "{n} of {assessed} assessed recommendations are adopted, at least in part",
            adopted,
        )
    return said.format(n=number(adopted), assessed=number(totals.assessed))


def _figure(groups: dict[Group, int], totals: Totals, colours: Palette, opens_pending: bool) -> dict[str, Any]:
    longest = max(totals.total, totals.pending, 1)
    traces = [_part(group, n, totals.total, longest, colours) for group, n in groups.items() if n]
    rows = [_heading(0, _("Confirmed: {n}").format(n=number(totals.total)), colours)]
    if totals.pending:
        traces.append(_pending(totals.pending, longest, colours, opens_pending))
        rows.append(_heading(1, _("To be confirmed: {n}").format(n=number(totals.pending)), colours))
    bare = {"showgrid": False, "zeroline": False, "showticklabels": False, "fixedrange": True}
    shape = {
        "xaxis": {**bare, "range": [-_EDGE * longest, (1 + _EDGE) * longest]},
        "yaxis": {**bare, "range": [len(rows) - 0.6, -0.9]},
        "annotations": [*rows, *_beneath(groups, longest, colours)],
        "height": _HEIGHT_WITH_PENDING if totals.pending else _HEIGHT,
    }
    return {"data": traces, "layout": {**layout(colours), **shape}}


def _beneath(groups: dict[Group, int], longest: int, colours: Palette) -> Iterator[dict[str, Any]]:
    """The numbers of those parts of the bar that are too narrow to hold them."""
    at = 0
    for n in groups.values():
        if 0 < n < _NARROW * longest:
            yield {
                **_under(at, n, longest),
                **{"xref": "x", "yref": "y", "y": 0.25, "yanchor": "top", "yshift": 2},
                **{"text": number(n), "showarrow": False, "font": {"size": 13, "color": colours.muted}},
            }
        at += n


def _under(at: int, n: int, longest: int) -> dict[str, Any]:
    """Where the number of a part stands: in its middle, and at the end of the bar within it."""
    return {"x": at + n, "xanchor": "right"} if at + n >= longest else {"x": at + n / 2, "xanchor": "center"}


def _part(group: Group, n: int, total: int, longest: int, colours: Palette) -> dict[str, Any]:
    look, label = colours.groups[group], _(GROUP_LABELS[group])
    return {
        **_bar(n, 0, entry(_("{group}: {n}").format(group=label, n=number(n))), ["", "", group.value]),
        "marker": marker(look, colours),
        "text": [number(n) if n >= _NARROW * longest else ""],
        "hovertext": f"<b>{label}</b><br>{number(n)} / {number(total)}<br>" + _("Click for the list"),
        "textfont": {"size": 14, "color": look.words},
    }


def _pending(n: int, longest: int, colours: Palette, opens: bool) -> dict[str, Any]:
    name = _("To be confirmed: {n}").format(n=number(n))
    return {
        **_bar(n, 1, name, ["reviews", "pending", ""] if opens else []),
        "marker": {"color": colours.paper, "line": {"width": 1.5, "color": colours.muted}},
        "text": [number(n) if n >= _NARROW * longest else ""],
        "hovertext": f"<b>{name}</b>" + (f"<br>{_('Click for the list')}" if opens else ""),
        "textfont": {"size": 14, "color": colours.ink},
        "showlegend": False,
    }


def _bar(n: int, place: int, name: str, target: list[str]) -> dict[str, Any]:
    return {
        **{"type": "bar", "orientation": "h", "x": [n], "y": [place], "width": 0.5 if place == 0 else 0.3},
        **{"name": name, "customdata": [target], "hoverinfo": "text", "text": [number(n)], "textangle": 0},
        **{"textposition": "inside", "insidetextanchor": "middle", "constraintext": "both"},
        **UNSELECTED,
    }


def _heading(place: int, text: str, colours: Palette) -> dict[str, Any]:
    return {
        **{"xref": "paper", "x": 0, "xanchor": "left", "yref": "y", "y": place - (0.28 if place == 0 else 0.18)},
        **{"yanchor": "bottom", "text": text, "showarrow": False, "font": {"size": 14, "color": colours.muted}},
    }


def _told(groups: dict[Group, int], totals: Totals) -> str:
    parts = listed([f"{_(GROUP_LABELS[group])} {number(n)}" for group, n in groups.items() if n])
    return sentences(
        _("A bar of {total} by where they stand: {parts}").format(total=recommendations(totals.total), parts=parts),
        waiting(totals.pending) if totals.pending else "",
    )


def _numbers(totals: Totals) -> pd.DataFrame:
    lines = [(status.value, _(STATUSES[status].label), totals.statuses[status]) for status in Status]
    pending = [("pending", _("To be confirmed"), totals.pending)] if totals.told else []
    return pd.DataFrame([*lines, *pending], columns=["key", "label", "total"])

"""A fair comparison as a funnel: each group by how many are assessed and its rate, over what chance alone does."""

from collections.abc import Mapping, Sequence
from math import log10
from typing import Any

import pandas as pd

from tracker.charts.chart import ASSESSED, Chart, Theme
from tracker.charts.funnel_field import chance, ticks
from tracker.charts.funnel_names import FIELD, LOWEST, Dot, Scales, captions, numbers
from tracker.charts.groupings import FIELDS, ROWS, many
from tracker.charts.palette import Palette, palette
from tracker.charts.stacks import BARE, UNSELECTED, layout, margin
from tracker.charts.words import harmless, listed, sentences
from tracker.queries.axes import By
from tracker.stats.fairness import Against, Compared, Comparison
from tracker.translation import gettext as _
from tracker.translation import marked, ngettext
from tracker.vocabulary.advice import REFERENCE_MIX, ActionType
from tracker.vocabulary.numbers import number, percent, percents

_TOLD = 6
_AROUND = {"t": 32, "r": 14, "b": 52}
_WIDE = 12
"""From which ratio of the largest group to the smallest on sizes are drawn on a scale of ratios."""

AGAINST: dict[Against, str] = {
    Against.ABOVE: marked("Above"),
    Against.WITHIN: marked("Within chance"),
    Against.BELOW: marked("Below"),
}


def fair(found: Comparison, table: pd.DataFrame, by: By, *, theme: Theme) -> Chart:
    """The funnel of a comparison on a day; `table` is that of `rates` by the same groups, with those of `ambition`.

    Its own table adds to that where each group lies against the whole, and its place where intervals leave one.
    """
    called = dict(zip(table["key"], table["label"], strict=True))
    dots = [Dot(str(called[one.key]), one) for one in found.groups]
    return Chart(
        figure=_figure(dots, found, by, palette(theme)),
        title=_finding(dots, found, by),
        subtitle=_compared(found, by),
        alt=_told(dots, by),
        note=sentences(
            _("The line is the rate of all, the field around it is where groups of each size lie by chance alone"),
            _("Intervals are so wide that all of them hold at once, with 95 %; where they overlap there is no rank"),
            _few(found, by),
            _alike(),
        ),
        table=_table(found, table),
        rows=_(ROWS[by]),
    )


def _finding(dots: Sequence[Dot], found: Comparison, by: By) -> str:
    away = [dot for dot in dots if dot.group.against is not Against.WITHIN]
    if len(dots) < 2:
        return _("There are too few to compare: {groups} with {least} or more assessed").format(
            groups=many(by, len(dots)), least=found.least
        )
    best = next((dot.label for dot in dots if dot.group.key == found.best), None) if found.best is not None else None
    if best is not None:
        return _("{name} stands above all others").format(name=best)
    if not away:
        return _("None of {groups} differs from the rest by more than chance").format(groups=many(by, len(dots)))
    if len(away) <= 3:
        said = ngettext(
            "{names} differs from the rest by more than chance",
            "{names} differ from the rest by more than chance",
            len(away),
        )
        return said.format(names=listed([dot.label for dot in away]))
    return _("{n} of {groups} differ from the rest by more than chance").format(n=len(away), groups=many(by, len(dots)))


def _compared(found: Comparison, by: By) -> str:
    whole = found.whole
    if whole.value is None:
        return _("Nothing is assessed yet")
    said = _("{groups} with {least} or more assessed, against {rate} of all {n}")
    numbers = {"least": found.least, "rate": percent(whole.value), "n": number(whole.whole)}
    return said.format(groups=many(by, len(found.groups)), **numbers)


def _few(found: Comparison, by: By) -> str:
    if not found.few:
        return ""
    return _("{groups} with fewer than {least} assessed are in the table and not compared").format(
        groups=many(by, len(found.few)), least=found.least
    )


def _alike() -> str:
    said = _(
        "“If all asked alike” is the rate in one mix for all: {specific} in 100 specific actions, {general} general, "
        "{less} less; there is none where a group lacks too many of these kinds"
    )
    specific, general = REFERENCE_MIX[ActionType.SPECIFIC], REFERENCE_MIX[ActionType.GENERAL]
    return said.format(specific=specific, general=general, less=sum(REFERENCE_MIX.values()) - specific - general)


def _figure(dots: Sequence[Dot], found: Comparison, by: By, colours: Palette) -> dict[str, Any]:
    if not dots:
        return {"data": [], "layout": layout(colours)}
    sizes = [dot.group.share.whole for dot in dots]
    least, most = min(sizes), max(sizes)
    wide = most > _WIDE * least
    first, last = (least / 1.25, most * 1.6) if wide else (1, most * 1.3)
    top = min(1.06, 1.2 * max([dot.group.share.value or 0 for dot in dots] + [found.whole.value or 0, 0.2]) + 0.05)
    scales = Scales(first, last, top, wide)
    axes = {
        "xaxis": {
            **BARE,
            **{"type": "log" if wide else "linear", "showticklabels": True, "tickangle": 0},
            **{"tickvals": ticks(most, wide=wide), "ticktext": [number(n) for n in ticks(most, wide=wide)]},
            "range": [log10(first), log10(last)] if wide else [first, last],
            **{"showline": True, "linecolor": colours.line, "tickfont": {"size": 13, "color": colours.ink}},
            "title": {"text": _("Assessed"), "font": {"size": 13, "color": colours.muted}, "standoff": 6},
        },
        "yaxis": {
            **BARE,
            **{"showgrid": True, "showticklabels": True, "gridcolor": colours.line, "tickformat": ".0%", "nticks": 5},
            **{"range": [LOWEST, top], "tickfont": {"size": 13, "color": colours.muted}},
        },
        "annotations": captions(dots, found, scales, colours),
        **{
            "height": FIELD + _AROUND["t"] + _AROUND["b"],
            "margin": {**margin(left=48), **_AROUND},
            "showlegend": False,
        },
    }
    traces = [*chance(found, (first, last), top, colours), *_dots(dots, by, colours)]
    return {"data": traces, "layout": {**layout(colours), **axes}}


def _dots(dots: Sequence[Dot], by: By, colours: Palette) -> list[dict[str, Any]]:
    away = [dot.group.against is not Against.WITHIN for dot in dots]
    at: dict[tuple[int, int], list[str]] = {}
    for dot in dots:
        at.setdefault(numbers(dot), []).append(dot.label)
    return [
        {
            **{"type": "scatter", "mode": "markers", "hoverinfo": "text", **UNSELECTED},
            **{"x": [dot.group.share.whole for dot in dots], "y": [dot.group.share.value for dot in dots]},
            "customdata": [[FIELDS[by], str(dot.group.key), ASSESSED] for dot in dots],
            "text": [str(dot.group.share.whole) for dot in dots],
            "hovertext": [_hover(dot, at[numbers(dot)]) for dot in dots],
            "marker": {
                **{"size": [13 if out else 9 for out in away]},
                **{"color": [colours.accent if out else colours.muted for out in away]},
                "line": {"width": 1.5, "color": colours.paper},
            },
            "cliponaxis": False,
        }
    ]


def _hover(dot: Dot, here: Sequence[str]) -> str:
    """What a dot says: also for those that it lies over, which cannot be pointed at; `here` are all at its place."""
    of = dot.group.share
    mine = here.index(dot.label)
    under = [*here[:mine], *here[mine + 1 :]]
    shared = [_("Here too: {groups}").format(groups=harmless(listed(under[:_TOLD])))] if under else []
    said = _("{part} of {n} assessed: {share}").format(
        part=number(of.part), n=number(of.whole), share=harmless(percent(of.value or 0))
    )
    likely = _("likely {interval}, for all groups at once").format(
        interval=harmless(percents(of.low or 0, of.high or 0))
    )
    return "<br>".join([f"<b>{harmless(dot.label)}</b>", said, likely, *shared, _("Click for the list")])


def _told(dots: Sequence[Dot], by: By) -> str:
    if not dots:
        return _("There is no dot, since no group has enough assessed to be compared.")
    first = [f"{dot.label} {percent(dot.group.share.value or 0)}" for dot in dots[:_TOLD]]
    said = _("Dots of {groups} by how many are assessed and how many of those are a success").format(
        groups=many(by, len(dots))
    )
    return sentences(said, _("The highest are {groups}").format(groups=listed(first)))


def _table(found: Comparison, table: pd.DataFrame) -> pd.DataFrame:
    places: Mapping[Any, Compared] = {one.key: one for one in found.groups}
    known = [places.get(key) for key in table["key"]]
    return table.assign(
        place=[_place(one) for one in known],
        against=[_(AGAINST[one.against]) if one else _("Too few") for one in known],
    )


def _place(one: Compared | None) -> str:
    if one is None:
        return ""
    return str(one.first) if one.first == one.last else f"{one.first}–{one.last}"

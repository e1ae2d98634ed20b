"""What came of successes, in bars of one colour: whether the brief helped, what changed, how well one knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from tracker.charts.chart import SUCCESS, Chart, Theme
from tracker.charts.palette import Palette, palette
from tracker.charts.stacks import BARE, UNSELECTED, layout, margin, words
from tracker.charts.words import listed, sentences
from tracker.queries.impact import Impact
from tracker.translation import gettext as _
from tracker.translation import marked, ngettext
from tracker.vocabulary.answers import (
    CONTRIBUTION_LABELS,
    NO_OUTCOME,
    OUTCOME_LABELS,
    STRONGEST,
    Contribution,
    OutcomeType,
)
from tracker.vocabulary.numbers import number, share
from tracker.vocabulary.statuses import SUCCESS_LABELS, Group, Success

_ROW = 46
_HELPED = (Contribution.DECISIVE, Contribution.IMPORTANT, Contribution.CONTRIBUTED)
_CONTRIBUTIONS = (*_HELPED, Contribution.POSSIBLE, Contribution.PRE_EXISTING, Contribution.NOT_ASSESSED)
_KNOWN = 4
"""From which strength on somebody else than the institute says so, and knows."""
_STRENGTHS: dict[int, str] = {
    5: marked("5: the decision cites the brief"),
    4: marked("4: confirmed by an independent person"),
    3: marked("3: two sources that say the same"),
    2: marked("2: one news report, document or source"),
    1: marked("1: our own claim"),
    0: marked("0: nothing public"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: the value of the filter behind it, its label and number; `known` is not for what nobody knows."""

    key: str
    label: str
    n: int
    known: bool = True


def contributions(found: Impact, switch: Success, *, theme: Theme) -> Chart:
    """Of the successes, to how many the brief contributed, by how much."""
    bars = [
        Bar(word.value, _(CONTRIBUTION_LABELS[word]), found.contributions[word], word is not Contribution.NOT_ASSESSED)
        for word in _CONTRIBUTIONS
    ]
    helped = sum(found.contributions[word] for word in _HELPED)
    if found.contributions[Contribution.NOT_ASSESSED] == found.total:
        title = _("Nobody has assessed yet whether a brief helped")
    else:
        said = ngettext(
            "The brief helped in {n} of {total} success", "The brief helped in {n} of {total} successes", found.total
        )
        title = said.format(n=number(helped), total=number(found.total))
    note = sentences(
        _("Helped means decisive, important or contributed, as a person judged it against other explanations"),
        _("It is a judgement and never proof that the brief alone brought it about"),
    )
    return _chart(bars, "contributions", title, note, _("Contribution of the brief"), found, switch, theme)


def outcomes(found: Impact, switch: Success, *, theme: Theme) -> Chart:
    """Of the successes, in what something changed."""
    kinds = sorted(OutcomeType, key=lambda word: (-found.outcomes[word], list(OutcomeType).index(word)))
    bars = [Bar(word.value, _(OUTCOME_LABELS[word]), found.outcomes[word]) for word in kinds]
    bars.append(Bar(NO_OUTCOME, _("None recorded"), found.outcomes[NO_OUTCOME], known=False))
    most = bars[0].n
    first = [bar.label for bar in bars if bar.known and bar.n == most]
    if not most:
        title = _("No kind of outcome is recorded yet")
    elif len(first) == 1:
        title = _("What changed most often: {kind} ({n} of {total})").format(
            kind=_lower(first[0]), n=number(most), total=number(found.total)
        )
    else:
        title = _("{kinds} changed equally often: {n} of {total} each").format(
            kinds=listed(first), n=number(most), total=number(found.total)
        )
    note = _("Each success counts once, by the kind of outcome recorded for it.")
    return _chart(bars, "outcome_types", title, note, _("Kind of outcome"), found, switch, theme)


def strengths(found: Impact, switch: Success, *, theme: Theme) -> Chart:
    """Of the successes, how strong the public evidence for them is."""
    bars = [Bar(str(n), _(_STRENGTHS[n]), found.strengths[n], known=n > 0) for n in range(STRONGEST, -1, -1)]
    sure = sum(found.strengths[n] for n in range(_KNOWN, STRONGEST + 1))
    said = ngettext(
        "{n} of {total} success is confirmed by an outsider or the decision itself",
        "{n} of {total} successes are confirmed by an outsider or the decision itself",
        found.total,
    )
    note = sentences(
        _("The strongest item counts; two items of strength 2 from different sources make 3"),
        _("Confidential evidence is not counted here, so that an adoption that rests on it alone stands at 0"),
    )
    title = said.format(n=number(sure), total=number(found.total))
    return _chart(bars, "strengths", title, note, _("Strength of public evidence"), found, switch, theme)


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def _chart(
    bars: Sequence[Bar], field: str, title: str, note: str, rows: str, found: Impact, switch: Success, theme: Theme
) -> Chart:
    said = ngettext("{n} success: {what}", "{n} successes: {what}", found.total)
    parts = listed([f"{bar.label} {number(bar.n)}" for bar in bars])
    return Chart(
        figure=_figure(bars, field, found.total, switch, palette(theme)),
        title=title,
        subtitle=said.format(n=number(found.total), what=_lower(_(SUCCESS_LABELS[switch]))),
        alt=sentences(
            ngettext("Bars of {n} success. {parts}", "Bars of {n} successes. {parts}", found.total).format(
                n=number(found.total), parts=parts
            )
        ),
        note=note,
        table=pd.DataFrame([(bar.key, bar.label, bar.n) for bar in bars], columns=["key", "label", "total"]),
        rows=rows,
    )


def _figure(bars: Sequence[Bar], field: str, total: int, switch: Success, colours: Palette) -> dict[str, Any]:
    longest = max((bar.n for bar in bars), default=0) or 1
    group = f"{SUCCESS}:{switch.value}"
    hollow = colours.groups[Group.NOT_ASSESSED]
    trace = {
        **{"type": "bar", "orientation": "h", "width": 0.44, "showlegend": False, "hoverinfo": "text", **UNSELECTED},
        **{"x": [bar.n for bar in bars], "y": list(range(len(bars)))},
        "customdata": [[field, bar.key, group] if bar.n else [] for bar in bars],
        "hovertext": [
            f"<b>{bar.label}</b><br>{number(bar.n)} / {number(total)}<br>{_('Click for the list')}" for bar in bars
        ],
        "marker": {
            "color": [colours.accent if bar.known else hollow.colour for bar in bars],
            "line": {"width": 1, "color": [colours.accent if bar.known else hollow.outline for bar in bars]},
        },
    }
    axes = {
        "xaxis": {**BARE, "range": [0, longest * 1.3]},
        "yaxis": {**BARE, "range": [len(bars) - 0.45, -0.85]},
        "annotations": [note for place, bar in enumerate(bars) for note in _captions(place, bar, total, colours)],
        **{"height": round(_ROW * (len(bars) + 0.4)) + 10, "margin": {**margin(), "t": 4}, "showlegend": False},
    }
    return {"data": [trace], "layout": {**layout(colours), **axes}}


def _captions(place: int, bar: Bar, total: int, colours: Palette) -> list[dict[str, Any]]:
    told = f"<b>{number(bar.n)}</b>{share(bar.n, total) if bar.n else ''}"
    end = {
        **{"xref": "x", "x": bar.n, "xanchor": "left", "xshift": 4, "yref": "y", "y": place, "showarrow": False},
        **{"text": told.replace("%", "&#37;"), "font": {"size": 14, "color": colours.ink}},
    }
    return [words(place, bar.label, colours.ink if bar.n else colours.muted, over=11), end]

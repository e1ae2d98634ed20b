"""The filter bar of a page, bound to the address: what it shows is what the address says, and the other way round."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from tracker.queries import choices
from tracker.queries.choices import Choices
from tracker.queries.filters import Filter
from tracker.store.access import can
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.translation import marked
from tracker.ui import address, shell
from tracker.ui.plain import plain, shortened
from tracker.vocabulary.advice import ACTION_TYPE_LABELS, LEVEL_LABELS, ActionType, Level
from tracker.vocabulary.answers import (
    CONTRIBUTION_LABELS,
    NO_OUTCOME,
    OUTCOME_LABELS,
    REVIEW_LABELS,
    STRONGEST,
    Contribution,
    OutcomeType,
    Review,
)
from tracker.vocabulary.roles import Verb
from tracker.vocabulary.statuses import STATUSES, Status

CHARTS = ("author", "region", "addressee", "topic", "status", "action")
"""The filters of a page of charts, which counts confirmed headline recommendations anyway."""
LISTING = (*CHARTS, "review", "level", "series")
"""The filters of the list."""

LISTING_OF_WORK = (*CHARTS, "level", "series")
"""The filters of what needs a look, which is confirmed anyway."""

_BESIDES = ("contribution", "outcome-type", "strength", "and-author", "and-region")
"""The filters that a click on a mark may add; the bar shows them where they are set."""

_EARLIEST = date(1900, 1, 1)
_LATEST = date(2199, 12, 31)
_SHOWN = 6
_ABREAST = 3

_TITLES = {
    "author": marked("Author"),
    "region": marked("Region or country"),
    "addressee": marked("Addressee"),
    "topic": marked("Topic"),
    "status": marked("Status"),
    "review": marked("Review"),
    "level": marked("Level"),
    "series": marked("Series"),
    "action": marked("How much is asked"),
    "brief": marked("Brief"),
    "since": marked("Published from"),
    "until": marked("Published until"),
    "search": marked("Search"),
    "contribution": marked("Contribution of the brief"),
    "outcome-type": marked("Kind of outcome"),
    "strength": marked("Strength of public evidence"),
    "and-author": marked("And author"),
    "and-region": marked("And region or country"),
}


@dataclass(frozen=True, slots=True)
class Options:
    """What one filter offers: values in order, each with its label."""

    labels: Mapping[Any, str]

    def label(self, value: Any) -> str:
        """The label of a value, also of one that is no longer on offer."""
        return self.labels.get(value, str(value))


def show(me: Person, names: Sequence[str] = CHARTS, side: str = "") -> Filter:
    """Show the bar with these filters, dates and search, and give what is chosen; `side` as in `address.current`."""
    chosen, ignored = address.current(side)
    offered = _offered(shell.asked(choices.choices, me))
    besides = [name for name in _BESIDES if getattr(chosen, address.PARAMETERS[name].field)]
    shown = [name for name in [*names, *besides] if name != "review" or can(me, Verb.VIEW_WORK)]
    _search(chosen, side)
    with st.expander(_("Filters"), key=f"filters.{side}bar"):
        _grid(shown, chosen, offered, side)
    _summary(chosen, offered, side)
    if ignored:
        st.caption(_("Left out, since it means nothing here:") + " " + plain(", ".join(ignored[:_SHOWN])))
    return chosen


def called(me: Person, chosen: Filter) -> str:
    """What to call a view: its filters in words."""
    return "; ".join(in_words(chosen, _offered(shell.asked(choices.choices, me)))) or _("All recommendations")


def in_words(chosen: Filter, offered: Mapping[str, Options]) -> list[str]:
    """The filter as "Status: Adopted, Stalled" each, long lists shortened."""
    said = []
    for name, values in address.written(chosen).items():
        options, parameter = offered.get(name), address.PARAMETERS[name]
        held = getattr(chosen, parameter.field)
        labels = [options.label(value) for value in held] if options and parameter.many else values
        more = [_("{n} more").format(n=len(labels) - _SHOWN)] if len(labels) > _SHOWN else []
        said.append(f"{_(_TITLES[name])}: {', '.join([*labels[:_SHOWN], *more])}")
    return said


def _grid(names: Sequence[str], chosen: Filter, offered: Mapping[str, Options], side: str) -> None:
    """The fields line by line, so that they keep their order where a narrow screen stacks them."""
    fields = [*names, "since", "until"]
    for start in range(0, len(fields), _ABREAST):
        for column, name in zip(st.columns(_ABREAST), fields[start : start + _ABREAST], strict=False):
            with column:
                if name in ("since", "until"):
                    _day(name, chosen, side)
                else:
                    _many(name, chosen, offered[name], side)


def _many(name: str, chosen: Filter, options: Options, side: str) -> None:
    held = list(getattr(chosen, address.PARAMETERS[name].field))
    key = f"filters.{side}{name}"
    address.hold(key, held)
    st.multiselect(
        _(_TITLES[name]),
        [*options.labels, *(value for value in held if value not in options.labels)],
        format_func=options.label,
        key=key,
        placeholder=_("Any"),
        select_all=False,
        on_change=_write,
        args=(side + name, lambda values: [str(int(v)) if isinstance(v, int) else str(v) for v in values]),
    )


def _day(name: str, chosen: Filter, side: str) -> None:
    key = f"filters.{side}{name}"
    held = getattr(chosen, name)
    address.hold(key, min(max(held, _EARLIEST), _LATEST) if held else None)
    st.date_input(
        _(_TITLES[name]),
        value=None,
        min_value=_EARLIEST,
        max_value=_LATEST,
        format="YYYY-MM-DD",
        key=key,
        on_change=_write,
        args=(side + name, lambda day: [day.isoformat()] if day else []),
    )


def _search(chosen: Filter, side: str) -> None:
    key = f"filters.{side}search"
    address.hold(key, chosen.search)
    st.text_input(
        _("Search the wording, the passage and the title"),
        key=key,
        placeholder=_("Search the wording, the passage and the title"),
        label_visibility="collapsed",
        max_chars=200,
        on_change=_write,
        args=(f"{side}search", lambda text: [text] if text and text.strip() else []),
    )


def _write(name: str, read: Callable[[Any], list[str]]) -> None:
    address.put(name, read(st.session_state[f"filters.{name}"]))


def _summary(chosen: Filter, offered: Mapping[str, Options], side: str) -> None:
    said = in_words(chosen, offered)
    if said:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(" · ".join(plain(shortened(part)) for part in said), width="content")
            st.button(_("Clear all"), key=f"filters.{side}clear", type="tertiary", on_click=address.clear, args=(side,))


def _offered(found: Choices) -> dict[str, Options]:
    """What each filter offers; countries and region groups share one filter, groups first."""
    named = {
        "author": found.authors,
        "region": [*found.region_groups, *found.regions],
        "addressee": found.addressees,
        "topic": found.topics,
        "series": found.series,
    }
    options = {name: Options({choice.key: choice.label for choice in rows}) for name, rows in named.items()}
    return options | {
        "and-author": options["author"],
        "and-region": options["region"],
        "status": Options({status: _(STATUSES[status].label) for status in Status}),
        "review": Options({review: _(REVIEW_LABELS[review]) for review in Review}),
        "level": Options({level: _(LEVEL_LABELS[level]) for level in Level}),
        "action": Options({action: _(ACTION_TYPE_LABELS[action]) for action in ActionType}),
        "contribution": Options({word: _(CONTRIBUTION_LABELS[word]) for word in Contribution}),
        "outcome-type": Options(
            {word: _(OUTCOME_LABELS[word]) for word in OutcomeType} | {NO_OUTCOME: _("None recorded")}
        ),
        "strength": Options({n: str(n) for n in range(STRONGEST + 1)}),
    }

"""The filter bar of a page, bound to the address: what it shows is what the address says, and the other way round."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from tracker.queries import briefs
from tracker.queries.facets import Counted, facet
from tracker.queries.filters import Filter
from tracker.queries.search import MOST_WORDS, beginning, words
from tracker.store.access import can
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.translation import marked
from tracker.ui import address, days, saved_views, shell
from tracker.ui.plain import plain, shortened
from tracker.vocabulary import regions
from tracker.vocabulary.advice import ACTION_TYPE_LABELS, LEVEL_LABELS
from tracker.vocabulary.answers import (
    CONTRIBUTION_LABELS,
    NO_OUTCOME,
    OUTCOME_LABELS,
    REVIEW_LABELS,
)
from tracker.vocabulary.numbers import number
from tracker.vocabulary.regions import RegionGroup
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
_SEARCH = "search="
_LONGEST = 5_000
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
    "ask": marked("Repeated ask"),
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
    """What one filter offers: values in order, what a person calls one, and how many recommendations it would give.

    `counts` is None where nobody looks.
    """

    values: Sequence[Any]
    called: Callable[[Any], str] = str
    counts: Mapping[Any, int] | None = None

    def label(self, value: Any) -> str:
        """What a value is called, and how many it would give: "Iran (12)"."""
        if self.counts is None:
            return self.called(value)
        return f"{self.called(value)} ({number(self.counts.get(value, 0))})"


def show(me: Person, names: Sequence[str] = CHARTS, counted: Counted | None = Counted.CHARTS, side: str = "") -> Filter:
    """Show the bar with these filters, dates and search, and give what is chosen; `side` as in `address.current`.

    `counted` says which recommendations the page counts, so that an open bar tells how many each choice would give;
    None where it counts others.
    """
    chosen, ignored = address.current(side)
    besides = [name for name in _BESIDES if getattr(chosen, address.PARAMETERS[name].field)]
    shown = [name for name in [*names, *besides] if name != "review" or can(me, Verb.VIEW_WORK)]
    _search(chosen, side)
    with st.container(horizontal=True, key=f"filters.{side}row"):
        bar = st.expander(_("Filters"), key=f"filters.{side}bar", on_change="rerun")
        if not side:
            saved_views.show(me)
    if bar.open:
        offered = {name: _offered(me, name, chosen, counted) for name in shown}
        with bar:
            _grid(shown, chosen, offered, side)
    _summary(me, chosen, side)
    _left_out(ignored)
    return chosen


def _left_out(ignored: Sequence[str]) -> None:
    """What of the address means nothing; a search without words is told in its own."""
    wordless = [one for one in ignored if one.startswith(_SEARCH) and not words(one.removeprefix(_SEARCH))]
    for one in wordless:
        said = _("“{text}” holds no word to look for.")
        st.caption(plain(said.format(text=shortened(one.removeprefix(_SEARCH), 80))))
    if rest := [one for one in ignored if one not in wordless]:
        st.caption(_("Left out, since it means nothing here:") + " " + plain(", ".join(rest[:_SHOWN])))


def called(me: Person, chosen: Filter) -> str:
    """What to call a view: its filters in words."""
    return "; ".join(in_words(me, chosen)) or _("All recommendations")


def in_words(me: Person, chosen: Filter) -> list[str]:
    """The filter as "Status: Adopted, Stalled" each, long lists shortened."""
    titles = shell.asked(briefs.titles, me, chosen.briefs) if chosen.briefs else {}
    said = []
    for name, values in address.written(chosen).items():
        parameter = address.PARAMETERS[name]
        held = getattr(chosen, parameter.field)
        if name == "brief":
            labels = [titles.get(value, str(value)) for value in held]
        elif name in ("since", "until"):
            labels = list(map(days.in_words, values))
        else:
            labels = [_called(name)(value) for value in held] if parameter.many else values
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
        [*options.values, *(value for value in held if value not in options.values)],
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
        max_chars=_LONGEST,
        on_change=_look,
        args=(side,),
    )
    if st.session_state.pop(_cut(side), False):
        st.caption(_("Looked for is how it begins: of a longer text {n} words count.").format(n=MOST_WORDS))


def _look(side: str) -> None:
    """In a callback: look for the words, of a whole passage for those with which it begins."""
    typed = str(st.session_state[f"filters.{side}search"] or "")
    text = beginning(typed)
    st.session_state[_cut(side)] = text != " ".join(typed.split())
    address.put(f"{side}search", [text] if text else [])


def _cut(side: str) -> str:
    return f"filters.{side}search.cut"


def _write(name: str, read: Callable[[Any], list[str]]) -> None:
    address.put(name, read(st.session_state[f"filters.{name}"]))


def _summary(me: Person, chosen: Filter, side: str) -> None:
    said = in_words(me, chosen)
    if said:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(" · ".join(plain(shortened(part)) for part in said), width="content")
            st.button(_("Clear all"), key=f"filters.{side}clear", type="tertiary", on_click=address.clear, args=(side,))


def _offered(me: Person, name: str, chosen: Filter, counted: Counted | None) -> Options:
    """What one filter offers: what occurs in the view, with its number, where the page counts; else all that occurs."""
    told = counted is not None
    words = _WORDS.get(name)
    if words and not told:
        return Options(list(words), _called(name))
    view = chosen if told else Filter()
    found = shell.asked(facet, me, address.PARAMETERS[name].field, view, counted or Counted.LIST)
    counts = {choice.key: choice.count for choice in found}
    values = [word for word in words if word in counts] if words else list(counts)
    return Options(values, _called(name), counts if told else None)


_WORDS: Mapping[str, Mapping[Any, str]] = {
    "status": {status: STATUSES[status].label for status in Status},
    "review": REVIEW_LABELS,
    "level": LEVEL_LABELS,
    "action": ACTION_TYPE_LABELS,
    "contribution": CONTRIBUTION_LABELS,
    "outcome-type": {**OUTCOME_LABELS, NO_OUTCOME: marked("None recorded")},
}
"""The filters of which the values are words that keep their order."""


def _called(name: str) -> Callable[[Any], str]:
    """What people call the values of a filter."""
    if name in _WORDS:
        return lambda value: _(_WORDS[name][value])
    return _place if name in ("region", "and-region") else str


def _place(value: str) -> str:
    """A country or a part of the world by its name."""
    return regions.name(value) if value in regions.codes() else _(regions.REGION_GROUP_LABELS[RegionGroup(value)])

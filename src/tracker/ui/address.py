"""A view and its address: the filter, the page and the order in the URL's query, read with suspicion.

Every parameter is text from a stranger: it becomes an enum, a number, a date or a name of bounded length, or it is
ignored and the reader is told so.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

import streamlit as st

from tracker.queries.filters import Filter
from tracker.vocabulary.advice import ActionType, Level
from tracker.vocabulary.answers import NO_OUTCOME, STRONGEST, Contribution, OutcomeType, Review
from tracker.vocabulary.regions import RegionGroup, codes
from tracker.vocabulary.statuses import Status

_LONGEST = 200
_MOST = 100

Query = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of the address: the field of the filter that it fills, and how one value is read (ValueError)."""

    field: str
    read: Callable[[str], Any]
    many: bool = True


def _name(text: str) -> str:
    if not text.strip() or len(text) > _LONGEST or not text.isprintable():
        raise ValueError(text)
    return text


def _region(text: str) -> str:
    if text.upper() in codes():
        return text.upper()
    return RegionGroup(text.lower()).value


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text)):
        raise ValueError(text)
    return int(text)


def _day(text: str) -> date:
    if len(text) != 10:
        raise ValueError(text)
    return date.fromisoformat(text)


def _kind_of_outcome(text: str) -> str:
    return text if text == NO_OUTCOME else OutcomeType(text)


def _strength(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text[:2]) <= STRONGEST and len(text) == 1):
        raise ValueError(text)
    return int(text)


PARAMETERS: dict[str, Parameter] = {
    "author": Parameter("authors", _name),
    "region": Parameter("regions", _region),
    "addressee": Parameter("addressees", _name),
    "topic": Parameter("topics", _name),
    "status": Parameter("statuses", Status),
    "review": Parameter("reviews", Review),
    "level": Parameter("levels", Level),
    "series": Parameter("series", _name),
    "action": Parameter("action_types", lambda text: ActionType(_number(text))),
    "brief": Parameter("briefs", _number),
    "since": Parameter("since", _day, many=False),
    "until": Parameter("until", _day, many=False),
    "search": Parameter("search", _name, many=False),
    "contribution": Parameter("contributions", Contribution),
    "outcome-type": Parameter("outcome_types", _kind_of_outcome),
    "strength": Parameter("strengths", _strength),
    "and-author": Parameter("and_authors", _name),
    "and-region": Parameter("and_regions", _region),
}


def read(query: Mapping[str, Sequence[str]]) -> tuple[Filter, list[str]]:
    """The filter that the parameters ask for, and "name=value" of those that mean nothing.

    Parameters of other names are left alone.
    """
    chosen: dict[str, Any] = {}
    ignored: list[str] = []
    for name, parameter in PARAMETERS.items():
        values = []
        for text in list(query.get(name, ()))[:_MOST]:
            try:
                values.append(parameter.read(text))
            except ValueError:
                ignored.append(f"{name}={text}")
        if values:
            chosen[parameter.field] = tuple(dict.fromkeys(values)) if parameter.many else values[-1]
    return Filter(**chosen), ignored


def written(chosen: Filter) -> Query:
    """The parameters that ask for this filter, empty ones left out; `read` gives the filter back."""
    query: Query = {}
    for name, parameter in PARAMETERS.items():
        value = getattr(chosen, parameter.field)
        values = list(value) if parameter.many else [value] if value else []
        if values:
            query[name] = [_text(item) for item in values]
    return query


OTHER = "other-"
"""What the parameters of a second view begin with, on a page that holds two."""


def current(side: str = "") -> tuple[Filter, list[str]]:
    """`read` of the address that the person is at; of its second view where `side` is `OTHER`."""
    return read({name: st.query_params.get_all(side + name) for name in PARAMETERS})


def number(name: str, default: int = 1) -> int:
    """The whole number from 1 on under `name` in the address, else `default`."""
    try:
        return _number(st.query_params.get(name, ""))
    except ValueError:
        return default


def reference() -> int | str | None:
    """The record that `id` in the address names: a number, a reference, or None where it names none."""
    text = st.query_params.get("id", "")
    for read_as in (_number, _name):
        try:
            return read_as(text)
        except ValueError:
            continue
    return None


def word(name: str, allowed: Sequence[str], default: str) -> str:
    """The value under `name` in the address where it is one of `allowed`, else `default`."""
    found = st.query_params.get(name, default)
    return found if found in allowed else default


def put(name: str, values: Sequence[str]) -> None:
    """Write one parameter into the address, or take it out where there is no value; the listing starts over."""
    if values:
        st.query_params[name] = list(values)
    else:
        st.query_params.pop(name, None)
    if name != "page":
        st.query_params.pop("page", None)


_EMPTY: dict[type, Any] = {list: [], str: ""}
"""What a field shows before it has been given anything, by the type of what it holds."""


def hold(key: str, value: Any) -> None:
    """Let the field under `key` show what the address says.

    A field that shows it already is left alone: what is set anew at every run would undo a choice that the reader makes
    while the page is still being drawn.
    """
    if st.session_state.get(key, _EMPTY.get(type(value))) != value:
        st.session_state[key] = value


def link(label: str, key: str, query: Mapping[str, str]) -> None:
    """A link from a page to another view of itself; Streamlit's own would leave the address as it is."""
    st.button(label, key=f"own-link.{key}", type="tertiary", on_click=_go, args=(dict(query),))


def _go(query: Mapping[str, str]) -> None:
    st.query_params.from_dict(query)


def clear(side: str = "") -> None:
    """Take every filter of a view out of the address."""
    for name in PARAMETERS:
        put(side + name, [])


def narrowed(chosen: Filter, **more: Any) -> Filter:
    """The filter with some fields replaced, as a click on a mark does."""
    known = {field.name for field in fields(Filter)}
    return replace(chosen, **{name: value for name, value in more.items() if name in known})


def _text(item: Any) -> str:
    if isinstance(item, date):
        return item.isoformat()
    return str(int(item)) if isinstance(item, int) else str(item)

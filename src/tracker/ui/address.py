"""A view and its address: the filter, the page and the order in the URL's query.

What the parameters of the filter are, and how they are read, stands in `queries.parameters`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from tracker.queries.filters import Filter
from tracker.queries.parameters import PARAMETERS, a_day, a_name, a_number, read, written
from tracker.settings import settings

__all__ = [
    "PARAMETERS",
    "clear",
    "current",
    "hold",
    "link",
    "narrowed",
    "number",
    "put",
    "read",
    "reference",
    "root",
    "word",
    "written",
]


def root() -> str:
    """Where people reach this server, as far as it knows: "https://tracker.example.org"."""
    here = urlsplit(st.context.url or "")
    return settings().public_url.rstrip("/") or (f"{here.scheme}://{here.netloc}" if here.netloc else "")


OTHER = "other-"
"""What the parameters of a second view begin with, on a page that holds two."""


def current(side: str = "") -> tuple[Filter, list[str]]:
    """`read` of the address that the person is at; of its second view where `side` is `OTHER`."""
    return read({name: st.query_params.get_all(side + name) for name in PARAMETERS})


def number(name: str, default: int = 1) -> int:
    """The whole number from 1 on under `name` in the address, else `default`."""
    try:
        return a_number(st.query_params.get(name, ""))
    except ValueError:
        return default


def day(name: str) -> date | None:
    """The day under `name` in the address; None where it holds none."""
    try:
        return a_day(st.query_params.get(name, ""))
    except ValueError:
        return None


def reference() -> int | str | None:
    """The record that `id` in the address names: a number, a reference, or None where it names none."""
    text = st.query_params.get("id", "")
    for read_as in (a_number, a_name):
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


def link(label: str, key: str, query: Mapping[str, str | list[str]]) -> None:
    """A link from a page to another view of itself; Streamlit's own would leave the address as it is."""
    st.button(label, key=f"own-link.{key}", type="tertiary", on_click=_go, args=(dict(query),))


def _go(query: Mapping[str, str | list[str]]) -> None:
    st.query_params.from_dict(query)


def clear(side: str = "") -> None:
    """Take every filter of a view out of the address."""
    for name in PARAMETERS:
        put(side + name, [])


def narrowed(chosen: Filter, **more: Any) -> Filter:
    """The filter with some fields replaced, as a click on a mark does."""
    known = {field.name for field in fields(Filter)}
    return replace(chosen, **{name: value for name, value in more.items() if name in known})

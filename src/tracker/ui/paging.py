"""A list that is shown a page at a time: its rows, and the numbers of its pages, bound to the address."""

from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from tracker.ui import address

_TURNED = ("even", "odd")


def rows(name: str, gap: Literal["xxsmall", "small"] = "small", *, look: str = "") -> DeltaGenerator:
    """What the rows of the list are drawn into; style sheets know it by its `look`, or else by the list's name.

    With each turn of a page it has another of two names, by which `marks/paging.css` has the browser show the beginning
    of the page: else it would stay at the end, since one page is about as long as the other.
    """
    turns = st.session_state.get(_turns(name), 0)
    key = f"{look or name}.rows" + (f".{_TURNED[turns % 2]}" if turns else "")
    return st.container(key=key, gap=gap)


def show(total: int, size: int, at: int, name: str) -> None:
    """The numbers, where there is more than one page of `size`; `at` is the page on show, `name` that of the list."""
    last = -(-total // size)
    if last > 1:
        key = f"{name}.page.{at}"
        st.pagination(last, default=min(at, last), key=key, on_change=_turn, args=(name, key))


def _turn(name: str, key: str) -> None:
    address.put("page", [str(st.session_state[key])])
    st.session_state[_turns(name)] = st.session_state.get(_turns(name), 0) + 1


def _turns(name: str) -> str:
    return f"{name}.turns"

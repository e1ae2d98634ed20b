"""A list that is shown a page at a time: its rows, and the numbers of its pages, bound to the address."""

from time import sleep
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from tracker.ui import address

_MOMENT = 0.05
"""Seconds after which a browser has drawn what it was sent."""


def rows(name: str, gap: Literal["xxsmall", "small"] = "small") -> DeltaGenerator:
    """What the rows of the list are drawn into.

    Where another page was chosen it is empty for a moment: else a browser would stay at the end of what is as long as
    the page before, and nobody sees where the new one begins.
    """
    key = f"{name}.rows"
    if not st.session_state.pop(_turned(name), False):
        return st.container(key=key, gap=gap)
    emptied = st.empty()
    sleep(_MOMENT)
    return emptied.container(key=key, gap=gap)


def show(total: int, size: int, at: int, name: str) -> None:
    """The numbers, where there is more than one page of `size`; `at` is the page on show, `name` that of the list."""
    last = -(-total // size)
    if last > 1:
        key = f"{name}.page.{at}"
        st.pagination(last, default=min(at, last), key=key, on_change=_turn, args=(name, key))


def _turn(name: str, key: str) -> None:
    address.put("page", [str(st.session_state[key])])
    st.session_state[_turned(name)] = True


def _turned(name: str) -> str:
    return f"{name}.turned"

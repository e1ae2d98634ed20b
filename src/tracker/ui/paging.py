"""The numbers of a list's pages, bound to the address."""

import streamlit as st

from tracker.ui import address


def show(total: int, size: int, at: int, name: str) -> None:
    """The numbers, where there is more than one page of `size`; `at` is the page on show, `name` that of the list."""
    last = -(-total // size)
    if last > 1:
        key = f"{name}.page.{at}"
        st.pagination(
            last,
            default=min(at, last),
            key=key,
            on_change=lambda: address.put("page", [str(st.session_state[key])]),
        )

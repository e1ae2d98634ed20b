"""The figures that stand first on a page, each with what it was taken from."""

from collections.abc import Sequence

import streamlit as st

from tracker.board import Figure
from tracker.ui.plain import plain


def show(figures: Sequence[Figure]) -> None:
    """Show the figures side by side, over as many lines as the screen needs."""
    lines([(figure.name, f"{figure.value:,}", figure.taken_from) for figure in figures])


def lines(figures: Sequence[tuple[str, str, str]]) -> None:
    """As `show`, of figures of any kind: (name, value, what it was taken from)."""
    with st.container(key="headline"):
        for name, value, taken_from in figures:
            st.markdown(f"{plain(name)}\n\n**{plain(value)}**\n\n:gray[{plain(taken_from)}]")

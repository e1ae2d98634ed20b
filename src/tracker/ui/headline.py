"""The figures that stand first on a page, each with what it was taken from."""

from collections.abc import Sequence

import streamlit as st

from tracker.board import Figure
from tracker.ui.plain import plain


def show(figures: Sequence[Figure]) -> None:
    """Show the figures side by side, over as many lines as the screen needs."""
    with st.container(key="headline"):
        for figure in figures:
            st.markdown(f"{plain(figure.name)}\n\n**{figure.value:,}**\n\n:gray[{plain(figure.taken_from)}]")

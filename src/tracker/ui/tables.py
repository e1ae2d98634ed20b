"""A small table that nobody sorts: the browser draws it as text, so that it is soon there and read aloud as a table."""

from collections.abc import Iterable, Sequence

import streamlit as st


def show(key: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, names: int = 1) -> None:
    """Heads and cells in Markdown; after the first columns, of `names`, there are numbers. `key` is for its style."""
    sides = ("---",) * names + ("--:",) * (len(heads) - names)
    with st.container(key=f"table.{key}"):
        st.markdown("\n".join(f"| {' | '.join(line)} |" for line in (heads, sides, *rows)))

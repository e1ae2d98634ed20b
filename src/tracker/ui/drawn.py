"""A figure on its way to the browser."""

from collections.abc import Mapping
from typing import Any

from plotly.basedatatypes import BaseFigure


class Drawn(BaseFigure):  # type: ignore[misc]
    """A figure of `charts` as Streamlit takes one, given to plotly as it is.

    Plotly checks a dict value by value and copies it four times before it writes it, which is most of what a page of
    charts would cost; the tests of `charts` have it check every figure once.
    """

    def __init__(self, figure: Mapping[str, Any]) -> None:
        self._figure = figure

    def to_dict(self) -> dict[str, Any]:
        """The figure, of which nothing is changed further on but "uid", which ours have none of."""
        return dict(self._figure)

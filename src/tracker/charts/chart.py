"""What every chart is: a figure, the words around it, and the numbers that it draws."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

Theme = Literal["light", "dark"]

ASSESSED = "assessed"
"""In the place of a group: all statuses in the denominator of a rate."""
SUCCESS = "success"
"""In the place of a group, before a colon and a switch: the statuses that are a success under it."""


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart, ready for a page.

    `figure` is a plain plotly figure dict; every mark that stands for a list carries that list's filter in its
    `customdata` as [field, key, group]: a field of `queries.filters.Filter`, or "published" with a period as key
    ("2007", "2007-Q2", "2007-05"), and one of the six groups of statuses, `ASSESSED`, or `SUCCESS` with a switch; what
    restricts nothing is "". E.g. ["regions", "IRN", ""], ["authors", "A. Writer", "adopted"], ["", "",
    "success:partly"]. A mark with an empty list opens nothing.
    `title` is the finding in words, `subtitle` says what is counted, with n. `alt` says in full sentences what the
    figure shows, for who does not see it. `note` is the way of counting. `table` holds the numbers drawn,
    `rows` says what its lines are.
    """

    figure: Mapping[str, Any]
    title: str
    subtitle: str
    alt: str
    note: str
    table: pd.DataFrame
    rows: str = ""

    @property
    def rule(self) -> str:
        """The way of counting in one line: the first sentence of the note."""
        first, end, _rest = self.note.partition(". ")
        return first + end.strip()

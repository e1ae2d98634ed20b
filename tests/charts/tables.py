"""Tables of counts as `queries.counts` makes them, and what a chart drew of them."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from hypothesis import strategies as st

from tracker.charts.chart import Chart
from tracker.charts.palette import ORDER
from tracker.queries.axes import By, label
from tracker.queries.counts import Totals
from tracker.vocabulary.statuses import GROUP_LABELS, Group, Status, statuses

HOSTILE = (
    "$5m to $10m",
    "<b>bold</b><script>alert(1)</script>",
    "%{x} %{customdata} {n}",
    "a" * 400,
    "W" * 80,
    "משרד החוץ של הרפובליקה",
    "\u202eoverridden",
    "two\nlines\tand a tab",
    "&amp; &lt;i&gt;",
    "部" * 60,
)

Line = tuple[Any, str, Mapping[Status, int], int]
NUMBERS = st.dictionaries(st.sampled_from(Status), st.integers(0, 5000), max_size=6)


def table(lines: Sequence[Line]) -> pd.DataFrame:
    """A table of (key, label, numbers by status, pending)."""
    rows = [
        {
            **{"key": key, "label": words, "total": sum(numbers.values()), "pending": pending},
            **{status.value: numbers.get(status, 0) for status in Status},
        }
        for key, words, numbers, pending in lines
    ]
    made = pd.DataFrame(rows, columns=["key", "label", "total", "pending", *(status.value for status in Status)])
    made["key"] = pd.Series([key for key, *_rest in lines], dtype=object)
    return made


def plain(by: By, numbers: Mapping[Any, int], status: Status = Status.ADOPTED) -> pd.DataFrame:
    """A table of key to total, all of one status, labelled as the product labels them."""
    return table([(key, label(by, key), {status: n}, 0) for key, n in numbers.items()])


def totals(of: pd.DataFrame, total: int | None = None, **more: int) -> Totals:
    """The distinct numbers, as if no recommendation stood in two groups."""
    found = {status: int(of[status.value].sum()) for status in Status}
    if total is not None:
        found = {**dict.fromkeys(Status, 0), Status.ADOPTED: total}
    about: dict[str, Any] = {"pending": int(of["pending"].sum()), "briefs": 3, "undated": 0, "year_only": 0, **more}
    return Totals(total=sum(found.values()), statuses=found, **about)


def valid(chart: Chart) -> go.Figure:
    """The figure as plotly reads it; ValueError for what it does not know."""
    return go.Figure(chart.figure)


def drawn(chart: Chart) -> dict[Group, int]:
    """What the bars of each group add up to."""
    sums = dict.fromkeys(ORDER, 0)
    for trace in chart.figure["data"]:
        numbers = trace["x"] if trace.get("orientation") == "h" else trace["y"]
        sums[group_of(trace)] += sum(numbers)
    return sums


def group_of(trace: Mapping[str, Any]) -> Group:
    return next(group for group, name in GROUP_LABELS.items() if trace["name"].strip() == name)


def summed(of: pd.DataFrame) -> dict[Group, int]:
    """What the table says of each group."""
    return {group: int(of[[status.value for status in statuses(group)]].sum().sum()) for group in ORDER}


def captions(chart: Chart) -> list[str]:
    """The words within the figure, from top to bottom or from left to right."""
    return [str(note["text"]) for note in chart.figure["layout"].get("annotations", ())]


def targets(chart: Chart) -> set[tuple[str, ...]]:
    """Where the marks lead to."""
    return {tuple(target) for trace in chart.figure["data"] for target in trace["customdata"]}

"""The bar of where all recommendations stand, as its parts from left to right: every paper draws the same."""

from dataclasses import dataclass

from tracker.board import Board
from tracker.charts import status_bar
from tracker.charts.palette import ORDER, Fill, palette
from tracker.translation import gettext as _
from tracker.vocabulary.statuses import GROUP_LABELS, Group, statuses


@dataclass(frozen=True, slots=True)
class Part:
    """One group of statuses: how many, what it is called, and how it is filled on white paper."""

    group: Group
    label: str
    n: int
    fill: Fill


def bar(board: Board) -> tuple[Part, ...]:
    """The groups that hold any, what came of it first."""
    colours = palette("light").groups
    numbers = {group: sum(board.totals.statuses[status] for status in statuses(group)) for group in ORDER}
    return tuple(Part(group, _(GROUP_LABELS[group]), n, colours[group]) for group, n in numbers.items() if n)


def finding(board: Board) -> tuple[str, str]:
    """What the bar shows, as a heading, and in full sentences for who does not see it."""
    chart = status_bar(board.totals, theme="light")
    return chart.title, chart.alt

"""The colours of charts, light and dark: six named groups that stay apart for who sees fewer colours, and one accent.

Blue is movement, the darker the further; ochre and rust are none and the opposite; what is not known is hollow,
and what is outside the count is hatched, so that no group rests on its hue alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.charts.chart import Theme
from tracker.vocabulary.statuses import Group

FONT = '"Source Sans", "Source Sans Pro", sans-serif'
CLEAR = "rgba(0,0,0,0)"


@dataclass(frozen=True, slots=True)
class Fill:
    """How one group is filled: its colour, that of words on it, of its outline, and its hatching ("" for none)."""

    colour: str
    words: str
    outline: str = ""
    hatching: str = ""


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours of one theme. `steps` grow from few to many.

    `land` is a country without a recommendation, `unsure` one whose recommendations are all still to be confirmed.
    """

    ink: str
    muted: str
    line: str
    paper: str
    accent: str
    land: str
    unsure: str
    steps: tuple[str, ...]
    groups: Mapping[Group, Fill]


_LIGHT = Palette(
    ink="#1a1a1a",
    muted="#5a5852",
    line="#d8d5cd",
    paper="#ffffff",
    accent="#1d5c87",
    land="#e9e7e1",
    unsure="#b9b5a9",
    steps=("#8fbad7", "#5795bf", "#2b6e9b", "#0f4366"),
    groups={
        Group.ADOPTED: Fill("#1d5c87", "#ffffff"),
        Group.MOVING: Fill("#5c99c4", "#1a1a1a"),
        Group.NO_MOVEMENT: Fill("#b88d28", "#1a1a1a"),
        Group.NOT_ADOPTED: Fill("#a03c17", "#ffffff"),
        Group.NOT_ASSESSED: Fill("#f4f3ef", "#1a1a1a", outline="#8b8a85"),
        Group.OUTSIDE: Fill("#b4b1a8", "#1a1a1a", outline="#8b8a85", hatching="/"),
    },
)
_DARK = Palette(
    ink="#eceae4",
    muted="#b4b8ba",
    line="#3a424a",
    paper="#14181c",
    accent="#7fb8de",
    land="#2a3138",
    unsure="#646c72",
    steps=("#2f628a", "#4887b5", "#7db4da", "#cfe6f6"),
    groups={
        Group.ADOPTED: Fill("#8cc3e8", "#14181c"),
        Group.MOVING: Fill("#3f7aa6", "#ffffff"),
        Group.NO_MOVEMENT: Fill("#dcbd62", "#14181c"),
        Group.NOT_ADOPTED: Fill("#c4532d", "#ffffff"),
        Group.NOT_ASSESSED: Fill("#1f252b", "#eceae4", outline="#8a949c"),
        Group.OUTSIDE: Fill("#59636b", "#eceae4", outline="#8a949c", hatching="/"),
    },
)

ORDER: tuple[Group, ...] = (
    Group.ADOPTED,
    Group.MOVING,
    Group.NO_MOVEMENT,
    Group.NOT_ADOPTED,
    Group.NOT_ASSESSED,
    Group.OUTSIDE,
)
"""How the groups are stacked: what came of it first, at the line from which lengths are compared."""


def palette(theme: Theme) -> Palette:
    """The colours of a theme."""
    return _DARK if theme == "dark" else _LIGHT

"""Where the words of marks go, so that none stands on another: on the narrowest screen, and so on every wider one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.charts.words import extent

NARROW = 280
"""How many pixels there are between the axes on the narrowest screen."""
_LETTER = 0.53
"""How wide a letter of common width is, as a share of its height."""
_LINE = 1.25
_APART = 4
_DOT = 7
_EDGE = 12

Anchor = tuple[str, str, int, int]
"""How words hang on their mark: xanchor, yanchor, xshift and yshift of an annotation.

All reach across the mark from left to right, so that two that are apart stay apart on a wider screen.
"""
AROUND: tuple[Anchor, ...] = (
    ("center", "bottom", 0, 8),
    ("left", "bottom", -6, 8),
    ("right", "bottom", 6, 8),
    ("center", "top", 0, -8),
    ("left", "top", -6, -8),
    ("right", "top", 6, -8),
)
RISING: tuple[Anchor, ...] = (("right", "bottom", 4, 6), ("left", "top", -4, -6))
"""Beside a line that rises from left to right: over it, else under it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in the field between the axes, `x` and `y` from 0 to 1, and its words, "" of none; `size` in pixels."""

    x: float
    y: float
    words: str = ""
    size: int = 13


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, from the lower left of the field."""

    left: float
    right: float
    low: float
    high: float

    def hits(self, other: "Box") -> bool:
        """Whether the two have a place in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.low < other.high and other.low < self.high


def box(mark: Mark, hung: Anchor, height: float, width: float = NARROW) -> Box:
    """What the words of a mark cover in a field of that size."""
    wide, tall = _LETTER * mark.size * extent(mark.words) + _APART, _LINE * mark.size
    xanchor, yanchor, right, up = hung
    left = mark.x * width + right - wide * {"left": 0.0, "center": 0.5, "right": 1.0}[xanchor]
    low = mark.y * height + up - tall * {"bottom": 0.0, "middle": 0.5, "top": 1.0}[yanchor]
    return Box(left, left + wide, low, low + tall)


def placed(
    marks: Sequence[Mark],
    height: float,
    *,
    around: Sequence[Anchor] = AROUND,
    taken: Iterable[Box] = (),
    dots: Iterable[Mark] = (),
) -> list[Anchor | None]:
    """Where the words of each mark hang, None of those that find no room; who comes first chooses first.

    Words stand neither on others nor on what is `taken`, and on `dots` only where there is no other place. `height` is
    that of the field in pixels.
    """
    held, seen = list(taken), [_dot(one, height) for one in dots]
    found: list[Anchor | None] = []
    for mark in marks:
        free = [hung for hung in around if _fits(box(mark, hung, height), height, held)]
        clear = [hung for hung in free if not any(box(mark, hung, height).hits(dot) for dot in seen)]
        best = next(iter(clear or free), None)
        if best is not None:
            held.append(box(mark, best, height))
        found.append(best)
    return found


def hanging(hung: Anchor) -> Mapping[str, Any]:
    """The parts of an annotation that say so."""
    return dict(zip(("xanchor", "yanchor", "xshift", "yshift"), hung, strict=True))


def _fits(words: Box, height: float, held: Sequence[Box]) -> bool:
    within = words.left >= -_EDGE and words.right <= NARROW + _EDGE and words.low >= 0 and words.high <= height + _EDGE
    return within and not any(words.hits(other) for other in held)


def _dot(mark: Mark, height: float) -> Box:
    x, y = mark.x * NARROW, mark.y * height
    return Box(x - _DOT, x + _DOT, y - _DOT, y + _DOT)

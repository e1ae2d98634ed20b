"""How words fit into a place on a slide: as large as they can, and cut where even the smallest size is too large."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from tracker.vocabulary.one_line import shortened

SMALLEST = 12
_SIZES = (20, 18, 16, 14, SMALLEST)
_LETTER, _LINE = 0.52, 1.25
"""The width of a common letter and the height of a line, as shares of the size of the letters."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph: its text, whether it is strong or soft, and whether it is an item of a list."""

    text: str
    strong: bool = False
    soft: bool = False
    item: bool = False


def fitted(said: Sequence[Words], box: Box, largest: int) -> tuple[Sequence[Words], int]:
    """The paragraphs as they fit into the box, cut with "…" where they must be, and their size in points."""
    for size in (size for size in _SIZES if size <= largest):
        if _height(said, size, box.width) <= box.height:
            return said, size
    room = max(longest for longest in range(20, 2000, 20) if longest == 20 or _fits(said, longest, box))
    return [_cut(one, room) for one in said], SMALLEST


def _fits(said: Sequence[Words], longest: int, box: Box) -> bool:
    return _height([_cut(one, longest) for one in said], SMALLEST, box.width) <= box.height


def _cut(one: Words, longest: int) -> Words:
    return Words(shortened(one.text, longest), one.strong, one.soft, one.item)


def _height(said: Sequence[Words], size: float, width: float) -> float:
    """How high the paragraphs stand, in inches, by the widths of common letters."""
    letters = max(int(width * 72 / (size * _LETTER)), 1)
    lines = sum(ceil(max(len(one.text) + 2 * one.item, 1) / letters) for one in said)
    return (lines * _LINE + len(said) * 0.35) * size / 72

"""Indentation of items becomes depth, by the items still open above."""

from collections.abc import Sequence

from tracker.document import BlockKind
from tracker.reading.building import Piece
from tracker.reading.series import Letters

_ORDER = ("label", "Roman", "upper", "number", "lower", "roman", "bullet")


def set_depths(pieces: Sequence[Piece], slack: int = 0) -> None:
    """Replace the column in `depth` by the depth, in place; columns within `slack` are one."""
    above: list[tuple[int, str]] = []
    letters = Letters()
    for piece in pieces:
        if piece.kind is BlockKind.HEADING:
            above.clear()
        if piece.kind is not BlockKind.LIST_ITEM:
            piece.depth = 0
            continue
        family = letters.family(piece.marker)
        while above and _closed(above[-1], piece.depth, family, slack):
            above.pop()
        if any(family == kind and abs(piece.depth - column) <= max(slack, 1) for column, kind in above) or (
            family != "bullet" and any(family == kind for _, kind in above)
        ):
            while above[-1][1] != family:
                above.pop()
            above.pop()
        above.append((piece.depth, family))
        piece.depth = len(above) - 1


def _closed(last: tuple[int, str], column: int, family: str, slack: int) -> bool:
    return last[0] > column + slack or (abs(last[0] - column) <= slack and not _under(last[1], family))


def _under(outer: str, inner: str) -> bool:
    """Whether an item of the family `inner` at the same column lies under one of `outer`."""
    return outer in _ORDER and inner in _ORDER and _ORDER.index(inner) > _ORDER.index(outer)

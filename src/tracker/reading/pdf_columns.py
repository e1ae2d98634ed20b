"""Lines in the order in which they are read: columns one after the other, what spans them between."""

from collections.abc import Sequence

from tracker.reading.pdf_lines import Line
from tracker.reading.pdf_margins import with_margins

_BIN = 2.0
_LEAST_LINES = 4
_DEEPEST = 4
_HEAD_GAP = 2.5
"""Heights of a line by which the row at the head of a page stands off from what is below it."""


def columns_of(lines: Sequence[Line], deep: int = 0) -> list[list[Line]]:
    """Groups of lines, each one column or one stretch across columns, in reading order."""
    head = _head(lines) if not deep else []
    if head:
        apart = {id(line) for line in head}
        return [*([line] for line in head), *columns_of([line for line in lines if id(line) not in apart])]
    margins = with_margins(lines) if not deep else None
    if margins is not None:
        return [group for stretch in margins for group in columns_of(stretch, deep + 1)]
    ordered = sorted(lines, key=lambda line: (-line.base, line.left))
    gutter = _gutter(ordered) if deep < _DEEPEST else None
    if gutter is None:
        return [ordered] if ordered else []
    groups: list[list[Line]] = []
    zone: list[Line] = []
    across: list[Line] = []
    for line in ordered:
        if line.left < gutter - 1 and line.right > gutter + 1:
            if zone:
                groups += _sides(zone, gutter, deep)
                zone = []
            across.append(line)
        else:
            if across:
                groups.append(across)
                across = []
            zone.append(line)
    groups += [across] if across else []
    return groups + (_sides(zone, gutter, deep) if zone else [])


def _head(lines: Sequence[Line]) -> list[Line]:
    """What stands side by side in the row at the top of the page, well above all else; such a row is no column's."""
    top = max((line.base for line in lines), default=0.0)
    row = sorted((line for line in lines if top - line.base < 0.5 * line.size), key=lambda line: line.left)
    below = max((line.base for line in lines if top - line.base >= 0.5 * line.size), default=None)
    if len(row) < 2 or below is None or any(line.marker for line in row):
        return []
    return row if top - below > _HEAD_GAP * max(line.size for line in row) else []


def _sides(zone: Sequence[Line], gutter: float, deep: int) -> list[list[Line]]:
    left = [line for line in zone if line.left < gutter]
    right = [line for line in zone if line.left >= gutter]
    return columns_of(left, deep + 1) + columns_of(right, deep + 1)


def _gutter(lines: Sequence[Line]) -> float | None:
    """The place that fewest lines cross and that has text on both sides; None for one column."""
    if len(lines) < 2 * _LEAST_LINES:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    count = int((right - left) / _BIN) + 1
    if count < 20 or count > 5000:
        return None
    crossed = _crossed(lines, left, count)
    best: tuple[float, int] | None = None
    for at in range(int(count * 0.12), int(count * 0.88)):
        if min(crossed[at - 1 : at + 2]) == crossed[at] == max(crossed[at - 1 : at + 2]):
            place = left + (at + 0.5) * _BIN
            score = _score(lines, place, crossed[at])
            if score is not None and (best is None or score > best[0]):
                best = (score, at)
    return None if best is None else left + (best[1] + 0.5) * _BIN


def _crossed(lines: Sequence[Line], left: float, count: int) -> list[int]:
    steps = [0] * (count + 2)
    for line in lines:
        steps[max(0, int((line.left - left) / _BIN))] += 1
        steps[min(count, int((line.right - left) / _BIN) + 1)] -= 1
    total, crossed = 0, []
    for step in steps[:count]:
        total += step
        crossed.append(total)
    return crossed


def _score(lines: Sequence[Line], place: float, crossing: int) -> float | None:
    """How good a gutter the place is: lines beside each other across it, less those that cross it."""
    before = [line for line in lines if line.right <= place + 1]
    after = [line for line in lines if line.left >= place - 1]
    if min(len(before), len(after)) < _LEAST_LINES or crossing > 2 * min(len(before), len(after)) + 6:
        return None
    width = max(line.right for line in lines) - min(line.left for line in lines)
    if _wide(after) < 0.14 * width or _wide(before) < 0.14 * width:
        return None
    top, bottom = max(line.base for line in after), min(line.base for line in after)
    beside = sum(bottom - 2 <= line.base <= top + 2 for line in before)
    return None if beside < 2 else min(len(before), len(after)) - 2.0 * crossing + 0.1 * beside


def _wide(lines: Sequence[Line]) -> float:
    widths = sorted(line.right - line.left for line in lines)
    return widths[int(len(widths) * 0.7)]

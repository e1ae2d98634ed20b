"""What lies beneath the dots of a funnel: round numbers, and the field in which chance alone puts groups."""

from typing import Any

from tracker.charts.palette import Palette
from tracker.stats.fairness import Comparison, funnel

_TICKS = 7
_PARTS = 40
"""Of how many pieces a line of the funnel is made."""


def ticks(most: int, *, wide: bool) -> list[int]:
    """Round numbers of assessed, few enough for a narrow screen."""
    steps = [10**power * digit for power in range(7) for digit in (1, 2, 5)]
    if not wide:
        step = next(step for step in steps if most * 1.3 / step <= _TICKS)
        return list(range(step, int(most * 1.3) + 1, step))
    shown = [step for step in steps if 10 <= step <= most * 1.3]
    return shown[:: -(-len(shown) // _TICKS)]


def chance(found: Comparison, ends: tuple[float, float], top: float, colours: Palette) -> list[dict[str, Any]]:
    """Where groups of each size lie by chance alone, as two lines and what is between them, and the rate of all."""
    value, (first, last) = found.whole.value, ends
    if value is None:
        return []
    sizes = [max(round(first * (last / first) ** (part / _PARTS)), 1) for part in range(_PARTS + 1)]
    limits = funnel(value, sorted(set(sizes)), found.sure)
    xs = [n for n, _low, _high in limits]
    bare: dict[str, Any] = {
        "type": "scatter",
        "mode": "lines",
        "hoverinfo": "skip",
        "x": xs,
        "customdata": [[]] * len(xs),
    }
    return [
        {**bare, "y": [low for _n, low, _high in limits], "line": {"width": 0}},
        {
            **{**bare, "y": [min(high, top) for _n, _low, high in limits], "line": {"width": 0}},
            **{"fill": "tonexty", "fillcolor": colours.land},
        },
        {**bare, "y": [value] * len(xs), "line": {"width": 1.5, "color": colours.muted}},
    ]

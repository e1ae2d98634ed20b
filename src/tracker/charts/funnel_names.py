"""The words on a funnel: the names of its groups as far as there is room for them, and the rate of all."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import log10
from typing import Any

from tracker.charts.labels import Anchor, Mark, box, hanging, placed
from tracker.charts.palette import Palette
from tracker.charts.words import fitted, harmless
from tracker.stats.fairness import Against, Compared, Comparison
from tracker.translation import gettext as _
from tracker.vocabulary.numbers import number, percent

FIELD = 314
"""How many pixels the field between the axes is tall."""
LOWEST = -0.04
"""The share at its lower edge."""
_NAMED = 12
_ROOM = 32
_LETTERS = 13
_ENDS = ("left", "right")


@dataclass(frozen=True, slots=True)
class Dot:
    """One group that is compared, and what to call it."""

    label: str
    group: Compared


def numbers(dot: Dot) -> tuple[int, int]:
    """Its successes and its assessed: dots of equal ones lie on each other."""
    return dot.group.share.part, dot.group.share.whole


@dataclass(frozen=True, slots=True)
class Scales:
    """What the two axes show: assessed from `first` to `last`, on a scale of ratios where it is `wide`, up to `top`."""

    first: float
    last: float
    top: float
    wide: bool

    def x(self, n: float) -> float:
        """The place of a number of assessed, as axes and captions have it."""
        return log10(n) if self.wide else n

    def mark(self, dot: Dot, words: str = "") -> Mark:
        """The place of a dot in the field."""
        first, of = self.x(self.first), dot.group.share
        across = (self.x(of.whole) - first) / (self.x(self.last) - first)
        return Mark(across, self.up(of.value or 0), words, _LETTERS)

    def end(self, dots: Sequence[Dot]) -> int:
        """The end of the field, 0 or 1, at which there is more room beside all dots."""
        across = [self.mark(dot).x for dot in dots]
        return int(1 - max(across) >= min(across))

    def up(self, share: float) -> float:
        """How far up in the field a share lies."""
        return (share - LOWEST) / (self.top - LOWEST)


def captions(dots: Sequence[Dot], found: Comparison, scales: Scales, colours: Palette) -> list[dict[str, Any]]:
    """The annotations of the figure: the rate of all at its line, and the names of dots.

    Those beyond the funnel are named first, and others where there are few. Of several at one place that has no room
    for all, the first is named and the others are counted.
    """
    away = sorted(dots, key=lambda dot: (dot.group.against is Against.WITHIN, -dot.group.share.whole))
    out = [dot for dot in away if dot.group.against is not Against.WITHIN]
    named = [(dot, fitted(dot.label, _ROOM)) for dot in (away if len(dots) <= _NAMED else out[:_NAMED])]
    end, marks = scales.end(dots), [scales.mark(dot) for dot in dots]
    level = box(
        Mark(end, scales.up(found.whole.value or 0), _all(found), _LETTERS), (_ENDS[end], "bottom", 0, 0), FIELD
    )
    hung = placed([scales.mark(*one) for one in named], FIELD, taken=[level], dots=marks)
    full = {numbers(dot) for (dot, _words), at in zip(named, hung, strict=True) if not at}
    if full:
        named = _together(named, full)
        hung = placed([scales.mark(*one) for one in named], FIELD, taken=[level], dots=marks)
    names = [_name(dot, words, scales, at, colours) for (dot, words), at in zip(named, hung, strict=True) if at]
    return [*names, _level(found, end, colours)]


def _together(named: Sequence[tuple[Dot, str]], full: Collection[tuple[int, int]]) -> list[tuple[Dot, str]]:
    """At the places that are `full` the first by name, and how many more are there."""
    here: dict[Any, list[tuple[Dot, str]]] = {}
    for dot, words in named:
        here.setdefault(numbers(dot) if numbers(dot) in full else dot.label, []).append((dot, words))
    more = _("{name} +{n}")
    return [
        (first, more.format(name=words, n=number(len(rest))) if rest else words)
        for (first, words), *rest in here.values()
    ]


def _name(dot: Dot, words: str, scales: Scales, hung: Anchor, colours: Palette) -> dict[str, Any]:
    of = dot.group.share
    return {
        **{"xref": "x", "x": scales.x(of.whole), "yref": "y", "y": of.value, "showarrow": False},
        **{**hanging(hung), "text": harmless(words), "font": {"size": _LETTERS, "color": colours.ink}},
    }


def _all(found: Comparison) -> str:
    return _("All: {share}").format(share=percent(found.whole.value or 0))


def _level(found: Comparison, end: int, colours: Palette) -> dict[str, Any]:
    return {
        **{"xref": "paper", "x": end, "xanchor": _ENDS[end], "yref": "y", "y": found.whole.value, "yanchor": "bottom"},
        **{"text": harmless(_all(found)), "showarrow": False},
        "font": {"size": _LETTERS, "color": colours.muted},
    }

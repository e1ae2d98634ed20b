"""Counting right and wrong, for F1 and for shares."""

from collections.abc import Set
from dataclasses import dataclass


@dataclass(slots=True)
class Tally:
    """What was found and is right, found and wrong, and missed."""

    hit: int = 0
    extra: int = 0
    missed: int = 0

    def add(self, hit: int, extra: int, missed: int) -> None:
        """Count one document."""
        self.hit += hit
        self.extra += extra
        self.missed += missed

    def compare(self, predicted: Set[str], labelled: Set[str]) -> None:
        """Count the values of one field."""
        self.add(len(predicted & labelled), len(predicted - labelled), len(labelled - predicted))

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right; None where nothing was found."""
        return _share(self.hit, self.hit + self.extra)

    @property
    def recall(self) -> float | None:
        """The share of what is there that was found; None where nothing is there."""
        return _share(self.hit, self.hit + self.missed)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None where there is nothing to count."""
        return _share(2 * self.hit, 2 * self.hit + self.extra + self.missed)


@dataclass(slots=True)
class Rate:
    """How many of those asked are right."""

    right: int = 0
    asked: int = 0

    def add(self, right: bool) -> None:
        """Count one answer."""
        self.right += right
        self.asked += 1

    @property
    def value(self) -> float | None:
        """The share that is right; None where none was asked."""
        return _share(self.right, self.asked)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None

"""Bars by their length: the longest by name, the long tail folded into one, those that belong to nobody last."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from tracker.charts.rows import Row, rows, together

_TOO_LONG = 2.5


@dataclass(frozen=True, slots=True)
class Ranking:
    """The rows of a ranked chart: those shown by name, the longest first; those folded; those without a name."""

    ranked: Sequence[Row]
    tail: Sequence[Row]
    nameless: Sequence[Row]

    @property
    def folds(self) -> bool:
        """Whether the tail is a bar: one that would dwarf all others is told in words instead."""
        return bool(self.tail) and sum(row.total for row in self.tail) <= _TOO_LONG * self.ranked[0].total

    def bars(self, more: str) -> list[Row]:
        """All that is drawn, in order; the tail under the label `more`."""
        folded = [together(more, self.tail)] if self.folds else []
        return [*self.ranked, *folded, *self.nameless]


def ranking(table: pd.DataFrame, field: str, shown: int) -> Ranking:
    """Rank the rows of a table of counts, `shown` of them by name; a tail of one is shown too."""
    found = sorted((row for row in rows(table, field) if row.total), key=lambda row: -row.total)
    named = [row for row in found if row.opens]
    kept = shown if len(named) > shown + 1 else len(named)
    return Ranking(named[:kept], named[kept:], [row for row in found if not row.opens])

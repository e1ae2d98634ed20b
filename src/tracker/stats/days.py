"""Dates in columns, for very many at once; `vocabulary.dates` has one alone."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from tracker.vocabulary.dates import Precision

Column = np.ndarray[Any, Any]
"""One value a row: of days, datetime64[D] with NaT where none is known."""
_DAY = np.timedelta64(1, "D")


@dataclass(frozen=True, slots=True)
class Days:
    """The `first` and the `last` day that each date may stand for; `coarse` where it is known to the year alone."""

    first: Column
    last: Column
    coarse: Column

    @property
    def middle(self) -> Column:
        """The day in the middle of what each may stand for."""
        found: Column = self.first + (self.last - self.first) // 2
        return found


def days(first: pd.Series, precision: pd.Series) -> Days:
    """Of the first day of each date, or nothing, and the word for its precision."""
    known: Column = np.asarray(first, dtype="datetime64[D]")
    month, year = ((precision == word).to_numpy(bool) for word in (Precision.MONTH, Precision.YEAR))
    ends = known + _DAY
    for coarse, unit in ((month, "M"), (year, "Y")):
        ends[coarse] = _next(known[coarse], unit)
    return Days(known, ends - _DAY, year)


def _next(day: Column, unit: str) -> Column:
    """The first day of the next month or year."""
    return (day.astype(f"datetime64[{unit}]") + 1).astype("datetime64[D]")


def months_between(first: Column, last: Column) -> Column:
    """How many months lie between days, the first being the earlier ones: whole ones, and the part of the next.

    A month is over on the same day of the next one, on its last where it is none.
    """
    begun, ended = first.astype("datetime64[M]"), last.astype("datetime64[M]")
    since = first - begun.astype("datetime64[D]")
    starts = [(ended + ahead).astype("datetime64[D]") for ahead in (-1, 0, 1, 2)]
    before, here, after = (start + np.minimum(since, following - start - _DAY) for start, following in pairwise(starts))
    late = here > last
    start, end = np.where(late, before, here), np.where(late, here, after)
    found: Column = (ended - begun).astype(np.int64) - late + (last - start) / (end - start)
    return found

"""Dates in columns, for very many at once; `vocabulary.dates` has one alone."""

from dataclasses import dataclass
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
    ends = np.where(month, _next(known, "M"), np.where(year, _next(known, "Y"), known + _DAY))
    return Days(known, ends - _DAY, year)


def _next(day: Column, unit: str) -> Column:
    """The first day of the next month or year."""
    return (day.astype(f"datetime64[{unit}]") + 1).astype("datetime64[D]")


def months_between(first: Column, last: Column) -> Column:
    """How many months lie between days, the first being the earlier ones: whole ones, and the part of the next."""
    whole = (last.astype("datetime64[M]") - first.astype("datetime64[M]")).astype(np.int64)
    whole -= months_after(first, whole) > last
    start, end = months_after(first, whole), months_after(first, whole + 1)
    found: Column = whole + (last - start) / (end - start)
    return found


def months_after(day: Column, months: Column) -> Column:
    """The same day so many months later; the last of the month where it is none."""
    month = day.astype("datetime64[M]")
    there = (month + months).astype("datetime64[D]")
    found: Column = there + np.minimum(day - month.astype("datetime64[D]"), _next(there, "M") - there - _DAY)
    return found

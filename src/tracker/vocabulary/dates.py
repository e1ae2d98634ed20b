"""Days that are known to the day, the month or the year, and kept as exactly as that."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date with its precision; `day` is the first day of the month or year where no more is known."""

    day: date
    precision: Precision = Precision.DAY

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read "2007-05-30", "2007-05" or "2007"; ValueError for anything else."""
        found = _ISO.fullmatch(text.strip())
        if not found:
            raise ValueError(f"{text!r} is not a date such as 2007-05-30, 2007-05 or 2007")
        year, month, day = found.groups()
        precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
        return cls(date(int(year), int(month or 1), int(day or 1)), precision)

    @property
    def last(self) -> date:
        """The last day that it may stand for."""
        if self.precision is Precision.DAY:
            return self.day
        month = 12 if self.precision is Precision.YEAR else self.day.month
        return self.day.replace(month=month, day=days_in(self.day.year, month))

    def __str__(self) -> str:
        """As `parse` reads it: "2007-05-30", "2007-05" or "2007"."""
        length = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[self.precision]
        return self.day.isoformat()[:length]


@lru_cache(maxsize=1 << 12)
def days_in(year: int, month: int) -> int:
    """How many days the month has."""
    return monthrange(year, month)[1]


def in_a_year(day: date) -> date:
    """The same day a year later; the last of February for a leap day."""
    return day.replace(year=day.year + 1, day=min(day.day, days_in(day.year + 1, day.month)))


def a_year_before(day: date) -> date:
    """The same day a year earlier; the last of February for a leap day."""
    return day.replace(year=day.year - 1, day=min(day.day, days_in(day.year - 1, day.month)))


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or earlier where they are negative; the last of the month where it is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, days_in(year, month + 1)))


def as_known(day: date | None, precision: str | None) -> str | None:
    """A date as exactly as it is known: "2007-05-30", "2007-05", "2007"; None where it is not."""
    return None if day is None else str(PartialDate(day, Precision(precision or Precision.DAY)))

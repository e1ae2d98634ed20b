"""Dates as people type them into spreadsheets, read by what the column as a whole says of their order."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from babel import Locale

from tracker.vocabulary.dates import PartialDate, Precision


class Order(StrEnum):
    """What stands first in a date of three numbers."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


_LANGUAGES = ("en", "fr", "de", "es", "pt", "it")
_EXCEL_ZERO = date(1899, 12, 30)
_SERIAL = re.compile(r"([1-9]\d{4})(?:\.\d+)?")
_SERIALS = range(10_000, 80_000)
_CENTURY = 70
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ]\d{1,2}:\d{2}.*)?")
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:[T ]\d{1,2}:\d{2}.*)?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_DAY_WORD = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|\.)?(?:\s+(?:of|de))?[\s\-]+([^\W\d]+)\.?,?(?:\s+de)?[\s\-]+(\d{4}|\d{2})"
)
_WORD_DAY = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_WORD_YEAR = re.compile(r"([^\W\d]+)\.?,?(?:\s+de)?[\s\-]+(\d{4})")


def order(values: Iterable[str]) -> Order | None:
    """What comes first in this column: told by a number above 12; None where nothing tells, or both are there."""
    found = set()
    for first, second in _pairs(values):
        if first > 12 >= second:
            found.add(Order.DAY_FIRST)
        elif second > 12 >= first:
            found.add(Order.MONTH_FIRST)
    return found.pop() if len(found) == 1 else None


def doubtful(values: Iterable[str]) -> bool:
    """Whether the column has dates that may be read in two ways, and nothing in it tells which."""
    kept = list(values)
    return order(kept) is None and any(a != b and a <= 12 and b <= 12 for a, b in _pairs(kept))


def _pairs(values: Iterable[str]) -> Iterable[tuple[int, int]]:
    found = (_NUMBERS.fullmatch(value.strip()) for value in values)
    return ((int(match[1]), int(match[3])) for match in found if match)


def parse(text: str, first: Order | None = None) -> PartialDate:
    """The date, as exactly as it is known; ValueError for what is none, or may be read in two ways without `first`.

    Read are 2007-05-30, 2007-05, 2007, 30/5/2007, 5/2007, 30 May 2007, May 30, 2007, May 2007, and the number of days
    since 1900 by which Excel keeps a date.
    """
    plain = " ".join(text.split())
    if re.fullmatch(r"\d{4}", plain):
        return PartialDate(date(int(plain), 1, 1), Precision.YEAR)
    if found := _SERIAL.fullmatch(plain):
        return _serial(int(found[1]), text)
    if found := _ISO.fullmatch(plain):
        return _made(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)
    if found := _NUMBERS.fullmatch(plain):
        return _numbers(int(found[1]), int(found[3]), found[4], first, text)
    if found := _MONTH_YEAR.fullmatch(plain):
        return _made(int(found[2]), int(found[1]), None)
    return _worded(plain.casefold(), text)


def _serial(days: int, text: str) -> PartialDate:
    if days not in _SERIALS:
        raise ValueError(f"{text!r} is no date")
    return PartialDate(_EXCEL_ZERO + timedelta(days=days))


def _numbers(one: int, two: int, year: str, first: Order | None, text: str) -> PartialDate:
    if first is None and one != two and one <= 12 and two <= 12:
        raise ValueError(f"{text!r} may be read in two ways")
    month_first = two > 12 or (first is Order.MONTH_FIRST and one <= 12)
    return _made(_year(year), *((one, two) if month_first else (two, one)))


def _worded(plain: str, text: str) -> PartialDate:
    if (found := _DAY_WORD.fullmatch(plain)) and found[2] in _months():
        return _made(_year(found[3]), _months()[found[2]], int(found[1]))
    if (found := _WORD_DAY.fullmatch(plain)) and found[1] in _months():
        return _made(int(found[3]), _months()[found[1]], int(found[2]))
    if (found := _WORD_YEAR.fullmatch(plain)) and found[1] in _months():
        return _made(int(found[2]), _months()[found[1]], None)
    raise ValueError(f"{text!r} is no date")


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else int(text) + (2000 if int(text) < _CENTURY else 1900)


def _made(year: int, month: int, day: int | None) -> PartialDate:
    if not 1 <= month <= 12 or not year >= 1 or (day is not None and not 1 <= day <= monthrange(year, month)[1]):
        raise ValueError("there is no such day")
    return PartialDate(date(year, month, day or 1), Precision.DAY if day else Precision.MONTH)


@lru_cache
def _months() -> dict[str, int]:
    """The names of the months, long and short, in a few languages."""
    found: dict[str, int] = {"sept": 9}
    for language in _LANGUAGES:
        for kind in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                names = Locale.parse(language).months[kind][width]
                for number, name in names.items():
                    found.setdefault(name.casefold().rstrip("."), number)
    return found

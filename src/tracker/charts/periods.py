"""Years, quarters and months as the keys of counts have them ("2007", "2007-Q2", "2007-05"), in words and in order."""

from collections.abc import Sequence
from datetime import date

from babel.dates import format_date, format_skeleton

from tracker.queries.axes import By
from tracker.translation import gettext as _
from tracker.translation import ngettext, spoken
from tracker.vocabulary.dates import days_in

_A_YEAR = {By.YEAR: 1, By.QUARTER: 4, By.MONTH: 12}
_MOST_TICKS = 8
_APART = 0.11
"""How far apart the middles of two years must be on a narrow screen, as a share of its width."""


def between(first: str, last: str, by: By, most: int) -> list[str]:
    """Every period from the first to the last, both included; the latest `most` where there are more."""
    end = _ordinal(last, by)
    return [_key(n, by) for n in range(max(_ordinal(first, by), end - most + 1), end + 1)]


def days(key: str) -> tuple[date, date]:
    """The first and the last day of a period."""
    by = step_of(key)
    months = 12 // _A_YEAR[by]
    start = _ordinal(key, by) * months
    year, month = divmod(start + months - 1, 12)
    return date(start // 12, start % 12 + 1, 1), date(year, month + 1, days_in(year, month + 1))


def step_of(key: str) -> By:
    """Which step a key belongs to; ValueError for what is no period."""
    _year(key)
    if len(key) == 4:
        return By.YEAR
    if key[4:6] == "-Q" and key[6:] in ("1", "2", "3", "4"):
        return By.QUARTER
    if key[4] == "-" and key[5:].isdecimal() and len(key) == 7 and 1 <= int(key[5:]) <= 12:
        return By.MONTH
    raise ValueError(key)


def called(key: str) -> str:
    """A period as a person says it: "2007", "Q2 2007", "May 2007"."""
    by = step_of(key)
    if by is By.YEAR:
        return key
    if by is By.QUARTER:
        return _("Q{quarter} {year}").format(quarter=key[-1], year=key[:4])
    return str(format_skeleton("yMMMM", days(key)[0], locale=spoken()))


def named_under(keys: Sequence[str]) -> dict[float, str]:
    """Which places carry words under them, and which: few enough for a narrow screen.

    Where there are many quarters or months, each year stands under the middle of its columns.
    """
    if not keys:
        return {}
    step = -(-len(keys) // _MOST_TICKS)
    by = step_of(keys[0])
    if by is By.YEAR or step <= 2:
        return {place: _short(keys[place], by) for place in range(0, len(keys), step)}
    return _under_years(keys, -(-step // _A_YEAR[by]))


def _under_years(keys: Sequence[str], every: int) -> dict[float, str]:
    """Every so many years, and the first where that leaves room beside the next."""
    columns: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        columns.setdefault(key[:4], []).append(place)
    middles = [((places[0] + places[-1]) / 2, year) for year, places in columns.items()]
    first, *others = middles[::every]
    near = others and others[0][0] - first[0] < _APART * len(keys)
    return dict(others if near else [first, *others])


def periods_of(n: int) -> str:
    """How many columns there are."""
    return ngettext("There is {n} column in all", "There are {n} columns in all", n).format(n=n)


def _short(key: str, by: By) -> str:
    if by is By.YEAR:
        return key
    if by is By.QUARTER:
        return f"Q{key[-1]}<br>{key[:4]}"
    return f"{format_date(days(key)[0], 'MMM', locale=spoken())}<br>{key[:4]}"


def _ordinal(key: str, by: By) -> int:
    if by is By.YEAR:
        return int(key)
    part = int(key[6:]) if by is By.QUARTER else int(key[5:])
    return int(key[:4]) * _A_YEAR[by] + part - 1


def _key(ordinal: int, by: By) -> str:
    year, part = divmod(ordinal, _A_YEAR[by])
    if by is By.YEAR:
        return f"{ordinal:04d}"
    return f"{year:04d}-Q{part + 1}" if by is By.QUARTER else f"{year:04d}-{part + 1:02d}"


def _year(key: str) -> int:
    if not (key[:4].isascii() and key[:4].isdecimal() and len(key) in (4, 7) and 1 <= int(key[:4]) <= 9999):
        raise ValueError(key)
    return int(key[:4])

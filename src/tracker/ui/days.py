"""Days and moments as the reader says them, as exactly as they are known."""

import re
from datetime import date, datetime
from functools import lru_cache

from babel.dates import get_month_names

from tracker.errors import Invalid
from tracker.settings import settings
from tracker.translation import gettext as _
from tracker.translation import spoken
from tracker.vocabulary import said_dates
from tracker.vocabulary.dates import PartialDate, Precision
from tracker.vocabulary.said_dates import day as day

HOW = "2024, 2024-05, 2024-05-17"
"""Examples of a date as a person may type it."""

_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_MOMENT = re.compile(rf"{_DAY.pattern} ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{{6}})?\+00:00")
_IN_WORDS = (
    re.compile(r"(?:(?P<day>\d{1,2})\.?\s+)?(?P<month>[^\W\d]+)\.?\s+(?P<year>\d{4})"),
    re.compile(r"(?P<month>[^\W\d]+)\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})"),
)


def in_words(value: str) -> str:
    """A whole day or a moment as readers say it, any other text as it is."""
    if _MOMENT.fullmatch(value):
        return moment(datetime.fromisoformat(value))
    return day(value) if _DAY.fullmatch(value) else value


def moment(at: datetime) -> str:
    """A moment in UTC as day and time where the institute is."""
    return said_dates.moment(at, settings().zone)


def on(at: datetime) -> str:
    """The day of a moment in UTC, where the institute is."""
    return day(at.astimezone(settings().zone).date().isoformat())


def entered(text: str) -> PartialDate | None:
    """The date that a person typed, as "2024-05-17", "2024-05", "2024", "May 2024" or "17 May 2024"; None for nothing.

    Invalid for anything else.
    """
    if not text.strip():
        return None
    try:
        return PartialDate.parse(text)
    except ValueError:
        found = _in_words(" ".join(text.split()))
    if found is None:
        raise Invalid(_("“{text}” is no date. Write it as one of {how}.").format(text=text.strip(), how=HOW))
    return found


def _in_words(text: str) -> PartialDate | None:
    for pattern in _IN_WORDS:
        match = pattern.fullmatch(text)
        month = _months(spoken()).get(match["month"].casefold()) if match else None
        if match and month:
            try:
                first = date(int(match["year"]), month, int(match["day"] or 1))
            except ValueError:
                return None
            return PartialDate(first, Precision.DAY if match["day"] else Precision.MONTH)
    return None


@lru_cache
def _months(language: str) -> dict[str, int]:
    """The names of the months in this language and in English, long and short, to their numbers."""
    return {
        name.casefold().rstrip("."): number
        for locale in ("en", language)
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=locale).items()
    }

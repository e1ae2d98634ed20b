"""Dates as the reader says them, as exactly as they are known."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_skeleton

from tracker.translation import spoken
from tracker.vocabulary.dates import PartialDate, Precision

_SKELETONS = {Precision.MONTH: "yMMMM", Precision.YEAR: "y"}


def day(text: str | None, unknown: str = "") -> str:
    """ "2007-05-30" as "30 May 2007", "2007-05" as "May 2007", "2007" as "2007"; `unknown` for None."""
    if not text:
        return unknown
    known = PartialDate.parse(text)
    if known.precision is Precision.DAY:
        return str(format_date(known.day, "d MMMM y" if spoken() == "en" else "long", locale=spoken()))
    return str(format_skeleton(_SKELETONS[known.precision], known.day, locale=spoken()))


def moment(at: datetime, zone: ZoneInfo) -> str:
    """A moment as day and time there: "30 May 2007, 14:05"."""
    pattern = "d MMMM y, HH:mm" if spoken() == "en" else "long"
    return str(format_datetime(at, pattern, tzinfo=zone, locale=spoken()))

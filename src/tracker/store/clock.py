"""What time it is, for every row that is written; tests and the sample data may stand at another moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta

from tracker.settings import settings

_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now() -> datetime:
    """This moment, in UTC."""
    return _standing.get() or datetime.now(UTC)


def today() -> date:
    """The day it is now where the institute is (`TRACKER_TIMEZONE`)."""
    return now().astimezone(settings().zone).date()


def end_of(day: date) -> datetime:
    """The moment at which a day ends where the institute is: its 24:00."""
    last = date.max - timedelta(days=2)  # in any zone: the calendar of computers ends with the day after
    return datetime.combine(min(day, last) + timedelta(days=1), time(), settings().zone)


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Write as if it were `moment`."""
    token = _standing.set(moment)
    try:
        yield
    finally:
        _standing.reset(token)

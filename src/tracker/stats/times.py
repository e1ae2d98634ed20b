"""From dates to times: how long each recommendation was followed since its publication, and who is left out and why."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.stats.incidence import Stay
from tracker.stats.rates import Rate
from tracker.translation import marked
from tracker.vocabulary.dates import PartialDate, Precision, months_after, months_between
from tracker.vocabulary.statuses import Role, Status, Success, role


class Left(StrEnum):
    """Why a recommendation is not followed."""

    NOT_ASSESSED = "not_assessed"
    PRE_EXISTING = "pre_existing"
    UNDATED = "undated"
    COARSE = "coarse"
    NOT_YET = "not_yet"


LEFT_LABELS: dict[Left, str] = {
    Left.NOT_ASSESSED: marked("not assessed"),
    Left.PRE_EXISTING: marked("ended before publication"),
    Left.UNDATED: marked("without a date"),
    Left.COARSE: marked("dated to the year alone"),
    Left.NOT_YET: marked("published after the day of the figures"),
}

_UNKNOWN = (Left.NOT_ASSESSED, Left.UNDATED, Left.COARSE)
"""Of which of those left out one cannot tell whether they were a success within a time."""


@dataclass(frozen=True, slots=True)
class Case:
    """`n` recommendations of briefs published on one day, that have the same status since the same day."""

    published: PartialDate | None
    status: Status
    status_on: PartialDate | None
    n: int = 1
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Within:
    """The `rate` of successes within so many `months` of publication, of what was published up to the day `until`.

    Its `assessed` are those followed for all of that time, whatever end they came to; its `not_assessed` those of the
    same publications of which nobody knows whether they were a success by then, also as some day is not known exactly
    enough: they are in its bounds. `left` are the others of these publications, of which it cannot speak.
    """

    months: int
    until: date
    rate: Rate
    left: Mapping[Left, int]


@dataclass(frozen=True, slots=True)
class Followed:
    """Confirmed recommendations, each followed up to its end or to the day `as_of`, or `left` out for a reason.

    `stays` are in months since publication; those followed and those left out add up to all that are confirmed.
    """

    as_of: date
    stays: tuple[Stay, ...]
    left: Mapping[Left, int]
    pending: int
    _rows: tuple[tuple[Case, tuple[float, Role] | Left], ...]

    def within(self, months: int) -> Within:
        """The rate of those published at least so many months before `as_of`."""
        until = months_after(self.as_of, -months)
        left: Counter[Left] = Counter()
        known = successes = pending = 0
        for case, found in self._rows:
            if case.published is None or case.published.last > until:
                continue
            if not case.confirmed:
                pending += case.n
            elif isinstance(found, Left):
                left[found] += case.n
            else:
                known += case.n
                successes += case.n if found[1] is Role.EVENT and found[0] <= months else 0
        unknown = sum(left.pop(reason, 0) for reason in _UNKNOWN)
        rate = Rate(successes, known, not_assessed=unknown, pending=pending)
        return Within(months, until, rate, dict(left))


def followed(cases: Iterable[Case], switch: Success, as_of: date) -> Followed:
    """How long each was open.

    What is dated to the month stands in the middle of it; what is dated to the year alone is left out, and so is what
    ended before it was published. An end after `as_of` has not come yet.
    """
    parts = {status: role(status, switch) for status in Status}
    rows = tuple((case, _stay(case, parts[case.status], as_of)) for case in cases)
    stays: Counter[tuple[float, Role]] = Counter()
    left: Counter[Left] = Counter()
    for case, found in rows:
        if not case.confirmed:
            continue
        if isinstance(found, Left):
            left[found] += case.n
        else:
            stays[found] += case.n
    ordered = tuple(Stay(time, end, n) for (time, end), n in sorted(stays.items(), key=lambda item: item[0]))
    return Followed(as_of, ordered, dict(left), sum(case.n for case, _found in rows if not case.confirmed), rows)


def _stay(case: Case, part: Role, as_of: date) -> tuple[float, Role] | Left:
    """How many months it was followed and how that ended, or why it is not."""
    if part is Role.UNKNOWN:
        return Left.NOT_ASSESSED
    if case.published is None:
        return Left.UNDATED
    if case.published.day > as_of:
        return Left.NOT_YET
    reason = _undatable(case.published, None if part is Role.OPEN else case.status_on, ends=part is not Role.OPEN)
    if reason:
        return reason
    start = min(case.published.middle, as_of)
    if part is Role.OPEN or case.status_on is None or case.status_on.day > as_of:
        return months_between(start, as_of), Role.OPEN
    return months_between(start, max(min(case.status_on.middle, as_of), start)), part


def _undatable(published: PartialDate, on: PartialDate | None, *, ends: bool) -> Left | None:
    if ends and on is None:
        return Left.UNDATED
    if on is not None and on.last < published.day:
        return Left.PRE_EXISTING
    return Left.COARSE if Precision.YEAR in (published.precision, on.precision if on else None) else None

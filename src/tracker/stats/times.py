"""From dates to times: how long each recommendation was followed since its publication, and who is left out and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd

from tracker.stats.days import Column, days, months_between
from tracker.stats.incidence import Stay
from tracker.stats.rates import Rate
from tracker.translation import marked
from tracker.vocabulary.dates import months_after
from tracker.vocabulary.statuses import Role

CASES = ("published", "published_precision", "role", "ended", "ended_precision", "n", "confirmed")
"""The columns of cases: each row is `n` recommendations published on one day, to which the same came on the same day.

Days are the first ones that a date may stand for, empty where none is known; `role` is that of the status, and the day
of an open one says nothing. Words may stand as they are or as categories.
"""


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

_ROLES, _LEFT = [*Role], [*Left]
_UNKNOWN = (Left.NOT_ASSESSED, Left.UNDATED, Left.COARSE)
"""Of which of those left out one cannot tell whether they were a success within a time."""


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
    _rows: "_Rows" = field(repr=False, compare=False)

    def within(self, months: int) -> Within:
        """The rate of those published at least so many months before `as_of`."""
        until, rows = months_after(self.as_of, -months), self._rows
        old = rows.last <= np.datetime64(until)
        left = rows.reasons(old)
        known = old & rows.followed
        successes = known & (rows.role == _ROLES.index(Role.EVENT)) & (rows.time <= months)
        unknown = sum(left.pop(reason, 0) for reason in _UNKNOWN)
        pending = rows.sum(old & ~rows.confirmed)
        return Within(months, until, Rate(rows.sum(successes), rows.sum(known), unknown, pending=pending), left)


def followed(cases: pd.DataFrame, as_of: date) -> Followed:
    """How long each of the `CASES` was open.

    What is dated to the month stands in the middle of it; what is dated to the year alone is left out, and so is what
    ended before it was published. An end after `as_of` has not come yet.
    """
    rows = _stays(cases, np.datetime64(as_of, "D"))
    return Followed(as_of, rows.stays(), rows.reasons(), rows.sum(~rows.confirmed), rows)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Of each case the `last` day of its publication, `n`, whether they are `confirmed`, and the place in Left, or -1.

    Of those that are not left out also the time that they were followed for, and the place in Role.
    """

    last: Column
    confirmed: Column
    n: Column
    left: Column
    time: Column
    role: Column

    @property
    def followed(self) -> Column:
        """Which are confirmed and not left out."""
        found: Column = self.confirmed & (self.left < 0)
        return found

    def sum(self, which: Column) -> int:
        """How many recommendations these are."""
        return int(self.n[which].sum())

    def stays(self) -> tuple[Stay, ...]:
        """Those that are followed, of equal ones a stay."""
        which = self.followed
        time, role, n = self.time[which], self.role[which], self.n[which]
        order = np.lexsort((role, time))
        time, role, n = time[order], role[order], n[order]
        first = np.flatnonzero(np.concatenate(([True], (time[1:] != time[:-1]) | (role[1:] != role[:-1]))))
        if not len(n):
            return ()
        told = zip(time[first].tolist(), role[first].tolist(), np.add.reduceat(n, first).tolist(), strict=True)
        return tuple(Stay(months, _ROLES[end], many) for months, end, many in told)

    def reasons(self, which: Column | bool = True) -> dict[Left, int]:
        """Why confirmed ones are left out, of all or of some."""
        out = self.confirmed & (self.left >= 0) & which
        sums = np.bincount(self.left[out], self.n[out], len(_LEFT)).astype(int)
        return {reason: many for reason, many in zip(_LEFT, sums.tolist(), strict=True) if many}


def _stays(cases: pd.DataFrame, as_of: np.datetime64) -> _Rows:
    roles = pd.Categorical(cases["role"], _ROLES).codes
    part = {role: roles == place for place, role in enumerate(_ROLES)}
    ends = part[Role.EVENT] | part[Role.COMPETING]
    published = days(cases["published"], cases["published_precision"])
    ended = days(cases["ended"], cases["ended_precision"])
    out_of_it = (
        (part[Role.UNKNOWN], Left.NOT_ASSESSED),
        (np.isnat(published.first), Left.UNDATED),
        (published.first > as_of, Left.NOT_YET),
        (ends & np.isnat(ended.first), Left.UNDATED),
        (ends & (ended.last < published.first), Left.PRE_EXISTING),
        (published.coarse | (ends & ended.coarse), Left.COARSE),
    )
    reasons = np.select([which for which, _reason in out_of_it], [_LEFT.index(one) for _which, one in out_of_it], -1)
    start = np.minimum(published.middle, as_of)
    over = ends & (ended.first <= as_of)
    end = np.where(over, np.maximum(np.minimum(ended.middle, as_of), start), as_of)
    time, known = np.full(len(cases), np.nan), reasons < 0
    time[known] = months_between(start[known], end[known])
    return _Rows(
        last=published.last,
        confirmed=cases["confirmed"].to_numpy(bool),
        n=cases["n"].to_numpy(np.int64),
        left=reasons,
        time=time,
        role=np.where(over, roles, _ROLES.index(Role.OPEN)),
    )

"""From dates to times: how long each recommendation was followed since its publication, and who is left out and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd

from tracker.stats.days import days, months_between
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
    _rows: pd.DataFrame = field(repr=False, compare=False)

    def within(self, months: int) -> Within:
        """The rate of those published at least so many months before `as_of`."""
        until = months_after(self.as_of, -months)
        old = self._rows[(self._rows["last"] <= np.datetime64(until)).to_numpy()]
        confirmed = old[old["confirmed"]]
        left = _left(confirmed)
        known = confirmed[confirmed["left"].isna()]
        successes = known[(known["role"] == Role.EVENT) & (known["time"] <= months)]
        unknown = sum(left.pop(reason, 0) for reason in _UNKNOWN)
        pending = int(old["n"].sum() - confirmed["n"].sum())
        rate = Rate(int(successes["n"].sum()), int(known["n"].sum()), not_assessed=unknown, pending=pending)
        return Within(months, until, rate, left)


def followed(cases: pd.DataFrame, as_of: date) -> Followed:
    """How long each of the `CASES` was open.

    What is dated to the month stands in the middle of it; what is dated to the year alone is left out, and so is what
    ended before it was published. An end after `as_of` has not come yet.
    """
    rows = _stays(cases, np.datetime64(as_of, "D"))
    confirmed = rows[rows["confirmed"]]
    ends = confirmed[confirmed["left"].isna()].groupby(["time", "role"], observed=True, as_index=False)["n"].sum()
    rows_of_ends = zip(*(ends[name].tolist() for name in ends), strict=True)
    stays = tuple(Stay(time, Role(end), n) for time, end, n in rows_of_ends)
    return Followed(as_of, stays, _left(confirmed), int(rows["n"].sum() - confirmed["n"].sum()), rows)


def _left(rows: pd.DataFrame) -> dict[Left, int]:
    sums = rows.groupby("left", observed=True, as_index=False)["n"].sum()
    return {Left(reason): n for reason, n in zip(sums["left"].tolist(), sums["n"].tolist(), strict=True)}


def _stays(cases: pd.DataFrame, as_of: np.datetime64) -> pd.DataFrame:
    """Of each case: last (day of publication), confirmed, n, left (why it is not followed), else time and role."""
    part = {role: (cases["role"] == role).to_numpy(bool) for role in Role}
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
    reasons = np.select([which for which, _reason in out_of_it], [[*Left].index(one) for _which, one in out_of_it], -1)
    start = np.minimum(published.middle, as_of)
    over = ends & (ended.first <= as_of)
    end = np.where(over, np.maximum(np.minimum(ended.middle, as_of), start), as_of)
    return pd.DataFrame(
        {
            "last": published.last,
            "confirmed": cases["confirmed"].to_numpy(bool),
            "n": cases["n"].to_numpy(np.int64),
            "left": pd.Categorical.from_codes(reasons, pd.Index([*Left])),
            "time": months_between(start, end),
            "role": pd.Categorical(cases["role"].where(over, Role.OPEN), list(Role)),
        }
    )

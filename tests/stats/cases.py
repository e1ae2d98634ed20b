"""Cases by hand, as columns."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from tracker.stats.times import CASES
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.statuses import Status, Success, role


@dataclass(frozen=True)
class Case:
    """`n` recommendations published on one day, of which the status is the same since the same day."""

    published: PartialDate | None
    status: Status
    status_on: PartialDate | None = None
    n: int = 1
    confirmed: bool = True


def frame(cases: Iterable[Case], switch: Success) -> pd.DataFrame:
    """The cases in the columns that `stats.times` works on."""
    rows = [
        (*_day(one.published), role(one.status, switch), *_day(one.status_on), one.n, one.confirmed) for one in cases
    ]
    return pd.DataFrame(rows, columns=list(CASES), dtype=object)


def _day(known: PartialDate | None) -> tuple[object, object]:
    return (known.day, known.precision.value) if known else (None, None)

"""Dates in columns."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.stats.days import Days, days, months_between
from tracker.vocabulary import dates
from tracker.vocabulary.dates import PartialDate, Precision

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def column(values: list[date]) -> np.ndarray:
    return np.array(values, dtype="datetime64[D]")


def partial(*texts: str) -> Days:
    known = [PartialDate.parse(text) for text in texts]
    return days(pd.Series([one.day for one in known]), pd.Series([one.precision.value for one in known]))


def test_a_vague_date_has_a_middle_and_lasts_as_long_as_it_is_vague() -> None:
    found = partial("2024-02-10", "2024-02", "2024")
    assert found.middle.tolist() == column([date(2024, 2, 10), date(2024, 2, 15), date(2024, 7, 1)]).tolist()
    assert found.coarse.tolist() == [False, False, True]


@given(st.lists(st.tuples(DAYS, st.sampled_from(Precision)), min_size=1))
def test_a_date_may_stand_for_the_days_that_it_has_alone(known: list[tuple[date, Precision]]) -> None:
    length = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}
    texts = [day.isoformat()[: length[exact]] for day, exact in known]
    alone = [PartialDate.parse(text) for text in texts]
    found = partial(*texts)
    assert found.last.tolist() == [one.last for one in alone]
    before, after = found.middle - found.first, found.last - found.middle
    assert set((after - before).tolist()) <= {date.resolution * 0, date.resolution}


def test_nothing_is_known_of_what_has_no_date() -> None:
    found = days(pd.Series([None, date(2020, 2, 3)], dtype=object), pd.Series([None, "day"], dtype=object))
    assert np.isnat(found.first).tolist() == np.isnat(found.last).tolist() == [True, False]
    assert not found.coarse.any()


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2023-06-01", "2024-06-01", 12),
        ("2024-01-31", "2024-02-29", 1),
        ("2024-01-31", "2024-03-30", 1 + 30 / 31),
        ("2024-06-20", "2024-07-19", 29 / 30),
        ("2024-06-20", "2024-06-20", 0),
    ],
)
def test_months_between_two_days(first: str, last: str, months: float) -> None:
    between = months_between(column([date.fromisoformat(first)]), column([date.fromisoformat(last)]))
    assert between.tolist() == [pytest.approx(months)]


@given(st.lists(st.tuples(DAYS, DAYS).map(sorted), min_size=1), st.integers(0, 400))
def test_within_so_many_months_is_what_lies_before_the_day(pairs: list[list[date]], months: int) -> None:
    first, last = (column([pair[end] for pair in pairs]) for end in (0, 1))
    within = months_between(first, last) <= months
    assert within.tolist() == [end <= dates.months_after(start, months) for start, end in pairs]

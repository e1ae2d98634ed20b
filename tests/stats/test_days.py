"""Dates in columns: each as `vocabulary.dates` has it alone."""

from datetime import date

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from tracker.stats.days import days, months_after, months_between
from tracker.vocabulary import dates
from tracker.vocabulary.dates import PartialDate, Precision

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def column(values: list[date]) -> np.ndarray:
    return np.array(values, dtype="datetime64[D]")


@given(st.lists(st.tuples(DAYS, st.sampled_from(Precision)), min_size=1))
def test_a_date_may_stand_for_the_same_days(known: list[tuple[date, Precision]]) -> None:
    alone = [
        PartialDate(
            day if exact is Precision.DAY else day.replace(day=1, month=day.month if exact is Precision.MONTH else 1),
            exact,
        )
        for day, exact in known
    ]
    found = days(pd.Series([one.day for one in alone]), pd.Series([one.precision.value for one in alone]))
    assert found.last.tolist() == [one.last for one in alone]
    assert found.middle.tolist() == [one.middle for one in alone]
    assert found.coarse.tolist() == [one.precision is Precision.YEAR for one in alone]


def test_nothing_is_known_of_what_has_no_date() -> None:
    found = days(pd.Series([None, date(2020, 2, 3)], dtype=object), pd.Series([None, "day"], dtype=object))
    assert np.isnat(found.first).tolist() == np.isnat(found.last).tolist() == [True, False]
    assert not found.coarse.any()


@given(st.lists(st.tuples(DAYS, DAYS).map(sorted), min_size=1))
def test_as_many_months_lie_between(pairs: list[list[date]]) -> None:
    first, last = (column([pair[end] for pair in pairs]) for end in (0, 1))
    assert months_between(first, last).tolist() == [dates.months_between(*pair) for pair in pairs]


@given(st.lists(st.tuples(DAYS, st.integers(-600, 600)), min_size=1))
def test_so_many_months_later_is_the_same_day(wanted: list[tuple[date, int]]) -> None:
    found = months_after(column([day for day, _months in wanted]), np.array([months for _day, months in wanted]))
    assert found.tolist() == [dates.months_after(day, months) for day, months in wanted]

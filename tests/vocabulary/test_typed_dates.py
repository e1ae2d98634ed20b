from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.vocabulary.typed_dates import Order, doubtful, order, parse


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2007-05-30", "2007-05-30"),
        ("2007-05", "2007-05"),
        ("2007", "2007"),
        ("2007-05-30 00:00:00", "2007-05-30"),
        ("2007/5/30", "2007-05-30"),
        ("30/5/2007", "2007-05-30"),
        ("30.05.07", "2007-05-30"),
        ("5/30/2007", "2007-05-30"),
        ("5/5/1999", "1999-05-05"),
        ("05/2007", "2007-05"),
        ("May 2007", "2007-05"),
        ("Sept. 2007", "2007-09"),
        ("mai 2007", "2007-05"),
        ("30 May 2007", "2007-05-30"),
        ("1st of May 2007", "2007-05-01"),
        ("30-May-07", "2007-05-30"),
        ("May 30, 2007", "2007-05-30"),
        ("39232", "2007-05-30"),
        ("39232.5", "2007-05-30"),
    ],
)
def test_dates_are_read_as_exactly_as_they_are_known(text: str, read: str) -> None:
    assert str(parse(text)) == read


@pytest.mark.parametrize(
    "text", ["soon", "31/2/2007", "2007-13", "0000", "5/6/2007", "12345678", "13/13/2007", "", "May"]
)
def test_what_is_no_date_or_two_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse(text)


def test_the_column_tells_the_order() -> None:
    assert order(["3/4/2007", "30/4/2007"]) is Order.DAY_FIRST
    assert order(["3/4/2007", "4/30/2007"]) is Order.MONTH_FIRST
    assert doubtful(["3/4/2007", "2007-05-30"])
    assert doubtful(["3/4/2007", "30/4/2007", "4/30/2007"])
    assert not doubtful(["4/4/2007", "May 2007"])


@given(st.lists(st.dates(min_value=date(1970, 1, 1)), min_size=1), st.sampled_from(Order))
def test_a_column_in_one_order_comes_back_or_is_asked_about(days: list[date], first: Order) -> None:
    typed = [
        f"{d.day}/{d.month}/{d.year:04}" if first is Order.DAY_FIRST else f"{d.month}/{d.day}/{d.year:04}" for d in days
    ]
    if not doubtful(typed):
        assert [parse(text, order(typed)).day for text in typed] == days
    assert [parse(text, first).day for text in typed] == days

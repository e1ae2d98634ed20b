from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.vocabulary.dates import PartialDate, months_after, months_between


@pytest.mark.parametrize(
    ("text", "last"),
    [("2024-02-10", date(2024, 2, 10)), ("2024-02", date(2024, 2, 29)), ("2024", date(2024, 12, 31))],
)
def test_a_date_lasts_as_long_as_it_is_vague(text: str, last: date) -> None:
    assert PartialDate.parse(text).last == last
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize("text", ["", "2024-13", "2024-02-30", "24-02-01", "2024-2-1", "May 2024", "2024-02-10T00:00"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("text", "middle"), [("2024-02-10", "2024-02-10"), ("2024-02", "2024-02-15"), ("2024", "2024-07-01")]
)
def test_a_vague_date_has_a_middle(text: str, middle: str) -> None:
    assert PartialDate.parse(text).middle == date.fromisoformat(middle)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2023-12-05", 1, "2024-01-05"),
        ("2024-02-29", -12, "2023-02-28"),
    ],
)
def test_so_many_months_later(day: str, months: int, then: str) -> None:
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(then)


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
    assert months_between(date.fromisoformat(first), date.fromisoformat(last)) == pytest.approx(months)


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 400))
def test_within_so_many_months_is_what_lies_before_the_day(one: date, other: date, months: int) -> None:
    first, last = sorted((one, other))
    assert (months_between(first, last) <= months) is (last <= months_after(first, months))

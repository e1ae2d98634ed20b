from datetime import date

import pytest

from tracker.vocabulary.dates import PartialDate, months_after


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

"""Columns by date of publication, and the periods that they stand for."""

import itertools
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.tables import NUMBERS, captions, drawn, plain, summed, table, targets, totals, valid
from tracker.charts import over_time
from tracker.charts.over_time import MOST
from tracker.charts.periods import between, called, days, named_under, step_of
from tracker.queries.axes import By, label
from tracker.vocabulary.statuses import Status

STEPS = (By.YEAR, By.QUARTER, By.MONTH)
QUARTERS = st.builds("{:04d}-Q{}".format, st.integers(1990, 2024), st.integers(1, 4))


def keys_of(step: By) -> list[str]:
    return {By.YEAR: ["2019", "2021"], By.QUARTER: ["2019-Q4", "2020-Q2"], By.MONTH: ["2019-11", "2020-02"]}[step]


@settings(max_examples=60)
@given(st.dictionaries(QUARTERS, NUMBERS, max_size=20), NUMBERS)
def test_what_is_drawn_adds_up_to_the_table(dated: dict[str, dict[Status, int]], undated: dict[Status, int]) -> None:
    lines = [(key, key, numbers, 0) for key, numbers in dated.items()]
    of = table([*lines, (None, "Without date", undated, 0)])
    chart = over_time(of, totals(of), By.QUARTER, theme="light")
    assert drawn(chart) == summed(of[of["key"].notna()])


@pytest.mark.parametrize(
    ("step", "names"),
    [
        (By.YEAR, ["2019", "2020", "2021"]),
        (By.QUARTER, ["Q4 2019", "Q1 2020", "Q2 2020"]),
        (By.MONTH, ["November 2019", "December 2019", "January 2020", "February 2020"]),
    ],
)
def test_every_empty_period_keeps_its_place(step: By, names: list[str]) -> None:
    first, last = keys_of(step)
    of = plain(step, {first: 3, last: 5})
    (trace,) = over_time(of, totals(of), step, theme="light").figure["data"]
    assert [hover.split("</b>")[0].removeprefix("<b>") for hover in trace["hovertext"]] == names
    assert trace["y"] == [3, *[0] * (len(names) - 2), 5]
    assert trace["customdata"][0] == ["published", first, "adopted"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_none_one_and_very_many_are_figures(step: By, theme: str) -> None:
    first, last = keys_of(step)
    for numbers in ({}, {None: 4}, {first: 1}, {"1000" + first[4:]: 2, last: 3}, {first: 1, "9999" + last[4:]: 2}):
        of = plain(step, numbers)
        assert len(valid(over_time(of, totals(of), step, theme="light" if theme == "light" else "dark")).data) <= 6


def test_too_many_columns_leave_out_the_earliest_and_say_so() -> None:
    of = plain(By.MONTH, {"1990-05": 4, "1991-01": 2, "2020-05": 6})
    chart = over_time(of, totals(of), By.MONTH, theme="light")
    assert len(chart.figure["data"][0]["y"]) == MOST
    assert "6 recommendations published before February 2007 are not drawn; choose a longer step" in chart.note
    assert sum(drawn(chart).values()) == 6
    of = plain(By.MONTH, {"1990-05": 1, "2020-05": 6})
    one = over_time(of, totals(of), By.MONTH, theme="light")
    assert "1 recommendation published before February 2007 is not drawn" in one.note


@pytest.mark.parametrize("step", [By.QUARTER, By.MONTH])
def test_what_is_known_to_the_year_alone_is_counted_beside(step: By) -> None:
    of = plain(step, {keys_of(step)[0]: 3, None: 2})
    chart = over_time(of, totals(of, 9, year_only=4, undated=2), step, theme="light")
    assert "4 recommendations are known to the year alone and stand in the chart by year only." in chart.note
    assert "2 recommendations without a date are not drawn." in chart.note
    one = over_time(of, totals(of, 9, undated=1), step, theme="light")
    assert "1 recommendation without a date is not drawn." in one.note
    assert sum(drawn(chart).values()) == 3


def test_a_chart_of_years_has_them_all() -> None:
    of = plain(By.YEAR, {"2019": 3})
    assert "year alone" not in over_time(of, totals(of, 3, year_only=1), By.YEAR, theme="light").note


@pytest.mark.parametrize(
    ("numbers", "title"),
    [
        ({"2019": 3, "2021": 1}, "2019 was the busiest: 3 of 4 recommendations"),
        ({"2019": 2, "2021": 2}, "2019 and 2021 were the busiest: 2 of 4 recommendations each"),
        (
            dict.fromkeys(("2017", "2018", "2019", "2020"), 1),
            "No time stands out: the 4 busiest have 1 of 4 recommendations each",
        ),
        ({None: 4}, "No date of publication is known of 4 recommendations"),
    ],
)
def test_the_title_says_when(numbers: dict[str | None, int], title: str) -> None:
    of = plain(By.YEAR, numbers)
    assert over_time(of, totals(of, 4), By.YEAR, theme="light").title == title


def test_the_columns_are_told_in_words() -> None:
    of = plain(By.YEAR, {"2018": 3, "2020": 9, "2021": 1})
    chart = over_time(of, totals(of), By.YEAR, theme="light")
    assert chart.alt == (
        "Columns of recommendations by date of publication, from 2018 to 2021, by where they stand. The highest are "
        "2020 9, 2018 3, 2021 1. 1 column is empty. There are 4 columns in all."
    )
    assert chart.subtitle == "13 confirmed headline recommendations from 3 briefs"
    assert captions(chart) == ["<b>3</b>", "<b>9</b>", "<b>1</b>"]


def test_no_date_at_all_is_told() -> None:
    of = plain(By.YEAR, {None: 4})
    chart = over_time(of, totals(of), By.YEAR, theme="light")
    assert chart.alt == "There is no column, since no date of publication is known."
    assert targets(chart) == set()


@pytest.mark.parametrize(
    ("key", "first", "last", "name"),
    [
        ("2007", date(2007, 1, 1), date(2007, 12, 31), "2007"),
        ("2007-Q2", date(2007, 4, 1), date(2007, 6, 30), "Q2 2007"),
        ("2008-02", date(2008, 2, 1), date(2008, 2, 29), "February 2008"),
        ("2007-12", date(2007, 12, 1), date(2007, 12, 31), "December 2007"),
        ("0001", date(1, 1, 1), date(1, 12, 31), "0001"),
    ],
)
def test_a_period_has_its_days_and_its_name(key: str, first: date, last: date, name: str) -> None:
    assert days(key) == (first, last)
    assert called(key) == name


@pytest.mark.parametrize(
    "key", ["", "07", "2007-Q5", "2007-13", "2007-00", "2007-5", "20070", "٢٠٠٧", "0000", "2007-05-01"]
)
def test_what_is_no_period_is_none(key: str) -> None:
    with pytest.raises(ValueError):
        step_of(key)


@given(QUARTERS, QUARTERS)
def test_periods_follow_each_other_without_a_gap(one: str, other: str) -> None:
    first, last = sorted((one, other))
    found = between(first, last, By.QUARTER, 1000)
    assert (found[0], found[-1]) == (first, last)
    assert all((days(b)[0] - days(a)[1]).days == 1 for a, b in itertools.pairwise(found))


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("n", [1, 2, 8, 9, 40, 160])
def test_few_columns_carry_words(step: By, n: int) -> None:
    start = {By.YEAR: "1860", By.QUARTER: "1980-Q1", By.MONTH: "2010-01"}[step]
    end = {By.YEAR: "2019", By.QUARTER: "2019-Q4", By.MONTH: "2023-04"}[step]
    keys = between(start, end, step, n)
    under = named_under(keys)
    assert len(keys) == n
    assert 1 <= len(under) <= 8
    assert all(keys[int(place)][:4] in words for place, words in under.items())
    assert len(set(under.values())) == len(under)


def test_no_column_no_words() -> None:
    assert named_under([]) == {}


def test_the_product_names_them_alike() -> None:
    assert label(By.YEAR, None) == label(By.MONTH, None) == "Without date"

"""The bar over the six groups."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.tables import valid
from tracker.board import headline
from tracker.charts import status_bar
from tracker.charts.palette import ORDER
from tracker.queries.counts import Totals
from tracker.queries.standing import Standing
from tracker.vocabulary.statuses import Status, assessed, statuses


def whole(numbers: dict[Status, int], pending: int = 0) -> Totals:
    found = {status: numbers.get(status, 0) for status in Status}
    return Totals(sum(found.values()), pending, found, briefs=2, undated=0, year_only=0)


SOME = {Status.ADOPTED: 2, Status.PARTLY_ADOPTED: 1, Status.STALLED: 3, Status.NOT_ASSESSED: 5, Status.WITHDRAWN: 1}


@settings(max_examples=50)
@given(st.dictionaries(st.sampled_from(Status), st.integers(0, 20_000)), st.integers(0, 20_000))
def test_its_parts_are_the_totals(numbers: dict[Status, int], pending: int) -> None:
    of = whole(numbers, pending)
    chart = status_bar(of, theme="dark")
    parts = [trace["x"][0] for trace in chart.figure["data"] if trace["y"] == [0]]
    expected = [n for group in ORDER if (n := sum(of.statuses[status] for status in statuses(group)))]
    assert parts == expected
    assert [trace["x"][0] for trace in chart.figure["data"] if trace["y"] == [1]] == ([pending] if pending else [])
    assert chart.table["total"].sum() == of.total + pending


def test_where_pending_ones_are_not_told_nothing_says_that_there_are_none() -> None:
    chart = status_bar(replace(whole(SOME), told=False), theme="light")
    assert "pending" not in set(chart.table["key"])
    assert "pending" in set(status_bar(whole(SOME), theme="light").table["key"])
    names = [figure.key for figure in headline(replace(whole(SOME), told=False), Standing(0, 0, 0, 0))]
    assert (len(names), "pending" in names) == (4, False)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("numbers", [{}, {Status.ADOPTED: 1}, SOME])
def test_it_is_a_figure(numbers: dict[Status, int], theme: str) -> None:
    chart = status_bar(whole(numbers, 4), theme="light" if theme == "light" else "dark")
    valid(chart)
    assert all(set(trace["marker"]["color"]) for trace in chart.figure["data"])


def test_it_says_how_many_of_the_assessed_are_adopted() -> None:
    chart = status_bar(whole(SOME, 7), theme="light")
    assert chart.title == "3 of 6 assessed recommendations are adopted, at least in part"
    assert sum(SOME.get(status, 0) for status in assessed()) == 6
    assert chart.subtitle.startswith("12 confirmed headline recommendations from 2 briefs; 7 more are to be confirmed")
    assert "Adopted 3, Moving 3, Not assessed 5 and Outside the count 1" in chart.alt
    assert "what came of them is not known yet" in chart.note


@pytest.mark.parametrize(
    ("numbers", "title"),
    [
        ({Status.NOT_ASSESSED: 4, Status.WITHDRAWN: 1}, "None of 5 recommendations has been assessed yet"),
        ({Status.ADOPTED: 1}, "The one assessed recommendation is adopted, at least in part"),
        ({Status.ADOPTED: 1, Status.STALLED: 1}, "1 of 2 assessed recommendations is adopted, at least in part"),
        ({Status.STALLED: 2}, "None of 2 assessed recommendations is adopted so far"),
    ],
)
def test_it_speaks_in_whole_sentences(numbers: dict[Status, int], title: str) -> None:
    assert status_bar(whole(numbers), theme="light").title == title


def test_each_part_leads_to_its_list() -> None:
    chart = status_bar(whole(SOME, 7), theme="light")
    found = [trace["customdata"][0] for trace in chart.figure["data"]]
    assert found == [
        ["", "", "adopted"],
        ["", "", "moving"],
        ["", "", "not_assessed"],
        ["", "", "outside"],
        ["reviews", "pending", ""],
    ]


def test_who_may_not_see_what_waits_is_led_nowhere() -> None:
    waits = status_bar(whole(SOME, 7), theme="light", opens_pending=False).figure["data"][-1]
    assert waits["customdata"] == [[]]
    assert "Click" not in waits["hovertext"]

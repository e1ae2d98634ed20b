"""Bars by author and by region."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.tables import HOSTILE, NUMBERS, captions, drawn, plain, summed, table, targets, totals, valid
from tracker.charts import Chart, by_author, by_region
from tracker.charts.by_author import SHOWN
from tracker.queries.axes import By
from tracker.queries.counts import Totals
from tracker.vocabulary.regions import RegionGroup, codes
from tracker.vocabulary.statuses import Status


def authors(of: pd.DataFrame, whole: Totals | None = None, **more: Any) -> Chart:
    return by_author(of, whole or totals(of), theme="light", **more)


def countries(of: pd.DataFrame, whole: Totals | None = None, **more: Any) -> Chart:
    return by_region(of, whole or totals(of), By.REGION, theme="light", **more)


BOTH = pytest.mark.parametrize("draw", [authors, countries])
KEYS = st.none() | st.sampled_from(codes())
TABLES = st.dictionaries(KEYS, st.tuples(NUMBERS, st.integers(0, 9)), max_size=40).map(
    lambda found: table([(key, str(key), *numbers) for key, numbers in found.items()])
)


@BOTH
@settings(max_examples=60)
@given(TABLES)
def test_what_is_drawn_adds_up_to_the_table(draw: Callable[..., Chart], of: pd.DataFrame) -> None:
    chart = draw(of)
    left = 0
    if chart.note.count("not drawn"):
        shown = {target[1] for target in targets(chart) if target}
        left = int(of[of["key"].notna() & ~of["key"].isin(shown)]["total"].sum())
    assert sum(drawn(chart).values()) + left == int(of["total"].sum())
    if not left:
        assert drawn(chart) == summed(of)


@BOTH
@settings(max_examples=60)
@given(TABLES)
def test_bars_go_from_long_to_short(draw: Callable[..., Chart], of: pd.DataFrame) -> None:
    chart = draw(of)
    traces = chart.figure["data"]
    lengths = [sum(part) for part in zip(*(trace["x"] for trace in traces), strict=True)]
    named = [n for n, target in zip(lengths, traces[0]["customdata"], strict=True) if target] if traces else []
    assert named == sorted(named, reverse=True)
    assert all(n > 0 for n in lengths)


@BOTH
@pytest.mark.parametrize("n", [0, 1, 13, 14, 10_000])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_any_number_of_groups_is_a_figure(draw: Callable[..., Chart], n: int, theme: str) -> None:
    of = table([(f"K{place}", f"Name {place}", {Status.ADOPTED: n - place}, 0) for place in range(n)])
    chart = draw(of)
    valid(chart)
    assert chart.figure["layout"]["height"] < 1000
    assert chart.subtitle.startswith(f"{int(of['total'].sum()):,} confirmed")


def test_the_long_tail_is_one_bar_and_counted() -> None:
    of = plain(By.AUTHOR, {f"Writer {place:02}": 20 for place in range(SHOWN)} | {"X": 7, "Y": 5})
    chart = authors(of)
    assert captions(chart)[-2:] == ["2 more authors", "<b>12</b>"]
    assert "“2 more authors” adds up authors with 7 recommendations or fewer each" in chart.note
    assert "2 more authors have fewer" in chart.alt


def test_a_tail_that_would_dwarf_the_rest_is_words() -> None:
    of = plain(By.AUTHOR, {f"Writer {place:03}": 3 for place in range(200)})
    chart = authors(of)
    assert captions(chart)[-1] == "188 more authors, with 3 or fewer each"
    assert "188 more authors with 3 recommendations or fewer each are in the table and not drawn." in chart.note
    assert sum(drawn(chart).values()) == 3 * SHOWN


def test_a_tail_of_one_is_shown_by_name() -> None:
    chart = authors(plain(By.AUTHOR, {f"Writer {place}": 20 - place for place in range(SHOWN + 1)}))
    assert f"Writer {SHOWN}" in captions(chart)
    assert "more author" not in " ".join(captions(chart))


@pytest.mark.parametrize(
    ("numbers", "total", "title"),
    [
        ({"Ann": 5, "Bo": 3}, 7, "Ann recommends most: 5 of 7 recommendations"),
        ({"Ann": 5, "Bo": 5, "Cy": 1}, 9, "Ann and Bo recommend most: 5 of 9 recommendations each"),
        (dict.fromkeys("ABCDE", 2), 10, "5 authors recommend equally much: 2 of 10 recommendations each"),
        ({None: 4}, 4, "No author is known of 4 recommendations"),
        ({"Ann": 1}, 1, "Ann recommends most: 1 of 1 recommendation"),
        ({None: 9, "Ann": 1}, 10, "Ann recommends most: 1 of 10 recommendations"),
    ],
)
def test_the_title_says_who_leads(numbers: dict[str | None, int], total: int, title: str) -> None:
    of = plain(By.AUTHOR, numbers)
    assert authors(of, totals(of, total)).title == title


@pytest.mark.parametrize(
    ("by", "numbers", "title"),
    [
        (By.REGION, {"IRN": 4, "IRQ": 2}, "Iran comes up most: 4 of 5 recommendations"),
        (By.REGION, {"IRN": 4, "IRQ": 4}, "Iran and Iraq come up most: 4 of 5 recommendations each"),
        (By.REGION, {None: 5}, "No country is known of 5 recommendations"),
        (By.REGION_GROUP, {"europe": 5}, "Europe comes up most: 5 of 5 recommendations"),
        (By.REGION_GROUP, dict.fromkeys(map(str, RegionGroup), 5), "11 parts of the world come up equally often: "),
    ],
)
def test_the_title_says_what_comes_up_most(by: By, numbers: dict[str | None, int], title: str) -> None:
    of = plain(by, numbers)
    assert by_region(of, totals(of, 5), by, theme="light").title.startswith(title)


@BOTH
def test_the_bars_are_told_in_words(draw: Callable[..., Chart]) -> None:
    of = table(
        [
            ("AAA", "First", {Status.ADOPTED: 5}, 0),
            ("BBB", "Second", {Status.STALLED: 3}, 0),
            (None, "-", {Status.ADOPTED: 2}, 1),
        ]
    )
    chart = draw(of)
    assert "First 5 and Second 3" in chart.alt
    assert "2 recommendations " in chart.alt
    assert "add up to more than the 10 recommendations there are" in chart.note
    assert (
        chart.subtitle
        == "10 confirmed headline recommendations from 3 briefs; 1 more is to be confirmed and not counted here"
    )
    assert chart.table is of


@BOTH
def test_nothing_is_told_as_nothing(draw: Callable[..., Chart]) -> None:
    of = table([])
    chart = draw(of)
    valid(chart)
    assert chart.alt == "There is no bar, since nothing is counted."


def test_a_mark_leads_to_its_author_and_group() -> None:
    of = table(
        [("Ann", "Ann", {Status.ADOPTED: 2, Status.STALLED: 1}, 0), (None, "Without author", {Status.ADOPTED: 4}, 0)]
    )
    assert targets(authors(of)) == {("authors", "Ann", "adopted"), ("authors", "Ann", "moving"), ()}


def test_a_mark_leads_to_its_country_and_group() -> None:
    of = plain(By.REGION, {"IRN": 2}, Status.WITHDRAWN)
    assert targets(countries(of)) == {("regions", "IRN", "outside")}


@BOTH
@pytest.mark.parametrize("name", HOSTILE)
def test_other_peoples_words_are_only_words(draw: Callable[..., Chart], name: str) -> None:
    of = table([(name, name, {Status.ADOPTED: 3}, 1)])
    chart = draw(of)
    valid(chart)
    (label, total) = captions(chart)
    (hover,) = chart.figure["data"][0]["hovertext"]
    for shown in (label, hover.removeprefix("<b>").replace("</b><br>", "").replace("<br>", "")):
        assert not any(sign in shown for sign in "<>$%{\n\t\u202e")
    assert len(label.replace("&lt;", "<").replace("&gt;", ">")) < 80
    assert total == "<b>3</b>"
    assert targets(chart) == {(chart.figure["data"][0]["customdata"][0][0], name, "adopted")}


def test_an_author_with_only_unconfirmed_ones_has_no_bar() -> None:
    of = table([("Ann", "Ann", {Status.ADOPTED: 1}, 0), ("Bo", "Bo", {}, 4)])
    assert "Bo" not in captions(authors(of))

"""The curves of groups beneath each other: what is drawn, what is said, and what chance leaves of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.tables import HOSTILE, captions, table, targets, valid
from tests.charts.test_labels import WIDTHS, covered
from tracker import charts
from tracker.charts import Chart
from tracker.charts.chart import Theme
from tracker.queries.axes import By
from tracker.queries.timing import GROUPS, MONTHS, Timing
from tracker.stats import incidence
from tracker.stats.incidence import Stay
from tracker.stats.rates import Rate
from tracker.stats.times import Left, Within
from tracker.vocabulary.statuses import Role, Status, Success

E, C, O = Role.EVENT, Role.COMPETING, Role.OPEN  # noqa: E741
DAY = date(2026, 9, 30)
Stays = Sequence[Stay]


def timing(key: Any, stays: Stays, left: Mapping[Left, int] | None = None) -> Timing:
    """One group of which all were published long ago."""
    n = sum(one.n for one in stays)
    parts = {month: sum(one.n for one in stays if one.role is E and one.time <= month) for month in MONTHS}
    within = tuple(Within(month, DAY, Rate(part, n), {}) for month, part in parts.items())
    label = "" if key is None else str(key)
    return Timing(key, label, incidence.curve(stays), within, left or {}, 2)


def drawn(
    groups: Mapping[Any, Stays],
    theme: Theme = "light",
    by: By = By.AUTHOR,
    switch: Success = Success.PARTLY,
    none: int = 0,
    left: Mapping[Left, int] | None = None,
) -> Chart:
    """The chart of groups of which none share a recommendation."""
    found = [timing(key, stays, left) for key, stays in groups.items()][:GROUPS]
    whole = timing(None, [*(one for stays in groups.values() for one in stays), *([Stay(30, O, none)] if none else [])])
    lines: list[Any] = [
        (key, str(key), {Status.NO_MOVEMENT: sum(one.n for one in stays) + sum((left or {}).values())}, 0)
        for key, stays in groups.items()
    ]
    if none:
        lines.append((None, "Without author", {Status.NO_MOVEMENT: none}, 0))
    return charts.curves(found, whole, table(lines), by, switch, theme=theme)


def part(successes: int, n: int, at: float = 10) -> list[Stay]:
    return [Stay(at, E, successes), Stay(40, O, n - successes)]


@pytest.mark.parametrize(("n", "theme"), [(0, "light"), (1, "dark"), (2, "light"), (6, "dark"), (1000, "light")])
def test_any_number_of_groups_is_a_figure(n: int, theme: Theme) -> None:
    made = drawn({f"Author {place}": part(place % 5, 12) for place in range(n)}, theme)
    shown = min(n, GROUPS)
    assert len(made.table) == shown + 1
    assert made.table.iloc[-1]["total"] == 12 * n
    assert len(made.figure["data"]) == 5 * shown
    if n:
        valid(made)
        assert captions(made)[0] == "Grey: the curve of all in this view"
    if n > GROUPS:
        assert made.subtitle.startswith(
            "The 6 largest of 1,000 authors; 12,000 of 12,000 confirmed recommendations are"
        )
        assert "994 authors more are not" in made.note


@pytest.mark.parametrize(
    ("groups", "title"),
    [
        ({}, "There is no group to follow over time"),
        ({"Ann": part(5, 20)}, "There are too few to compare: 1 author with 10 or more followed for a year"),
        ({"Ann": part(0, 20), "Bo": part(0, 20)}, "No success with a known date has come about yet"),
        (
            {"Ann": part(8, 20), "Bo": part(11, 20)},
            "None of 2 authors differs from the rest within two years by more than chance",
        ),
        (
            {"Ann": part(90, 100), "Bo": part(40, 100), "Cy": part(45, 100)},
            "Ann came to success within two years more often than the others compared",
        ),
        (
            {"Ann": part(45, 100), "Bo": part(45, 100), "Cy": part(15, 100)},
            "Cy differs from the rest within two years by more than chance",
        ),
        (
            {"Ann": part(90, 100, 30), "Bo": part(40, 100, 30)},
            "None of 2 authors differs from the rest within two years by more than chance",
        ),
    ],
)
def test_the_title_says_what_chance_does_not(groups: Mapping[Any, Stays], title: str) -> None:
    assert drawn(groups).title == title


def test_the_table_says_what_each_share_rests_on() -> None:
    made = drawn({"Ann": part(15, 20), "Bo": part(4, 11)}, left={Left.NOT_ASSESSED: 3, Left.UNDATED: 1}, none=5)
    ann, bo, whole = made.table.to_dict("records")
    assert (ann["label"], ann["total"], ann["followed"], ann["part"], ann["median"]) == ("Ann", 24, 20, 15, "10")
    assert (bo["median"], whole["label"], whole["total"], whole["followed"]) == (
        "not reached",
        "All of this view",
        36,
        36,
    )
    assert (ann["within_24"], ann["n_24"]) == (0.75, 20)
    assert ann["low_24"] == pytest.approx(0.5313, abs=1e-4)
    assert ann["high_24"] == pytest.approx(0.8881, abs=1e-4)
    assert (ann["left"], ann["left_not_assessed"], ann["left_undated"], ann["left_coarse"]) == (4, 3, 1, 0)
    assert "Without author: 5" in made.note
    assert "Within 24 months: Ann 75% of 20 and Bo 36% of 11" in made.alt


def test_a_group_that_is_too_small_is_named_and_not_ranked() -> None:
    made = drawn({"Ann": part(8, 20), "Bo": part(11, 20), "Cy": part(9, 9)})
    assert made.title == "None of 2 authors differs from the rest within two years by more than chance"
    assert "Too few to compare: Cy." in made.note


def test_a_mark_leads_to_the_records_of_its_group() -> None:
    made = drawn({"Ann": part(8, 20), "Bo": part(11, 20)}, left={Left.UNDATED: 2})
    assert targets(made) == {(), ("authors", "Ann", ""), ("authors", "Bo", "")}
    assert {words for trace in made.figure["data"] for words in trace.get("text", ())} == {"22"}
    assert all("Click for all its 22 recommendations" in words for words in made.figure["data"][4]["hovertext"])
    assert targets(drawn({3: part(1, 20)}, by=By.ACTION_TYPE)) == {(), ("action_types", "3", "")}


def test_what_moved_may_have_moved_before() -> None:
    assert "first step may have come earlier" in drawn({"Ann": part(1, 20)}, switch=Success.MOVED).note
    assert "first step may have come earlier" not in drawn({"Ann": part(1, 20)}).note


@pytest.mark.parametrize("name", HOSTILE)
def test_other_peoples_words_are_only_words(name: str) -> None:
    made = drawn({name: part(8, 20)})
    valid(made)
    hover = made.figure["data"][4]["hovertext"][0]
    for shown in (*captions(made), hover):
        bare = shown.replace("<b>", "").replace("</b>", "").replace("<br>", "")
        assert not any(sign in bare for sign in "<>$%{\n\t\u202e")


STAYS = st.lists(
    st.builds(Stay, st.floats(0, 130), st.sampled_from([E, C, O]), st.integers(1, 20)), min_size=1, max_size=8
)


@given(st.dictionaries(st.text("abW部", min_size=1, max_size=40), STAYS, min_size=1, max_size=8))
def test_each_curve_stays_in_its_panel_and_no_words_meet(groups: Mapping[Any, Stays]) -> None:
    made = drawn(groups)
    data = made.figure["data"]
    for place in range(min(len(groups), GROUPS)):
        whole, low, high, line, dots = data[5 * place : 5 * place + 5]
        for trace in (whole, low, high, line, dots):
            assert all(-place - 1 < y <= -place for y in trace["y"])
            assert all(0 <= x <= 120 for x in trace["x"])
        assert all(one <= later for one, later in pairwise(line["y"]))
        assert all(a <= b + 1e-9 and b <= c + 1e-9 for a, b, c in zip(low["y"], line["y"], high["y"], strict=True))
    for width in WIDTHS:
        boxes = covered(made, width, 104.0 * min(len(groups), GROUPS))[1:]
        assert not any(one.hits(other) for one, other in combinations(boxes, 2))

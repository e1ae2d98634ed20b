"""The funnel of a fair comparison, as a chart."""

from typing import Any

import pandas as pd
import pytest

from tests.charts.tables import HOSTILE, captions, table, targets, valid
from tracker.charts import Chart, fair
from tracker.charts.chart import Theme
from tracker.queries.axes import By
from tracker.queries.rates import of_counts, of_rates
from tracker.stats.rates import Rate
from tracker.vocabulary.statuses import Status, Success

Numbers = dict[Any, tuple[int, int]]


def rates(groups: Numbers) -> pd.DataFrame:
    lines = [
        (key, str(key), {Status.ADOPTED: part, Status.NO_MOVEMENT: n - part, Status.NOT_ASSESSED: 3}, 1)
        for key, (part, n) in groups.items()
    ]
    return of_counts(table(lines), Success.ADOPTED)


def chart(groups: Numbers, theme: Theme = "light", by: By = By.AUTHOR) -> Chart:
    of = rates(groups)
    whole = Rate(int(of["part"].sum()), int(of["assessed"].sum()))
    return fair(of_rates(of, whole), of, by, theme=theme)


@pytest.mark.parametrize(
    ("n", "theme"),
    [(0, "light"), (1, "dark"), (2, "light"), (7, "dark"), pytest.param(10_000, "light", marks=pytest.mark.long)],
)
def test_any_number_of_groups_is_a_figure(n: int, theme: Theme) -> None:
    made = chart({f"K{place}": (place % 9, 9 + place % 40) for place in range(n)}, theme)
    valid(made)
    assert len(captions(made)) <= 7
    assert len(made.table) == n


@pytest.mark.parametrize(
    ("groups", "title"),
    [
        ({}, "There are too few to compare: 0 authors with 10 or more assessed"),
        ({"Ann": (9, 90)}, "There are too few to compare: 1 author with 10 or more assessed"),
        ({"Ann": (40, 80), "Bo": (45, 90)}, "None of 2 authors differs from the rest by more than chance"),
        ({"Ann": (90, 100), "Bo": (40, 100), "Cy": (45, 100)}, "Ann stands above all others"),
        ({"Ann": (45, 100), "Bo": (45, 100), "Cy": (15, 100)}, "Cy differs from the rest by more than chance"),
        (
            {"A": (90, 100), "B": (85, 100), "C": (5, 100), "D": (8, 100)},
            "4 of 4 authors differ from the rest by more than chance",
        ),
    ],
)
def test_the_title_says_what_chance_does_not(groups: Numbers, title: str) -> None:
    assert chart(groups).title == title


def test_the_table_ranks_nobody_whom_chance_may_have_placed() -> None:
    made = chart({"Ann": (90, 100), "Bo": (40, 100), "Cy": (45, 100), "Dee": (1, 2)})
    lines = {row["label"]: (row["place"], row["against"]) for row in made.table.to_dict("records")}
    assert lines["Ann"] == ("1", "Above")
    assert lines["Bo"][0] == lines["Cy"][0] == "2–3"
    assert lines["Dee"] == ("", "Too few")
    assert "1 author with fewer than 10 assessed are in the table and not compared" in made.note
    assert made.subtitle.startswith("3 authors with 10 or more assessed, against ")


def test_a_dot_leads_to_what_is_assessed_of_its_group() -> None:
    made = chart({"Ann": (90, 100), "Bo": (40, 100)})
    assert targets(made) == {(), ("authors", "Ann", "assessed"), ("authors", "Bo", "assessed")}
    assert targets(chart({"IRN": (9, 10), "IRQ": (4, 10)}, by=By.REGION)) >= {("regions", "IRN", "assessed")}


@pytest.mark.parametrize("name", HOSTILE)
def test_other_peoples_words_are_only_words(name: str) -> None:
    made = chart({name: (90, 100), "Bo": (40, 100)})
    valid(made)
    (hover, _other) = made.figure["data"][-1]["hovertext"]
    for shown in (captions(made)[0], hover.replace("<b>", "").replace("</b>", "").replace("<br>", "")):
        assert not any(sign in shown for sign in "<>$%{\n\t\u202e")


def test_a_dot_tells_of_those_that_it_lies_over() -> None:
    made = chart({"Ann": (5, 20), "Bo": (5, 20), "Cy": (10, 40)})
    hovers = {hover.partition("</b>")[0][3:]: hover for hover in made.figure["data"][-1]["hovertext"]}
    assert "Here too: Bo" in hovers["Ann"] and "Here too: Ann" in hovers["Bo"]
    assert "Here too" not in hovers["Cy"]


def test_of_several_at_one_place_the_first_is_named_and_the_others_are_counted() -> None:
    groups = {"Ann": (5, 20), "Bo": (5, 20), "Cy": (5, 20), "Di": (9, 40), "Ed": (9, 40)}
    names = [*captions(chart(groups))]
    assert {"Ann +2", "Di", "Ed"} <= set(names)
    assert "Bo" not in names


def test_two_dots_at_the_line_of_all_keep_a_name() -> None:
    assert "Chantha Vorn-Delacroix" in captions(chart({"Chantha Vorn-Delacroix": (9, 20), "Tobias Enquist": (9, 20)}))


def test_the_rate_of_all_stands_where_no_dot_is() -> None:
    for groups, end in (({"Ann": (5, 20), "Bo": (9, 21)}, 0), ({"Ann": (5, 10), "Bo": (9, 90), "Cy": (9, 12)}, 1)):
        (level,) = [one for one in chart(groups).figure["layout"]["annotations"] if one["xref"] == "paper"]
        assert (level["x"], level["xanchor"]) == (end, ("left", "right")[end])

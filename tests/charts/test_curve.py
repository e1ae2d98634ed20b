"""The curve of how long adoption takes, as a chart."""

from datetime import date
from itertools import pairwise

import pytest

from tests.charts.tables import captions, targets, valid
from tests.stats.cases import Case, frame
from tracker.charts import Chart, curve
from tracker.charts.chart import Theme
from tracker.queries.timing import MONTHS, Timing
from tracker.stats import incidence
from tracker.stats.incidence import Stay
from tracker.stats.rates import Rate
from tracker.stats.times import Left, Within, followed
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.statuses import Role, Status, Success

E, C, O = Role.EVENT, Role.COMPETING, Role.OPEN  # noqa: E741
MANY = [Stay(6, E, 2), Stay(10, C), Stay(18, E, 3), Stay(40, O, 4)]


def cohorts(stays: list[Stay]) -> tuple[Within, ...]:
    """Of those of which one sees that they were published so long ago."""
    found = []
    for month in MONTHS:
        long = [one for one in stays if one.time >= month or one.role is not O]
        known = long if any(one.time >= month for one in stays) else []
        part = sum(one.n for one in known if one.role is E and one.time <= month)
        found.append(Within(month, date(2026, 9, 30), Rate(part, sum(one.n for one in known)), {}))
    return tuple(found)


def chart(stays: list[Stay], theme: Theme = "light", switch: Success = Success.PARTLY, **left: int) -> Chart:
    known = {Left(reason): n for reason, n in left.items()}
    found = Timing(None, "", incidence.curve(stays), cohorts(stays), known, 0)
    return curve(found, switch, theme=theme)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("stays", [MANY, [], [Stay(3, O)], [Stay(3, C)], [Stay(0, E)], [Stay(400, E, 9)]])
def test_any_curve_is_a_figure(stays: list[Stay], theme: Theme) -> None:
    made = chart(stays, theme)
    valid(made)
    low, high, line, _dots = made.figure["data"]
    assert len(low["x"]) == len(high["x"]) == len(line["x"])
    for one, later in pairwise(line["y"]):
        assert one <= later
    assert all(a <= b <= c for a, b, c in zip(low["y"], line["y"], high["y"], strict=True))
    assert max(line["x"]) <= 120


def test_it_says_how_many_by_when() -> None:
    made = chart(MANY, not_assessed=7, pre_existing=1)
    assert made.title == "50% of 10 were adopted, at least in part, within two years"
    assert made.subtitle == ("10 confirmed recommendations, followed from publication; 8 more are left out")
    assert "Left out: 7 not assessed and 1 ended before publication." in made.note
    assert "Half of all were adopted, at least in part, after 18 months" in made.note
    assert "20% after 12 months, 50% after 24 months and 50% after 36 months" in made.alt
    assert captions(made) == ["<b>20&#37;</b>", "<b>50&#37;</b>", "<b>50&#37;</b>"]
    assert made.table.iloc[-1]["share"] == pytest.approx(0.5)
    assert made.table["label"].tolist() == [str(month) for month in range(0, 41, 6)]


@pytest.mark.parametrize(
    ("stays", "title"),
    [
        ([], "There is nothing yet to follow over time"),
        ([Stay(30, O)], "No success with a known date has come about yet"),
        ([Stay(3, E), Stay(5, O)], "No recommendation has been followed for a year yet"),
        ([Stay(3, E), Stay(13, O)], "50% of 2 were adopted, at least in part, within a year"),
    ],
)
def test_what_is_not_known_yet_is_said(stays: list[Stay], title: str) -> None:
    assert chart(stays).title == title


def test_its_dots_lead_to_all_successes() -> None:
    assert targets(chart(MANY, switch=Success.MOVED)) == {(), ("", "", "success:moved")}
    made = chart(MANY)
    assert all("all successes, early or late" in words for words in made.figure["data"][-1]["hovertext"])
    assert "A dot opens the list of all successes, also of those that came about later" in made.note
    assert "first step may have come earlier" in chart(MANY, switch=Success.MOVED).note


def test_the_title_tells_the_cohort_that_the_figures_tell() -> None:
    """Young ones that all succeeded raise the curve, and no share of those published two years ago."""
    days = [("2020-01-01", "2021-01-01", 10), ("2020-01-01", None, 10), ("2025-06-01", "2025-12-01", 30)]
    cases = [
        Case(
            PartialDate.parse(out),
            Status.ADOPTED if on else Status.NO_MOVEMENT,
            PartialDate.parse(on) if on else None,
            n,
        )
        for out, on, n in days
    ]
    known = followed(frame(cases, Success.ADOPTED), date(2026, 11, 27))
    within = tuple(known.within(month) for month in MONTHS)
    made = curve(Timing(None, "", incidence.curve(known.stays), within, {}, 0), Success.ADOPTED, theme="light")
    assert incidence.curve(known.stays).at(24).share > 0.6
    assert made.title == "50% of 20 were adopted within two years"
    assert "may differ from shares within a time" in made.note


def test_half_of_all_is_said_of_what_counts() -> None:
    said = {switch: chart(MANY, switch=switch).note for switch in Success}
    assert "Half of all were adopted after 18 months" in said[Success.ADOPTED]
    assert "Half of all were adopted, or met by another measure, after 18 months" in said[Success.OTHERWISE]
    assert "Half of all had moved after 18 months" in said[Success.MOVED] and "adopted" not in said[Success.MOVED]
    assert "adopted" not in chart([Stay(6, E), Stay(30, O, 3)], switch=Success.MOVED).note

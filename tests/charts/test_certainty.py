"""The reliability curve as a chart."""

from html import unescape

import pytest

from tests.charts.tables import captions, valid
from tracker.charts import Chart, certainty
from tracker.charts.certainty import extent
from tracker.charts.chart import Theme
from tracker.charts.palette import palette
from tracker.stats.reliability import Band, reliability
from tracker.stats.shares import share

JUDGED = [*[(0.95, True)] * 9, (0.95, False), (0.75, True), (0.75, False)]
RIGHT = "A finding is right where a person confirmed it."


def chart(judged: list[tuple[float, bool]], theme: Theme = "light") -> Chart:
    return certainty(reliability(judged), RIGHT, theme=theme)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_dot_a_band_over_what_was_said(theme: Theme) -> None:
    made = chart(JUDGED, theme)
    valid(made)
    said, found = made.figure["data"]
    assert next(zip(said["base"], said["y"], strict=True)) == (0.5, pytest.approx(0.1))
    assert (found["x"], found["y"]) == ([2, 4], [0.5, 0.9])
    assert found["marker"]["color"] == palette(theme).accent
    reach = found["error_y"]
    assert [round(y + up, 3) for y, up in zip(found["y"], reach["array"], strict=True)] == [0.905, 0.982]
    assert [round(y - down, 3) for y, down in zip(found["y"], reach["arrayminus"], strict=True)] == [0.095, 0.596]
    assert list(map(unescape, captions(made))) == ["<b>50%</b>", "<b>90%</b>"]
    assert made.figure["layout"]["xaxis"]["ticktext"][3:] == ["80–90%<br>n = 0", "90–100%<br>n = 10"]


def test_the_words_around_it() -> None:
    made = chart(JUDGED)
    assert made.title == "Of the findings that the reading was at least 90% sure of, 90% are right"
    assert made.subtitle == "12 findings, by how sure the reading said it was"
    assert "70–80% sure: 1 of 2 right; 90–100% sure: 9 of 10 right." in made.alt
    assert made.note.startswith(RIGHT)
    assert "Wilson" in made.note


@pytest.mark.parametrize(
    ("judged", "title"),
    [
        ([(0.65, True)], "Of the findings that the reading was 60–70% sure of, 100% are right"),
        ([(0.1, False)], "Of the findings that the reading was 0–50% sure of, 0% are right"),
        ([], "There is no finding yet to judge certainty by"),
    ],
)
def test_the_title_is_of_the_surest_there_are(judged: list[tuple[float, bool]], title: str) -> None:
    made = chart(judged)
    valid(made)
    assert made.title == title


def test_a_range_of_nothing_is_not_said() -> None:
    assert extent(share(0, 0)) == ""
    assert extent(share(1, 2)) == "9–91%"


def test_a_dot_rounds_neither_share_nor_range_to_all() -> None:
    (hover,) = chart([(0.95, True)] * 2999 + [(0.95, False)]).figure["data"][1]["hovertext"]
    assert unescape(hover).endswith("2,999 of 3,000 are right: >99%<br>>99%")


def test_the_table_holds_the_numbers() -> None:
    table = chart(JUDGED).table
    assert list(table.columns) == ["start", "end", "right", "n", "share", "low", "high"]
    assert table["n"].tolist() == [0, 0, 2, 0, 10]
    assert chart([]).table["n"].sum() == 0
    assert isinstance(reliability([])[0], Band)

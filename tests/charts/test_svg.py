"""Every chart as SVG: well formed, all its numbers in it, other people's words only words."""

from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree

import pytest

from tests.charts.tables import HOSTILE, plain, table, totals
from tests.charts.test_curve import MANY
from tests.charts.test_curves import drawn
from tests.charts.test_funnel import rates
from tests.charts.test_tally import FOUND
from tracker import charts
from tracker.charts import Chart
from tracker.charts.chart import Theme
from tracker.charts.palette import palette
from tracker.charts.sides import Side
from tracker.charts.svg import svg
from tracker.charts.svg_marks import Plot
from tracker.charts.svg_text import wrapped
from tracker.queries.axes import By
from tracker.queries.rates import of_rates
from tracker.queries.timing import Timing
from tracker.stats import incidence
from tracker.stats.rates import Rate
from tracker.stats.reliability import reliability
from tracker.vocabulary.statuses import Status, Success

NAME = "{http://www.w3.org/2000/svg}"
DAY = date(2026, 9, 30)
NUMBERS = {Status.ADOPTED: 5, Status.STALLED: 3, Status.NOT_ASSESSED: 20, Status.OVERTAKEN: 12}


def every(theme: Theme) -> Iterator[Chart]:
    """One of each chart that there is."""
    of = table([("IRN", "Iran", NUMBERS, 2), ("KIR", "Kiribati", {Status.ADOPTED: 1}, 0), (None, "None", NUMBERS, 0)])
    whole = totals(of)
    yield charts.status_bar(whole, theme=theme)
    yield charts.by_author(of, whole, theme=theme)
    yield charts.by_region(of, whole, By.REGION, theme=theme)
    yield charts.world_map(of, whole, theme=theme)
    for by, keys in ((By.YEAR, ("2020", "2023")), (By.MONTH, ("2020-01", "2022-12"))):
        years = plain(by, dict.fromkeys(keys, 7))
        yield charts.over_time(years, totals(years), by, theme=theme)
    yield charts.certainty(reliability([(0.95, True), (0.7, False)]), "So.", theme=theme)
    for draw in (charts.contributions, charts.outcomes, charts.strengths):
        yield draw(FOUND, Success.PARTLY, theme=theme)
    found = Timing(None, "", incidence.curve(MANY), (), {}, 0)
    yield charts.curve(found, Success.PARTLY, theme=theme)
    yield drawn({"Ann": MANY, "Bo": MANY[:2]}, theme)
    for groups in ({"Ann": (9, 90), "Bo": (80, 90)}, {"Ann": (9, 10), "Bo": (800, 900)}, {}):
        compared = rates(groups)
        rate = Rate(int(compared["part"].sum()), int(compared["assessed"].sum()))
        yield charts.fair(of_rates(compared, rate), compared, By.AUTHOR, theme=theme)
    yield charts.sides(Side("One", Rate(5, 10), ()), Side("Two", Rate(0, 0), ()), 0, "Adopted", theme=theme)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_chart_is_drawn(theme: Theme) -> None:
    for chart in every(theme):
        drawing = ElementTree.fromstring(svg(chart, theme=theme))
        assert drawing.findtext(f"{NAME}title") == chart.title
        assert drawing.findtext(f"{NAME}desc") == chart.alt
        said = " ".join("".join(words.itertext()) for words in drawing.iter(f"{NAME}text"))
        assert said.startswith(chart.title[:30])
        width, height = float(drawing.attrib["width"]), float(drawing.attrib["height"])
        for box in drawing.iter(f"{NAME}rect"):
            numbers = [float(box.get(name, 0)) for name in ("x", "y", "width", "height")]
            assert min(numbers) >= 0 and numbers[0] + numbers[2] <= width and numbers[1] + numbers[3] <= height
        assert drawing.find(f"{NAME}rect").get("fill") == palette(theme).paper  # type: ignore[union-attr]


def test_bars_are_as_long_as_their_numbers() -> None:
    of = table([("Ann", "Ann", {Status.ADOPTED: 8, Status.STALLED: 4}, 0)])
    drawing = ElementTree.fromstring(svg(charts.by_author(of, totals(of), theme="light")))
    colours = {palette("light").groups[group].colour: n for group, n in zip(("adopted", "moving"), (8, 4), strict=True)}  # type: ignore[index]
    bars = [
        box for box in drawing.iter(f"{NAME}rect") if float(box.get("width", 0)) > 20 and box.get("fill") in colours
    ]
    lengths = {colours[box.get("fill", "")]: float(box.get("width", 0)) for box in bars}
    assert lengths[8] == pytest.approx(2 * lengths[4], abs=0.2)
    assert any("".join(words.itertext()) == "12" for words in drawing.iter(f"{NAME}text"))


@pytest.mark.parametrize("name", HOSTILE)
def test_other_peoples_words_are_only_words(name: str) -> None:
    of = table([(name, name, {Status.ADOPTED: 3}, 1)])
    drawing = ElementTree.fromstring(svg(charts.by_author(of, totals(of), theme="light"), source=name))
    known = {"svg", "title", "desc", "rect", "text", "tspan", "path", "circle"}
    assert {element.tag.removeprefix(NAME) for element in drawing.iter()} <= known


def test_a_place_follows_its_axis() -> None:
    layout = {
        "xaxis": {"range": [0, 2], "type": "log", "tickvals": [1, 10]},
        "yaxis": {"range": [1, 0], "showgrid": True},
    }
    plot = Plot(100, 50, 200, 100, 0, layout)
    assert [plot.x(value) for value in (1, 10, 100)] == [100, 200, 300]
    assert [plot.y(value) for value in (1, 0.5, 0)] == [150, 100, 50]
    assert list(plot.ticks("xaxis")) == [(1, "1"), (10, "10")]


def test_long_words_are_wrapped() -> None:
    assert wrapped("one two three", 80, 20) == ["one two", "three"]
    assert wrapped("", 80, 20) == []

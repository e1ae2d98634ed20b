"""The map: every country has its place on it, none is not the same as unknown, and nothing is fetched."""

import itertools
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.tables import HOSTILE, plain, table, targets, totals, valid
from tracker.charts import Chart, world_map
from tracker.charts.outlines import UNPEOPLED, outlines, points
from tracker.charts.world_map import steps
from tracker.queries.axes import By
from tracker.vocabulary.regions import codes, name
from tracker.vocabulary.statuses import Status

NUMBERS = st.dictionaries(st.none() | st.sampled_from(codes()), st.integers(1, 200_000), max_size=30)


def drawn_map(numbers: dict[str | None, int], total: int | None = None) -> Chart:
    of = plain(By.REGION, numbers)
    return world_map(of, totals(of, total), theme="light")


def shown(chart: Chart) -> dict[str, int]:
    """Country to the number that its mark stands for."""
    found: dict[str, int] = {}
    for trace in chart.figure["data"]:
        numbers = trace["z"] if trace["type"] == "choropleth" else [int(t.replace(",", "")) for t in trace["text"]]
        keys = [target[1] for target in trace["customdata"] if target]
        found |= dict(zip(keys, numbers, strict=bool(keys)))
    return found


def entries(chart: Chart) -> list[str]:
    return [trace["name"].strip() for trace in chart.figure["data"] if trace["showlegend"]]


def test_every_country_of_the_vocabulary_can_be_marked() -> None:
    chart = drawn_map(dict.fromkeys(codes(), 3))
    assert shown(chart) == dict.fromkeys((code for code in codes() if code != UNPEOPLED), 3)
    assert "Antarctica is not drawn: 3 recommendations about it are in the table." in chart.note


def test_every_point_is_within_the_map() -> None:
    geo = drawn_map({"IRN": 1}).figure["layout"]["geo"]
    (west, east), (south, north) = geo["lonaxis"]["range"], geo["lataxis"]["range"]
    assert east - west == 360
    assert all(south < lat < north for _lon, lat in points().values())
    assert set(outlines()) | set(points()) | {UNPEOPLED} == set(codes())


@settings(max_examples=40)
@given(NUMBERS)
def test_the_marks_carry_the_table(numbers: dict[str | None, int]) -> None:
    chart = drawn_map(numbers)
    assert shown(chart) == {code: n for code, n in numbers.items() if code and code != UNPEOPLED}
    assert {target for target in targets(chart) if target} == {("regions", code, "") for code in shown(chart)}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("numbers", [{}, {None: 3}, {"IRN": 1}, {"KIR": 1}, dict.fromkeys(codes(), 10_000)])
def test_none_one_and_all_are_figures(numbers: dict[str | None, int], theme: str) -> None:
    of = plain(By.REGION, numbers)
    valid(world_map(of, totals(of), theme="light" if theme == "light" else "dark"))


def test_none_unconfirmed_and_some_are_told_apart() -> None:
    of = table([("IRN", "Iran", {Status.ADOPTED: 2}, 0), ("LBY", "Libya", {}, 3)])
    chart = world_map(of, totals(of), theme="light")
    looks: dict[str, Any] = {}
    for trace in chart.figure["data"]:
        looks |= dict.fromkeys(trace["locations"], (trace["colorscale"][0][1], trace["name"].strip()))
    assert (looks["FRA"][1], looks["LBY"][1], looks["IRN"][1]) == ("None", "To be confirmed", "2")
    assert len({colour for colour, _name in (looks["FRA"], looks["LBY"], looks["IRN"])}) == 3
    assert entries(chart) == ["None", "To be confirmed", "2"]
    says = dict(zip(chart.figure["data"][0]["locations"], chart.figure["data"][0]["hovertext"], strict=True))
    assert says["FRA"] == "<b>France</b><br>No recommendation"
    assert targets(chart) == {(), ("regions", "IRN", "")}
    assert "“To be confirmed” are countries about which nothing is confirmed yet." in chart.note


def test_what_is_about_no_country_is_not_on_the_map_and_said() -> None:
    assert drawn_map({"IRN": 4, "IRQ": 2, None: 3}, 8).title == "5 of 8 recommendations are about 2 countries"
    assert drawn_map({"IRN": 4, "IRQ": 2}, 5).title == "5 recommendations are about 2 countries"
    assert drawn_map({"IRN": 1}).title == "1 recommendation is about 1 country"
    assert drawn_map({None: 3}).title == "No country is known of 3 recommendations"


def test_the_map_is_told_in_words() -> None:
    chart = drawn_map({"IRN": 4, "IRQ": 2})
    assert chart.alt.endswith("The darkest are Iran 4 and Iraq 2.")
    assert "imply no opinion" in chart.note
    assert drawn_map({}).alt == "A map of the world on which no country is marked."


def test_nothing_is_fetched() -> None:
    """No address anywhere in the figure, and no base layer of plotly's own, whose outlines come from a foreign host."""
    chart = drawn_map(dict.fromkeys(codes(), 2))
    assert "://" not in json.dumps(chart.figure)
    assert chart.figure["layout"]["geo"]["visible"] is False
    shows = [key for key, value in chart.figure["layout"]["geo"].items() if key.startswith("show") and value]
    assert shows == []
    assert {trace["type"] for trace in chart.figure["data"]} == {"choropleth", "scattergeo"}
    assert all(trace["geojson"] for trace in chart.figure["data"] if trace["type"] == "choropleth")


@given(st.integers(0, 3_000_000))
def test_shades_cover_every_number_once(most: int) -> None:
    found = steps(most)
    assert len(found) <= 4
    assert [n for low, high in found for n in (low, high)] == sorted(n for pair in found for n in pair)
    assert (found[0][0], found[-1][1]) == (1, most) if most else found == []
    assert all(after == high + 1 for (_low, high), (after, _high) in itertools.pairwise(found))


@pytest.mark.parametrize("label", HOSTILE)
def test_other_peoples_words_are_only_words(label: str) -> None:
    of = table([("IRN", label, {Status.ADOPTED: 3}, 0)])
    (hover,) = world_map(of, totals(of), theme="light").figure["data"][-1]["hovertext"]
    words = hover.removeprefix("<b>").split("</b><br>")[0]
    assert not any(sign in words for sign in "<>$%{\n\t\u202e")


def test_names_follow_the_vocabulary() -> None:
    assert "Kiribati" in drawn_map({"KIR": 1}).figure["data"][-1]["hovertext"][0]
    assert name("KIR") == "Kiribati"

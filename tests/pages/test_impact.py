"""The page on impact: what follows from the switch, and that its charts agree."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Site, asked, said, unfolded
from tracker.actions import review
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role

PAGE = "explore/impact"


@pytest.fixture
def site(site: Site) -> Site:
    """The site with both confirmed: the headline adopted in part."""
    with site.desk.store.writing() as session:
        for number in (1, 2):
            review.confirm(session, site.desk.me, site.desk.row(number).id or 0, None)
    site.desk.prove(EvidenceKind.PUBLIC_DOCUMENT)
    site.desk.advance(status="partly_adopted", status_on=PartialDate.parse("2021-02-01"))
    return site


def drawn(app: AppTest) -> list[Any]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


@pytest.mark.parametrize("role", list(Role))
def test_everybody_sees_four_charts_of_the_same_successes(site: Site, role: Role) -> None:
    app = site.visit(PAGE, site.role(role))
    assert not app.exception and not app.error
    _curve, outcomes, contributions, strengths = drawn(app)
    for chart in (outcomes, contributions, strengths):
        assert sum(chart["data"][0]["x"]) == 1
    words = said(app)
    assert "1 of 1 assessed, likely 21–100%" in words
    assert "Nobody has assessed yet whether a brief helped" in words


def test_the_switch_decides_what_counts(site: Site) -> None:
    app = site.visit(PAGE, success="adopted")
    assert "0 of 1 assessed" in said(app)
    assert "None of these is a success yet" in said(app)
    assert len(drawn(app)) == 1
    app.segmented_control(key="success.switch").set_value("moved").run()
    assert asked(app, "success") == ["moved"]
    assert "1 of 1 assessed" in said(app)
    app.segmented_control(key="success.switch").set_value("partly").run()
    assert asked(app, "success") == []


@pytest.mark.parametrize("role", list(Role))
def test_time_by_group_agrees_with_the_rest_of_the_page(site: Site, role: Role) -> None:
    app = site.visit(PAGE, site.role(role), by="author")
    assert not app.exception and not app.error
    curves, *others = drawn(app)
    assert len(others) == 3
    labels = [note["text"] for note in curves["layout"]["annotations"] if "followed" in note["text"]]
    assert labels == ["<b>A. Writer</b> 1 of 1 followed", "<b>B. Writer</b> 1 of 1 followed"]
    words = said(app)
    assert "There are too few to compare: 0 authors with 10 or more followed for a year" in words
    assert "2 authors; 1 of 1 confirmed recommendation is followed" in words
    assert {tuple(mark) for trace in curves["data"] for mark in trace["customdata"] if mark} == {
        ("authors", "A. Writer", ""),
        ("authors", "B. Writer", ""),
    }
    table = next(frame.value for frame in unfolded(app, "numbers.time.author").dataframe if "followed" in frame.value)
    assert table["total"].tolist() == [1, 1, 1]
    assert table["part"].tolist() == [1, 1, 1]


def test_the_groups_are_chosen_in_the_address(site: Site) -> None:
    app = site.visit(PAGE)
    assert app.segmented_control(key="impact.by").value == "all"
    app.segmented_control(key="impact.by").set_value("topic").run()
    assert asked(app, "by") == ["topic"]
    app.segmented_control(key="impact.by").set_value("all").run()
    assert asked(app, "by") == []
    assert "There is nothing yet" not in said(app)


def test_no_group_and_no_group_there_is_are_no_harm(site: Site) -> None:
    app = site.visit(PAGE, by="series")
    assert "There is no group to follow over time" in said(app)
    assert len(drawn(app)) == 3
    whole = site.visit(PAGE, by="nonsense")
    assert not whole.exception
    assert whole.segmented_control(key="impact.by").value == "all"


def test_the_groups_obey_the_filters(site: Site) -> None:
    app = site.visit(PAGE, by="author", author="A. Writer", success="adopted")
    assert not app.exception
    assert "No success with a known date has come about yet" in said(app)
    (curves,) = drawn(app)
    assert len(curves["data"]) == 10


def test_nothing_to_count_is_said(site: Site) -> None:
    app = site.visit(PAGE, region="FRA")
    assert not app.exception
    assert drawn(app) == []

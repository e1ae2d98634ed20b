"""The pages of charts: authors, regions, trends."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.actions.conftest import extraction, finding, take
from tests.pages.conftest import Site, asked, nothing, said, served, unfolded
from tests.queries.conftest import DAY
from tracker.actions import review
from tracker.store.people_tables import Person
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role, Verb, may

AUTHORS, REGIONS, TRENDS = PAGES = ("explore/authors", "explore/regions", "explore/trends")
EVERY_PAGE = pytest.mark.parametrize("page", PAGES)
EVERY_ROLE = pytest.mark.parametrize("role", list(Role))


@pytest.fixture(scope="module")
def counted(shared: Site) -> Site:
    """The site with two confirmed headlines: one adopted, of 2020, on Iran and Iraq; one of a vague 2021, on Syria."""
    desk = shared.desk
    found = extraction(
        finding("Keep talking."),
        title="Of a vague year",
        authors=("C. $5m <b>Writer</b>",),
        published=PartialDate.parse("2021"),
        regions=("SYR",),
    )
    with desk.store.writing() as session:
        take(session, desk.me, b"second", found=found, confirm=True)
        review.confirm(session, desk.me, 1, None)
    desk.prove()
    desk.advance(status="adopted", status_on=DAY)
    return shared


@pytest.fixture
def nobody_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site whose store is empty."""
    with served(tmp_path, monkeypatch, fill=nothing) as found:
        yield found


def figures(app: AppTest) -> list[dict[str, Any]]:
    """The figures of the page, with the words for who does not see them."""
    return [{**json.loads(chart.proto.spec), "alt": chart.proto.alt} for chart in app.get("plotly_chart")]


@pytest.mark.parametrize("page", [*PAGES, "explore/overview", "explore/impact", "explore/compare", "report/board"])
def test_of_what_is_known_of_nobody_nowhere_at_no_time_a_page_tells(nobody_yet: Site, page: str) -> None:
    """A confirmed recommendation of a brief that names no author, no country and no date."""
    bare = extraction(finding("Keep talking."), title="Bare")
    with nobody_yet.desk.store.writing() as session:
        take(session, nobody_yet.desk.me, b"bare", found=bare, confirm=True)
    app = nobody_yet.visit(page)
    assert not app.exception and not app.error
    assert "1" in said(app)


def links(app: AppTest) -> list[str]:
    return [link.proto.label for link in app.get("page_link")]


@EVERY_PAGE
@EVERY_ROLE
def test_everybody_may_see_the_charts(counted: Site, page: str, role: Role) -> None:
    app = counted.visit(page, counted.role(role))
    assert not app.exception
    assert not app.error
    assert len(figures(app)) == (3 if page == REGIONS else 1)
    assert "2 confirmed headline recommendations from 2 briefs" in said(app)
    assert all(figure["alt"].endswith(".") for figure in figures(app))


@EVERY_PAGE
@pytest.mark.parametrize("email", ["", "stranger@example.org"])
def test_a_stranger_sees_nothing(counted: Site, page: str, email: str) -> None:
    app = counted.visit(page, Person(email=email))
    assert "You are not signed in" in said(app)
    assert figures(app) == []
    assert "Writer" not in said(app)


@EVERY_PAGE
@EVERY_ROLE
def test_an_empty_store_says_what_to_do(nobody_yet: Site, page: str, role: Role) -> None:
    app = nobody_yet.visit(page, nobody_yet.role(role))
    assert figures(app) == []
    uploads = may(role, Verb.UPLOAD)
    assert ("Upload a brief" in links(app)) is uploads
    assert ("Upload a brief to begin" if uploads else "No recommendation has been confirmed yet") in said(app)


@EVERY_PAGE
@EVERY_ROLE
def test_what_waits_is_told_and_not_drawn(site: Site, page: str, role: Role) -> None:
    app = site.visit(page, site.role(role))
    assert figures(app) == []
    assert "1 recommendation is to be confirmed." in said(app)
    assert ("See what is to be confirmed" in links(app)) is may(role, Verb.VIEW_WORK)


@EVERY_PAGE
def test_the_filter_of_the_address_holds(counted: Site, page: str) -> None:
    app = counted.visit(page, region="IRQ", status="adopted")
    assert "1 confirmed headline recommendation from 1 brief" in said(app)
    assert "Region or country: Iraq · Status: Adopted" in said(app)


@EVERY_PAGE
def test_what_nothing_matches_says_so(counted: Site, page: str) -> None:
    app = counted.visit(page, author="Nobody")
    assert "No recommendation matches this filter." in said(app)
    assert figures(app) == []
    assert [button.key for button in app.button if "views" not in str(button.key)] == ["filters.clear"]
    assert len(figures(app.button(key="filters.clear").click().run())) >= 1


@EVERY_PAGE
@pytest.mark.parametrize(
    "query",
    [
        {"region": "XXX"},
        {"status": "great", "since": "soon"},
        {"author": "a" * 5000},
        {"brief": "1 OR 1=1"},
        {"search": "x\x00y"},
        {"action": "99", "until": "2020-02-30"},
    ],
)
def test_what_means_nothing_is_left_out_and_said(counted: Site, page: str, query: dict[str, str]) -> None:
    app = counted.visit(page, **query)
    assert not app.exception
    assert "Left out, since it means nothing here:" in said(app)
    assert "2 confirmed headline recommendations" in said(app)


def test_a_search_that_finds_nothing_is_no_error(counted: Site) -> None:
    assert "No recommendation holds these words." in said(counted.visit(AUTHORS, search='"; DROP TABLE brief; --'))


def test_authors_are_drawn_from_the_store(counted: Site) -> None:
    app = counted.visit(AUTHORS)
    (figure,) = figures(app)
    assert "A. Writer 1, B. Writer 1 and C. $5m <b>Writer</b> 1" in figure["alt"]
    assert {tuple(mark) for trace in figure["data"] for mark in trace["customdata"]} >= {
        ("authors", "A. Writer", "adopted")
    }
    assert "3 authors recommend" not in app.header[0].value
    assert "\\$5m" in app.header[0].value


def test_regions_have_a_map_their_groups_and_their_countries(counted: Site) -> None:
    whole, groups, countries = figures(counted.visit(REGIONS))
    assert {trace["type"] for trace in whole["data"]} == {"choropleth"}
    assert "Iran 1, Iraq 1 and Syria 1" in whole["alt"]
    assert "Middle East and North Africa 2" in groups["alt"]
    assert "Iran 1, Iraq 1 and Syria 1" in countries["alt"]


@pytest.mark.parametrize(
    ("step", "columns"),
    [("", "from 2020 to 2021"), ("quarter", "from Q2 2020 to Q2 2020"), ("month", "from May 2020 to May 2020")],
)
def test_trends_follow_the_step_of_the_address(counted: Site, step: str, columns: str) -> None:
    app = counted.visit(TRENDS, **({"step": step} if step else {}))
    (figure,) = figures(app)
    assert columns in figure["alt"]
    vague = "1 recommendation is known to the year alone and stands in the chart by year only"
    assert vague not in said(app)
    assert (vague in said(unfolded(app, f"numbers.trends.{step or 'year'}"))) is bool(step)


@pytest.mark.parametrize("step", ["week", "status", "YEAR", "0"])
def test_another_step_is_years(counted: Site, step: str) -> None:
    assert "from 2020 to 2021" in figures(counted.visit(TRENDS, step=step))[0]["alt"]


def test_a_step_that_is_chosen_lands_in_the_address(counted: Site) -> None:
    app = counted.visit(TRENDS, author="A. Writer")
    app.segmented_control(key="trends.step").set_value("month").run()
    assert asked(app, "step") == ["month"]
    assert "May 2020" in figures(app)[0]["alt"]
    assert asked(app, "author") == ["A. Writer"]


def test_a_filter_that_is_chosen_lands_in_the_address(counted: Site) -> None:
    app = unfolded(counted.visit(AUTHORS, page="3"))
    app.multiselect(key="filters.region").select("SYR").run()
    assert (asked(app, "region"), asked(app, "page")) == (["SYR"], [])
    assert "1 confirmed headline recommendation from 1 brief" in said(app)


def test_what_a_click_added_can_be_taken_away_alone(counted: Site) -> None:
    app = counted.visit(AUTHORS, region="IRN", **{"and-region": "IRQ"})
    assert "And region or country: Iraq" in said(app)
    unfolded(app).multiselect(key="filters.and-region").unselect("IRQ").run()
    assert (asked(app, "and-region"), asked(app, "region")) == ([], ["IRN"])


def test_the_numbers_can_be_taken_along(counted: Site) -> None:
    app = counted.visit(REGIONS)
    assert [button.proto.label for button in app.get("download_button")] == ["Download as CSV", "Download as SVG"] * 3
    assert not app.dataframe
    app = unfolded(app, "numbers.map")
    assert list(app.dataframe[0].value["key"]) == ["IRN", "IRQ", "SYR"]
    shown = json.loads(app.dataframe[0].proto.columns)
    assert (shown["total"]["label"], shown["adopted"]["label"], shown["key"]["hidden"]) == ("In all", "Adopted", True)

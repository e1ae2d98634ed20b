import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Site, said, said_by
from tracker.actions import review
from tracker.queries.counts import totals
from tracker.queries.filters import Filter
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role, Verb, may

PAGE = "explore/overview"


@pytest.fixture
def site(site: Site) -> Site:
    """The site with its headline confirmed and adopted, the other one pending."""
    with site.desk.store.writing() as session:
        review.confirm(session, site.desk.me, site.desk.row().id or 0, None)
    site.desk.prove(EvidenceKind.PUBLIC_DOCUMENT)
    site.desk.advance(status="adopted", status_on=PartialDate.parse("2022-02-01"))
    return site


def figures(app: AppTest) -> list[str]:
    """The figures that stand first, each as "name value taken from"."""
    shown = [said_by(element) for element in app.markdown if "\n\n**" in element.value]
    return [" ".join(words.replace(":gray[", "").replace("]", "").replace("**", "").split()) for words in shown]


def drawn(app: AppTest) -> list[Any]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


@pytest.mark.parametrize("role", list(Role))
def test_everybody_sees_the_figures_each_with_what_it_was_taken_from(site: Site, role: Role) -> None:
    app = site.visit(PAGE, site.role(role))
    assert figures(app) == [
        "Recommendations 1 confirmed headline ones, from 1 brief",
        "Assessed 1 of 1",
        "Adopted, at least in part 1 of 1 assessed",
        "Still in force 1 of 1 adopted",
        "To be confirmed 0 headline ones, not among the 1",
    ]
    assert not app.exception
    assert not app.error


def test_four_charts_count_the_same_recommendations(site: Site) -> None:
    charts = drawn(site.visit(PAGE))
    with site.desk.store.reading() as session:
        whole = totals(session, site.desk.me, Filter())
    assert len(charts) == 4
    bar, years, *groups = charts
    assert sum(sum(trace["x"]) for trace in bar["data"]) == whole.total + whole.pending
    assert sum(sum(trace["y"]) for trace in years["data"]) == whole.total
    assert all(max(trace["x"]) == whole.total for chart in groups for trace in chart["data"])


def test_the_latest_changes_lead_to_their_records(site: Site) -> None:
    app = site.visit(PAGE)
    assert [link.label for link in app.page_link] == ["Keep talking\\."] * 2
    assert "Status: Not assessed → Adopted" in said(app)
    assert "as seen in a test" in said(app)


@pytest.mark.parametrize("role", list(Role))
def test_who_made_a_change_is_told_to_those_who_see_the_work(site: Site, role: Role) -> None:
    app = site.visit(PAGE, site.role(role))
    assert ("You · as seen in a test" in said(app)) is may(role, Verb.VIEW_WORK)
    assert "Not assessed → Adopted" in said(app)


def test_filters_narrow_the_figures_the_charts_and_the_changes(site: Site) -> None:
    app = site.visit(PAGE, region="IRN")
    assert figures(app)[0] == "Recommendations 1 confirmed headline ones, from 1 brief"
    elsewhere = site.visit(PAGE, region="FRA")
    assert "No recommendation matches this filter." in said(elsewhere)
    assert not drawn(elsewhere)
    assert "Latest changes" not in [header.value for header in elsewhere.header]


@pytest.mark.parametrize(("role", "leads"), [(Role.EDITOR, True), (Role.VIEWER, False)])
def test_pending_ones_alone_are_a_sentence_and_the_way_on(site: Site, role: Role, leads: bool) -> None:
    with site.desk.store.writing() as session:
        review.reopen(session, site.desk.me, site.desk.row().id or 0, None)
    app = site.visit(PAGE, site.role(role))
    assert "1 recommendation is to be confirmed." in said(app)
    assert ([link.label for link in app.page_link] == ["See what is to be confirmed"]) is leads
    assert not drawn(app)


def test_nothing_at_all_is_a_sentence(site: Site) -> None:
    with site.desk.store.writing() as session:
        for number in (1, 2):
            review.reject(session, site.desk.me, site.desk.row(number).id or 0, None, "a goal")
    assert "No recommendation yet. Upload a brief to begin." in said(site.visit(PAGE))
    viewer = site.role(Role.VIEWER)
    assert "No recommendation has been confirmed yet." in said(site.visit(PAGE, viewer))

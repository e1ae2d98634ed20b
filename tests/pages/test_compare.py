"""The page that compares: two views from one address, and groups without a ranking by chance."""

import json
from typing import Any

import pytest
from sqlmodel import col, select
from streamlit.testing.v1 import AppTest

from tests.actions.conftest import extraction, finding, take
from tests.pages.conftest import Site, asked, said, unfolded
from tracker.actions import evidence, review
from tracker.actions.updates import advance
from tracker.store.tables import Recommendation
from tracker.vocabulary.advice import REFERENCE_MIX, ActionType
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role, Verb, may

PAGE = "explore/compare"


@pytest.fixture
def site(site: Site) -> Site:
    """Two briefs of different authors: of each a headline is confirmed, that of the first is adopted in part."""
    with site.desk.store.writing() as session:
        me = site.desk.me
        later = {"title": "Later", "authors": ("C. Writer",), "regions": ("FRA",)}
        found = extraction(finding("Keep talking."), finding("Nobody advised this at all."), **later)
        take(session, me, b"later", found=found)
        for key, fields in (
            (1, {"status": "partly_adopted", "status_on": PartialDate.parse("2021")}),
            (3, {"status": "no_movement"}),
        ):
            review.confirm(session, me, key, None)
            evidence.add(session, me, key, EvidenceKind.PUBLIC_DOCUMENT, note="So it was.")
            advance(session, me, key, None, "as seen in a test", **fields)
    return site


def drawn(app: AppTest) -> list[Any]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


@pytest.mark.parametrize("role", list(Role))
def test_two_views_side_by_side(site: Site, role: Role) -> None:
    app = site.visit(PAGE, site.role(role), **{"author": "C. Writer", "other-author": "A. Writer"})
    assert not app.exception and not app.error
    (sides,) = drawn(app)
    assert sides["data"][0]["x"] == [0, 1]
    assert "0% against 100%: no more than chance may do" in said(app)
    assert ("not, 1 to be confirmed" in said(app)) == may(role, Verb.VIEW_WORK), "of a part viewers are not told"
    assert "There are too few to compare: 0 authors with 10 or more assessed" in said(app)


def test_without_a_second_view_it_says_what_to_do(site: Site) -> None:
    app = site.visit(PAGE)
    assert "Choose filters or dates on one of the two sides" in said(app)
    assert drawn(app) == []


def test_each_side_has_its_own_filters(site: Site) -> None:
    app = unfolded(site.visit(PAGE, author="C. Writer"), "filters.other-bar")
    app.multiselect(key="filters.other-author").set_value(["A. Writer"]).run()
    assert (asked(app, "author"), asked(app, "other-author")) == (["C. Writer"], ["A. Writer"])
    app.button(key="filters.other-clear").click().run()
    assert (asked(app, "author"), asked(app, "other-author")) == (["C. Writer"], [])


def test_an_empty_view_is_told(site: Site) -> None:
    app = site.visit(PAGE, region="KIR")
    assert not app.exception
    assert "At least one of the two views has nothing assessed to compare" in said(app)
    assert "No recommendation matches this filter" in said(app)


def test_groups_are_chosen_in_the_address(site: Site) -> None:
    app = site.visit(PAGE)
    app.segmented_control(key="compare.by").set_value("region").run()
    assert asked(app, "by") == ["region"]
    assert "0 countries with 10 or more assessed" in said(app)


def test_those_in_no_group_have_a_share_if_all_asked_alike_too(site: Site) -> None:
    """Also where nothing else is assessed."""
    with site.desk.store.writing() as session:
        noted = extraction(finding("Keep talking."), title="Noted", series="Notes")
        take(session, site.desk.me, b"noted", found=noted, confirm=True)
        assessed = col(Recommendation.status) != "not_assessed"
        for key, kind in zip(session.exec(select(Recommendation.id).where(assessed)).all(), (4, 5), strict=True):
            session.get_one(Recommendation, key).action_type = kind
    lines = unfolded(site.visit(PAGE, by="series"), "numbers.fair.series").dataframe[-1].value.to_dict("records")
    assert [(line["label"], line["assessed"]) for line in lines] == [("Notes", 0), ("Without series", 2)]
    general, specific = (REFERENCE_MIX[kind] for kind in (ActionType.GENERAL, ActionType.SPECIFIC))
    assert lines[1]["share"] == 0.5
    assert lines[1]["standardised"] in [pytest.approx(one / (general + specific)) for one in (general, specific)]

"""The bar of filters: what each choice would give, and the views that one keeps beside it."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Site, asked, said, unfolded
from tracker.actions import review, views
from tracker.vocabulary.roles import Role, Verb, may

LISTING, TRENDS = "explore/recommendations", "explore/trends"


@pytest.fixture
def site(site: Site) -> Site:
    """The site with its headline confirmed, the supporting one pending."""
    with site.desk.store.writing() as session:
        review.confirm(session, site.desk.me, 1, None)
    return site


def options(app: AppTest, name: str) -> list[str]:
    return list(app.multiselect(key=f"filters.{name}").options)


def keys(app: AppTest, start: str) -> set[str]:
    return {str(button.key) for button in app.button if str(button.key).startswith(start)}


def test_an_open_bar_says_what_each_choice_would_give(site: Site) -> None:
    app = site.visit(LISTING)
    assert not app.multiselect
    app = unfolded(app)
    assert options(app, "region") == ["Middle East and North Africa (2)", "Iran (2)", "Iraq (2)"]
    assert options(app, "review") == ["To be confirmed (1)", "Confirmed (1)"]
    app = unfolded(site.visit(TRENDS))
    assert options(app, "region") == ["Middle East and North Africa (1)", "Iran (1)", "Iraq (1)"]


def test_what_is_chosen_stays_in_sight_with_none(site: Site) -> None:
    app = unfolded(site.visit(LISTING, region="FRA", status="adopted"))
    assert "France (0)" in options(app, "region")
    assert options(app, "status") == ["Adopted (0)"]
    assert "Region or country: France · Status: Adopted" in said(app)
    app = unfolded(site.visit(LISTING, review="pending"))
    assert options(app, "region")[0].endswith("(1)")
    assert "1 recommendation" in said(app)


def test_the_work_queue_counts_others_and_tells_no_number(site: Site) -> None:
    app = unfolded(site.visit("work/updates"))
    assert options(app, "region") == ["Middle East and North Africa", "Iran", "Iraq"]


@pytest.mark.parametrize("role", list(Role))
def test_a_view_is_kept_and_opened_again(site: Site, role: Role) -> None:
    me = site.role(role)
    app = site.visit(TRENDS, me, region="IRN", step="month", page="3", Ref="x")
    assert "A view that you keep stands here" in said(app)
    assert bool([box for box in app.checkbox if box.key == "views.shared"]) is may(role, Verb.UPDATE)
    app.text_input(key="views.name").set_value("Iran $5m :red[x]").run()
    app = app.button(key="views.keep").click().run()
    assert "The view is kept." in said(app) and not app.exception
    app = site.visit(TRENDS, me)
    app = app.button(key="own-link.view.1").click().run()
    assert (asked(app, "region"), asked(app, "step"), asked(app, "page")) == (["IRN"], ["month"], [])
    app = site.visit(LISTING, me)
    assert "Iran \\$5m" in next(link.label for link in app.page_link if "Iran" in link.label)


def test_a_view_is_renamed_shared_and_deleted(site: Site) -> None:
    with site.desk.store.writing() as session:
        for name in ("First", "Second"):
            views.save(session, site.desk.me, name, "trends", {"region": ["IRN"]})
    app = site.visit(LISTING)
    _view(app).select(2).run()
    app.text_input(key="views.new.2").set_value("Third").run()
    app = app.button(key="views.rename").click().run()
    assert "The view is renamed." in said(app)
    app = app.button(key="views.share").click().run()
    assert "Everybody sees the view now." in said(app)
    viewer = site.visit(LISTING, site.role(Role.VIEWER))
    assert "Third" in [link.label for link in viewer.page_link]
    assert not keys(viewer, "views.delete") and "Trends · for everybody · You" in said(viewer)
    app = site.visit(LISTING)
    _view(app).select(2).run()
    _view(app).select(1)
    app = app.button(key="views.delete").click().run()
    assert "Another view was chosen as you pressed." in said(app), "the button was drawn for the other one"
    _view(app).select(2).run()
    app = app.button(key="views.delete").click().run()
    assert "The view is deleted." in said(app)
    assert [link.label for link in app.page_link if link.label in ("First", "Third")] == ["First"]


def _view(app: AppTest) -> Any:
    """The box in which one chooses the view to change."""
    return next(box for box in app.selectbox if box.label == "View")


def test_what_is_refused_is_said(site: Site) -> None:
    app = site.visit(LISTING)
    app = app.button(key="views.keep").click().run()
    assert "A view needs a name." in said(app)


@pytest.mark.parametrize("page", ["work/updates"])
def test_views_are_kept_of_pages_to_explore_alone(site: Site, page: str) -> None:
    assert not keys(site.visit(page), "views.")


def test_of_a_passage_that_is_looked_for_its_beginning_counts_and_signs_are_told(site: Site) -> None:
    app = site.visit("explore/recommendations")
    field = app.text_input(key="filters.search")
    app = field.input("talking\n" + "keep  talking now " * 200).run()
    looked_for = app.text_input(key="filters.search").value or ""
    assert "of a longer text 24 words count" in said(app)
    assert looked_for.startswith("talking keep talking now") and len(looked_for) <= 200
    app = app.text_input(key="filters.search").input("* —").run()
    assert "holds no word to look for." in said(app) and "Left out" not in said(app)


def test_a_view_of_a_brief_and_of_days_is_named_as_people_name_them(site: Site) -> None:
    query = {"brief": str(site.desk.taken.brief.id), "since": "2020-01-02"}
    for role in (Role.EDITOR, Role.VIEWER):
        words = said(site.visit(LISTING, site.role(role), **query))
        assert "Brief: On talking" in words and "2 January 2020" in words
    with site.desk.store.writing() as session:
        review.reject(session, site.desk.me, 1, None, "none")
    words = said(site.visit(LISTING, site.role(Role.VIEWER), **query))
    assert "On talking" not in words and f"Brief: {query['brief']}" in words

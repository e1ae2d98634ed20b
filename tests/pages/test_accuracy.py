"""The page on accuracy, for every role, before and after a brief was reviewed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.actions.conftest import TEXT
from tests.pages.conftest import Site, nothing, said, served
from tracker.actions import review
from tracker.evaluation import shipped
from tracker.store.people_tables import Person
from tracker.ui import menu
from tracker.vocabulary.roles import Role, Verb, may

PAGE = "manage/accuracy"
NOBODY_YET = "No brief has been reviewed whole yet."
MISSED = "Nobody advised this at all."


@pytest.fixture
def reviewed(site: Site) -> Iterator[Site]:
    """The site after a person confirmed what was found and added what was missed."""
    with site.desk.store.writing() as session:
        review.confirm(session, site.desk.me, 1, None)
        start = TEXT.index(MISSED)
        review.add_missed(session, site.desk.me, 1, start, start + len(MISSED))
    yield site


def alts(app: AppTest) -> list[str]:
    return [chart.proto.alt for chart in app.get("plotly_chart")]


@pytest.mark.parametrize("role", list(Role))
def test_who_sees_the_work_sees_how_right_it_is(shared: Site, role: Role) -> None:
    person = shared.role(role)
    app = shared.visit(PAGE, person)
    assert not app.exception
    allowed = may(role, Verb.VIEW_WORK)
    assert allowed is (role in {Role.STAFF, Role.EDITOR, Role.DIRECTOR})
    assert len(alts(app)) == allowed
    assert ("Precision" in said(app)) is allowed
    assert ("This page is not for your role" in said(app)) is not allowed
    assert "accuracy" not in [place.address for place in menu.entries(person, "")]


@pytest.mark.parametrize("email", ["", "stranger@example.org"])
def test_a_stranger_sees_nothing(shared: Site, email: str) -> None:
    app = shared.visit(PAGE, Person(email=email))
    assert "You are not signed in" in said(app)
    assert alts(app) == []


def test_the_sample_briefs_are_told_by_format_and_convention(shared: Site) -> None:
    measured = shipped()
    words = said(shared.visit(PAGE))
    assert f"On {measured.documents} sample briefs, " in words
    assert f"found {measured.whole.recall.value:.0%} of what is there" in words
    for name in ("Word (DOCX)", "Running text", "Labels, as “Recommendation 3”", "Rows of a table"):
        assert f"| {name} |" in words
    assert f"of {measured.whole.recall.whole} :gray[" not in words
    assert NOBODY_YET in words


def test_our_own_decisions_are_told_once_a_brief_is_reviewed(reviewed: Site) -> None:
    app = reviewed.visit(PAGE, reviewed.role(Role.STAFF))
    words = said(app)
    assert NOBODY_YET not in words
    assert "On 1 reviewed brief, 100% of what the reading found is right, and it found 50% of what is there" in words
    assert "| Plain text | 1 | 100% of 1 :gray[21–100%] | 50% of 2 :gray[9–91%] |" in words
    assert len(alts(app)) == 2
    assert alts(app)[1].endswith("90–100% sure: 1 of 1 right.")


def test_an_empty_store_has_the_sample_figures_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with served(tmp_path, monkeypatch, fill=nothing) as site:
        app = site.visit(PAGE)
    assert NOBODY_YET in said(app)
    assert len(alts(app)) == 1


@pytest.mark.parametrize("page", ["work/upload", "work/review"])
def test_the_work_leads_there(shared: Site, page: str) -> None:
    assert "Accuracy of the reading" in [link.label for link in shared.visit(page).page_link]

"""Directors prepare what the board is told, and approve it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from tests.actions.conftest import extraction, finding, take
from tests.pages.conftest import Site, said
from tracker.actions import evidence, meetings
from tracker.actions.updates import advance
from tracker.queries.meetings import Prepared
from tracker.queries.meetings import meetings as prepared
from tracker.store.clock import standing_at, today
from tracker.store.people_tables import Person
from tracker.store.tables import Recommendation
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role

PAGE = "report/meeting"
DAY = date(2023, 5, 4)


@pytest.fixture
def site(site: Site) -> Iterator[Site]:
    """The site as it is on 4 May 2023, with one adopted headline."""
    with standing_at(datetime(2023, 5, 2, 9, tzinfo=UTC)), site.desk.store.writing() as session:
        me, published = site.desk.me, PartialDate.parse("2022")
        found = extraction(finding("Keep talking."), title="On talking again", published=published)
        brief = take(session, me, b"then", found=found, confirm=True).brief
        key = session.exec(select(Recommendation.id).where(Recommendation.brief_id == brief.id)).one() or 0
        evidence.add(session, me, key, EvidenceKind.PUBLIC_DOCUMENT, source="Official journal")
        advance(session, me, key, None, "x", status="adopted", status_on=PartialDate.parse("2022-02"))
    with standing_at(datetime(2023, 5, 4, 9, tzinfo=UTC)):
        yield site


def versions(site: Site) -> list[Prepared]:
    with site.desk.store.reading() as session:
        return list(prepared(session, site.desk.me))


def begun(site: Site) -> str:
    with site.desk.store.writing() as session:
        return str(meetings.prepare(session, site.desk.me, DAY, date(2023, 5, 3)).id)


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_it_is_begun_filled_in_and_approved(site: Site) -> None:
    director = site.role(Role.DIRECTOR)
    app = site.visit(PAGE, director)
    assert "No report has been prepared yet." in said(app)
    app.date_input[0].set_value(DAY).run()
    app = press(app, "Prepare its report")
    key = str(versions(site)[0].id)
    assert "Meeting on 4 May 2023" in said(app)
    app.date_input[0].set_value(date(2023, 5, 3)).run()
    app.text_input[0].set_value("They talk at last.").run()
    app.text_area[0].set_value("Go on.\n\nSay so.").run()
    for way in ("Approve", "See the draft of the report"):
        app = press(app, way)
        assert "Save what you typed first" in said(app)
    app = press(app, "Save")
    found = versions(site)[0]
    assert (found.covering, found.decisions, found.approved_at) == ("They talk at last.", ("Go on.", "Say so."), None)
    app = press(app, "Approve")
    assert "Approved. The board's page shows it." in said(app)
    assert versions(site)[0].approved_by == "director@example.org"
    assert not app.text_input
    assert "They talk at last." in said(site.visit("report/board", site.role(Role.VIEWER)))
    app = press(site.visit(PAGE, director, id=key), "Make a next version")
    assert "Meeting on 4 May 2023, version 2" in said(app)
    assert [one.edition for one in versions(site)] == [2, 1]


def test_stories_are_chosen_from_what_changed(site: Site) -> None:
    key = begun(site)
    app = site.visit(PAGE, site.role(Role.DIRECTOR), id=key)
    assert app.multiselect[0].options == ["Adopted · February 2022 · Keep talking. · B-2022-2/R1"]
    app.multiselect[0].set_value(["B-2022-2/R1"]).run()
    app = press(app, "Save")
    assert versions(site)[0].stories == ("B-2022-2/R1",)
    assert "Keep talking. · B-2022-2/R1" in said(press(app, "Approve"))


def test_two_directors_choose_between_their_words(site: Site) -> None:
    key = begun(site)
    app = site.visit(PAGE, site.role(Role.DIRECTOR), id=key)
    with site.desk.store.writing() as session:
        meetings.amend(session, site.desk.me, int(key), None, covering="The other one was first.")
    app.text_input[0].set_value("I was second.").run()
    app = press(app, "Save")
    assert "Somebody else changed this while you had it open." in said(app)
    assert versions(site)[0].covering == "The other one was first."
    app = press(app, "Approve")
    assert versions(site)[0].approved_at is None


def test_what_is_too_long_is_told_and_kept(site: Site) -> None:
    app = site.visit(PAGE, site.role(Role.DIRECTOR), id=begun(site))
    app.text_input[0].set_value("word " * 31).run()
    app = press(app, "Save")
    assert "at most 30 words" in said(app)
    assert str(app.text_input[0].value).startswith("word word")
    app.text_area[0].set_value("One.\nTwo.\nThree.\nFour.").run()
    app.text_input[0].set_value("Short.").run()
    assert "three at most" in said(press(app, "Save"))


@pytest.mark.parametrize("role", [Role.VIEWER, Role.STAFF, Role.EDITOR, Role.ADMIN])
def test_others_see_nothing_of_it(site: Site, role: Role) -> None:
    app = site.visit(PAGE, site.role(role), id=begun(site))
    assert "This page is not for your role" in said(app)
    assert "4 May 2023" not in said(app)


def test_an_address_that_names_none_is_the_list(site: Site) -> None:
    begun(site)
    for query in ({"id": "99"}, {"id": "x"}, {}):
        words = said(site.visit(PAGE, site.role(Role.DIRECTOR), **query))
        assert "Being prepared · Figures as of 3 May 2023" in words
    assert today() == DAY
    assert "You are not signed in" in said(site.visit(PAGE, Person(email="nobody@example.org")))

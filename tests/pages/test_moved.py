"""What changed since a day, on the page of trends."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from tests.actions.conftest import extraction, finding, take
from tests.pages.conftest import Site, asked, said
from tracker.actions import evidence
from tracker.actions.updates import advance
from tracker.store.clock import standing_at, today
from tracker.store.tables import Recommendation
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate, months_after
from tracker.vocabulary.roles import Role

PAGE = "explore/trends"
NOTHING = "None of those that were counted on both days stands elsewhere now."


@pytest.fixture
def moved(site: Site) -> Site:
    """One recommendation taken in and confirmed in January 2022, in progress in March and adopted in May."""
    me = site.desk.me
    found = extraction(finding("Keep talking."), title="On talking again")
    with site.desk.store.writing() as session:
        with standing_at(datetime(2022, 1, 5, tzinfo=UTC)):
            brief = take(session, me, b"again", found=found, confirm=True).brief
            key = session.exec(select(Recommendation.id).where(Recommendation.brief_id == brief.id)).one() or 0
        with standing_at(datetime(2022, 3, 5, tzinfo=UTC)):
            advance(session, me, key, None, "a step", status="in_progress", status_on=PartialDate.parse("2022-03-01"))
        with standing_at(datetime(2022, 5, 5, tzinfo=UTC)):
            evidence.add(session, me, key, EvidenceKind.PUBLIC_DOCUMENT, note="The law is out.")
            advance(session, me, key, None, "a law", status="adopted", status_on=PartialDate.parse("2022-05-01"))
    return site


def movements(app: AppTest) -> list[tuple[str, ...]]:
    """The rows under the head of the one table on the page."""
    _head, _line, *rows = next(one.value for one in app.markdown if one.value.startswith("| From |")).splitlines()
    return [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in rows]


@pytest.mark.parametrize(
    ("since", "words", "rows"),
    [
        ("2022-02-01", "1 then. Since then 0 came in and 0 fell out. 1 now", [("Not assessed", "Adopted", "1")]),
        ("2022-04-01", "0 then. Since then 1 became adopted, 0 came in adopted", [("In progress", "Adopted", "1")]),
    ],
)
def test_each_movement_is_told_and_adds_up(
    moved: Site, since: str, words: str, rows: list[tuple[str, str, str]]
) -> None:
    app = moved.visit(PAGE, moved.role(Role.VIEWER), **{"moved-since": since})
    assert not app.exception
    assert "1 recommendation was recorded as adopted, at least in part, since" in said(app)
    assert words in said(app)
    assert movements(app) == rows


def test_old_news_is_no_adoption_of_this_year(site: Site) -> None:
    """Adopted in 2008, and put on record in May 2022."""
    with site.desk.store.writing() as session:
        with standing_at(datetime(2022, 1, 5, tzinfo=UTC)):
            brief = take(session, site.desk.me, b"old", found=extraction(finding("Keep talking.")), confirm=True).brief
            key = session.exec(select(Recommendation.id).where(Recommendation.brief_id == brief.id)).one() or 0
        with standing_at(datetime(2022, 5, 5, tzinfo=UTC)):
            evidence.add(session, site.desk.me, key, EvidenceKind.PUBLIC_DOCUMENT, note="It was out long ago.")
            advance(session, site.desk.me, key, None, "x", status="adopted", status_on=PartialDate.parse("2008-03-01"))
    told = said(site.visit(PAGE, **{"moved-since": "2022-02-01"}))
    assert "1 recommendation was recorded as adopted, at least in part, since 1 February 2022" in told
    assert "it may have happened long before" in told
    assert "was adopted" not in told


@pytest.mark.parametrize("wrong", ["nonsense", "2199-01-01", "1066-10-14"])
def test_a_day_that_means_nothing_is_a_year_ago(moved: Site, wrong: str) -> None:
    app = moved.visit(PAGE, **{"moved-since": wrong})
    assert not app.exception
    assert NOTHING in said(app)
    assert app.date_input(key="moved.since").value == months_after(today(), -12)


def test_the_day_chosen_is_in_the_address(moved: Site) -> None:
    app = moved.visit(PAGE)
    app = app.date_input(key="moved.since").set_value(date(2022, 4, 1)).run()
    assert asked(app, "moved-since") == ["2022-04-01"]
    assert movements(app) == [("In progress", "Adopted", "1")]

"""A report behind a link: for whoever has it, one page, read-only, over when it is over, and never in confidence."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.actions.conftest import Desk, extraction, take
from tracker.actions import evidence, review, shares
from tracker.board import Board
from tracker.queries.shares import shares as listed
from tracker.settings import settings
from tracker.store.access import can, sole_person
from tracker.store.clock import now, standing_at, today
from tracker.store.people_tables import Person
from tracker.store.upgrade import opened
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Verb
from tracker.vocabulary.said_dates import day
from tracker.web import middleware
from tracker.web.shared_report import AT, address, routes

SECRET = "Told behind closed doors."
FIGURE = r"<li><span>(.*?)</span> <b>(?:<a [^>]*>)?(\d+)"
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """One recommendation adopted on public evidence, one in confidence alone, by an author with a hostile name."""
    monkeypatch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{tmp_path}/share.db")
    settings.cache_clear()
    with opened(settings().store_url) as store:
        with store.writing() as session:
            me = sole_person(session)
            taken = take(session, me)
            take(session, me, b"other", found=extraction(title="Other", authors=(HOSTILE,), regions=("FRA",)))
            for key in (1, 3):
                review.confirm(session, me, key, None)
        found = Desk(store, me, taken)
        found.prove(EvidenceKind.PUBLIC_DOCUMENT)
        found.advance(status="adopted", status_on=PartialDate.parse("2022-02"), outcome="The talks went on.")
        yield found
    settings.cache_clear()


def browser(*, base: str = "http://127.0.0.1:8501", app: Any = None) -> TestClient:
    site = app or Starlette(routes=list(routes()), middleware=list(middleware()))
    return TestClient(site, base_url=base, client=("127.0.0.1", 1), follow_redirects=False)


def link(desk: Desk, days: int = 30) -> tuple[int, str]:
    with desk.store.writing() as session:
        row, secret = shares.make(session, desk.me, "The trustees", today(), days)
        return row.id or 0, address(secret)


def openings(desk: Desk) -> list[int]:
    with desk.store.reading() as session:
        return [one.opened for one in listed(session, desk.me)]


def test_whoever_has_the_link_reads_the_report(desk: Desk) -> None:
    _key, there = link(desk)
    answer = browser().get(there)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert f"As of {day(today().isoformat())}." in answer.text
    figures = dict(re.findall(FIGURE, answer.text))
    assert figures == {
        "Recommendations": "2",
        "Assessed": "1",
        "Adopted, at least in part": "1",
        "Still in force": "1",
        "To be confirmed": "0",
    }
    assert "&lt;script&gt;" in answer.text and "<script" not in answer.text
    assert not re.search(r"""(src|href|action)=(?!"#)""", answer.text)


def test_nothing_that_rests_on_confidence_is_on_it(desk: Desk) -> None:
    with desk.store.writing() as session:
        kind = EvidenceKind.DECISIVE_DOCUMENT
        evidence.add(session, desk.me, 3, kind, note=SECRET, source="A minister", confidential=True)
    with desk.store.writing() as session:
        row = session.get_one(type(desk.row()), 3)
        row.status = "adopted"
    answer = browser().get(link(desk)[1])
    assert ("Recommendations", "1") in re.findall(FIGURE, answer.text)
    assert SECRET not in answer.text and "A minister" not in answer.text


def test_it_is_told_to_be_kept_nowhere_and_found_nowhere(desk: Desk) -> None:
    for there in (link(desk)[1], f"{AT}/nothing"):
        headers = browser().get(there, headers={"Cookie": "a=b"}).headers
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-robots-tag"] == "noindex, nofollow, noarchive"
        assert headers["cache-control"] == "private, no-store"
        assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'unsafe-inline';")
        assert "set-cookie" not in headers


def test_every_link_that_opens_nothing_is_answered_alike(desk: Desk) -> None:
    (revoked, first), (_over, second), (_bad, third) = link(desk), link(desk, days=1), link(desk)
    with desk.store.writing() as session:
        shares.revoke(session, desk.me, revoked)
    wrong = [first, f"{third}x", third[:-1], AT, f"{AT}/", f"{AT}/..%2f..%2fhealthz", f"{third}/more", f"{AT}/1.%00"]
    site = browser()
    with standing_at(now() + timedelta(days=2)):
        answers = [site.get(there) for there in [*wrong, second]]
        assert site.get(third).status_code == 200
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert len({str(sorted(answer.headers.items())) for answer in answers}) == 1
    assert openings(desk) == [1, 0, 0]


def test_every_reading_is_counted_and_looking_whether_it_is_there_is_none(desk: Desk) -> None:
    _key, there = link(desk)
    site = browser()
    for _time in range(3):
        site.get(there)
    head = site.head(there)
    assert (head.status_code, head.content) == (200, b"")
    assert openings(desk) == [3]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"])
def test_nothing_is_written_through_it(desk: Desk, method: str) -> None:
    answer = browser().request(method, link(desk)[1])
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert openings(desk) == [0]


def test_a_link_shows_no_more_than_a_viewer_sees_and_only_as_long_as_its_maker_may(desk: Desk) -> None:
    _key, there = link(desk)
    seen: list[Board] = []

    def render(found: Board) -> bytes:
        assert not can(desk.me, Verb.VIEW_CONFIDENTIAL) and not can(desk.me, Verb.VIEW_WORK)
        seen.append(found)
        return b"a page"

    site = browser(app=Starlette(routes=list(routes(render)), middleware=list(middleware())))
    assert [site.get(there).text for _time in range(2)] == ["a page", "a page"]
    assert len(seen) == 1, "made once for each state of the data"
    with desk.store.writing() as session:
        review.confirm(session, desk.me, 4, None)
    site.get(there)
    assert len(seen) == 2
    with desk.store.writing() as session:
        session.get_one(Person, desk.me.id).active = False
    assert site.get(there).status_code == 404


def test_where_the_store_cannot_be_read_nothing_is_told_of_why(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = link(desk)[1]
    (tmp_path / "broken.db").write_text("no database " * 100)
    monkeypatch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{tmp_path}/broken.db")
    settings.cache_clear()
    answer = browser().get(there)
    assert (answer.status_code, "broken" in answer.text) == (503, False)


def test_the_report_of_a_day_that_is_over_is_made_once_for_all_its_readers(desk: Desk) -> None:
    made: list[date] = []

    def render(board: Board) -> bytes:
        made.append(board.as_of)
        sleep(0.2)
        return b"A report."

    reader = browser(app=Starlette(routes=list(routes(render))))
    with desk.store.writing() as session:
        there = address(shares.make(session, desk.me, "The trustees", today() - timedelta(days=1))[1])
    with ThreadPoolExecutor(4) as readers:
        assert {answer.text for answer in readers.map(lambda _n: reader.get(there), range(4))} == {"A report."}
    desk.advance(notes="Not of that day.")
    reader.get(there)
    assert len(made) == 1
    desk.prove(confidential=True)
    reader.get(there)
    assert len(made) == 2, "what is confidential now is so on every day"

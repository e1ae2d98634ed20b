"""Confidential evidence over the wire: what is not for a person is not sent to that person, on any page."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.actions.conftest import take
from tests.browser.conftest import serving, signed_in
from tests.browser.test_stranger import sent
from tracker.actions import evidence, people
from tracker.actions.updates import advance
from tracker.store.access import sole_person
from tracker.store.upgrade import opened
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role

pytestmark = pytest.mark.browser

SECRETS = ("Told in confidence", "A Hidden Source", "minutes", "decisive", "strength 5", "why-it-is-secret")
PUBLIC = ("In the paper", "letter", "strength 2 of 5")
PAGES = ("recommendation?id=1", "recommendations", "overview", "board", "authors", "regions", "trends")


@pytest.fixture
def filled(store_file: Path) -> Path:
    """A recommendation adopted on public evidence, and on stronger confidential evidence beside it."""
    with opened(f"sqlite:///{store_file}") as store, store.writing() as session:
        me = sole_person(session)
        for role in (Role.VIEWER, Role.STAFF, Role.EDITOR, Role.DIRECTOR):
            people.add(session, me, f"{role.value}@example.org", role)
        take(session, me, confirm=True)
        public, hidden = EvidenceKind.NEWS_REPORT, EvidenceKind.DECISIVE_DOCUMENT
        evidence.add(session, me, 1, public, note="In the paper", file=("letter.pdf", b"%PDF public"))
        file = ("minutes.pdf", b"%PDF secret")
        source = "A Hidden Source"
        evidence.add(session, me, 1, hidden, note="Told in confidence", source=source, file=file, confidential=True)
        again = evidence.add(session, me, 1, hidden, note="Told in confidence twice", confidential=True)
        evidence.withdraw(session, me, again.id or 0, None, "why-it-is-secret")
        advance(session, me, 1, None, "in the paper", status="adopted", status_on=PartialDate.parse("2021"))
    return store_file


def entered(chromium: Browser, address: str, who: Role) -> tuple[BrowserContext, Page]:
    page = signed_in(chromium, address, f"{who.value}@example.org").new_page()
    page.goto(f"{address}/recommendation?id=1")
    expect(page.get_by_role("heading", name="Evidence")).to_be_visible(timeout=30_000)
    return page.context, page


def test_nothing_confidential_reaches_a_viewer_on_any_page(chromium: Browser, filled: Path) -> None:
    with serving(filled, TRACKER_SIGN_IN="test") as address:
        with signed_in(chromium, address, "viewer@example.org") as viewer:
            for place in PAGES:
                says = {"recommendation?id=1": "Keep talking.", "board": "What became of"}.get(place, "Recommendations")
                told = sent(viewer, address, place, says)
                assert [secret for secret in SECRETS if secret in told] == [], place
                if place == PAGES[0]:
                    assert [words for words in PUBLIC if words not in told] == []
        for role in (Role.STAFF, Role.EDITOR, Role.DIRECTOR):
            with signed_in(chromium, address, f"{role.value}@example.org") as other:
                told = sent(other, address, PAGES[0], "Told in confidence")
            assert {"A Hidden Source", "minutes", "strength 5"} <= {word for word in SECRETS if word in told}


def test_a_file_is_fetched_from_the_page_by_those_alone_who_see_it_there(chromium: Browser, filled: Path) -> None:
    with serving(filled, TRACKER_SIGN_IN="test") as address:
        theirs, page = entered(chromium, address, Role.EDITOR)
        link = page.get_by_role("link", name=re.compile("minutes"))
        there = f"{address}{link.get_attribute('href')}"
        answer = theirs.request.get(there)
        assert (answer.status, answer.body()) == (200, b"%PDF secret")
        assert answer.headers["content-disposition"].startswith("attachment;")
        viewers, other = entered(chromium, address, Role.VIEWER)
        expect(other.get_by_role("link", name="Download")).to_have_count(1)
        assert viewers.request.get(there).status == 403
        assert chromium.new_context().request.get(there).status == 403
        public = other.get_by_role("link", name=re.compile("letter")).get_attribute("href")
        assert viewers.request.get(f"{address}{public}").body() == b"%PDF public"
        theirs.close()
        viewers.close()

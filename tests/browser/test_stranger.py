"""A fresh server whose very first request is a stranger's, for a page that is not theirs."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, WebSocket, expect

from tests.actions.conftest import TEXT, take
from tests.browser.conftest import serving, settled, signed_in
from tracker.actions import people
from tracker.store.access import sole_person
from tracker.store.upgrade import opened
from tracker.ui.places import PLACES
from tracker.vocabulary.roles import Role

pytestmark = pytest.mark.browser

SECRETS = ("Keep talking", "publish figures", "On talking", "A. Writer", "Diplomacy", *TEXT.split("\n\n"))
REVIEW = "review?brief=1"


@pytest.fixture
def filled(store_file: Path) -> Path:
    """A store with a brief, and one person who may see all of it."""
    with opened(f"sqlite:///{store_file}") as store, store.writing() as session:
        me = sole_person(session)
        people.add(session, me, "editor@example.org", Role.EDITOR)
        people.add(session, me, "viewer@example.org", Role.VIEWER)
        take(session, me)
    return store_file


def sent(context: BrowserContext, address: str, place: str, says: str) -> str:
    """All that the server sent for this page, to the screen and on the wire, once the page says this."""
    page, heard = context.new_page(), list[str]()

    def listen(socket: WebSocket) -> None:
        socket.on(
            "framereceived",
            lambda frame: heard.append(frame if isinstance(frame, str) else frame.decode(errors="ignore")),
        )

    page.on("websocket", listen)
    page.goto(f"{address}/{place}")
    expect(page.get_by_text(says).first).to_be_visible(timeout=30_000)
    settled(page)
    shown = page.locator("body").inner_text()
    page.close()
    return "\n".join([shown, *heard])


def test_the_first_request_of_all_shows_a_stranger_nothing(chromium: Browser, filled: Path) -> None:
    with serving(filled, TRACKER_SIGN_IN="test") as address:
        with chromium.new_context() as stranger:
            first = sent(stranger, address, REVIEW, "You are not signed in")
            assert [secret for secret in SECRETS if secret in first] == []
            for place in {place.file.partition("/")[0]: place for place in PLACES}.values():
                told = sent(stranger, address, f"{place.address}?id=1&brief=1", "You are not signed in")
                assert [secret for secret in SECRETS if secret in told] == [], place.address
        with signed_in(chromium, address, "nobody@example.org") as nobody:
            switched = sent(nobody, address, REVIEW, "You are not signed in")
        assert [secret for secret in SECRETS if secret in switched] == []


@pytest.mark.long
def test_the_first_request_of_all_shows_a_viewer_what_is_theirs(chromium: Browser, filled: Path) -> None:
    with serving(filled, TRACKER_SIGN_IN="test") as address:
        with signed_in(chromium, address, "viewer@example.org") as viewer:
            first = sent(viewer, address, REVIEW, "This page is not for your role")
        assert [secret for secret in SECRETS if secret in first] == []
        with signed_in(chromium, address, "editor@example.org") as editor:
            theirs = sent(editor, address, REVIEW, "0 of 2 decided")
        assert {"Keep talking", "On talking"} <= {secret for secret in SECRETS if secret in theirs}

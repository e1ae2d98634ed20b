"""Signing in with a provider, and through a proxy, in a real browser."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, BrowserContext, Page, WebSocket, expect

from tests.actions.conftest import TEXT, take
from tests.browser.conftest import click, free_port, serving, settled
from tracker.actions import people
from tracker.store.access import find_person, sole_person
from tracker.store.people_tables import Person
from tracker.store.upgrade import opened
from tracker.vocabulary.roles import Role

pytestmark = pytest.mark.browser

SECRETS = ("Keep talking", "publish figures", "On talking", "A. Writer", "Diplomacy", *TEXT.split("\n\n"))
REVIEW = "review?brief=1"
USERS = (
    User(sub="ed", claims={"email": "Ed@example.org", "name": "Ed Itor", "groups": ["all", "policy-editors"]}),
    User(sub="vi", claims={"email": "vi@example.org", "name": "Vi Ewer", "groups": ["all"]}),
    User(sub="new", claims={"email": "new@example.org", "name": "New Comer", "groups": ["policy-editors"]}),
    User(sub="doubtful", claims={"email": "ed@example.org", "email_verified": False}),
    User(sub="sole", claims={"email": "me@localhost"}),
)
CLAIMS = {"TRACKER_OIDC_ROLE_CLAIM": "groups", "TRACKER_OIDC_ROLE_MAP": "policy-editors=editor"}


@pytest.fixture
def filled(store_file: Path) -> Path:
    """A store with a brief that waits for review, an admin, an editor and a viewer."""
    with opened(f"sqlite:///{store_file}") as store, store.writing() as session:
        me = sole_person(session)
        people.add(session, me, "admin@example.org", Role.ADMIN)
        people.add(session, me, "ed@example.org", Role.EDITOR, name="Ed Itor")
        people.add(session, me, "vi@example.org", Role.VIEWER)
        take(session, me)
    return store_file


def known(store_file: Path, email: str) -> Person | None:
    with opened(f"sqlite:///{store_file}") as store, store.reading() as session:
        return find_person(session, email)


def amend(store_file: Path, email: str, **fields: Any) -> None:
    with opened(f"sqlite:///{store_file}") as store, store.writing() as session:
        whom = find_person(session, email)
        assert whom
        people.amend(session, sole_person(session), whom.id or 0, None, **fields)


@contextmanager
def with_provider(store_file: Path, **settings: str) -> Iterator[str]:
    """The tracker beside a provider of sign-in."""
    port = free_port()
    with run_server_in_thread(user_claims=USERS) as provider:
        oidc = {
            "TRACKER_SIGN_IN": "oidc",
            "TRACKER_OIDC_ISSUER": f"http://localhost:{provider.server_port}",
            "TRACKER_OIDC_CLIENT_ID": "tracker",
            "TRACKER_OIDC_CLIENT_SECRET": "only between the two",
            "TRACKER_OIDC_COOKIE_SECRET": "c0okie" * 8,
            "TRACKER_PUBLIC_URL": f"http://127.0.0.1:{port}",
        }
        with serving(store_file, port, **oidc, **settings) as address:
            yield address


class Heard:
    """All that a page was sent over its sockets."""

    def __init__(self, page: Page) -> None:
        self.frames: list[str] = []
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on(
            "framereceived",
            lambda frame: self.frames.append(frame if isinstance(frame, str) else frame.decode(errors="ignore")),
        )

    def secrets(self, page: Page) -> list[str]:
        told = "\n".join([page.locator("body").inner_text(), *self.frames])
        return [secret for secret in SECRETS if secret in told]


def sign_in(page: Page, address: str, sub: str, place: str = REVIEW) -> None:
    page.goto(f"{address}/{place}")
    page.get_by_role("button", name="Sign in").click(timeout=30_000)
    page.wait_for_url("**/oauth2/authorize**")
    page.locator("input[name=sub]").first.fill(sub)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(f"{address}/**")
    settled(page)


def sign_out(page: Page, address: str) -> None:
    """Sign out here and, where it asks, with the provider."""
    click(page.get_by_role("button", name="Sign out"))
    page.wait_for_url("**/oauth2/end_session**")
    page.locator("form button").first.click()
    page.wait_for_url(f"{address}/")
    expect(page.get_by_role("heading", name="You are not signed in")).to_be_visible(timeout=30_000)


def test_nothing_for_a_stranger_then_in_by_the_store_and_out_again(chromium: Browser, filled: Path) -> None:
    context = chromium.new_context()
    with with_provider(filled) as address:
        page = context.new_page()
        heard = Heard(page)
        page.goto(f"{address}/{REVIEW}")
        expect(page.get_by_role("heading", name="You are not signed in")).to_be_visible(timeout=30_000)
        settled(page)
        assert heard.secrets(page) == []
        assert Axe().run(page).response["violations"] == []

        sign_in(page, address, "ed")
        assert page.url == f"{address}/{REVIEW}"
        expect(page.get_by_text("0 of 2 decided")).to_be_visible()
        assert Axe().run(page).response["violations"] == []
        kept = {cookie["name"]: cookie for cookie in context.cookies()}
        assert kept["_streamlit_user"]["httpOnly"]
        assert "only between the two" not in json.dumps([*kept.values()], default=str)

        click(page.get_by_role("button", name="Ed Itor"))
        expect(page.get_by_text("ed@example.org", exact=True)).to_be_visible()
        click(page.get_by_text("Weekly e-mail about what is mine"))
        expect(page.get_by_text("The weekly e-mail is off.")).to_be_visible()
        found = known(filled, "ed@example.org")
        assert found and not found.digest

        sign_out(page, address)
        after = Heard(page)
        page.goto(f"{address}/{REVIEW}")
        expect(page.get_by_role("heading", name="You are not signed in")).to_be_visible(timeout=30_000)
        assert after.secrets(page) == []
    context.close()


@pytest.mark.long
def test_who_is_unknown_unproved_or_shut_out_is_refused(chromium: Browser, filled: Path) -> None:
    with with_provider(filled) as address:
        for sub in ("new", "doubtful", "sole"):
            page = chromium.new_context().new_page()
            heard = Heard(page)
            sign_in(page, address, sub)
            expect(page.get_by_role("heading", name="You have no access here")).to_be_visible()
            assert heard.secrets(page) == [], sub
            expect(page.get_by_role("button", name="Sign out")).to_be_visible()
            page.context.close()
        assert known(filled, "new@example.org") is None

        page = chromium.new_context().new_page()
        sign_in(page, address, "ed")
        expect(page.get_by_text("0 of 2 decided")).to_be_visible()
        amend(filled, "ed@example.org", active=False)
        click(page.get_by_role("button", name=re.compile("^Confirm(?! many)")).first)
        expect(page.get_by_role("heading", name="You have no access here")).to_be_visible()
        settled(page)
        with opened(f"sqlite:///{filled}") as store, store.reading() as session:
            assert session.connection().exec_driver_sql("SELECT DISTINCT review FROM recommendation").all() == [
                ("pending",)
            ]
        page.context.close()


@pytest.mark.long
def test_the_role_is_what_the_provider_says(chromium: Browser, filled: Path) -> None:
    with with_provider(filled, **CLAIMS, TRACKER_UNKNOWN_PEOPLE="viewer") as address:
        new = chromium.new_context().new_page()
        sign_in(new, address, "new")
        expect(new.get_by_text("0 of 2 decided")).to_be_visible()
        viewer = chromium.new_context().new_page()
        heard = Heard(viewer)
        sign_in(viewer, address, "vi")
        expect(viewer.get_by_role("heading", name="This page is not for your role")).to_be_visible()
        assert heard.secrets(viewer) == []
        made = known(filled, "new@example.org")
        assert made and (made.role, made.name) == ("editor", "New Comer")

        amend(filled, "new@example.org", role=Role.VIEWER)
        new.reload()
        expect(new.get_by_role("heading", name="This page is not for your role")).to_be_visible(timeout=30_000)
        new.context.close()
        viewer.context.close()


@pytest.mark.long
def test_who_has_no_role_at_the_provider_is_refused(chromium: Browser, filled: Path) -> None:
    with with_provider(filled, **CLAIMS) as address:
        page = chromium.new_context().new_page()
        heard = Heard(page)
        sign_in(page, address, "vi")
        expect(page.get_by_role("heading", name="You have no access here")).to_be_visible()
        assert heard.secrets(page) == []
        page.context.close()


def through(chromium: Browser, email: str) -> BrowserContext:
    """A browser behind a proxy that names this person."""
    return chromium.new_context(extra_http_headers={"X-Forwarded-Email": email} if email else {})


@pytest.mark.long
def test_a_proxy_names_who_asks(chromium: Browser, filled: Path) -> None:
    proxy = {"TRACKER_SIGN_IN": "proxy", "TRACKER_PROXY_HEADER": "X-Forwarded-Email"}
    with serving(filled, **proxy, TRACKER_PROXY_SIGN_OUT="/healthz") as address:
        for email, says in (
            ("", "You are not signed in"),
            ("nobody@example.org", "You have no access here"),
            ("me@localhost", "You have no access here"),
            ("vi@example.org", "This page is not for your role"),
        ):
            context = through(chromium, email)
            page = context.new_page()
            heard = Heard(page)
            page.goto(f"{address}/{REVIEW}")
            expect(page.get_by_role("heading", name=says)).to_be_visible(timeout=30_000)
            settled(page)
            assert heard.secrets(page) == [], email
            context.close()
        context = through(chromium, "ED@example.org")
        page = context.new_page()
        page.goto(f"{address}/{REVIEW}")
        expect(page.get_by_text("0 of 2 decided")).to_be_visible(timeout=30_000)
        click(page.get_by_role("button", name="Ed Itor"))
        click(page.get_by_role("button", name="Sign out"))
        page.wait_for_url(f"{address}/healthz")
        context.close()
    with serving(filled, **proxy, TRACKER_PROXY_ADDRESSES="192.0.2.1") as address:
        context = through(chromium, "ed@example.org")
        page = context.new_page()
        heard = Heard(page)
        page.goto(f"{address}/{REVIEW}")
        expect(page.get_by_role("heading", name="You are not signed in")).to_be_visible(timeout=30_000)
        assert heard.secrets(page) == []
        context.close()

"""The worst attacks in a real browser: nothing opens, runs, loads, or adds an element, and no script fails."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.conftest import serving, settled
from tests.hostile.conftest import filled
from tests.hostile.payloads import WORST
from tracker.store.access import sole_person
from tracker.store.upgrade import opened
from tracker.ui.places import PLACES

pytestmark = pytest.mark.browser

FOUND = """() => {
    const all = [...document.querySelectorAll("*")], found = [];
    for (const one of all) {
        for (const {name, value} of one.attributes) {
            const leads = /^(src|href|action|data|background|formaction|srcset|style)$/.test(name);
            const there = value.replace(/[?#].*/, "");
            if (/^on/.test(name) || leads && /javascript:|vbscript:|evil\\.example|data:text/i.test(there))
                found.push(one.outerHTML.slice(0, 200));
        }
        if (/^(script|iframe|object|embed|base|form|math|marquee|applet|frame|template)$/i.test(one.localName)
            && !one.closest("[data-testid=stForm]") && one.innerHTML.match(/alert|evil/))
            found.push(one.outerHTML.slice(0, 200));
    }
    const marks = ".katex, .katex-error, [data-testid=stMain] h5, [data-testid=stMain] del, dialog[open]";
    for (const one of document.querySelectorAll(marks)) found.push(one.outerHTML.slice(0, 200));
    return found;
}"""
"""What an attack has added to the page, wherever it stands."""

SHORT = ("recommendation?id=2", "authors", "review?brief=12")


def worst(n: int) -> str:
    """The n-th of those on which a browser would act."""
    return WORST[n % len(WORST)]


class Watch:
    """A page that is watched: each dialog, each request that leaves, each script that fails."""

    def __init__(self, context: BrowserContext, server: str) -> None:
        self.page, self.told = context.new_page(), list[str]()
        self.page.on("dialog", self._dialog)
        self.page.on("request", lambda asked: self._left(asked.url, server))
        self.page.on("pageerror", lambda wrong: self.told.append(f"script: {wrong}"))
        self.page.on("popup", lambda other: self.told.append(f"window: {other.url}"))

    def _dialog(self, dialog: Any) -> None:
        self.told.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _left(self, url: str, server: str) -> None:
        if not url.startswith((f"{server}/", "data:image/", "data:font/", "data:application/", "blob:")):
            self.told.append(f"request: {url}")

    def found(self) -> list[str]:
        """All that went wrong until now."""
        return [*self.told, *self.page.evaluate(FOUND)]


def visited(context: BrowserContext, server: str, places: tuple[str, ...]) -> dict[str, list[str]]:
    """What went wrong on each of these pages."""
    wrong = {}
    for place in places:
        watch = Watch(context, server)
        watch.page.goto(f"{server}/{place}")
        expect(watch.page.locator("h1").first).to_be_visible(timeout=30_000)
        settled(watch.page)
        if found := watch.found():
            wrong[place] = found
        watch.page.close()
    return wrong


@pytest.fixture
def attacked_file(store_file: Path) -> Path:
    with opened(f"sqlite:///{store_file}") as store, store.writing() as session:
        filled(session, sole_person(session), 6, worst)
    return store_file


def test_an_attack_that_is_let_through_is_seen(chromium: Browser) -> None:
    for payload in ("<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<a href=javascript:alert(1)>x</a>"):
        with chromium.new_context() as context:
            watch = Watch(context, "about:blank")
            watch.page.set_content(f"<h1>x</h1><p>{payload}</p>")
            watch.page.wait_for_timeout(100)
            assert watch.found() != [], payload


def test_nothing_that_people_wrote_acts_in_a_browser(chromium: Browser, attacked_file: Path) -> None:
    with serving(attacked_file) as server, chromium.new_context() as context:
        assert visited(context, server, SHORT) == {}


@pytest.mark.long
def test_nothing_acts_on_any_page(chromium: Browser, attacked_file: Path) -> None:
    records = tuple(f"recommendation?id={n}" for n in range(1, 60, 4))
    reviews = tuple(f"review?brief={n}" for n in range(1, 60, 12))
    with serving(attacked_file) as server, chromium.new_context() as context:
        assert visited(context, server, (*(place.address for place in PLACES), *records, *reviews)) == {}

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as Late

from tracker.cli.demo_data import fill
from tracker.ui.identity import TEST_NAME

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
_PATIENCE = 120
STILL = """least => {
    const app = document.querySelector("[data-testid=stApp]"), now = performance.now();
    if (app?.dataset.testScriptState !== "notRunning") window.stillSince = undefined;
    else window.stillSince ??= now;
    return now - window.stillSince >= least;
}"""
"""Whether nothing has been drawn for at least so many milliseconds."""

expect.set_options(timeout=30_000)


def browser_path() -> str:
    """Where the Chromium or Chrome is that the tests drive."""
    wanted = [os.environ.get("TRACKER_TEST_BROWSER", ""), *_NAMES]
    found = next((path for name in wanted if name and (path := shutil.which(name))), None)
    assert found, "The browser tests need Chromium or Chrome: install one (on Debian: apt install chromium)."
    return found


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
    return port


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(_PATIENCE * 4):
        assert server.poll() is None, "the server has ended"
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=2) as answer:
                assert answer.status == 200
                return
        except OSError:
            time.sleep(0.25)
    raise AssertionError(f"the server did not answer within {_PATIENCE} seconds")


@pytest.fixture
def store_file(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of `tracker demo`, for tests that change nothing in it."""
    file = tmp_path_factory.mktemp("sample") / "demo.db"
    fill(file)
    return file


@pytest.fixture
def demo(sample: Path, store_file: Path) -> Path:
    """The store of `tracker demo`, of which the test may change what it likes."""
    return Path(shutil.copy(sample, store_file))


@contextmanager
def serving(store_file: Path, port: int = 0, said: Any = subprocess.DEVNULL, /, **settings: str) -> Iterator[str]:
    """`tracker serve` over this store, in a process of its own, which writes down to `said`; its address."""
    port = port or free_port()
    command = [sys.executable, "-m", "tracker.cli", "serve", "--port", str(port), "--db", str(store_file)]
    server = subprocess.Popen(command, stdout=said, stderr=said, env={**os.environ, **settings})
    try:
        _wait(f"http://127.0.0.1:{port}", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


@pytest.fixture
def address(store_file: Path) -> Iterator[str]:
    """Where `tracker serve` serves the store, an empty one unless the test has filled it."""
    with serving(store_file) as found:
        yield found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[BrowserContext]:
    """A reader's browser, without a memory of any other."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(20_000)
    yield context
    context.close()


@pytest.fixture
def page(visitor: BrowserContext) -> Page:
    return visitor.new_page()


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("h1").first).to_be_visible(timeout=30_000)


def settled(page: Page, still: int = 300) -> None:
    """Wait until the page is drawn, and still for so many milliseconds: one drawing may follow at another's heels.

    A button of the view before is not heard.
    """
    expect(page.locator("h1").first).to_be_visible(timeout=30_000)
    page.evaluate("window.stillSince = undefined")
    page.wait_for_function(STILL, arg=still)


def click(what: Locator) -> None:
    """Click on this where the page is drawn: while it is not, what the view before left can still be seen beside it."""
    settled(what.page)
    what.click()


def write(box: Locator, words: str) -> None:
    """Type these words into this box where the page is drawn."""
    settled(box.page)
    box.fill(words)


def choose(page: Page, box: str, option: str) -> None:
    """Choose from a menu; one that a late drawing of the page has shut is opened again, as a person would."""
    wanted = page.get_by_role("option", name=option, exact=True)
    for _ in range(3):
        click(page.get_by_role("combobox", name=box))
        try:
            wanted.click(timeout=5_000)
        except Late:
            page.keyboard.press("Escape")
        else:
            return
    raise AssertionError(f"the menu {box} never offered {option}")


def signed_in(chromium: Browser, address: str, who: str) -> BrowserContext:
    """A new browser, in which this person is signed in where TRACKER_SIGN_IN is test."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(30_000)
    context.add_cookies([{"name": TEST_NAME, "value": who, "url": address}])
    return context

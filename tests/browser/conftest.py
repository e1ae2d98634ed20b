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

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
_PATIENCE = 60

expect.set_options(timeout=20_000)


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


@contextmanager
def serving(store_file: Path, port: int = 0, /, **settings: str) -> Iterator[str]:
    """`tracker serve` over this store, in a process of its own; its address."""
    port = port or free_port()
    command = [sys.executable, "-m", "tracker.cli", "serve", "--port", str(port), "--db", str(store_file)]
    server = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **settings}
    )
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

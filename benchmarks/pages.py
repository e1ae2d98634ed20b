"""How long each page takes in Chromium, from its address to its charts drawn, beside an empty page of Streamlit.

Run it from the root of the project, with the browser of the tests:

    TRACKER_TEST_BROWSER=$(.ci/browser) python benchmarks/pages.py [ROWS ...]

For stores of 2,000 and 1,000,000 recommendations (`stores.py`), unless other numbers are given, a server is started and
each page is opened eight times, always from the server's own word that it is well, so that what was left takes no time;
the first two are not counted, since a first view of anything warms caches of the server and of the browser.
Printed are the median milliseconds and how many times an empty page that is, and the same of a filter that is taken
away, of the list's second page, and of two words that are searched for.
"""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from stores import ROWS, make

TIMES, WARMING = 8, 2
_SOON, _TRIES = 2_000, 60
_PATIENCE = 600_000
PAGES = "overview recommendations recommendation?id=1 authors regions trends repeated impact compare board updates"
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
EMPTY = 'import streamlit as st\n\nst.title("Nothing")\n'
CHART = 'st.plotly_chart({{"data": [{{"type": "bar", "y": [1, 2, 3]}}]}}, key="{key}")\n'
SEARCH = "Search the wording, the passage and the title"
DRAWN = """() => {
    const app = document.querySelector("[data-testid=stApp]");
    const charts = [...document.querySelectorAll("[data-testid=stPlotlyChart]")];
    return app?.dataset.testScriptState === "notRunning" && document.querySelector("h1")
        && !document.querySelector("[data-testid=stSkeleton]") && charts.every(one => one.querySelector(".main-svg"));
}"""


def main(arguments: list[str]) -> int:
    """Measure each store, after the empty page."""
    with browsing() as page, tempfile.TemporaryDirectory() as folder:
        empty, one, three = (_bare(page, Path(folder) / f"bare{charts}.py", charts) for charts in (0, 1, 3))
        print(f"An empty page: {empty:.0f} ms; one bare chart {one / empty:.1f} times that, three {three / empty:.1f}")
        for rows in map(int, arguments) if arguments else ROWS:
            file = Path(folder) / f"{rows}.db"
            make(file, rows)
            with tracker(file) as (address, _process):
                _measure(page, address, empty, rows)
    return 0


@contextmanager
def browsing() -> Iterator[Page]:
    """A page of Chromium, 1440 pixels wide."""
    with sync_playwright() as playwright:
        found = shutil.which(os.environ.get("TRACKER_TEST_BROWSER", "chromium"))
        browser = playwright.chromium.launch(executable_path=found, args=QUIET.split())
        yield browser.new_page(viewport={"width": 1440, "height": 900})
        browser.close()


def tracker(file: Path) -> AbstractContextManager[tuple[str, int]]:
    """The tracker serving a store, as `served` has it."""
    return served([sys.executable, "-m", "tracker.cli", "serve", "--db", str(file), "--port"], "readyz")


def _bare(page: Page, script: Path, charts: int) -> float:
    """The milliseconds of a page of Streamlit with a title and so many charts of three bars."""
    script.write_text(EMPTY + "".join(CHART.format(key=key) for key in range(charts)))
    streamlit = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless", "true"]
    command = [*streamlit, "--server.address", "127.0.0.1", "--server.port"]
    with served(command, "_stcore/health") as (address, _process):
        return median(lambda: opened(page, address))


def _measure(page: Page, address: str, empty: float, rows: int) -> None:
    print(f"| page, of {rows:,} recommendations | ms | times an empty page | charts |\n| --- | ---: | ---: | ---: |")
    wait_for_the_copy(page, address)
    for name in PAGES.split():
        there = address if name == "overview" else f"{address}/{name}"
        took = median(lambda there=there: opened(page, there))  # type: ignore[misc]
        charts = page.locator("[data-testid=stPlotlyChart]").count()
        print(f"| {name} | {took:.0f} | {took / empty:.1f} | {charts} |", flush=True)
    gestures = {
        "a filter taken away on authors": _cleared,
        "the next 50 of the list": _turned,
        "two words searched for, the latest first": _searched,
    }
    for name, gesture in gestures.items():
        took = median(lambda gesture=gesture: gesture(page, address))  # type: ignore[misc]
        print(f"| {name} | {took:.0f} | {took / empty:.1f} | |", flush=True)


def wait_for_the_copy(page: Page, address: str) -> None:
    """Open the overview until it is drawn soon: a server that has just started is still filling its copy."""
    for _ in range(_TRIES):
        if opened(page, f"{address}/overview") < _SOON:
            return
        time.sleep(1)
    raise SystemExit(f"The overview is not drawn within {_SOON} ms.")


def opened(page: Page, address: str, health: str = "_stcore/health", drawn: str = DRAWN) -> float:
    """The milliseconds from an address to what is `drawn`, coming from another address of the same server."""
    page.goto("/".join([*address.split("/")[:3], health]))
    start = time.perf_counter()
    page.goto(address, wait_until="commit", timeout=_PATIENCE)
    page.wait_for_function(drawn, timeout=_PATIENCE, polling="raf")
    return (time.perf_counter() - start) * 1000


def _cleared(page: Page, address: str) -> float:
    opened(page, f"{address}/authors?topic=Justice")
    button = page.get_by_role("button", name="Clear all")
    start = time.perf_counter()
    button.click()
    button.wait_for(state="detached", timeout=60_000)
    page.wait_for_function(DRAWN, timeout=60_000, polling="raf")
    return (time.perf_counter() - start) * 1000


def _turned(page: Page, address: str) -> float:
    opened(page, f"{address}/recommendations")
    start = time.perf_counter()
    page.get_by_role("button", name="Next page").click()
    return _said(page, "51 to 100 shown", start)


def _searched(page: Page, address: str) -> float:
    opened(page, f"{address}/recommendations")
    field = page.get_by_label(SEARCH)
    field.fill("women education")
    start = time.perf_counter()
    field.press("Enter")
    return _said(page, "Search: women education", start)


def _said(page: Page, words: str, start: float) -> float:
    page.get_by_text(words).first.wait_for(timeout=_PATIENCE)
    page.wait_for_function(DRAWN, timeout=_PATIENCE, polling="raf")
    return (time.perf_counter() - start) * 1000


def median(act: Callable[[], float]) -> float:
    """The median of what it measures, the first times not counted."""
    return statistics.median([act() for _ in range(TIMES)][WARMING:])


@contextmanager
def served(command: Sequence[str], health: str) -> Iterator[tuple[str, int]]:
    """Start a server whose last argument is its port, and wait until it answers: its address and its process."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    server = subprocess.Popen([*command, str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        for _ in range(480):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/{health}", timeout=2).close()
                break
            except OSError:
                time.sleep(0.25)
        yield f"http://127.0.0.1:{port}", server.pid
    finally:
        server.terminate()
        server.wait(30)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""How the tracker does beside others on the same data: Datasette, a naive page of Streamlit, pandas and DuckDB.

Run it from the root of the project, with the browser of the tests and with Datasette (`make beside` does):

    TRACKER_TEST_BROWSER=$(.ci/browser) python benchmarks/beside.py [ROWS ...]

For stores of 2,000 and 1,000,000 recommendations (`stores.py`), unless other numbers are given, what charts count is
written into a flat database too, with the indexes that its questions need: `by_author` has a row for each author of a
recommendation. First, each opens in Chromium a page of the recommendations by author and status, and one of those with
two words in them, the latest first: the median milliseconds until it is drawn, the first two openings not counted, and
of the tracker also the first opening after something was written. The naive page reads the table whenever it is drawn.
Then the milliseconds of the numbers alone, the best of three: those of the tracker from the tables of its store and
from its copy in memory; pandas and DuckDB hold the flat table in memory and nothing else, which is the floor.
Everybody has to come to the same numbers.
"""

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import duckdb
import pandas as pd
from playwright.sync_api import Page
from stores import ROWS, make

from pages import TIMES, WARMING, browsing, median, opened, served, tracker, wait_for_the_copy
from tracker.actions.updates import advance
from tracker.queries.axes import By
from tracker.queries.counts import counts
from tracker.queries.filters import Filter
from tracker.store.access import sole_person
from tracker.store.mirror import Mirror
from tracker.store.sessions import Store
from tracker.store.upgrade import opened as store_at
from tracker.vocabulary.statuses import Status

WORDS = "women education"
_COPIED = """
    CREATE TABLE recommendation AS
        SELECT r.id, r.wording, r.status, r.own_authors, r.brief_id, b.title, b.published
        FROM store.recommendation r JOIN store.brief b ON b.id = r.brief_id
        WHERE NOT b.removed AND b.newer_id IS NULL AND r.review = 'confirmed' AND r.level = 'headline';
    CREATE UNIQUE INDEX recommendation_id ON recommendation (id);
    CREATE INDEX recommendation_published ON recommendation (published);
    CREATE TABLE by_author AS
        SELECT DISTINCT link.id, coalesce(main.name, own.name) AS author, link.status
        FROM (
            SELECT r.id, r.status, l.author_id FROM recommendation r
                JOIN store.brief_author l ON l.brief_id = r.brief_id WHERE NOT r.own_authors
            UNION ALL
            SELECT r.id, r.status, l.author_id FROM recommendation r
                JOIN store.recommendation_author l ON l.recommendation_id = r.id WHERE r.own_authors
        ) link
        JOIN store.author own ON own.id = link.author_id LEFT JOIN store.author main ON main.id = own.same_as_id;
    CREATE INDEX by_author_status ON by_author (author, status);
    CREATE VIRTUAL TABLE recommendation_fts USING fts5(wording, content='recommendation', content_rowid='id');
    INSERT INTO recommendation_fts (recommendation_fts) VALUES ('rebuild');
    ANALYZE;
"""
GROUPED = "SELECT author, status, count(*) AS n FROM by_author GROUP BY author, status"
NAIVE = """
import sqlite3

import pandas as pd
import plotly.express as px
import streamlit as st

st.title("Recommendations")
words = st.query_params.get("search", "").split()
with sqlite3.connect({flat!r}) as flat:
    if words:
        table = pd.read_sql("SELECT * FROM recommendation", flat)
        for word in words:
            table = table[table["wording"].str.contains(word, case=False)]
        st.dataframe(table.sort_values("published", ascending=False).head(50))
    else:
        table = pd.read_sql("SELECT * FROM by_author", flat)
        groups = table.groupby(["author", "status"]).size().reset_index(name="n")
        largest = groups.groupby("author")["n"].sum().nlargest(15).index
        st.plotly_chart(px.bar(groups[groups["author"].isin(largest)], y="author", x="n", color="status"))
"""
TABLE = "() => document.readyState === 'complete' && document.querySelector('table.rows-and-columns tbody tr td')"


def main(arguments: list[str]) -> int:
    """Measure each store."""
    for rows in map(int, arguments) if arguments else ROWS:
        with tempfile.TemporaryDirectory() as folder:
            store, flat = Path(folder) / "store.db", Path(folder) / "flat.db"
            make(store, rows)
            _flatten(store, flat)
            _pages(Path(folder), rows)
            _numbers(f"sqlite:///{store}", flat, rows)
    return 0


def _flatten(store: Path, flat: Path) -> None:
    with closing(sqlite3.connect(flat)) as made:
        made.execute("ATTACH ? AS store", [str(store)])
        made.executescript(_COPIED)


def _pages(folder: Path, rows: int) -> None:
    store, flat, script = folder / "store.db", folder / "flat.db", folder / "naive.py"
    script.write_text(NAIVE.format(flat=str(flat)))
    streamlit = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless", "true"]
    naive = [*streamlit, "--server.address", "127.0.0.1", "--server.port"]
    limits = ["--setting", "sql_time_limit_ms", "600000", "--setting", "max_returned_rows", "100000"]
    datasette = [sys.executable, "-m", "datasette", "serve", str(flat), *limits, "--port"]
    words = urlencode({"search": WORDS})
    searched = urlencode({"_search": WORDS, "_sort_desc": "published", "_size": 50})
    print(f"## {rows:,} recommendations")
    print("\n| page, ms | by author and status | two words, by date |\n| --- | ---: | ---: |")
    with browsing() as page:
        with tracker(store) as (address, _process):
            wait_for_the_copy(page, address)
            there = (f"{address}/authors", f"{address}/recommendations?{words}")
            _row("tracker", [median(partial(opened, page, place)) for place in there])
            _row("tracker, after a writing", [_after_a_writing(page, place, store) for place in there])
            _expect(page, ".st-key-listing-rows [data-testid=stPageLink]")
        with served(naive, "_stcore/health") as (address, _process):
            there = (address, f"{address}/?{words}")
            _row("naive Streamlit", [median(partial(opened, page, place)) for place in there])
            _expect(page, "[data-testid=stDataFrame] canvas")
        with served(datasette, "-/versions.json") as (address, _process):
            there = (f"{address}/flat?{urlencode({'sql': GROUPED})}", f"{address}/flat/recommendation?{searched}")
            _row("Datasette", [median(partial(opened, page, place, "-/versions.json", TABLE)) for place in there])
            _expect(page, "table.rows-and-columns tbody tr")


def _row(name: str, took: list[float]) -> None:
    print(f"| {name} | {' | '.join(f'{one:,.0f}' for one in took)} |", flush=True)


def _expect(page: Page, found: str) -> None:
    """A page that found nothing is soon drawn."""
    if not page.locator(found).count():
        raise SystemExit(f"{page.url} has no {found}")


def _after_a_writing(page: Page, address: str, store: Path) -> float:
    found = []
    with store_at(f"sqlite:///{store}") as written:
        for turn in range(TIMES - WARMING):
            with written.writing() as session:
                advance(session, sole_person(session), turn + 1, None, "measured", notes=f"Turn {turn} of {address}")
            found.append(opened(page, address))
    return statistics.median(found)


def _numbers(url: str, flat: Path, rows: int) -> None:
    with store_at(url) as plain, store_at(url) as copied, duckdb.connect() as duck, closing(_read(flat)) as source:
        copied.mirror = copy = Mirror(copied, least=0)
        copy.fill()
        start = time.perf_counter()
        frame = pd.read_sql("SELECT author, status FROM by_author", source)
        read = (time.perf_counter() - start) * 1000
        small = frame.astype("category")
        duck.execute("CREATE TABLE by_author AS SELECT * FROM frame")
        ways: dict[str, Callable[[], Any]] = {
            "the tracker's tables": lambda: _counted(plain),
            "the tracker's copy": lambda: _counted(copied),
            "SQLite, flat": lambda: source.execute(GROUPED).fetchall(),
            "pandas, flat, words": lambda: frame.groupby(["author", "status"]).size(),
            "pandas, flat, categories": lambda: small.groupby(["author", "status"], observed=True).size(),
            "DuckDB, flat": lambda: duck.execute(GROUPED).fetchall(),
        }
        print(f"\n| by author and status, of {rows:,} | ms |\n| --- | ---: |")
        sums = {}
        for name, way in ways.items():
            took, sums[name] = _best(way)
            print(f"| {name} | {took:,.1f} |", flush=True)
        print(f"| (pandas: to read the table) | {read:,.0f} |\n")
        if len(set(sums.values())) > 1:
            raise SystemExit(f"They do not agree: {sums}")


def _read(flat: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{flat}?mode=ro", uri=True)


def _counted(store: Store) -> pd.DataFrame:
    with store.reading() as session:
        return counts(session, sole_person(session), By.AUTHOR, Filter())


def _best(way: Callable[[], Any]) -> tuple[float, tuple[int, int]]:
    """The milliseconds, and how many groups and recommendations in them were found."""
    found: list[float] = []
    answer: Any = None
    for _ in range(3):
        with _timed(found):
            answer = way()
    return min(found) * 1000, _sums(answer)


def _sums(answer: Any) -> tuple[int, int]:
    if isinstance(answer, pd.DataFrame):
        named = answer[answer["key"].notna()][[status.value for status in Status]]
        return int((named > 0).to_numpy().sum()), int(named.to_numpy().sum())
    numbers = answer.to_numpy() if isinstance(answer, pd.Series) else [n for *_key, n in answer]
    return len(numbers), int(sum(numbers))


@contextmanager
def _timed(found: list[float]) -> Any:
    start = time.perf_counter()
    yield
    found.append(time.perf_counter() - start)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""How long the questions of the pages take on stores of many recommendations, and what the copy in memory costs.

Run it from the root of the project:

    python benchmarks/queries.py [ROWS ...]

Stores of 2,000 and 1,000,000 recommendations are made (`stores.py`) unless other numbers are given. For each question
and filter, its milliseconds: answered by the store's own tables, and by the copy that a server keeps from 50,000
recommendations on (the best of three; one of the store's own where that takes over two seconds). Beside them: how long
the copy takes to fill, how much memory the process has grown by, and how long one edit takes without and with the copy
and the next question behind it.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import select
from sqlmodel import Session, col
from stores import ROWS, make

from tracker.actions.updates import advance
from tracker.queries.axes import By
from tracker.queries.counts import counts, totals
from tracker.queries.facets import Counted, facet
from tracker.queries.filters import Filter
from tracker.queries.impact import impact
from tracker.queries.listing import listing
from tracker.queries.momentum import momentum
from tracker.queries.rates import ambition
from tracker.queries.standing import standing
from tracker.queries.timing import timing, timings
from tracker.store.access import sole_person
from tracker.store.mirror import Mirror
from tracker.store.people_tables import Person
from tracker.store.sessions import Store
from tracker.store.tables import Author
from tracker.store.upgrade import opened
from tracker.vocabulary.statuses import Success

_LONG = 2.0
Question = Callable[[Session, Person, Filter], Any]
QUESTIONS: dict[str, Question] = {
    "totals": totals,
    **{f"counts by {by.value}": lambda s, me, chosen, by=by: counts(s, me, by, chosen) for by in By},  # type: ignore[misc]
    "ambition by author": lambda s, me, chosen: ambition(s, me, By.AUTHOR, chosen, Success.PARTLY),
    "timing": lambda s, me, chosen: timing(s, me, chosen, Success.PARTLY),
    "timing by author": lambda s, me, chosen: timings(s, me, By.AUTHOR, chosen, Success.PARTLY),
    "impact": lambda s, me, chosen: impact(s, me, chosen, Success.PARTLY),
    "standing": standing,
    "momentum": lambda s, me, chosen: momentum(s, me, chosen, date(2026, 1, 1)),
    "countries to choose": lambda s, me, chosen: facet(s, me, "regions", chosen, Counted.LIST),
    "strengths to choose": lambda s, me, chosen: facet(s, me, "strengths", chosen, Counted.LIST),
    "the list's first 50": listing,
    "the list's 20th 50": lambda s, me, chosen: listing(s, me, chosen, page=20),
}


def main(arguments: list[str]) -> int:
    """Make the stores, and measure."""
    for rows in map(int, arguments) if arguments else ROWS:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "store.db"
            make(file, rows)
            measure(f"sqlite:///{file}", rows)
    return 0


def measure(url: str, rows: int) -> None:
    """Print the figures of one store."""
    with opened(url) as plain, opened(url) as copied:
        before, start = _memory(), time.perf_counter()
        copied.mirror = copy = Mirror(copied, least=0)
        copy.fill()
        grown = _memory() - before
        print(f"## {rows:,} recommendations: the copy fills in {time.perf_counter() - start:.1f} s, {grown:.0f} MiB")
        with plain.writing() as session:
            me = sole_person(session)
        print("| question | filter | store, ms | copy, ms |\n| --- | --- | ---: | ---: |")
        for called, chosen in _filters(plain):
            for name, question in QUESTIONS.items():
                took = [_best(store, question, me, chosen) for store in (plain, copied)]
                print(f"| {name} | {called} | {took[0]:,.0f} | {took[1]:,.0f} |", flush=True)
        for name, store in (("without the copy", plain), ("with the copy and a question behind it", copied)):
            print(f"An edit {name}: {_edit(store, me, question=store is copied):.0f} ms")


def _filters(store: Store) -> Iterator[tuple[str, Filter]]:
    with store.reading() as session:
        author = session.execute(select(col(Author.name)).limit(1)).scalar_one()
    yield "none", Filter()
    yield "country, action type", Filter(regions=("IRQ",), action_types=(5,))
    yield "author, status", Filter(authors=(author,), statuses=("adopted",))
    yield "topic, open to all", Filter(topics=("Justice",), open_only=True)
    yield "addressee, since", Filter(addressees=("Ministry 1",), since=date(2015, 1, 1))
    yield "two words", Filter(search="women education")


def _best(store: Store, question: Question, me: Person, chosen: Filter) -> float:
    found: list[float] = []
    while len(found) < 3 and sum(found) < _LONG:
        with store.reading() as session, _timed(found):
            question(session, me, chosen)
    return min(found) * 1000


def _edit(store: Store, me: Person, *, question: bool) -> float:
    found: list[float] = []
    for turn in range(10):
        with _timed(found):
            with store.writing() as session:
                advance(session, me, turn + 1, None, "measured", notes=f"Turn {turn}, {question}")
            if question:
                with store.reading() as session:
                    standing(session, me, Filter(briefs=(1,)))
    return min(found) * 1000


@contextmanager
def _timed(found: list[float]) -> Iterator[None]:
    start = time.perf_counter()
    yield
    found.append(time.perf_counter() - start)


def _memory() -> float:
    return float(psutil.Process().memory_info().rss) / 1024 / 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What the ledger over history costs: an edit and an import with it and without it, and checking it.

Run it from the root of the project:

    python benchmarks/ledger.py [ROWS]

Edits with and without it take turns in one process, so that both meet the same machine; so do imports of ROWS rows
(2,000 unless said otherwise) in chunks. Printed are medians, their ratio, and the seconds that checking takes.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from importing import made_up

from tracker.actions import guessing
from tracker.actions import importing as moving
from tracker.actions.updates import advance
from tracker.parsing import sheet_apart
from tracker.store import ledger
from tracker.store.access import sole_person
from tracker.store.people_tables import Person
from tracker.store.sessions import Store
from tracker.store.upgrade import opened
from tracker.store.verifying import verify

EDITS, IMPORTS = 400, 5
Pair = tuple[list[float], list[float]]
"""Seconds with the ledger, and without it."""


def main(arguments: list[str]) -> int:
    """Measure and print."""
    count = int(arguments[0]) if arguments else 2000
    imports: Pair = ([], [])
    for turn in range(2 * IMPORTS):
        with tempfile.TemporaryDirectory() as folder, opened(f"sqlite:///{folder}/t.db") as store, kept(turn % 2 == 0):
            imports[turn % 2].append(imported(store, Path(folder), count))
    told(f"import of {count:,} rows (processor)", imports)
    with tempfile.TemporaryDirectory() as folder, opened(f"sqlite:///{folder}/t.db") as store:
        imported(store, Path(folder), count)
        start = time.perf_counter()
        with store.reading() as session:
            lines = verify(session.connection()).lines
        took = time.perf_counter() - start
        print(f"checking {lines:,} lines: {took:.2f} s, {lines / took:,.0f} a second")
        told("edit", edited(store))
    return 0


@contextmanager
def kept(wanted: bool) -> Iterator[None]:
    """Within, the ledger is kept, or not."""
    if wanted:
        yield
        return
    with patch.object(ledger, "begin", lambda _session: None), patch.object(ledger, "enter", lambda _session: None):
        yield


def imported(store: Store, folder: Path, count: int) -> float:
    """Seconds of the processor that an import takes."""
    file = folder / "rows.csv"
    file.write_bytes(b"".join(made_up(count)))
    sheet = sheet_apart(file.name, file.read_bytes())
    plan, me = guessing.guess(sheet), _me(store)
    start = time.process_time()
    moving.run(store.writing, me, sheet, plan)
    return time.process_time() - start


def edited(store: Store) -> Pair:
    """Seconds of each edit, from its beginning to when it is kept."""
    seconds: Pair = ([], [])
    me = _me(store)
    for turn in range(2 * EDITS):
        with kept(turn % 2 == 0):
            start = time.perf_counter()
            with store.writing() as session:
                advance(session, me, turn // 2 + 1, None, "measured", notes=f"Note {turn}.")
            seconds[turn % 2].append(time.perf_counter() - start)
    return seconds


def _me(store: Store) -> Person:
    with store.writing() as session:
        return sole_person(session)


def told(name: str, seconds: Pair) -> None:
    """Print the medians and their ratio."""
    with_it, without = (statistics.median(some) for some in seconds)
    print(f"{name}: {with_it * 1000:,.2f} ms with it, {without * 1000:,.2f} ms without, ratio {with_it / without:.2f}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""How long the board's report takes as of a day in the past, and how much memory, on a store of many recommendations.

Run it from the root of the project:

    python benchmarks/past.py [ROWS]

Rows are made up (40,000 unless another number is given) and confirmed; a quarter of them changes before the day that is
asked for, and a quarter after it. Printed are the seconds of the processor until the store of that day is rebuilt,
those of a whole report without and with what changed since an earlier one, and the peak memory of the process.
"""

import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from importing import made_up
from sqlmodel import col, select

from tracker.actions import guessing, importing, meetings
from tracker.actions.changes import change_all
from tracker.board import board
from tracker.parsing import sheet_apart
from tracker.queries.past import past
from tracker.store.access import sole_person
from tracker.store.clock import standing_at
from tracker.store.history import By, one_batch
from tracker.store.people_tables import Person
from tracker.store.sessions import Store
from tracker.store.tables import Recommendation
from tracker.store.upgrade import opened
from tracker.vocabulary.answers import Review

ROWS = 40_000
TAKEN_IN = datetime(2025, 1, 10, 12, tzinfo=UTC)
FIRST, SECOND = TAKEN_IN + timedelta(days=60), TAKEN_IN + timedelta(days=120)


def main(arguments: list[str]) -> int:
    """Fill a store, and measure."""
    rows = int(arguments[0]) if arguments else ROWS
    with tempfile.TemporaryDirectory() as folder, opened(f"sqlite:///{folder}/tracker.db") as store:
        me = filled(store, Path(folder), rows)
        for name, seconds in measured(store, me).items():
            print(f"{name}: {seconds:.1f} s")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    return 0


def filled(store: Store, folder: Path, rows: int) -> Person:
    """So many confirmed recommendations; a quarter change before the second day, a quarter after it; one meeting."""
    file = folder / "rows.csv"
    file.write_bytes(b"".join(made_up(rows)))
    sheet = sheet_apart(file.name, file.read_bytes())
    plan = guessing.guess(sheet).but(review=Review.CONFIRMED)
    with store.writing() as session, standing_at(TAKEN_IN):
        me = sole_person(session)
    with standing_at(TAKEN_IN):
        importing.run(store.writing, me, sheet, plan)
    for start, moment in ((0, FIRST + timedelta(days=9)), (2, SECOND + timedelta(days=9))):
        with standing_at(moment), store.writing() as session, one_batch():
            chosen = session.exec(select(Recommendation).where(col(Recommendation.id) % 4 == start)).all()
            change_all(session, By(me, "a step"), [(row, {"status": "stalled", "notes": "Seen."}) for row in chosen])
    with standing_at(FIRST + timedelta(days=1)), store.writing() as session:
        meeting = meetings.prepare(session, me, FIRST.date(), FIRST.date())
        meetings.approve(session, me, meeting.id or 0, None)
    return me


def measured(store: Store, me: Person) -> dict[str, float]:
    """Seconds by what was done."""
    found: dict[str, float] = {}
    for name, day in (("rebuilding the store of a day in the past", SECOND.date()),):
        start = time.process_time()
        with store.reading() as session, past(session, me, day):
            found[name] = time.process_time() - start
    for name, as_of in (("report of a day in the past", FIRST.date()), ("report with what changed", SECOND.date())):
        start = time.process_time()
        with store.reading() as session:
            board(session, me, as_of=as_of)
        found[name] = time.process_time() - start
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

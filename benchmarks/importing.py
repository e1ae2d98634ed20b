"""How fast a spreadsheet of another tracker moves in, and out again when that is undone, and how much memory it takes.

Run it from the root of the project:

    python benchmarks/importing.py [CSV]

Without a file, `../shared/upr/sessions_01-13.csv` is read; where that is not there, rows are made up. Printed are the
seconds of the dry run, of the import into an empty store and of undoing it, rows a second, how much longer the import
takes than the dry run, and the peak memory of the process up to the undo, for a tenth of the rows and for all: flat is
a ratio near 1.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tracker.actions import guessing, importing
from tracker.actions.undo import undo
from tracker.parsing import sheet_apart
from tracker.store.access import sole_person
from tracker.store.upgrade import opened

REAL = Path(__file__).parents[2] / "shared" / "upr" / "sessions_01-13.csv"
MADE_UP = 20_000


def main(arguments: list[str]) -> int:
    """Measure a tenth of the rows and all of them, each in a process of its own, whose memory is counted alone."""
    if arguments[:1] == ["--one"]:
        print(*measured(Path(arguments[1])))
        return 0
    path = Path(arguments[0]) if arguments else REAL
    if arguments and not path.exists():
        print(f"{path} is not here.")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        lines = path.read_bytes().splitlines(keepends=True) if path.exists() else made_up()
        peaks = []
        for name, part in (("tenth", lines[: len(lines) // 10]), ("all", lines)):
            file = Path(folder) / f"{name}.csv"
            file.write_bytes(b"".join(part))
            command = [sys.executable, __file__, "--one", str(file)]
            answer = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
            rows, dry, real, back, peak = map(float, answer.stdout.split())
            peaks.append(peak)
            print(
                f"{rows:,.0f} rows: dry run {dry:.1f} s ({rows / dry:,.0f} rows a second), "
                f"import {real:.1f} s ({rows / real:,.0f} rows a second, {real / dry:.1f} times as long), "
                f"undoing it {back:.1f} s ({rows / back:,.0f} rows a second), "
                f"peak memory {peak:.0f} MiB"
            )
        print(f"peak memory of all to that of a tenth: {peaks[1] / peaks[0]:.2f}")
    return 0


def made_up(count: int = MADE_UP) -> list[bytes]:
    """Rows as another tracker may have them."""
    head = b"Recommendation,Report,Date published,Authors,Country,Status\n"
    rows = (
        f'"Ministers should take step {n} of the plan, and report on it.","Report {n % 50}",2007-05-30,'
        f'"A. Writer and B. Writer","Iran, Iraq",Ongoing\n'
        for n in range(count)
    )
    return [head, *(row.encode() for row in rows)]


def measured(path: Path) -> tuple[int, float, float, float, float]:
    """Rows, seconds of the dry run, of the import and of undoing it, and the peak memory before that in MiB."""
    sheet = sheet_apart(path.name, path.read_bytes())
    plan = guessing.guess(sheet)
    with tempfile.TemporaryDirectory() as folder, opened(f"sqlite:///{folder}/tracker.db") as store:
        with store.writing() as session:
            me = sole_person(session)
        start = time.perf_counter()
        importing.dry_run(store.reading, me, sheet, plan)
        middle = time.perf_counter()
        told = importing.run(store.writing, me, sheet, plan)
        end = time.perf_counter()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        with store.writing() as session:
            undo(session, me, told.batch)
        back = time.perf_counter()
    return sheet.count, middle - start, end - middle, back - end, peak


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

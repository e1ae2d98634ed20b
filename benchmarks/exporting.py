"""How fast a spreadsheet of very many rows is written, and how much memory that takes.

Run it from the root of the project:

    python benchmarks/exporting.py [ROWS ...]

`tracker export` writes all of a store of 2,000 and one of 1,000,000 recommendations (`stores.py`), unless other numbers
are given, as CSV, in a process of its own. Printed are the seconds, rows a second, the size of the file, the peak
memory of the process, and by how much that is more than for the smallest store.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from stores import ROWS, make


def main(arguments: list[str]) -> int:
    """Make the stores, and measure each."""
    least = 0.0
    print("| rows | seconds | rows a second | file, MiB | peak memory, MiB | more than the first |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |", flush=True)
    for rows in map(int, arguments) if arguments else ROWS:
        with tempfile.TemporaryDirectory() as folder:
            store, file = Path(folder) / "store.db", Path(folder) / "all.csv"
            make(store, rows)
            seconds, peak = measured(store, file)
            size = file.stat().st_size / 1024 / 1024
        least = least or peak
        told = f"{seconds:.1f} | {rows / seconds:,.0f} | {size:.1f} | {peak:.0f} | {peak - least:.0f}"
        print(f"| {rows:,} | {told} |", flush=True)
    return 0


def measured(store: Path, file: Path) -> tuple[float, float]:
    """The seconds and the peak memory in MiB of writing all of a store into a file."""
    command = [sys.executable, "-m", "tracker.cli", "export", str(file), "--db", str(store)]
    start = time.perf_counter()
    silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    pid = os.posix_spawn(sys.executable, command, os.environ, file_actions=silent)
    _pid, status, used = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - start, used.ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""How fast briefs are taken in, by one process and by several, and whether memory stays flat over very many.

Run it from the root of the project, with Dask (`make test` brings it):

    python benchmarks/ingesting.py [BRIEFS]

Briefs are made up out of the words of those in `data/briefs`, each paragraph with a number of its own, so that nothing
that was read before helps. `tracker ingest` takes a folder of them into an empty store: first a twentieth, a tenth and
a fifth of 10,000 (or of another number) by itself, where linear is the same time a brief; then the tenth with one and
two worker processes, up to as many as there are processors; then all of them at a stretch with as many. Printed are
the seconds, briefs a second and the peak memory of the command and of all its processes; of the last run also the
memory of each tenth of its time, where flat is a ratio near 1.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

BRIEFS = 10_000
SHIPPED = Path(__file__).parents[1] / "data" / "briefs"
_LOOKING = 0.5


@dataclass(frozen=True, slots=True)
class Run:
    """How long a command took, in seconds, and the MiB of its own and of all its processes at each look."""

    seconds: float
    own: list[float]
    whole: list[float]


def main(arguments: list[str]) -> int:
    """Make the briefs, and measure."""
    many = int(arguments[0]) if arguments else BRIEFS
    processors = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts = {part: folder / str(part) for part in (many // 20, many // 10, many // 5, many)}
        for count, path in parts.items():
            make(path, count)
        print("| briefs | workers | seconds | briefs a second | peak MiB | with all processes |")
        print("| ---: | ---: | ---: | ---: | ---: | ---: |")
        for count in list(parts)[:3]:
            _told(count, 0, measured(parts[count], folder / f"alone{count}.db"))
        tenth = many // 10
        for workers in range(1, processors + 1):
            command = ("--workers", str(workers))
            _told(tenth, workers, measured(parts[tenth], folder / f"by{workers}.db", command))
        found = measured(parts[many], folder / "all.db", ("--workers", str(processors)))
        _told(many, processors, found)
        for whose, looks in (("the command", found.own), ("all processes", found.whole)):
            if len(looks) < 10:
                raise SystemExit("That was too short to tell how memory goes: take more briefs.")
            tenths = [statistics.median(looks[len(looks) * n // 10 : len(looks) * (n + 1) // 10]) for n in range(10)]
            told = ", ".join(f"{mib:.0f}" for mib in tenths)
            print(f"MiB of {whose} in each tenth of that: {told}; the last to the second {tenths[-1] / tenths[1]:.2f}")
    return 0


def make(folder: Path, count: int) -> None:
    """So many briefs, each of which is like none before it."""
    folder.mkdir()
    shipped = [path.read_text("utf-8", "ignore") for path in sorted(SHIPPED.glob("*.txt"))]
    for n in range(count):
        paragraphs = shipped[n % len(shipped)].split("\n\n")
        numbered = (f"{one.rstrip()} This is so in {n} of {place + 7} cases." for place, one in enumerate(paragraphs))
        words = "\n\n".join([*paragraphs[:3], *list(numbered)[3:]])
        (folder / f"{n:06}.txt").write_text(words, "utf-8")


def measured(briefs: Path, store: Path, more: Sequence[str] = ()) -> Run:
    """Take a folder in, and look at memory meanwhile."""
    command = [sys.executable, "-m", "tracker.cli", "ingest", str(briefs), "--db", str(store), *more]
    start, own, whole = time.perf_counter(), [], []
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:  # noqa: S603
        process = psutil.Process(running.pid)
        while running.poll() is None:
            sizes = _sizes(process)
            own.append(sizes[0])
            whole.append(sum(sizes))
            time.sleep(_LOOKING)
    if running.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {running.returncode}")
    return Run(time.perf_counter() - start, own, whole)


def _sizes(process: psutil.Process) -> list[float]:
    sizes = []
    try:
        for one in (process, *process.children(recursive=True)):
            sizes.append(one.memory_info().rss / 1024 / 1024)
    except psutil.NoSuchProcess:
        pass
    return sizes or [0.0]


def _told(count: int, workers: int, found: Run) -> None:
    speed = count / found.seconds
    peaks = f"{max(found.own):.0f} | {max(found.whole):.0f}"
    print(f"| {count:,} | {workers or 'none'} | {found.seconds:.1f} | {speed:.1f} | {peaks} |", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What extraction costs beside reading, and reading and extraction beside a bare walk through a PDF's letters.

Run it from the root of the project:

    python benchmarks/extraction.py [FOLDER]

Every brief of the folder (`data/briefs` unless one is named) is read and extracted, best of three. A bare walk asks
pypdfium2 for each letter, its size, its font and its box, which is what reading a PDF needs at least. Ratios within one
run decide; seconds are those of this machine.
"""

import ctypes
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from tracker.errors import NotReadable
from tracker.extraction import extract
from tracker.reading import read

BRIEFS = Path(__file__).parents[1] / "data" / "briefs"


def main(arguments: list[str]) -> int:
    """Print a line a brief, then the sums for PDF and for text."""
    folder = Path(arguments[0]) if arguments else BRIEFS
    print(f"{'brief':36} {'read ms':>8} {'extract ms':>10} {'bare ms':>8} {'extract/read':>12} {'both/bare':>9}")
    sums: dict[str, list[float]] = {}
    for path in sorted(path for path in folder.iterdir() if path.suffix != ".json"):
        costs = measured(path)
        if costs:
            print(told(path.name[:36], costs))
            kind = "pdf" if costs[2] else "text"
            sums[kind] = [a + b for a, b in zip(sums.get(kind, [0.0] * 4), [*costs, 1.0], strict=True)]
    for kind, (reading, extracting, bare, count) in sums.items():
        print(told(f"all {kind}", (reading, extracting, bare)), f"{count / (reading + extracting):.1f} a second")
    return 0


def measured(path: Path) -> tuple[float, float, float] | None:
    """Seconds for reading, for extraction and for the bare walk (0 where it is no PDF); None for what is not read."""
    data = path.read_bytes()
    try:
        document = read(path.name, data)
    except NotReadable:
        return None
    bare = best(lambda: walk(data)) if data.startswith(b"%PDF") else 0.0
    return best(lambda: read(path.name, data)), best(lambda: extract(document)), bare


def best(work: Callable[[], object]) -> float:
    """The shortest of three runs, in seconds."""
    found = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def walk(data: bytes) -> int:
    """Ask for every letter with its size, font and box; how many there are."""
    letters, name, flags = 0, ctypes.create_string_buffer(128), ctypes.c_int()
    box = [ctypes.c_double() for _ in range(4)]
    with pdfium.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            for at in range(text.count_chars()):
                raw.FPDFText_GetUnicode(text, at)
                raw.FPDFText_GetFontSize(text, at)
                raw.FPDFText_GetFontInfo(text, at, name, len(name), flags)
                raw.FPDFText_GetCharBox(text, at, *box)
                letters += 1
    return letters


def told(name: str, costs: tuple[float, float, float]) -> str:
    """The costs of one brief as a line."""
    reading, extracting, bare = costs
    walked = (f"{bare * 1000:8.0f}", f"{(reading + extracting) / bare:9.2f}") if bare else (f"{'-':>8}", f"{'-':>9}")
    own = f"{name:36} {reading * 1000:8.0f} {extracting * 1000:10.0f}"
    return f"{own} {walked[0]} {extracting / reading:12.2f} {walked[1]}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What extraction costs beside reading, and reading and extraction beside a bare walk through a PDF's letters.

Run it from the root of the project:

    python benchmarks/extraction.py [FOLDER]

Every brief of the folder (`data/briefs` unless one is named) is read and extracted, best of five, each time as if its
words were new: what extraction keeps of texts that it has seen is forgotten in between. A bare walk asks pypdfium2 for
each letter, its size, its font and its box, which is what reading a PDF needs at least. The last lines say how many of
these briefs one core does in a second, and how many of 1,500 words that is by the words done. Ratios within one run
decide; seconds are the processor's on this machine.
"""

import ctypes
import sys
import time
from collections.abc import Callable
from dataclasses import astuple, dataclass
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from tracker.errors import NotReadable
from tracker.extraction import extract
from tracker.reading import read

BRIEFS = Path(__file__).parents[1] / "data" / "briefs"


WORDS = 1_500
"""Words of the brief by which speed is told."""
SMALLEST = 1_024
"""Entries of the smallest cache of texts."""
_KINDS = {".pdf": "pdf", ".docx": "docx"}


@dataclass(frozen=True, slots=True)
class Cost:
    """Words of a brief, and seconds for reading, for extraction and for the bare walk, 0 where it is no PDF."""

    words: float
    reading: float
    extracting: float
    bare: float


def main(arguments: list[str]) -> int:
    """Print a line a brief, then the sums for text, Word files and PDF."""
    folder = Path(arguments[0]) if arguments else BRIEFS
    columns = f"{'read ms':>8} {'extract ms':>10} {'bare ms':>8} {'extract/read':>12} {'both/bare':>9}"
    print(f"{'brief':36} {'words':>6} {columns}")
    sums: dict[str, list[Cost]] = {}
    for path in sorted(path for path in folder.iterdir() if path.suffix != ".json"):
        cost = measured(path)
        if cost:
            print(told(path.name[:36], cost))
            sums.setdefault(_KINDS.get(path.suffix, "text"), []).append(cost)
    for kind, costs in sums.items():
        every = Cost(*(sum(column) for column in zip(*map(astuple, costs), strict=True)))
        seconds = every.reading + every.extracting
        print(told(f"all {kind}", every))
        print(
            f"    {len(costs) / seconds:.1f} a second, {every.words / len(costs):,.0f} words each; "
            f"{every.words / WORDS / seconds:.1f} a second of {WORDS:,} words"
        )
    return 0


def measured(path: Path) -> Cost | None:
    """What a brief costs; None for what is not read."""
    data = path.read_bytes()
    try:
        document = read(path.name, data)
    except NotReadable:
        return None
    bare = best(lambda: walk(data)) if data.startswith(b"%PDF") else 0.0
    words = len(document.text.split())
    return Cost(words, best(lambda: read(path.name, data)), best(lambda: extract(document)), bare)


def best(work: Callable[[], object]) -> float:
    """The shortest of five runs, in seconds of the processor."""
    found = []
    for _ in range(5):
        forget()
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def forget() -> None:
    """Empty the caches of texts; those of the word lists, which are smaller, stay."""
    ours = [module for name, module in sys.modules.items() if name.startswith("tracker.")]
    for kept in (each for module in ours for each in vars(module).values() if hasattr(each, "cache_parameters")):
        if (kept.cache_parameters()["maxsize"] or 0) >= SMALLEST:
            kept.cache_clear()


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


def told(name: str, cost: Cost) -> str:
    """The cost of one brief as a line."""
    both, bare = cost.reading + cost.extracting, cost.bare
    walked = (f"{bare * 1000:8.0f}", f"{both / bare:9.2f}") if bare else (f"{'-':>8}", f"{'-':>9}")
    own = f"{name:36} {cost.words:6.0f} {cost.reading * 1000:8.1f} {cost.extracting * 1000:10.1f}"
    return f"{own} {walked[0]} {cost.extracting / cost.reading:12.2f} {walked[1]}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

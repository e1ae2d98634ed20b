"""Show how a file is read: `python -m tracker.reading FILE...` prints one line a block."""

import sys
from pathlib import Path

from tracker.document import Block, Document
from tracker.errors import NotReadable
from tracker.reading import read


def line(document: Document, block: Block, width: int = 90) -> str:
    """Kind, level or depth, page, box, marker, [lead], words or cells of one block."""
    numbers = f"h{block.level}" if block.level else f"d{block.depth}"
    where = f"p{block.page or '-'}" + (f" box{block.box}" if block.box is not None else "")
    words = document.words(block)
    if block.cells:
        words = " | ".join(
            f"{cell.head}={cell.span.of(document.text)}" if cell.head else cell.span.of(document.text)
            for cell in block.cells
        )
    elif block.lead:
        lead = block.lead.of(document.text)
        words = f"[{lead}]{words[len(lead) :]}"
    shown = words if len(words) <= width else f"{words[: width - 25]} … {words[-20:]}"
    return f"{block.kind.value:<10} {numbers} {where:<4} {block.marker!r:<6} {shown}"


def main(paths: list[str]) -> int:
    """Print every file's blocks; 1 if any file could not be read."""
    failed = 0
    for path in paths:
        try:
            document = read(path, Path(path).read_bytes())
        except NotReadable as problem:
            print(f"{path}: {type(problem).__name__}: {problem}")
            failed = 1
            continue
        said = (path, document.format.value, document.language, f"{document.pages} pages", dict(document.properties))
        print("==", " · ".join(map(str, said)))
        for block in document.blocks:
            print(line(document, block))
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

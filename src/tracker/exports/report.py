"""The papers that a board's report comes as: which there are, and each as the files that belong together.

The modules that write them, and the libraries those need, are loaded when a paper is asked for.
"""

from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from pathlib import PurePath

from tracker.board import Board
from tracker.exports.zip_file import zipped
from tracker.translation import marked


class Paper(StrEnum):
    """What a report is written as; the word is the ending of its file."""

    PDF = "pdf"
    PPTX = "pptx"
    XLSX = "xlsx"
    HTML = "html"
    CSV = "csv"
    JSON = "json"


LABELS: dict[Paper, str] = {
    Paper.PDF: marked("PDF, to print and to read"),
    Paper.PPTX: marked("PowerPoint, to present"),
    Paper.XLSX: marked("Excel, with every record"),
    Paper.HTML: marked("HTML, to read anywhere"),
    Paper.CSV: marked("CSV of the records, with a code book"),
    Paper.JSON: marked("JSON, for programs"),
}


def paper_of(name: str) -> Paper | None:
    """The paper that a file of this name is, by its ending; None where it is none."""
    ending = PurePath(name).suffix.lower().removeprefix(".")
    return Paper(ending) if ending in list(Paper) else None


def files(board: Board, paper: Paper, name: str) -> dict[str, bytes]:
    """The report as files by name: `name` first, then what belongs beside it.

    Beside CSV stands its code book, beside JSON its hash in the form that `sha256sum -c` checks.
    """
    made = {name: written(board, paper)}
    bare = PurePath(name)
    if paper is Paper.CSV:
        made[f"{bare.stem}-code-book{bare.suffix or '.csv'}"] = _writer("csv", "write_code_book")(board)
    if paper is Paper.JSON:
        made[f"{name}.sha256"] = import_module("tracker.exports.report_json").write_digest(board, name)
    return made


def written(board: Board, paper: Paper) -> bytes:
    """The report as one file; of CSV the records alone."""
    return _writer(paper.value, f"write_{paper.value}")(board)


def ending(paper: Paper) -> str:
    """How the one file ends that a browser takes along: CSV and its code book come in an archive."""
    return "zip" if paper is Paper.CSV else paper.value


def download(board: Board, paper: Paper, name: str) -> bytes:
    """The report as one file for a browser, which is called `name` with the `ending`."""
    return zipped(files(board, paper, f"{name}.csv")) if paper is Paper.CSV else written(board, paper)


def _writer(module: str, name: str) -> Callable[[Board], bytes]:
    found: Callable[[Board], bytes] = getattr(import_module(f"tracker.exports.report_{module}"), name)
    return found

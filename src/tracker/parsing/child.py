"""The process that parses files for another one: `python -m tracker.parsing.child MEGABYTES`.

It takes requests on its standard input and answers each on its standard output: eight bytes of length, then JSON;
a request's JSON is followed by the file itself. An answer is what `Parsed.written` wrote, or, where the request says
so, {"sheet": the lines of a `Sheet`}, or {"error": the name of a child of NotReadable, "message": its words}, with the
"trace" of a ParseFailed. The process ends with its input, or with OUT_OF_MEMORY where it could not even answer.
"""

import json
import os
import resource
import sys
import traceback
from typing import Any, BinaryIO

from tracker.document import Document
from tracker.errors import NotReadable, ParseFailed
from tracker.extraction import extract
from tracker.extraction.finding import Extraction
from tracker.parsing.apart import OUT_OF_MEMORY
from tracker.parsing.parsed import Parsed
from tracker.reading.reader import read
from tracker.translation import gettext as _
from tracker.translation import speak

_LENGTH = 8


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer until there are no more requests."""
    while head := requests.read(_LENGTH):
        request = json.loads(requests.read(int.from_bytes(head, "big")))
        data = requests.read(request["size"])
        _allow_seconds(request["seconds"])
        answer = json.dumps(_answer(request, data)).encode("ascii")
        answers.write(len(answer).to_bytes(_LENGTH, "big") + answer)
        answers.flush()


def _answer(request: dict[str, Any], data: bytes) -> dict[str, str]:
    speak(request["language"])
    try:
        if request.get("sheet"):
            # Only who reads spreadsheets pays for what reads them.
            from tracker.reading.sheet_reader import read_sheet  # noqa: PLC0415

            return {"sheet": read_sheet(request["name"], data, largest=request["largest"]).lines.decode("ascii")}
        document = read(request["name"], data, largest=request["largest"])
        return Parsed(document, _found_in(document)).written()
    except ParseFailed as problem:
        return {"error": "ParseFailed", "message": str(problem), "trace": problem.trace}
    except NotReadable as problem:
        return {"error": type(problem).__name__, "message": str(problem)}


def _found_in(document: Document) -> Extraction:
    try:
        return extract(document)
    except MemoryError:
        raise
    except Exception as wrong:  # a fault of the program's own is told as one, and the next file is still parsed
        told = _("“{name}” was read, but parsing it failed ({why}). Please report it, with the file.")
        message = told.format(name=document.name, why=type(wrong).__name__)
        raise ParseFailed(message, traceback.format_exc()) from wrong


def _allow_seconds(seconds: float) -> None:
    """So much processor time from now on; the parent's clock is the stricter one."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def main(arguments: list[str]) -> None:
    """Set the limits that hold for the whole life of the process, then serve."""
    memory = int(arguments[0]) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    with os.fdopen(os.dup(1), "wb") as answers:
        # What a parser prints of itself must not stand among the answers.
        os.dup2(2, 1)
        _serve(answers)


def _serve(answers: BinaryIO) -> None:
    try:
        serve(sys.stdin.buffer, answers)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


if __name__ == "__main__":
    main(sys.argv[1:])

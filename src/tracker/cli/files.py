"""Files on their way in: read apart, a few ahead of the one in hand, in the order given."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tracker.document import Document
from tracker.errors import NotReadable
from tracker.extraction import extract
from tracker.extraction.finding import Extraction
from tracker.extraction.printed import printed
from tracker.reading import Reader, read_apart
from tracker.settings import settings
from tracker.translation import gettext as _
from tracker.translation import speak

_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Read:
    """A file with all that was found in it."""

    path: str
    data: bytes
    document: Document
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Unread:
    """A file from which nothing could be taken, and why, in a sentence."""

    path: str
    why: str


def read_all(paths: Sequence[str]) -> Iterator[Read | Unread]:
    """Every file in turn; one that cannot be read does not stop the others."""
    limits = settings()
    reader = Reader(
        seconds=limits.parse_seconds,
        megabytes=limits.parse_megabytes,
        largest=limits.upload_megabytes * 1024 * 1024,
        children=_AHEAD,
    )
    with reader, ThreadPoolExecutor(_AHEAD) as pool:
        waiting: deque[tuple[str, Future[tuple[bytes, Document]]]] = deque()
        for path in paths:
            waiting.append((path, pool.submit(_document, reader, path, limits.upload_megabytes)))
            if len(waiting) > _AHEAD:
                yield _awaited(*waiting.popleft())
        while waiting:
            yield _awaited(*waiting.popleft())


def plain(found: Read | Unread) -> dict[str, Any]:
    """What `tracker extract --json` prints of the file."""
    if isinstance(found, Unread):
        return {"file": found.path, "error": found.why}
    return {"file": found.path, **printed(found.document, found.extraction)}


def _document(reader: Reader, path: str, megabytes: int) -> tuple[bytes, Document]:
    with Path(path).open("rb") as file:
        data = file.read(megabytes * 1024 * 1024 + 1)
    return data, reader.read(name_of(path), data)


def name_of(path: str) -> str:
    """The file's own name as text.

    One that is no text in the machine's own writing keeps a mark in that place: no store can keep it as it is.
    """
    return os.fsencode(Path(path).name).decode("utf-8", "replace")


def _awaited(path: str, future: Future[tuple[bytes, Document]]) -> Read | Unread:
    return _found_in(path, future.result)


def _found_in(path: str, read: Callable[[], tuple[bytes, Document]]) -> Read | Unread:
    """All that is found in the file that `read` gives with its bytes, or why nothing is."""
    try:
        data, document = read()
        return Read(path, data, document, extract(document))
    except NotReadable as wrong:
        return Unread(path, str(wrong))
    except OSError as wrong:
        return cannot_be_opened(path, wrong)
    except Exception as wrong:  # whatever goes wrong with one file, the others still come out
        return Unread(
            path,
            _("“{path}” was read, but parsing it failed ({why}). Please report it, with the file.").format(
                path=path, why=type(wrong).__name__
            ),
        )


def cannot_be_opened(path: str, wrong: OSError) -> Unread:
    """The file with what the system says of it."""
    return Unread(path, _("“{path}” cannot be opened: {why}.").format(path=path, why=wrong.strerror or wrong))


def read_some(files: Sequence[tuple[str, bytes]], limits: dict[str, Any], language: str) -> list[Read | Unread]:
    """What a worker of an archive does with files: read each apart, and find what is in it. Their bytes do not go back.

    It stands here since a worker imports no more than this: what else an archive takes is long in coming.
    """
    speak(language)
    return [_found_in(name, partial(_apart, name, data, limits)) for name, data in files]


def _apart(name: str, data: bytes, limits: dict[str, Any]) -> tuple[bytes, Document]:
    return b"", read_apart(name, data, **limits)

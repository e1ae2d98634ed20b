"""Files on their way in: parsed apart, a few ahead of the one in hand, in the order given."""

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.document import Document
from tracker.errors import NotReadable
from tracker.extraction.finding import Extraction
from tracker.extraction.printed import printed
from tracker.parsing import AT_ONCE, Parser, parse_apart
from tracker.settings import settings
from tracker.translation import gettext as _
from tracker.translation import speak


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
    parser = Parser(
        seconds=limits.parse_seconds,
        megabytes=limits.parse_megabytes,
        largest=limits.upload_megabytes * 1024 * 1024,
    )
    with parser, ThreadPoolExecutor(AT_ONCE) as pool:
        waiting: deque[Future[Read | Unread]] = deque()
        for path in paths:
            waiting.append(pool.submit(_parsed, parser, path, limits.upload_megabytes))
            if len(waiting) > AT_ONCE:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def plain(found: Read | Unread) -> dict[str, Any]:
    """What `tracker extract --json` prints of the file."""
    if isinstance(found, Unread):
        return {"file": found.path, "error": found.why}
    return {"file": found.path, **printed(found.document, found.extraction)}


def _parsed(parser: Parser, path: str, megabytes: int) -> Read | Unread:
    try:
        with Path(path).open("rb") as file:
            data = file.read(megabytes * 1024 * 1024 + 1)
    except OSError as wrong:
        return cannot_be_opened(path, wrong)
    try:
        parsed = parser.parse(name_of(path), data)
    except NotReadable as wrong:
        return Unread(path, str(wrong))
    return Read(path, data, parsed.document, parsed.extraction)


def name_of(path: str) -> str:
    """The file's own name as text.

    One that is no text in the machine's own writing keeps a mark in that place: no store can keep it as it is.
    """
    return os.fsencode(Path(path).name).decode("utf-8", "replace")


def cannot_be_opened(path: str, wrong: OSError) -> Unread:
    """The file with what the system says of it."""
    return Unread(path, _("“{path}” cannot be opened: {why}.").format(path=path, why=wrong.strerror or wrong))


def read_some(files: Sequence[tuple[str, bytes]], limits: dict[str, Any], language: str) -> list[Read | Unread]:
    """What a worker of an archive does with files: parse each apart. Their bytes do not go back.

    It stands here since a worker imports no more than this: what else an archive takes is long in coming.
    """
    speak(language)
    return [_sent(name, data, limits) for name, data in files]


def _sent(name: str, data: bytes, limits: dict[str, Any]) -> Read | Unread:
    try:
        parsed = parse_apart(name, data, **limits)
    except NotReadable as wrong:
        return Unread(name, str(wrong))
    return Read(name, b"", parsed.document, parsed.extraction)

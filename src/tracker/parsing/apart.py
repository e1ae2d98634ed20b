"""Parse files in a process apart, which a hostile file may kill without harm to this one."""

import atexit
import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from types import TracebackType
from typing import Self, TypeVar

from tracker import errors
from tracker.errors import DamagedFile, NotReadable, ParseFailed, ParseLimit
from tracker.parsing.parsed import Parsed
from tracker.reading.reader import LARGEST, refuse_size
from tracker.reading.sheet import Sheet
from tracker.translation import gettext as _
from tracker.translation import spoken

OUT_OF_MEMORY = 113
"""How a child ends that had no memory left for an answer."""

Made = TypeVar("Made", Parsed, Sheet)

_LENGTH = 8
_LONGEST_ANSWER = 256 * 1024 * 1024
_CHUNK = 1 << 16
_FILES_A_CHILD = 500
AT_ONCE = min(max(2, os.cpu_count() or 1), 8)
"""Files that are parsed beside each other: one a processor, and no more than can be stored meanwhile."""
_STARTING = 20.0
_PATIENCE = 120.0
_KEPT = ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH")
_CRASHES = {signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGTRAP, signal.SIGFPE}
_ERRORS = {
    name: kind for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, NotReadable)
}


class _Broken(Exception):
    """The child gave no answer; `code` is how it ended, None where it had to be ended."""

    def __init__(self, code: int | None) -> None:
        super().__init__(code)
        self.code = code


class _Child:
    """One process that answers requests, one at a time."""

    def __init__(self, command: Sequence[str]) -> None:
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        self._process = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        self.files = 0
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                os.set_blocking(pipe.fileno(), False)

    def ask(self, request: bytes, seconds: float) -> bytes:
        """Send the request, wait for the whole answer; raises _Broken."""
        if self._process.stdin is None or self._process.stdout is None:
            raise _Broken(self._process.poll())
        deadline = time.monotonic() + seconds + (0 if self.files else _STARTING)
        self.files += 1
        unsent, answer = memoryview(request), bytearray()
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._process.stdin, selectors.EVENT_WRITE)
            waiting.register(self._process.stdout, selectors.EVENT_READ)
            while len(answer) < _LENGTH or len(answer) < _LENGTH + self._announced(answer):
                left = deadline - time.monotonic()
                ready = waiting.select(left) if left > 0 else []
                if not ready:
                    raise _Broken(None)
                for key, _events in ready:
                    if key.fileobj is self._process.stdout:
                        self._receive(answer)
                    else:
                        unsent = self._send(unsent)
                        if not unsent:
                            waiting.unregister(self._process.stdin)
        if len(answer) > _LENGTH + self._announced(answer):
            raise _Broken(None)
        return bytes(answer[_LENGTH:])

    def _announced(self, answer: bytearray) -> int:
        length = int.from_bytes(answer[:_LENGTH], "big")
        if length > _LONGEST_ANSWER:
            raise _Broken(None)
        return length

    def _receive(self, answer: bytearray) -> None:
        chunk = os.read(self._process.stdout.fileno(), _CHUNK) if self._process.stdout else b""
        if not chunk:
            raise _Broken(self._ended())
        answer += chunk

    def _send(self, unsent: memoryview) -> memoryview:
        try:
            return unsent[os.write(self._process.stdin.fileno(), unsent[:_CHUNK]) if self._process.stdin else 0 :]
        except BrokenPipeError as problem:
            raise _Broken(self._ended()) from problem

    def _ended(self) -> int | None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(2)
        return None

    def end(self) -> None:
        """Kill the process and give its pipes back."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


class Parser:
    """Parses files in up to `children` processes apart, each kept for the next file; safe to share between threads.

    `seconds` is the longest time for one file, `megabytes` the most memory of a child in MiB, `largest` the largest
    file in bytes, `patience` how many seconds a file waits for a child that is free, `command` what runs as the child
    (for tests).
    """

    def __init__(
        self,
        *,
        seconds: float = 30,
        megabytes: int = 1024,
        largest: int = LARGEST,
        children: int = AT_ONCE,
        patience: float = _PATIENCE,
        command: Sequence[str] = (),
    ) -> None:
        self._seconds, self._largest, self._patience = seconds, largest, patience
        self._command = tuple(command) or (sys.executable, "-m", "tracker.parsing.child", str(megabytes))
        self._idle: list[_Child] = []
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(children)
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the children that wait; those at work end with their file."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for child in idle:
            child.end()

    def parse(self, name: str, data: bytes) -> Parsed:
        """The document, as `tracker.reading.read` has it, with what `tracker.extraction.extract` finds in it.

        Raises what the former raises, ParseLimit too where the file takes more time or memory than it may, and
        ParseFailed where looking through the document fails.
        """
        return _understood(name, self._answer(name, data), Parsed.of)

    def sheet(self, name: str, data: bytes) -> Sheet:
        """As `tracker.reading.sheet_reader.read_sheet`; raises ParseLimit too, as `parse` does."""
        answer = self._answer(name, data, sheet=True)
        return _understood(name, answer, lambda said: Sheet(name, said["sheet"].encode("ascii")))

    def _answer(self, name: str, data: bytes, **how: bool) -> bytes:
        refuse_size(name, data, self._largest)
        asked = {"name": name, "size": len(data), "largest": self._largest, "seconds": self._seconds, **how}
        head = json.dumps({**asked, "language": spoken()}).encode("ascii")
        if not self._places.acquire(timeout=self._patience):
            told = _("“{name}” was not parsed: too many other files are. Try again in a few minutes.")
            raise ParseFailed(told.format(name=name))
        try:
            return self._asked(name, len(head).to_bytes(_LENGTH, "big") + head + data)
        finally:
            self._places.release()

    def _asked(self, name: str, request: bytes) -> bytes:
        with self._lock:
            child = self._idle.pop() if self._idle else None
        try:
            child = child or _Child(self._command)
        except OSError as wrong:
            told = _("“{name}” was not parsed: the process for it cannot be started ({why}). Try again later.")
            raise ParseFailed(told.format(name=name, why=wrong.strerror or wrong)) from wrong
        try:
            answer = child.ask(request, self._seconds)
        except _Broken as broken:
            child.end()
            raise _explained(name, broken.code) from broken
        except BaseException:
            child.end()
            raise
        with self._lock:
            honest = (
                answer.startswith((b'{"document": ', b'{"sheet": ', b'{"error": '))
                and b'"ParseLimit"' not in answer[:40]
            )
            keep = honest and not self._closed and child.files < _FILES_A_CHILD
            if keep:
                self._idle.append(child)
        if not keep:
            child.end()
        return answer


def parse_apart(
    name: str, data: bytes, *, seconds: float = 30, megabytes: int = 1024, largest: int = LARGEST
) -> Parsed:
    """Parse one file in a process apart; the process waits for the next file with the same limits."""
    return _shared(seconds, megabytes, largest).parse(name, data)


def sheet_apart(name: str, data: bytes, *, seconds: float = 30, megabytes: int = 1024, largest: int = LARGEST) -> Sheet:
    """Read the table of a spreadsheet's file in a process apart, as `parse_apart` parses a brief."""
    return _shared(seconds, megabytes, largest).sheet(name, data)


@lru_cache(maxsize=8)
def _shared(seconds: float, megabytes: int, largest: int) -> Parser:
    parser = Parser(seconds=seconds, megabytes=megabytes, largest=largest)
    atexit.register(parser.close)
    return parser


def _understood(name: str, answer: bytes, made: Callable[[dict[str, str]], Made]) -> Made:
    try:
        said = json.loads(answer)
        if "error" not in said:
            return made(said)
        problem = _problem(said)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as wrong:
        raise DamagedFile(_damaged(name)) from wrong
    raise problem


def _problem(said: dict[str, str]) -> NotReadable:
    kind, message = _ERRORS[said["error"]], str(said["message"])
    return ParseFailed(message, str(said["trace"])) if kind is ParseFailed else kind(message)


def _explained(name: str, code: int | None) -> NotReadable:
    if code is not None and code != OUT_OF_MEMORY and (code >= 0 or -code in _CRASHES):
        return DamagedFile(_damaged(name))
    return ParseLimit(
        _("Parsing “{name}” took more time or memory than one file may take. Split it and try again.").format(name=name)
    )


def _damaged(name: str) -> str:
    return _("“{name}” is damaged and cannot be read. Open it where it was made, save it again and retry.").format(
        name=name
    )

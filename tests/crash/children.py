"""Gestures in processes of their own, which are killed, or refused what they ask of the system, at a call of choice.

Calls are counted and met by strace where a machine has it. Everywhere else a limit on the size of files does: the
write that passes it is refused, or ends the process there and then, as the kernel does it.
"""

import multiprocessing
import os
import re
import resource
import shutil
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

CALLS = ("write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "unlink", "unlinkat", "mkdir", "rmdir")
"""All by which a program changes what is on the disk."""
WRITES = ("write", "pwrite64", "ftruncate", "rename", "mkdir")
"""Those for which a disk may be too full."""
_PATIENCE = 120
_LINE = re.compile(r"^(?P<call>\w+)\((?P<first>[^,)]*)")

Gesture = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens at the `at`-th call of its kind: KILL, an errno, or, as "ENOSPC", one from there on."""

    call: str
    at: int
    what: str

    def injection(self) -> str:
        """As strace wants it."""
        what = "signal=KILL" if self.what == "KILL" else f"error={self.what}"
        return f"inject={self.call}:{what}:when={self.at}{'+' if self.what == 'ENOSPC' else ''}"


@dataclass(frozen=True, slots=True)
class Room:
    """A limit on the size of files, in bytes: who passes it is killed, or refused."""

    limit: int
    kills: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended (its exit status, negative for a signal), and what it had printed until then."""

    status: int
    out: str
    err: str

    @property
    def done(self) -> bool:
        """Whether whoever asked for it was told that it is done, and of nothing that went wrong."""
        return self.status == 0 or (self.status < 0 and bool(self.out.strip()))


born = multiprocessing.get_context("forkserver")
born.set_forkserver_preload(["tests.crash.preload"])


def run(folder: Path, gesture: Gesture, *arguments: str, fault: Fault | None = None, room: Room | None = None) -> Ended:
    """What becomes of the gesture in a process whose temporary files lie in the folder."""
    with _child(folder, gesture, arguments, room) as (process, go):
        if fault is None:
            go.send(None)
            process.join(_PATIENCE)
        else:
            with _traced(process.pid or 0, folder / "calls", fault.injection()):
                go.send(None)
                process.join(_PATIENCE)
    out, err = ((folder / name).read_text("utf-8") for name in ("out", "err"))
    assert process.exitcode is not None, f"it did not end: {fault or room}"
    return Ended(process.exitcode, out, err)


def calls(folder: Path, gesture: Gesture, *arguments: str) -> Counter[str]:
    """How often a gesture that nothing befalls makes each of the `CALLS`."""
    with _child(folder, gesture, arguments, None) as (process, go), _traced(process.pid or 0, folder / "calls"):
        go.send(None)
        process.join(_PATIENCE)
    assert process.exitcode == 0, (folder / "err").read_text("utf-8")
    return Counter(found["call"] for found in map(_LINE.match, (folder / "calls").read_text().splitlines()) if found)


@contextmanager
def _child(
    folder: Path, gesture: Gesture, arguments: tuple[str, ...], room: Room | None
) -> Iterator[tuple[multiprocessing.process.BaseProcess, Connection]]:
    """A child that waits for a word to begin."""
    here, there = born.Pipe()
    process = born.Process(target=_begin, args=(there, str(folder), gesture, arguments, room))
    process.start()
    there.close()
    try:
        yield process, here
    finally:
        process.kill()
        process.join()
        here.close()


def _begin(go: Connection, folder: str, gesture: Gesture, arguments: tuple[str, ...], room: Room | None) -> None:
    for number, name in ((1, "out"), (2, "err")):
        file = os.open(f"{folder}/{name}", os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        os.dup2(file, number)
        os.close(file)
    tempfile.tempdir = folder
    os.chdir(folder)
    go.recv()
    if room:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if room.kills:
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room.limit, room.limit))
    gesture(*arguments)


@contextmanager
def _traced(pid: int, told: Path, *more: str) -> Iterator[None]:
    """Within, every call that the process makes is met by strace first."""
    strace = shutil.which("strace")
    assert strace, (
        "To crash at every system call the long tests need strace: install it (on Debian: apt install strace)."
    )
    wanted = [part for one in (f"trace={','.join(CALLS)}", *more) for part in ("-e", one)]
    command = [strace, "-qq", "-s0", "-o", str(told), *wanted, "-p", str(pid)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as tracer:
        until = time.monotonic() + _PATIENCE
        while "TracerPid:\t0\n" in Path(f"/proc/{pid}/status").read_text():
            assert tracer.poll() is None, f"strace cannot trace here: {tracer.stderr and tracer.stderr.read()!r}"
            assert time.monotonic() < until, "strace does not begin"
            time.sleep(0.001)
        try:
            yield
        finally:
            if tracer.poll() is None and Path(f"/proc/{pid}").exists():
                tracer.terminate()
            tracer.wait(_PATIENCE)

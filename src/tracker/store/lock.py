"""One writer at a time on an SQLite file, across threads and processes.

SQLite before 3.51.3 can lose a commit when two connections reset the write-ahead log at once; whoever writes or
checkpoints under this lock is alone.
"""

import fcntl
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from tracker.errors import StoreNotReady
from tracker.translation import gettext as _

_PAUSE_SECONDS = 0.002


def busy() -> StoreNotReady:
    """What is said where others write for longer than anybody waits."""
    return StoreNotReady(_("The store is busy. Try again in a moment."))


def _opened(path: Path) -> TextIO:
    """The lock file; a new one belongs to whom the store belongs to, so that all who may write to that may lock it."""
    new = not path.exists()
    try:
        file = path.open("a")
    except OSError as wrong:
        told = _("“{name}”, by which programs wait for each other, cannot be opened: {why}.")
        raise StoreNotReady(told.format(name=path, why=wrong.strerror or wrong)) from wrong
    if new:
        with suppress(OSError):
            store = path.with_name(path.name.removesuffix(".lock")).stat()
            path.chmod(stat.S_IMODE(store.st_mode))
            os.chown(path, store.st_uid, store.st_gid)
    return file


@contextmanager
def alone(path: Path, patience_seconds: float = 60) -> Iterator[None]:
    """Hold the lock file at `path`; StoreNotReady when others hold it longer than `patience_seconds`."""
    until = time.monotonic() + patience_seconds
    with _opened(path) as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise busy() from None
                time.sleep(_PAUSE_SECONDS)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)

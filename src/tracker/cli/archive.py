"""A large archive on its way in: files read by the workers of a Dask cluster, on this machine or on others.

The workers read and extract, each file apart and within the limits as everywhere; they are given its bytes and its own
name, and see neither the store nor the disk of whoever asks. What a worker had in hand when it was lost is given to
another one.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from tracker.cli.cluster import Hands, cluster
from tracker.cli.files import Read, Unread, cannot_be_opened, name_of, read_one
from tracker.errors import NoWorkers
from tracker.settings import settings
from tracker.translation import gettext as _

_WAITING = 4
"""Files that are under way for each worker: enough that none waits, few enough that memory stays flat."""
_LOOKING = 1.0
"""After so many seconds without an answer the workers are counted."""
_FETCHING = 60.0


def read_by_workers(paths: Sequence[str], workers: int = 0, scheduler: str = "") -> Iterator[Read | Unread]:
    """Every file once, as it is done: by so many workers of this machine's own, or by those of the scheduler.

    Invalid as `cluster` has it; NoWorkers where none is left, after all that was done by then.
    """
    with cluster(workers, scheduler) as client:
        yield from _Archive(client, paths).read()


class _Archive:
    """What is left of the files, what is under way with its bytes, and what has come back."""

    def __init__(self, client: Any, paths: Sequence[str]) -> None:
        self._client = client
        self._hands = Hands(client)
        self._left = iter(paths)
        self._under_way: dict[Any, tuple[str, bytes]] = {}
        self._done: SimpleQueue[Any] = SimpleQueue()

    def read(self) -> Iterator[Read | Unread]:
        while True:
            yield from self._give()
            if not self._under_way:
                return
            future = self._next()
            path, data = self._under_way.pop(future)
            yield self._received(path, data, future)
            self._hands.done()

    def _give(self) -> Iterator[Unread]:
        """Give files to workers while there is room; gives back what cannot even be opened."""
        config = settings()
        largest = config.upload_megabytes * 1024 * 1024
        limits = {"seconds": config.parse_seconds, "megabytes": config.parse_megabytes, "largest": largest}
        room = _WAITING * max(1, self._hands.count)
        while len(self._under_way) < room and (path := next(self._left, None)) is not None:
            try:
                with Path(path).open("rb") as file:
                    data = file.read(largest + 1)
            except OSError as wrong:
                yield cannot_be_opened(path, wrong)
                continue
            future = self._client.submit(read_one, name_of(path), data, limits, config.language, pure=False)
            self._under_way[future] = path, data
            future.add_done_callback(self._done.put)

    def _next(self) -> Any:
        while True:
            try:
                return self._done.get(timeout=_LOOKING)
            except Empty:
                self._hands.look()

    def _received(self, path: str, data: bytes, future: Any) -> Read | Unread:
        try:
            found = self._result(future)
        except NoWorkers:
            raise
        except Exception as wrong:  # each worker that had it was lost, or cannot do it: the others still come out
            return Unread(
                path,
                _("“{path}” was not read: no worker that had it could do it ({why}). Try it again by itself.").format(
                    path=path, why=type(wrong).__name__
                ),
            )
        finally:
            future.release()
        return replace(found, path=path, data=data) if isinstance(found, Read) else replace(found, path=path)

    def _result(self, future: Any) -> Read | Unread:
        """The answer, which is asked of others again where the worker was lost before it could be fetched."""
        while True:
            try:
                found: Read | Unread = future.result(timeout=_FETCHING)
            except TimeoutError:
                self._hands.look()
            except CancelledError as wrong:
                raise NoWorkers(
                    _(
                        "The scheduler was lost. What was read before is in; start it anew, then give the same command "
                        "again: it goes on with the rest."
                    )
                ) from wrong
            else:
                return found

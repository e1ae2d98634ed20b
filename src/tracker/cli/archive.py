"""A large archive on its way in: files read by the workers of a Dask cluster, on this machine or on others.

The workers read and extract, each file apart and within the limits as everywhere; they are given its bytes and its own
name, and see neither the store nor the disk of whoever asks. What a worker had in hand when it was lost is given to
another one.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from tracker.cli.cluster import Hands, cluster
from tracker.cli.files import Read, Unread, cannot_be_opened, name_of, read_some
from tracker.errors import NoWorkers
from tracker.settings import settings
from tracker.translation import gettext as _

_WAITING = 4
"""Parcels of files that are under way for each worker: enough that none waits, few enough that memory stays flat."""
_MOST, _HEAVY = 8, 512 * 1024
"""A parcel has so many files at most, and none after so many bytes: small ones are sooner read than sent one by one."""
_ROUNDS = 4
"""So many times each worker has at least its share of what is left, so that none reads on where others have nothing."""
_LOOKING = 1.0
"""After so many seconds without an answer the workers are counted."""
_FETCHING = 60.0

_Parcel = list[tuple[str, bytes]]
"""Files that a worker is given as one: the path of each, and its bytes."""
_Answer = list[Read | Unread] | Exception


def read_by_workers(paths: Sequence[str], workers: int = 0, scheduler: str = "") -> Iterator[Read | Unread]:
    """Every file once, as it is done: by so many workers of this machine's own, or by those of the scheduler.

    Invalid as `cluster` has it; NoWorkers where none is left, after all that was done by then.
    """
    with cluster(workers, scheduler) as client:
        yield from _Archive(client, paths).read()


class _Archive:
    """What is left of the files, what is under way with its bytes, and what has come back."""

    def __init__(self, client: Any, paths: Sequence[str]) -> None:
        config = settings()
        self._client = client
        self._hands = Hands(client, _MOST)
        self._left, self._count = iter(paths), len(paths)
        self._largest = config.upload_megabytes * 1024 * 1024
        self._limits = {"seconds": config.parse_seconds, "megabytes": config.parse_megabytes, "largest": self._largest}
        self._unopened: deque[Unread] = deque()
        self._again: deque[_Parcel] = deque()
        self._under_way: dict[Any, _Parcel] = {}
        self._done: SimpleQueue[tuple[Any, _Answer]] = SimpleQueue()

    def read(self) -> Iterator[Read | Unread]:
        while True:
            self._give()
            while self._unopened:
                yield self._unopened.popleft()
            if not self._under_way:
                return
            future, answer = self._next()
            parcel = self._under_way.pop(future)
            future.release()
            self._hands.done()
            if isinstance(answer, Exception) and len(parcel) > 1 and not isinstance(answer, CancelledError):
                self._again += [[file] for file in parcel]  # one of them may be what no worker outlives
                continue
            yield from _received(parcel, answer)

    def _give(self) -> None:
        """Give files to workers while there is room."""
        room = _WAITING * max(1, self._hands.count)
        while len(self._under_way) < room and (parcel := self._parcel()):
            named = [(name_of(path), data) for path, data in parcel]
            future = self._client.submit(read_some, named, self._limits, settings().language, pure=False)
            self._under_way[future] = parcel
            future.add_done_callback(self._fetch)

    def _parcel(self) -> _Parcel:
        """What is given next: what has to be tried by itself, else files that are left; none where nothing is."""
        if self._again:
            return self._again.popleft()
        shares = _WAITING * _ROUNDS * max(1, self._hands.count)
        most, parcel, size = max(1, min(_MOST, self._count // shares)), _Parcel(), 0
        while len(parcel) < most and size < _HEAVY and (path := next(self._left, None)) is not None:
            self._count -= 1
            try:
                with Path(path).open("rb") as file:
                    data = file.read(self._largest + 1)
            except OSError as wrong:
                self._unopened.append(cannot_be_opened(path, wrong))
                continue
            parcel.append((path, data))
            size += len(data)
        return parcel

    def _fetch(self, future: Any) -> None:
        """In the one thread that Dask has for it, so that what is done comes here while what came before is kept.

        What was lost with its worker before it could be fetched is asked of others meanwhile, and tried again behind
        what else is done.
        """
        try:
            answer: _Answer = future.result(timeout=_FETCHING)
        except TimeoutError as wrong:
            if future.status != "error":
                future.add_done_callback(self._fetch)
                return
            answer = wrong
        except Exception as wrong:  # it is told where it belongs
            answer = wrong
        self._done.put((future, answer))

    def _next(self) -> tuple[Any, _Answer]:
        while True:
            try:
                return self._done.get(timeout=_LOOKING)
            except Empty:
                self._hands.look()


def _received(parcel: _Parcel, answer: _Answer) -> Iterator[Read | Unread]:
    """The answers with the files that they are of; NoWorkers where nobody is left to give any."""
    if isinstance(answer, CancelledError):
        raise NoWorkers(
            _(
                "The scheduler was lost. What was read before is in; start it anew, then give the same command "
                "again: it goes on with the rest."
            )
        ) from answer
    if isinstance(answer, Exception):  # each worker that had it was lost, or cannot do it: the others still come out
        said = _("“{path}” was not read: no worker that had it could do it ({why}). Try it again by itself.")
        yield from (Unread(path, said.format(path=path, why=type(answer).__name__)) for path, _data in parcel)
        return
    for (path, data), found in zip(parcel, answer, strict=True):
        yield replace(found, path=path, data=data) if isinstance(found, Read) else replace(found, path=path)

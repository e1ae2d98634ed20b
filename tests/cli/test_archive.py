"""Many files read by workers: each is taken in once, whatever becomes of the workers, and nobody reads along."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import distributed
import psutil
import pytest

from tests.cli.running import run
from tracker.cli import archive, cluster
from tracker.cli.archive import read_by_workers
from tracker.cli.files import Read, Unread, read_all, read_some
from tracker.errors import NoWorkers

pytestmark = pytest.mark.usefixtures("no_loop")

Found = Iterator[Read | Unread]


@pytest.fixture
def briefs(tmp_path: Path) -> list[str]:
    """Fourteen briefs, and after each seventh one that cannot be read."""
    folder, names = tmp_path / "archive", []
    folder.mkdir()
    for number in range(16):
        file = folder / f"{number:02}.txt"
        words = f"Brief {number}\n\nRecommendations\n\n1. The ministry should publish figure {number}.\n" * 10
        file.write_bytes(b"" if number % 8 == 7 else words.encode())
        names.append(str(file))
    return names


@pytest.fixture
def local() -> Iterator[Any]:
    """A scheduler on this machine, with one worker that nobody brings back, within this process."""
    made: Any = distributed.LocalCluster
    here = {"processes": False, "host": "127.0.0.1", "protocol": "tcp://", "dashboard_address": "127.0.0.1:0"}
    with made(n_workers=1, threads_per_worker=1, **here) as made:
        yield made


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody waits long for workers."""
    monkeypatch.setattr(cluster, "ANSWERING", 1)
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    monkeypatch.setattr(archive, "_LOOKING", 0.2)
    monkeypatch.setattr(archive, "_FETCHING", 0.5)


def workers() -> list[psutil.Process]:
    """The processes that read for this one."""
    return [one for one in psutil.Process().children(recursive=True) if "spawn_main" in " ".join(one.cmdline())]


def with_act(found: Found, at: int, act: Callable[[], None]) -> Found:
    for number, one in enumerate(found):
        if number == at:
            act()
        yield one


def addresses() -> set[str]:
    """Where this process and all below it listen."""
    mine = psutil.Process()
    listening = [
        place.laddr[0]
        for one in (mine, *mine.children(recursive=True))
        for place in one.net_connections()
        if place.status == psutil.CONN_LISTEN
    ]
    return set(listening)


def test_a_worker_that_is_lost_midway_loses_nothing_and_nothing_comes_twice(
    briefs: list[str], empty: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    killed, listening = [], set[str]()
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())

    def kill() -> None:
        listening.update(addresses())
        victim = workers()[0]
        killed.append(victim.pid)
        os.kill(victim.pid, signal.SIGKILL)

    monkeypatch.setattr("tracker.cli.ingest.read_by_workers", lambda *asked: with_act(read_by_workers(*asked), 3, kill))
    done = run("ingest", "--workers", "2", str(Path(briefs[0]).parent))
    assert len(killed) == 1
    assert listening == {"127.0.0.1"}
    assert (done.status, done.err) == (1, "")
    lines = done.out.splitlines()
    assert sorted(line.partition(": ")[0] for line in lines) == briefs
    assert [sum(said in line for line in lines) for said in ("finding", "is empty", "no worker")] == [14, 2, 0]
    assert "14 briefs" in run("check").out
    assert [file for file in sorted(tmp_path.iterdir()) if file not in before and "cli.db" not in file.name] == []
    assert workers() == []


@pytest.mark.usefixtures("impatient")
def test_where_no_worker_is_left_it_ends_and_a_later_run_goes_on_with_the_rest(
    briefs: list[str], empty: str, monkeypatch: pytest.MonkeyPatch, local: Any
) -> None:
    folder = str(Path(briefs[0]).parent)
    reading = read_by_workers
    monkeypatch.setattr(
        "tracker.cli.ingest.read_by_workers", lambda *asked: with_act(reading(*asked), 4, lambda: local.scale(0))
    )
    done = run("ingest", "--scheduler", local.scheduler_address, folder)
    assert done.status == 1
    assert done.err.startswith("tracker: No worker is left")
    assert done.err.count("\n") == 1
    lines = done.out.splitlines()
    assert 5 <= len(lines) < 16
    kept = sum("finding" in line for line in lines)
    assert f"{kept} briefs" in run("check").out
    monkeypatch.setattr("tracker.cli.ingest.read_by_workers", reading)
    local.scale(1)
    again = run("ingest", "--scheduler", local.scheduler_address, folder)
    assert again.out.count("there already, nothing added") == kept
    assert (again.err, "14 briefs" in run("check").out) == ("", True)


@pytest.mark.usefixtures("impatient")
def test_where_the_scheduler_is_lost_it_ends(briefs: list[str], local: Any) -> None:
    came = []
    with pytest.raises(NoWorkers):
        for found in with_act(read_by_workers(briefs, 0, local.scheduler_address), 2, local.close):
            came.append(found.path)
    assert 3 <= len(came) < 16
    assert len(set(came)) == len(came)


def test_few_files_are_under_way_at_once(briefs: list[str], local: Any) -> None:
    given = 0

    class Counted(list[str]):
        def __iter__(self) -> Iterator[str]:
            nonlocal given
            for path in super().__iter__():
                given += 1
                yield path

    most = 0
    for done, _found in enumerate(read_by_workers(Counted(briefs), 0, local.scheduler_address)):
        most = max(most, given - done)
    assert (given, most) == (16, 4)


def test_what_workers_read_is_what_is_read_without_them(briefs: list[str], local: Any) -> None:
    odd = os.fsdecode(os.fsencode(Path(briefs[0]).parent) + b"/\xff.txt")
    Path(odd).write_text("Brief\n\nThe ministry should publish it.\n", "utf-8")
    asked = [*briefs[6:8], odd, "missing.txt"]
    by_path = {found.path: found for found in read_by_workers(asked, 0, local.scheduler_address)}
    assert [by_path[path] for path in asked] == list(read_all(asked))


def not_all(files: Sequence[tuple[str, bytes]], limits: dict[str, Any], language: str) -> list[Read | Unread]:
    """As `read_some`, with a file with which every parcel fails."""
    if any(name == "03.txt" for name, _data in files):
        raise MemoryError
    return read_some(files, limits, language)


def test_the_files_of_a_parcel_that_fails_are_tried_one_by_one(
    briefs: list[str], monkeypatch: pytest.MonkeyPatch, local: Any
) -> None:
    together: list[int] = []

    def counted(parcel: list[tuple[str, bytes]], answer: Any) -> Found:
        together.append(len(parcel))
        return received(parcel, answer)

    received = archive._received
    monkeypatch.setattr(archive, "_received", counted)
    monkeypatch.setattr(archive, "_WAITING", 1)
    monkeypatch.setattr(archive, "_ROUNDS", 1)
    monkeypatch.setattr(archive, "read_some", not_all)
    found = {one.path: one for one in read_by_workers(briefs, 0, local.scheduler_address)}
    assert sorted(found) == briefs
    assert [path for path in briefs if isinstance(found[path], Unread)] == [briefs[3], briefs[7], briefs[15]]
    assert "no worker that had it could do it (MemoryError)" in getattr(found[briefs[3]], "why", "")
    assert max(together) > 1


def deadly(files: Sequence[tuple[str, bytes]], limits: dict[str, Any], language: str) -> list[Read | Unread]:
    """As `read_some`, with a file that no worker outlives."""
    if any(name == "03.txt" for name, _data in files):
        os._exit(1)
    return read_some(files, limits, language)


@pytest.mark.long
def test_a_file_that_no_worker_outlives_takes_no_other_along(
    briefs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "_WAITING", 1)
    monkeypatch.setattr(archive, "_ROUNDS", 1)
    monkeypatch.setattr(archive, "read_some", deadly)
    found = {one.path: one for one in read_by_workers(briefs, 2)}
    assert sorted(found) == briefs
    assert [path for path in briefs if isinstance(found[path], Unread)] == [briefs[3], briefs[7], briefs[15]]
    assert "no worker that had it could do it (KilledWorker)" in getattr(found[briefs[3]], "why", "")


class LostOnce:
    """An answer that cannot be fetched at first: its worker was lost."""

    status = "finished"

    def __init__(self) -> None:
        self.called: list[Callable[[Any], None]] = []
        self._lost = [TimeoutError()]

    def add_done_callback(self, called: Callable[[Any], None]) -> None:
        self.called.append(called)

    def result(self, timeout: float) -> list[Read | Unread]:
        if self._lost:
            raise self._lost.pop()
        return []


def test_an_answer_that_was_lost_is_waited_for_behind_the_others(briefs: list[str], local: Any) -> None:
    made: Any = distributed.Client
    with made(local.scheduler_address, set_as_default=False) as client:
        reading, lost = archive._Archive(client, briefs), LostOnce()
        reading._fetch(lost)
        assert reading._done.empty()
        lost.called.pop()(lost)
        assert reading._done.get_nowait() == (lost, [])


def test_workers_are_given_bytes_and_a_name_and_no_more(
    briefs: list[str], monkeypatch: pytest.MonkeyPatch, local: Any
) -> None:
    sent: list[tuple[Any, ...]] = []
    submit = distributed.Client.submit

    def looked_at(self: distributed.Client, work: Any, *given: Any, **how: Any) -> Any:
        sent.append(given)
        return submit(self, work, *given, **how)

    monkeypatch.setattr(distributed.Client, "submit", looked_at)
    list(read_by_workers(briefs[:1], 0, local.scheduler_address))
    limits = {"seconds": 30.0, "megabytes": 1024, "largest": 25 * 1024 * 1024}
    assert sent == [([("00.txt", Path(briefs[0]).read_bytes())], limits, "en")]

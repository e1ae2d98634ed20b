"""A server that is killed under load, with all who write beside it, loses nothing it has said yes to, and is back soon.

The server itself writes too: that a shared report was opened is kept before anybody sees it.
"""

import os
import random
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median

import pytest
from sqlmodel import func, select

from tests.browser.conftest import free_port
from tests.cli.running import run as command
from tests.conftest import empty_store
from tests.crash import writers
from tracker.actions import shares
from tracker.store.access import sole_person
from tracker.store.access_tables import ShareOpening
from tracker.store.clock import today
from tracker.store.sessions import Store
from tracker.store.upgrade import opened

KILLS = 100
_READY_SECONDS = 10
_WRITERS = 3


class Reader:
    """Opens the shared report all the time; counts how often it asked for it, and how often it got it."""

    def __init__(self, address: str) -> None:
        self.address, self.asked, self.got = address, 0, 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._read)

    def __enter__(self) -> "Reader":
        self._thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._over.set()
        self._thread.join()

    def _read(self) -> None:
        while not self._over.is_set():
            self.asked += 1
            try:
                with urllib.request.urlopen(self.address, timeout=5) as answer:
                    self.got += answer.status == 200 and bool(answer.read())
            except OSError:
                self._over.wait(0.05)


@contextmanager
def served(file: Path, port: int) -> Iterator[tuple[int, float]]:
    """The server's process number, and after how many seconds it was ready; it is killed at the end."""
    start = time.monotonic()
    asked = [sys.executable, "-m", "tracker.cli", "serve", "--port", str(port), "--db", str(file)]
    with subprocess.Popen(asked, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            while not _ready(port):
                assert server.poll() is None, "the server has ended"
                assert time.monotonic() - start < 10 * _READY_SECONDS, "the server does not come back"
                time.sleep(0.05)
            yield server.pid, time.monotonic() - start
        finally:
            server.kill()


def _ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def openings(store: Store) -> int:
    with store.reading() as session:
        return session.exec(select(func.count()).select_from(ShareOpening)).one()


@dataclass(slots=True)
class Scene:
    """A store with recommendations to write to and a report to be opened, and what its writers wrote down."""

    folder: Path
    address: str
    port: int
    chance: random.Random

    @property
    def said(self) -> Path:
        return self.folder / "said"

    @property
    def file(self) -> Path:
        return self.folder / "t.db"

    @property
    def url(self) -> str:
        return f"sqlite:///{self.file}"

    def kill(self, numbers: list[int]) -> None:
        """All of them in any order, after a while."""
        time.sleep(self.chance.uniform(0.1, 1))
        self.chance.shuffle(numbers)
        for number in numbers:
            os.kill(number, signal.SIGKILL)

    def wrong(self) -> str:
        with Store(self.url) as store:
            return writers.wrong(store, self.said)


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    (tmp_path / "said").mkdir()
    with opened(empty_store(tmp_path / "t.db")) as store:
        writers.fill(store)
        with store.writing() as session:
            _row, secret = shares.make(session, sole_person(session), "The board", today() - timedelta(days=1), 30)
    port = free_port()
    return Scene(tmp_path, f"http://127.0.0.1:{port}/share/{secret}", port, random.Random(6))


def expect_a_whole_store(file: Path) -> None:
    checked = command("check", "--db", str(file))
    assert (checked.status, checked.err) == (0, "")


@pytest.mark.long
def test_a_server_that_is_killed_loses_nothing_and_is_back_soon(scene: Scene) -> None:
    with served(scene.file, scene.port) as (_number, calm):
        pass
    took: list[float] = []
    with Reader(scene.address) as reader:
        for turn in range(KILLS):
            with (
                writers.writing(scene.url, scene.said, str(turn), writers.carefully, _WRITERS) as numbers,
                served(scene.file, scene.port) as (server, seconds),
            ):
                took.append(seconds)
                scene.kill([server, *numbers])
            assert scene.wrong() == ""
            with Store(scene.url) as store:
                assert openings(store) >= reader.got
    kept = sum("kept" in said for said in writers.told(scene.said).values())
    print(
        f"{KILLS} kills: {kept} edits and {reader.got} openings kept; ready in {min(took):.1f} to {max(took):.1f} s, "
        f"half of the times in {median(took):.1f} s; {calm:.1f} s for a first start without load"
    )
    assert kept > KILLS
    assert reader.got > KILLS / 10
    with Store(scene.url) as store:
        assert openings(store) <= reader.asked
    expect_a_whole_store(scene.file)
    assert median(took) < max(_READY_SECONDS, 1.5 * calm)


@pytest.mark.long
def test_writers_that_are_killed_have_lost_nothing(scene: Scene) -> None:
    for turn in range(4):
        with writers.writing(scene.url, scene.said, str(turn), writers.carefully, _WRITERS) as numbers:
            scene.kill(numbers)
        assert scene.wrong() == ""
    assert sum("kept" in said for said in writers.told(scene.said).values()) > 4
    expect_a_whole_store(scene.file)


@pytest.mark.long
def test_who_says_it_too_early_loses_something(scene: Scene) -> None:
    """The control."""
    with writers.writing(scene.url, scene.said, "0", writers.boastfully, _WRITERS) as numbers:
        while not any("kept" in said for said in writers.told(scene.said).values()):
            time.sleep(0.02)
        scene.kill(numbers)
    assert scene.wrong().startswith("lost")

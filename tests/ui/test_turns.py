"""Few views are drawn at once; who waits comes in as one leaves, or once waiting is no longer bearable."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Barrier, BoundedSemaphore, Event, Lock
from time import monotonic

import pytest

from tracker.ui import turns


@pytest.fixture(autouse=True)
def two(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(turns, "_TURNS", BoundedSemaphore(2))
    monkeypatch.setattr(turns, "_PATIENCE", 30.0)
    yield


def test_no_more_are_at_it_at_once_and_all_have_their_turn() -> None:
    within, most, done, lock, all_there = 0, 0, 0, Lock(), Barrier(8)

    def view() -> None:
        nonlocal within, most, done
        all_there.wait()
        with turns.turn():
            with lock:
                within += 1
                most = max(most, within)
            Event().wait(0.02)
            with lock:
                within -= 1
                done += 1

    with ThreadPoolExecutor(8) as pool:
        for one in [pool.submit(view) for _ in range(8)]:
            one.result()
    assert (most, done) == (2, 8)


def test_who_waited_long_enough_goes_on_and_takes_nobodys_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_PATIENCE", 0.1)
    with ExitStack() as long_ones:
        for _ in range(2):
            long_ones.enter_context(turns.turn())
        start = monotonic()
        with turns.turn():
            assert monotonic() - start >= 0.1
    with turns.turn(), turns.turn():
        pass


def test_a_view_that_breaks_off_gives_its_turn_back() -> None:
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), turns.turn():
            raise ZeroDivisionError
    with turns.turn(), turns.turn():
        pass


def test_others_have_the_turn_of_a_view_that_waits_for_another_process() -> None:
    with turns.turn(), turns.turn(), turns.aside(), ThreadPoolExecutor(1) as pool:
        assert pool.submit(_had_at_once).result()
    with turns.turn(), turns.turn():
        pass


def test_whoever_comes_back_takes_the_turn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_PATIENCE", 0.1)
    with turns.turn(), turns.turn():
        with turns.aside():
            pass
        with ThreadPoolExecutor(1) as pool:
            assert not pool.submit(_had_at_once).result()


def test_who_has_no_turn_gives_none_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_PATIENCE", 0.1)
    with turns.aside(), turns.turn(), turns.turn(), ThreadPoolExecutor(1) as pool:
        assert not pool.submit(_had_at_once).result()


def _had_at_once() -> bool:
    start = monotonic()
    with turns.turn():
        return monotonic() - start < turns._PATIENCE

"""Whose turn it is: few views are drawn at once, one after the other comes sooner to an end than all side by side.

Threads of Python take turns anyway; the more of them want one, the longer the one thread waits that speaks with every
browser, and a burst of views would stand still as a whole.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, local

_AT_ONCE = 3
_PATIENCE = 2.0
"""So many seconds a view waits for those before it, of which some may take long: an import, a report."""
_TURNS = BoundedSemaphore(_AT_ONCE)


class _Mine(local):
    """Whether the view that this thread draws has a turn."""

    held = False


_MINE = _Mine()


@contextmanager
def turn() -> Iterator[None]:
    """Wait until few enough are at it, no longer than is bearable."""
    before = _MINE.held
    _take()
    try:
        yield
    finally:
        _give()
        _MINE.held = before


@contextmanager
def aside() -> Iterator[None]:
    """Within a turn: let others have it while this view waits for another process; then wait for a turn again."""
    held = _give()
    try:
        yield
    finally:
        if held:
            _take()


def _take() -> None:
    _MINE.held = _TURNS.acquire(timeout=_PATIENCE)


def _give() -> bool:
    held = _MINE.held
    if held:
        _TURNS.release()
    _MINE.held = False
    return held

"""Whose turn it is: few views are drawn at once, one after the other comes sooner to an end than all side by side.

Threads of Python take turns anyway; the more of them want one, the longer the one thread waits that speaks with every
browser, and a burst of views would stand still as a whole.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

_AT_ONCE = 3
_PATIENCE = 2.0
"""So many seconds a view waits for those before it, of which some may take long: an upload, an import, a report."""
_TURNS = BoundedSemaphore(_AT_ONCE)


@contextmanager
def turn() -> Iterator[None]:
    """Wait until few enough are at it, no longer than is bearable."""
    mine = _TURNS.acquire(timeout=_PATIENCE)
    try:
        yield
    finally:
        if mine:
            _TURNS.release()

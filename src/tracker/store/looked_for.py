"""What the store itself was asked of one state, such as which rows hold a word: asked once until something changes."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from threading import Lock
from typing import Any

MOST = 2_000_000
"""How many ids are kept at most, of eight bytes each: one word may stand in half of a large store."""
QUESTIONS = 1000
"""How many questions are kept at most: those that find nothing take room too."""


class LookedFor:
    """The ids that were found, of the newest state that was asked about; many threads may ask."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._version = -1
        self._found: dict[Any, Sequence[int]] = {}

    def ids(self, version: int, question: Any, find: Callable[[], Iterable[int]]) -> Sequence[int]:
        """What `find` gave for an equal question about this data version, or gives now.

        What was asked first goes first where it becomes too much; what is too much by itself is not kept.
        """
        with self._lock:
            if version > self._version:
                self._version, self._found = version, {}
            known = self._found.get(question) if version == self._version else None
        if known is not None:
            return known
        found = array("q", find())
        with self._lock:
            if version == self._version and len(found) <= MOST:
                self._found[question] = found
                while len(self._found) > QUESTIONS or sum(map(len, self._found.values())) > MOST:
                    del self._found[next(iter(self._found))]
        return found

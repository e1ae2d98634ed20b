"""What the store itself was asked of one state, such as which rows hold a word: asked once until something changes."""

from collections.abc import Callable, Iterable
from itertools import count
from threading import Lock
from typing import Any

MOST = 2_000_000
"""How many ids are kept at most, of four bytes each: one word may stand in half of a large store."""
QUESTIONS = 1000
"""How many questions are kept at most: those that find nothing take room too."""


class OlderState(Exception):
    """What is asked about is not the newest state any more, of which alone something is kept."""


class LookedFor:
    """The ids that were found, of the newest state that was asked about, as tables of the copy; many threads may ask.

    `duck` is the connection to the copy.
    """

    def __init__(self, duck: Any) -> None:
        self._duck = duck
        self._lock = Lock()
        self._version = -1
        self._tables: dict[Any, tuple[str, int]] = {}
        self._numbers = count()

    def table(self, version: int, question: Any, find: Callable[[], Iterable[int]]) -> str:
        """The table whose column `id` has what `find` gave for an equal question about this data version, or gives now.

        OlderState for one that is older than the newest asked about. What was asked first goes first where it becomes
        too much; whoever still asks for its table finds none.
        """
        with self._lock:
            if version > self._version:
                self._version = version
                self._drop(len(self._tables))
            if version < self._version:
                raise OlderState
            if known := self._tables.get(question):
                return known[0]
        found = list(find())
        with self._lock:
            if version < self._version:
                raise OlderState
            if question not in self._tables:
                self._tables[question] = self._keep(found), len(found)
                self._drop(self._too_many())
            return self._tables[question][0]

    def _keep(self, found: list[int]) -> str:
        name = f"looked_for_{next(self._numbers)}"
        with self._duck.cursor() as cursor:
            cursor.execute("USE copy")
            cursor.execute(f"CREATE TABLE {name} AS SELECT unnest(?::INTEGER[]) AS id", [found])
        return name

    def _too_many(self) -> int:
        """How many of those asked first have to go; the last one stays."""
        sizes = [size for _name, size in self._tables.values()]
        room, kept = MOST, 0
        for size in reversed(sizes[-QUESTIONS:]):
            room -= size
            if room < 0 and kept:
                break
            kept += 1
        return len(sizes) - kept

    def _drop(self, n: int) -> None:
        with self._duck.cursor() as cursor:
            cursor.execute("USE copy")
            for question in list(self._tables)[:n]:
                cursor.execute(f"DROP TABLE {self._tables.pop(question)[0]}")

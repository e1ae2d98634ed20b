"""Answers that are kept: found once for everybody who may see the same, until what they are about has changed.

An answer is handed out as it was found and shared by all who ask, so that nobody changes one.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import Any

_KEPT = 512
_PLACES = Lock()


@dataclass(frozen=True, slots=True)
class Question:
    """All that an answer depends on: the query and what it is asked with, by whom, and of which `state` of the store.

    `query` is a function of a module: one made anew for each question would never be met again. `arguments` and
    `options` are values that do not change, and no query tells equal ones apart.
    """

    query: Callable[..., Any]
    arguments: tuple[Any, ...]
    options: tuple[tuple[str, Any], ...]
    asked_by: tuple[Any, ...]
    state: tuple[Any, ...]


@dataclass(slots=True)
class _Answer:
    """The place of one answer; whoever asks while it is being looked for waits for it."""

    looking: Lock = field(default_factory=Lock)
    found: bool = False
    value: Any = None


def answer(question: Question, find: Callable[[], Any]) -> Any:
    """What `find` gave for an equal question, or gives now; what it raises is not kept."""
    with _PLACES:  # two who come at once would each be given a place of their own
        kept = _kept(question)
    with kept.looking:
        if not kept.found:
            kept.value = find()
            kept.found = True
    return kept.value


@lru_cache(maxsize=_KEPT)
def _kept(_question: Question) -> _Answer:
    return _Answer()

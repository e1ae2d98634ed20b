"""The word lists of the title page, from `data/title_page.toml`."""

import tomllib
from functools import lru_cache
from typing import Any

from tracker.settings import house


@lru_cache
def _lists() -> dict[str, Any]:
    return tomllib.loads((house() / "data" / "title_page.toml").read_text("utf-8"))


@lru_cache
def words(section: str, name: str) -> frozenset[str]:
    """One list, written small; KeyError where there is none of that name."""
    return frozenset(_lists()[section][name])


@lru_cache
def months() -> dict[str, int]:
    """The names of the months, written small, to their numbers 1 to 12."""
    return {name: int(number) for number, names in _lists()["months"].items() for name in names}

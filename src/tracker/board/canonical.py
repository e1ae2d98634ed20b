"""The one text of a board's report, from which its hash is taken, so that every paper can be held against it."""

import json
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.board.meeting import Board


def canonical(board: "Board") -> str:
    """The board as JSON: keys in order, no blanks, dates as 2026-09-30, words by their keys, whole numbers alone."""
    return json.dumps(asdict(board), default=_plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(board: "Board") -> str:
    """The SHA-256 of the canonical JSON in UTF-8, as 64 hexadecimal digits."""
    return sha256(canonical(board).encode()).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in a report")

"""A board's contents as one text, the same for the same contents, and the digest of it that every report bears."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from tracker.board.meeting import Board


def canonical(board: Board) -> str:
    """Its JSON: keys in order, no blanks, dates as ISO 8601 writes them, words by their keys, whole numbers alone."""
    return json.dumps(_plain(board), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(board: Board) -> str:
    """The SHA-256 of `canonical` in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(canonical(board).encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(f"a report holds no {type(value).__name__}")

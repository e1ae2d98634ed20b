"""Text that no store can keep is refused before any engine sees it, the same on SQLite and PostgreSQL.

Halves of characters (lone surrogates) are no text at all; the sign for nothing (NUL) PostgreSQL cannot keep, and an
SQLite store that had it could not be moved there.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tracker.errors import Invalid
from tracker.translation import gettext as _

_NONE = re.compile("[\x00\ud800-\udfff]")


def refuse_others(
    _connection: Any, _cursor: Any, _statement: str, parameters: Any, _context: Any, _executemany: bool
) -> None:
    """Invalid where a value of a statement holds what cannot be kept; called by SQLAlchemy before each one."""
    if any(_NONE.search(text) for text in _texts(parameters)):
        raise Invalid(_("A text holds half of a character, or a sign that stands for nothing. Type that place anew."))


def _texts(parameters: Any) -> Iterator[str]:
    """The texts among the values of one statement, or of many at once, by name or in order."""
    for value in parameters.values() if isinstance(parameters, Mapping) else parameters or ():
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping | tuple | list):
            yield from _texts(value)

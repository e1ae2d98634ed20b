"""The rows of a select in columns: for very many rows, of which none is looked at alone."""

from typing import Any, Protocol

import pandas as pd
from sqlmodel import Session

from tracker.store.sessions import MIRROR, Mirrored


class Tabled(Mirrored, Protocol):
    """What may answer in a store's place, also in columns."""

    def table(self, session: Session, statement: Any) -> pd.DataFrame | None:
        """The rows of a select in columns, called as it calls them; None where the store has to answer."""


def table(session: Session, statement: Any) -> pd.DataFrame:
    """The rows of a select in columns, called as it calls them, from the copy of the store where it keeps one."""
    mirror: Tabled | None = session.info.get(MIRROR)
    found = mirror.table(session, statement) if mirror else None
    if found is not None:
        return found
    result = session.execute(statement)
    names = list(result.keys())
    return pd.DataFrame([tuple(row) for row in result], columns=names, dtype=object)

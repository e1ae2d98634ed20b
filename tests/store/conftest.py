from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.actions.conftest import Desk, take
from tests.conftest import new_database
from tracker.actions import evidence, removal
from tracker.store import copying
from tracker.store.access import sole_person
from tracker.store.sessions import Store
from tracker.vocabulary.answers import EvidenceKind


def values(store: Store) -> dict[tuple[str, str], list[Any]]:
    """What stands in each column of each table, in the order of the keys, whatever the migration of the store."""
    with store.engine.connect() as connection:
        found = {}
        for table in copying.tables(connection):
            rows = [row for chunk in copying.rows(connection, table) for row in chunk]
            for place, column in enumerate(table.columns):
                if column != "data_version":
                    found[table.name, column] = [row[place] for row in rows]
        return found


@pytest.fixture
def desk(store: Store) -> Desk:
    """Three briefs, the second of which was removed for good, and evidence with a file."""
    with store.writing() as session:
        me = sole_person(session)
        taken = take(session, me, confirm=True)
        take(session, me, b"second \x00\xff", confirm=True)
        take(session, me, b"third", confirm=True)
        evidence.add(
            session, me, 1, EvidenceKind.PUBLIC_DOCUMENT, note="It says so.", file=("a.pdf", bytes(range(256)) * 40)
        )
    with store.writing() as session:
        removal.remove_brief(session, me, 2, "the wrong file")
    return Desk(store, me, taken)


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Another address where there is no store yet, on each engine in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/elsewhere/tracker.db"
    return new_database(request.getfixturevalue("postgresql"), f"t{uuid4().hex}")

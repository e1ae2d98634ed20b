from pathlib import Path
from uuid import uuid4

import pytest

from tests.actions.conftest import Desk, take
from tests.conftest import new_database
from tracker.actions import evidence, removal
from tracker.store.access import sole_person
from tracker.store.sessions import Store
from tracker.vocabulary.answers import EvidenceKind


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

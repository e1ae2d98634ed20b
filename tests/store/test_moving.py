"""What was moved is the same store somewhere else, and nothing is kept there unless it is."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlmodel import Session, col, func, select

from tests.actions.conftest import Desk, take
from tests.store.test_backup import ON_SQLITE, expect_a_whole_store, held
from tracker.errors import Invalid, StoreNotReady
from tracker.store import moving
from tracker.store.access import sole_person
from tracker.store.moving import move
from tracker.store.people_tables import StoreState
from tracker.store.sessions import Store
from tracker.store.tables import Recommendation
from tracker.store.upgrade import downgrade, opened, version

ON_POSTGRESQL = pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)


def test_what_was_moved_is_the_same_store_and_goes_on(desk: Desk, elsewhere: str) -> None:
    before = held(desk.store)
    with Store(elsewhere) as store:
        found = move(desk.store, store)
        assert found.tables == before == held(store) == held(desk.store)
        assert before["evidence_file"].rows == 1
        assert found.state
        expect_a_whole_store(store)
        newest = last(store)
        with store.writing() as session:
            me = sole_person(session)
            taken = take(session, me, b"fourth")
            assert taken.new
        assert last(store) > newest
        Desk(store, me, taken).advance(notes="After the move.")
        expect_a_whole_store(store)
        with pytest.raises(StoreNotReady, match="only ever added to"), store.writing() as session:
            session.execute(text("DELETE FROM change"))
    assert held(desk.store) == before
    desk.advance(notes="It was only read.")


def last(store: Store) -> int:
    with store.reading() as session:
        return session.exec(select(func.max(col(Recommendation.id)))).one() or 0


@ON_POSTGRESQL
def test_what_is_found_by_its_words_is_found_after_the_move(desk: Desk, tmp_path: Path) -> None:
    with Store(f"sqlite:///{tmp_path}/moved.db") as store:
        move(desk.store, store)
        with store.reading() as session:
            asked = "SELECT count(*) FROM recommendation_search WHERE recommendation_search MATCH 'figures'"
            assert session.execute(text(asked)).scalar_one() > 0


def altered(what: str) -> Callable[[Connection, Connection], None]:
    copy = moving._copy

    def worse(read: Connection, write: Connection) -> None:
        copy(read, write)
        trigger = re.match(r"UPDATE (change|ledger)", what)
        if trigger and write.dialect.name == "postgresql":
            write.execute(text(f"ALTER TABLE {trigger[1]} DISABLE TRIGGER USER"))
        elif trigger:
            write.execute(text(f"DROP TRIGGER {trigger[1]}_kept"))
        write.execute(text(what))

    return worse


@pytest.mark.parametrize(
    "what",
    [
        "UPDATE recommendation SET notes = notes || ' ' WHERE id = 1",
        "UPDATE evidence_file SET data = (SELECT data FROM source ORDER BY brief_id LIMIT 1)",
        "UPDATE change SET why = 'x' WHERE id = 2",
        "DELETE FROM author WHERE id = (SELECT max(id) FROM author) AND 1 = 2",
    ],
)
@ON_SQLITE
def test_a_changed_byte_is_noticed_and_nothing_is_kept(
    desk: Desk, elsewhere: str, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """The last one changes nothing: the control, which is moved."""
    monkeypatch.setattr(moving, "_copy", altered(what))
    with Store(elsewhere) as store:
        if "1 = 2" in what:
            move(desk.store, store)
            return
        with pytest.raises(StoreNotReady, match="not the same"):
            move(desk.store, store)
        assert {name for name, one in held(store).items() if one.rows} == {"store_state"}
        monkeypatch.undo()
        move(desk.store, store)
        assert held(store) == held(desk.store)


@ON_SQLITE
def test_a_move_that_is_interrupted_keeps_nothing(desk: Desk, elsewhere: str, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = moving._copy

    def cut(read: Connection, write: Connection) -> None:
        copy(read, write)
        raise KeyboardInterrupt

    monkeypatch.setattr(moving, "_copy", cut)
    with Store(elsewhere) as store:
        with pytest.raises(KeyboardInterrupt):
            move(desk.store, store)
        assert {name for name, one in held(store).items() if one.rows} == {"store_state"}


@ON_SQLITE
def test_a_place_that_holds_anything_is_refused(desk: Desk, elsewhere: str) -> None:
    with opened(elsewhere) as store:
        with store.writing() as session:
            sole_person(session)
        before = held(store)
        with pytest.raises(Invalid, match="not empty"):
            move(desk.store, store)
        assert held(store) == before
        with pytest.raises(Invalid, match="not empty"):
            move(desk.store, desk.store)


@ON_SQLITE
def test_a_database_of_another_program_is_refused(desk: Desk, elsewhere: str) -> None:
    with Store(elsewhere) as store:
        with store.engine.begin() as connection:
            connection.execute(text("CREATE TABLE theirs (id INTEGER PRIMARY KEY)"))
        with pytest.raises(Invalid, match="not empty"):
            move(desk.store, store)
        assert version(store) is None


@ON_SQLITE
def test_what_is_open_already_sees_that_it_was_filled(desk: Desk, elsewhere: str) -> None:
    with opened(elsewhere) as store:
        before = data_version(store)
        move(desk.store, store)
        assert data_version(store) > max(before, data_version(desk.store))


def data_version(store: Store) -> int:
    with store.reading() as session:
        return session.get_one(StoreState, 1).data_version


def test_a_store_of_an_older_program_is_not_changed_to_be_moved(desk: Desk, tmp_path: Path) -> None:
    downgrade(desk.store, "0008")
    with Store(f"sqlite:///{tmp_path}/moved.db") as store:
        with pytest.raises(StoreNotReady, match="older version"):
            move(desk.store, store)
        assert version(store) is None
    assert version(desk.store) == "0008"


def test_the_store_to_move_cannot_be_written_while_it_is_read(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(read: Connection, _write: Connection) -> None:
        Session(read).execute(text("UPDATE store_state SET sample = sample"))

    monkeypatch.setattr(moving, "_copy", write)
    with Store(f"sqlite:///{tmp_path}/moved.db") as store, pytest.raises(StoreNotReady, match=r"read-?only"):
        move(desk.store, store)

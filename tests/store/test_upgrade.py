import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text
from sqlmodel import Session, SQLModel, select

from tests.actions.conftest import Desk
from tests.conftest import new_database
from tests.store.conftest import values
from tracker.errors import StoreNotReady
from tracker.store.access import sole_person
from tracker.store.people_tables import Person
from tracker.store.sessions import Store
from tracker.store.upgrade import downgrade, newest, opened, upgrade, version
from tracker.store.verifying import verify

REVISIONS = [f"{number:04}" for number in range(1, 10)]


def test_the_migrations_make_the_tables_that_the_program_describes(store: Store) -> None:
    with store.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)
    assert [row for row in found if "recommendation_search" not in str(row)] == []


def test_down_and_up_again(store: Store) -> None:
    downgrade(store, "base")
    assert version(store) is None
    upgrade(store)
    assert version(store) == newest() == REVISIONS[-1]


def test_what_a_revision_can_hold_comes_through_it(desk: Desk) -> None:
    """Down to each revision, up, and down to it again."""
    before = values(desk.store)
    with desk.store.reading() as session:
        assert verify(session.connection()).broken == ""
    for revision in reversed(REVISIONS[:-1]):
        downgrade(desk.store, revision)
        down = values(desk.store)
        upgrade(desk.store)
        up = values(desk.store)
        assert {where: up[where] for where in down} == down
        assert {where: before[where] for where in down} == down
        assert {where for where, rows in up.items() if rows} >= {where for where, rows in down.items() if rows}
        with desk.store.reading() as session:
            assert verify(session.connection()).broken == ""
        downgrade(desk.store, revision)
        assert values(desk.store) == down
        assert version(desk.store) == revision


def test_what_no_revision_below_can_hold_is_lost(desk: Desk) -> None:
    """The control: what the comparison above would see."""
    before = values(desk.store)
    downgrade(desk.store, "0002")
    upgrade(desk.store)
    after = values(desk.store)
    assert before["recommendation", "id"] != after["recommendation", "id"] == []
    assert before["brief", "text"] == after["brief", "text"] != []


def test_opening_twice_keeps_what_is_there(nowhere: str) -> None:
    with opened(nowhere) as store, store.writing() as session:
        sole_person(session)
    with opened(nowhere) as store, store.reading() as session:
        assert [person.sole for person in session.exec(select(Person))] == [True]


def test_servers_that_start_at_once_make_one_store(nowhere: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        for store in pool.map(opened, [nowhere] * 4):
            assert version(store) == newest()
            store.close()


def test_a_store_of_a_newer_program_is_left_alone(store_url: str) -> None:
    with opened(store_url) as store, store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from-the-future'"))
    with pytest.raises(StoreNotReady, match="newer version"):
        opened(store_url)


@pytest.mark.parametrize(
    "url",
    [
        *("nonsense", "nosuch://x", "sqlite:////proc/no/such/place.db", "sqlite://", "sqlite:///:memory:"),
        *(
            "postgresql+psycopg://u:p@h:abc/x",
            "https://[::1",
            "sqlite:///x.db?timeout=abc",
            "sqlite:///file:x?uri=true",
        ),
        f"sqlite:////tmp/{'x' * 300}.db",
    ],
)
def test_an_address_that_cannot_be_used_is_said(url: str) -> None:
    with pytest.raises(StoreNotReady):
        opened(url)


def test_of_an_address_that_cannot_be_read_nothing_is_shown() -> None:
    with pytest.raises(StoreNotReady, match="as %40") as told:
        opened("postgresql+psycopg://u:pa@ss:word@h/db")
    assert not any(part in str(told.value) for part in ("pa@ss", "word@h", "ss:"))


def test_a_file_that_is_no_store_is_said(tmp_path: Path) -> None:
    (tmp_path / "t.db").write_bytes(b"this is not a database, whatever its name says" * 100)
    with pytest.raises(StoreNotReady):
        opened(f"sqlite:///{tmp_path}/t.db")


def test_the_database_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("CREATE TABLE places (id INTEGER PRIMARY KEY, url TEXT)")
    before = file.read_bytes()
    for url in (f"sqlite:///{file}", f"sqlite:///{file}?timeout=5"):
        with pytest.raises(StoreNotReady, match="another program"):
            opened(url)
    assert file.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["other.db"]


@pytest.mark.parametrize("tables", [("places",), ("places", "alembic_version")])
def test_a_database_of_another_program_on_postgresql_is_left_as_it_is(postgresql: str, tables: tuple[str, ...]) -> None:
    url = new_database(postgresql, f"t{uuid4().hex}")
    engine = create_engine(url)
    with engine.begin() as other:
        for name in tables:
            other.exec_driver_sql(f"CREATE TABLE {name} (version_num TEXT)")
    with pytest.raises(StoreNotReady, match="tables of another program"):
        opened(url)
    assert set(inspect(engine).get_table_names()) == set(tables)
    engine.dispose()


def test_the_password_of_an_address_is_never_shown() -> None:
    with pytest.raises(StoreNotReady) as caught:
        Store("nosuch://me:secret@host/db")
    assert "secret" not in str(caught.value)


def test_half_a_gesture_is_no_gesture(store: Store) -> None:
    def interrupted(session: Session) -> None:
        session.add(Person(email="a@b.c"))
        session.flush()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), store.writing() as session:
        interrupted(session)
    with store.reading() as session:
        assert session.exec(select(Person)).all() == []

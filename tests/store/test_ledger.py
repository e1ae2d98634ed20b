"""History is only ever added to, and its ledger tells where it was not."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from tests.actions.conftest import Desk, take
from tracker.actions import people, removal
from tracker.actions.updates import advance
from tracker.errors import StoreNotReady, TrackerError
from tracker.queries.ledger import state
from tracker.store import ledger
from tracker.store.access import sole_person
from tracker.store.clock import standing_at, today
from tracker.store.people_tables import Change, LedgerLine
from tracker.store.sessions import Store
from tracker.store.upgrade import downgrade, upgrade
from tracker.store.verifying import Verified, verify
from tracker.vocabulary.roles import Role


@pytest.fixture
def desk(store: Store) -> Desk:
    with store.writing() as session:
        me = sole_person(session)
        taken = take(session, me, confirm=True)
    desk = Desk(store, me, taken)
    desk.prove()
    for words in ("We asked.", "They said yes."):
        desk.advance(notes=words)
    return desk


def verified(store: Store) -> Verified:
    with store.reading() as session:
        return verify(session.connection())


def tampered(store: Store, *statements: str) -> None:
    """Do to the tables what only somebody can do who has taken the triggers away."""
    if store.engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(str(store.engine.url.database))) as file, file:
            wanted = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('change', 'ledger')"
            for (name,) in file.execute(wanted).fetchall():
                file.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                file.execute(statement)
        return
    with store.engine.begin() as connection:
        connection.execute(text("ALTER TABLE change DISABLE TRIGGER USER"))
        connection.execute(text("ALTER TABLE ledger DISABLE TRIGGER USER"))
        connection.execute(text("ALTER TABLE ledger DROP CONSTRAINT ledger_change_id_fkey"))
        for statement in statements:
            connection.execute(text(statement))


def test_every_change_has_its_line(desk: Desk) -> None:
    found = verified(desk.store)
    with desk.store.reading() as session:
        changes = session.exec(select(Change.id).order_by(col(Change.id))).all()
        lines = session.exec(select(LedgerLine).order_by(col(LedgerLine.place))).all()
    assert [line.change_id for line in lines] == list(changes)
    assert found == Verified(len(lines), len(changes), 0, lines[-1].hash.hex(), "")
    assert len({line.salt for line in lines}) == len(lines)


def test_what_is_not_kept_has_no_line(desk: Desk) -> None:
    before = verified(desk.store)
    with pytest.raises(TrackerError):
        desk.advance(status="adopted")
    assert verified(desk.store) == before


REFUSED = [
    "UPDATE change SET new = '\"Otherwise.\"' WHERE field = 'notes'",
    "UPDATE change SET actor_id = NULL",
    "UPDATE change SET why = ''",
    "DELETE FROM change WHERE field = 'notes'",
    "DELETE FROM change",
    "UPDATE ledger SET hash = digest",
    "UPDATE ledger SET change_id = 1 WHERE place = 2",
    "UPDATE ledger SET salt = NULL, digest = hash",
    "DELETE FROM ledger",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_the_tables_refuse_it(desk: Desk, statement: str) -> None:
    with pytest.raises(StoreNotReady, match="only ever added to"), desk.store.writing() as session:
        session.execute(text(statement))
    assert verified(desk.store).broken == ""


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("table", ["change", "ledger"])
def test_the_tables_cannot_be_emptied_at_a_stroke(desk: Desk, table: str) -> None:
    with pytest.raises(StoreNotReady, match="only ever added to"), desk.store.writing() as session:
        session.execute(text(f"TRUNCATE {table} CASCADE"))


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT OR REPLACE INTO change SELECT * FROM change WHERE id = 1",
        "REPLACE INTO ledger SELECT * FROM ledger WHERE place = 1",
        "INSERT INTO ledger SELECT place + 100, change_id, NULL, digest, hash, at FROM ledger",
        "UPDATE OR REPLACE change SET id = 1 WHERE id = 2",
    ],
)
def test_the_tables_refuse_to_replace(desk: Desk, statement: str) -> None:
    with pytest.raises(StoreNotReady, match="only ever added to"), desk.store.writing() as session:
        session.execute(text(statement))


@pytest.mark.parametrize(
    ("statements", "told"),
    [
        (["UPDATE change SET new = '\"No.\"' WHERE id = 3"], "change 3 ("),
        (["UPDATE change SET why = 'because' WHERE id = 4"], "change 4 ("),
        (["UPDATE change SET batch = 'x' WHERE id >= 2"], "change 2 ("),
        (["DELETE FROM change WHERE id = 3"], "change 3 is gone"),
        (["DELETE FROM ledger WHERE place = 3"], "line 3 of the ledger is gone"),
        (["DELETE FROM ledger WHERE change_id = 1", "DELETE FROM change WHERE id = 1"], "line 1 of the ledger is gone"),
        (["UPDATE ledger SET salt = NULL WHERE place = 2"], "change 2 ("),
        (["DELETE FROM ledger WHERE place = (SELECT max(place) FROM ledger)"], "is not in the ledger"),
        (
            [
                "UPDATE ledger SET place = -1 WHERE place = 3",
                "UPDATE ledger SET place = 3 WHERE place = 2",
                "UPDATE ledger SET place = 2 WHERE place = -1",
            ],
            "line 2 of the ledger",
        ),
    ],
)
def test_the_first_row_that_is_not_as_it_was_written_is_named(desk: Desk, statements: list[str], told: str) -> None:
    tampered(desk.store, *statements)
    assert told in verified(desk.store).broken


def test_removing_for_good_leaves_the_ledger_whole_and_no_way_to_guess_at_words(desk: Desk) -> None:
    before = verified(desk.store)
    with desk.store.writing() as session:
        removal.remove_brief(session, desk.me, 1, "the wrong file")
    found = verified(desk.store)
    assert (found.broken, found.removed > 5) == ("", True)
    assert found.lines == found.changes + found.removed
    with desk.store.reading() as session:
        lines = session.exec(select(LedgerLine).order_by(col(LedgerLine.place))).all()
        gone = {line.change_id for line in lines if line.salt is None}
        notes = set(session.exec(select(Change.id).where(Change.field == "notes")).all())
        assert notes <= gone
        assert lines[before.lines - 1].hash.hex() == before.head
    with pytest.raises(StoreNotReady), desk.store.writing() as session:
        session.execute(text("UPDATE change SET new = '\"Never said.\"' WHERE field = 'notes'"))


def test_nobody_alters_what_stays_by_forgetting_its_salt(desk: Desk) -> None:
    """Past the triggers' words, as the program itself forgets: the new line would fit."""
    desk.advance(status="no_movement")
    with desk.store.engine.execution_options(writing=True).begin() as connection:
        altered = "entity = 'recommendation' AND field = 'status'"
        for key in connection.execute(text(f"SELECT id FROM change WHERE {altered}")).scalars().all():
            connection.execute(text("UPDATE ledger SET salt = NULL WHERE change_id = :key"), {"key": key})
            connection.execute(text("UPDATE change SET new = '\"adopted\"' WHERE id = :key"), {"key": key})
            ledger._enter(connection, ledger._OWN.where(ledger._CHANGE.c.id == key))
    assert "status" in verified(desk.store).broken


def test_a_reason_that_named_a_removed_person_is_explained(desk: Desk) -> None:
    with desk.store.writing() as session:
        other = people.add(session, desk.me, "ann@example.org", Role.EDITOR, name="Ann Writer")
        advance(session, desk.me, 1, None, "Ann Writer said so", status="no_movement")
        removal.remove_person(session, desk.me, other.id or 0, "asked for it")
    found = verified(desk.store)
    assert (found.broken, found.removed > 0) == ("", True)


def test_what_is_left_after_removing_is_held_as_well(desk: Desk) -> None:
    with desk.store.writing() as session:
        removal.remove_brief(session, desk.me, 1, "the wrong file")
    tampered(desk.store, "UPDATE change SET new = '\"Never said.\"' WHERE field = 'notes'")
    assert "notes" in verified(desk.store).broken


@pytest.mark.parametrize("to", ["0008", "base"])
def test_what_there_is_is_entered_when_the_store_is_brought_up_to_date(desk: Desk, to: str) -> None:
    before = verified(desk.store)
    downgrade(desk.store, "0008")
    upgrade(desk.store)
    found = verified(desk.store)
    assert (found.lines, found.changes, found.broken) == (before.changes, before.changes, "")
    desk.advance(notes="And on.")
    assert verified(desk.store).lines == before.lines + 1
    with pytest.raises(StoreNotReady), desk.store.writing() as session:
        session.execute(text("DELETE FROM change"))
    downgrade(desk.store, to)
    upgrade(desk.store)
    assert verified(desk.store).changes == (before.changes + 1 if to == "0008" else 0)


def at_once(store: Store, work: Callable[[int], None], many: int) -> list[Exception]:
    wrong: list[Exception] = []

    def tried(number: int) -> None:
        try:
            work(number)
        except Exception as caught:
            wrong.append(caught)

    threads = [threading.Thread(target=tried, args=(number,)) for number in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_many_writers_keep_one_ledger(desk: Desk) -> None:
    before = verified(desk.store)

    def work(number: int) -> None:
        for turn in range(4):
            with desk.store.writing() as session:
                take(session, desk.me, f"{number} {turn}".encode())

    assert at_once(desk.store, work, 6) == []
    found = verified(desk.store)
    assert found.broken == ""
    assert found.lines - before.lines == found.changes - before.changes >= 24 * 3


def test_the_state_of_a_day_that_is_over_stays(desk: Desk) -> None:
    now, day = datetime.now(UTC), today()

    def told(moment: datetime) -> str:
        with standing_at(moment), desk.store.reading() as session:
            return state(session, desk.me, day)

    first = told(now)
    assert first == verified(desk.store).head
    with standing_at(now + timedelta(days=2)):
        desk.advance(notes="Later.")
        with desk.store.writing() as session:
            removal.remove_brief(session, desk.me, 1, "the wrong file")
    assert told(now + timedelta(days=3)) == first != verified(desk.store).head
    with standing_at(now - timedelta(days=5)), desk.store.writing() as session:
        take(session, desk.me, b"by a clock that goes wrong")
    assert told(now + timedelta(days=3)) == first
    with desk.store.reading() as session:
        assert state(session, desk.me, day - timedelta(days=1)) == ""

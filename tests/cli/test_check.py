import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.running import run
from tracker.actions.updates import advance
from tracker.store.access import sole_person
from tracker.store.clock import now
from tracker.store.upgrade import opened
from tracker.store.verifying import verify


def altered(folder: Path, *statements: str) -> None:
    """What somebody does who has the file, and takes the triggers away."""
    with closing(sqlite3.connect(folder / "cli.db")) as file, file:
        for table in ("change_kept", "change_not_deleted", "ledger_kept", "ledger_not_deleted"):
            file.execute(f"DROP TRIGGER {table}")
        for statement in statements:
            file.execute(statement)


def state(url: str) -> str:
    with opened(url) as store, store.reading() as session:
        return verify(session.connection()).head


def test_a_whole_history_is_said_to_be_so(taken: str) -> None:
    done = run("check")
    assert (done.status, done.err) == (0, "")
    assert f"as they were written down; state {state(taken)}; checked in 0." in done.out


def test_the_first_row_that_was_altered_is_named(taken: str, tmp_path: Path) -> None:
    altered(tmp_path, "UPDATE change SET why = 'because' WHERE id >= 3")
    done = run("check")
    assert done.status == 1
    assert "The history was altered: change 3 (" in done.err
    assert done.err.count("\n") == 1


def test_the_state_that_a_report_names_is_found(taken: str) -> None:
    before = state(taken)
    assert run("set", "B-2020-12-3/R1", "--status", "no_movement").status == 0
    assert before != state(taken)
    assert f"was in the state {before} on " in run("check", "--state", before[:16].upper()).out
    done = run("check", "--state", "0123456789abcdef")
    assert (done.status, done.err) == (1, "tracker: The history was never in the state 0123456789abcdef.\n")


@pytest.mark.parametrize(("version", "warned"), [((3, 40, 1), True), ((3, 51, 2), True), ((3, 51, 3), False)])
def test_an_sqlite_that_can_lose_what_was_kept_is_named(
    taken: str, version: tuple[int, int, int], warned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    done = run("check")
    assert ("can lose what was just kept" in done.out, done.status) == (warned, 0)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE change SET new = x'ff00ff' WHERE id = 3", "change"),
        ("UPDATE change SET at = 'garbage' WHERE id = 3", "line 3 of the ledger, or its change,"),
        ("UPDATE ledger SET at = 'garbage' WHERE place = 3", "line 3 of the ledger, or its change,"),
        ("UPDATE ledger SET digest = 'zz' WHERE place = 3", "line 3 of the ledger, or its change,"),
        ("UPDATE ledger SET salt = 5 WHERE place = 3", "line 3 of the ledger, or its change,"),
        ("DELETE FROM change WHERE id = 3", "change 3 is gone"),
        ("UPDATE change SET actor_id = 9999 WHERE id = 3", "change 3 ("),
    ],
)
def test_a_row_of_another_kind_is_named_too(taken: str, tmp_path: Path, statement: str, told: str) -> None:
    altered(tmp_path, statement)
    done = run("check")
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert "The history was altered: " in done.err
    assert told in done.err


def test_a_row_that_leads_to_none_is_named(taken: str, tmp_path: Path) -> None:
    altered(tmp_path, "UPDATE recommendation SET unit_id = 99 WHERE id = 2")
    assert "row 2 of recommendation leads to none of unit" in run("check").err


def test_a_clock_that_was_ahead_is_told(taken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "the clock was wrong" not in run("check").out
    with opened(taken) as store, store.writing() as session:
        monkeypatch.setattr("tracker.store.ledger.now", lambda: now() + timedelta(days=400))
        advance(session, sole_person(session), 1, None, "as seen", notes="Looked at.")
    monkeypatch.undo()
    assert "the clock was wrong" in run("check", "--db", taken.partition(":///")[2]).out


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("DROP TABLE meeting", "meeting"),
        ("ALTER TABLE recommendation DROP COLUMN notes", "recommendation.notes"),
        ("CREATE TRIGGER mine AFTER INSERT ON brief BEGIN DELETE FROM draft; END", "mine"),
        ("DROP TRIGGER ledger_kept", "ledger_kept"),
        ("DELETE FROM alembic_version", "alembic_version"),
    ],
)
def test_tables_and_triggers_that_are_not_the_programs_are_named(
    taken: str, tmp_path: Path, statement: str, name: str
) -> None:
    with closing(sqlite3.connect(tmp_path / "cli.db")) as file, file:
        file.execute(statement)
    done = run("check")
    assert (done.status, f"its “{name}” is not what the program made" in done.err) == (1, True)


def test_a_migration_that_nobody_knows_is_of_a_newer_program(taken: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "cli.db")) as file, file:
        file.execute("UPDATE alembic_version SET version_num = '0000'")
    assert "written by a newer version" in run("check").err

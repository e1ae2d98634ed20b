"""A backup is the store at one moment, whole or refused, and what is made of it is that store again."""

import json
import os
import shutil
import sqlite3
import stat
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.actions.conftest import Desk, take
from tests.conftest import empty_store
from tracker.actions.updates import advance
from tracker.errors import BackupRefused, Invalid, StoreNotReady, TrackerError
from tracker.store import backup, copying
from tracker.store.access import sole_person
from tracker.store.backup import back_up, restore
from tracker.store.people_tables import StoreState
from tracker.store.sessions import Store
from tracker.store.upgrade import downgrade, opened, upgrade, version
from tracker.store.verifying import verify

ON_SQLITE = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)


def held(store: Store) -> dict[str, copying.Contents]:
    with store.reading() as session:
        return copying.contents(session.connection())


def expect_a_whole_store(store: Store) -> None:
    """The history is as it was written down, and says of every row which version it has."""
    with store.reading() as session:
        assert verify(session.connection()).broken == ""
        for table in ("brief", "recommendation", "evidence"):
            told = "SELECT coalesce(max(version), 0) FROM change WHERE entity = :table AND entity_id = row.id"
            behind = session.execute(
                text(f"SELECT id FROM {table} AS row WHERE version <> ({told})"), {"table": table}
            ).all()
            assert behind == []


def test_what_is_restored_is_the_store_that_was_backed_up(desk: Desk, elsewhere: str, tmp_path: Path) -> None:
    file = tmp_path / "b.tracker"
    made = back_up(desk.store, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".b")] == []
    before = held(desk.store)
    assert made.tables == before
    assert made.tables["change"].rows > 10
    desk.advance(notes="After the backup.")
    restore(file, elsewhere)
    with opened(elsewhere) as store:
        assert held(store) == before
        assert held(desk.store) != before
        expect_a_whole_store(store)
        with store.writing() as session:
            assert take(session, sole_person(session), b"fourth").new
        expect_a_whole_store(store)
        with pytest.raises(StoreNotReady, match="only ever added to"), store.writing() as session:
            session.execute(text("DELETE FROM change"))


def test_a_store_that_holds_something_is_replaced_on_demand_alone(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "b.tracker"
    back_up(desk.store, file)
    before = held(desk.store)
    desk.advance(notes="After the backup.")
    with desk.store.reading() as session:
        seen = session.get_one(StoreState, 1).data_version
    after = held(desk.store)
    with pytest.raises(Invalid, match="--replace"):
        restore(file, desk.store.engine.url.render_as_string(hide_password=False))
    assert held(desk.store) == after
    restore(file, desk.store.engine.url.render_as_string(hide_password=False), replace=True)
    assert held(desk.store) == before
    with desk.store.reading() as session:
        assert session.get_one(StoreState, 1).data_version > seen
    expect_a_whole_store(desk.store)


def damaged(whole: bytes, place: int) -> bytes:
    return whole[:place] + bytes([whole[place] ^ 0x20]) + whole[place + 1 :]


@pytest.mark.parametrize("places", [60, pytest.param(2000, marks=pytest.mark.long)])
@ON_SQLITE
def test_a_file_with_one_byte_changed_is_refused(desk: Desk, tmp_path: Path, places: int) -> None:
    file, bad = tmp_path / "b.tracker", tmp_path / "bad.tracker"
    back_up(desk.store, file)
    whole = file.read_bytes()
    step = max(1, len(whole) // places)
    for place in {*range(0, len(whole), step), *range(12), *range(len(whole) - 90, len(whole))}:
        bad.write_bytes(damaged(whole, place))
        with pytest.raises(BackupRefused, match="no whole backup"):
            restore(bad, f"sqlite:///{tmp_path}/never.db")
    for cut in (0, 10, len(whole) // 2, len(whole) - 1):
        bad.write_bytes(whole[:cut])
        with pytest.raises(BackupRefused, match="no whole backup"):
            restore(bad, f"sqlite:///{tmp_path}/never.db")
    assert not (tmp_path / "never.db").exists()


@ON_SQLITE
def test_without_the_digest_of_all_bytes_damage_would_pass(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: an archive's own sums do not cover all of it."""
    file = tmp_path / "b.tracker"
    back_up(desk.store, file)
    file.write_bytes(damaged(file.read_bytes(), 11))
    monkeypatch.setattr(backup, "_check", lambda *_arguments: None)
    restore(file, f"sqlite:///{tmp_path}/taken.db")


def rewritten(file: Path, store: Callable[[Path], None], folder: Path, **told: object) -> None:
    """Make the backup say and hold something else, with digits that are right again: what a forger would do."""
    with zipfile.ZipFile(file) as archive:
        said = json.loads(archive.read("manifest.json"))
        copy = Path(archive.extract("store.db", folder))
    store(copy)
    tables = {name: copying.Contents(**one) for name, one in said.pop("tables").items()}
    manifest = replace(backup.Manifest(**said, tables=tables), **told)  # type: ignore[arg-type]
    file.unlink()
    backup._write(file, copy, manifest)


@pytest.mark.parametrize("told", [{"migration": "9999"}, {"format": 2}])
@ON_SQLITE
def test_a_backup_of_a_newer_program_is_refused_in_a_sentence(
    desk: Desk, tmp_path: Path, told: dict[str, object]
) -> None:
    file = tmp_path / "b.tracker"
    back_up(desk.store, file)
    rewritten(file, lambda _copy: None, tmp_path, **told)
    with pytest.raises(BackupRefused, match="newer version of the tracker"):
        restore(file, f"sqlite:///{tmp_path}/never.db")
    assert not (tmp_path / "never.db").exists()


@ON_SQLITE
def test_a_backup_whose_tables_are_not_what_it_says_is_refused(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "b.tracker"
    back_up(desk.store, file)

    def edit(copy: Path) -> None:
        with sqlite3.connect(copy) as connection:
            connection.execute("UPDATE recommendation SET notes = 'forged' WHERE id = 1")
        connection.close()

    rewritten(file, edit, tmp_path)
    with pytest.raises(BackupRefused, match="no whole backup"):
        restore(file, f"sqlite:///{tmp_path}/never.db")


def test_a_backup_of_an_older_program_is_brought_up_to_date(desk: Desk, elsewhere: str, tmp_path: Path) -> None:
    file = tmp_path / "b.tracker"
    downgrade(desk.store, "0008")
    assert back_up(desk.store, file).migration == "0008"
    restore(file, elsewhere)
    upgrade(desk.store)
    with opened(elsewhere) as store:
        expect_a_whole_store(store)
        mine, theirs = held(desk.store), held(store)
        assert {name for name in mine if mine[name] != theirs[name]} == {"ledger"}
        assert version(store) == version(desk.store)


@ON_SQLITE
def test_a_file_that_is_there_is_never_written_over(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="is there already"):
        back_up(desk.store, Path(str(desk.store.engine.url.database)))
    with pytest.raises(Invalid, match="cannot be written"):
        back_up(desk.store, tmp_path / "no such folder" / "b.tracker")
    expect_a_whole_store(desk.store)


@ON_SQLITE
def test_a_store_that_cannot_be_opened_any_more_is_put_aside(desk: Desk, tmp_path: Path) -> None:
    file, broken = tmp_path / "b.tracker", tmp_path / "broken.db"
    back_up(desk.store, file)
    broken.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    with pytest.raises(StoreNotReady):
        restore(file, f"sqlite:///{broken}")
    restore(file, f"sqlite:///{broken}", replace=True)
    with opened(f"sqlite:///{broken}") as store:
        assert held(store) == held(desk.store)
    assert [path.stat().st_size for path in tmp_path.glob("broken.db.aside-*")] == [5016]


@ON_SQLITE
def test_the_file_of_a_store_alone_is_no_backup(desk: Desk, tmp_path: Path) -> None:
    """The control: what was kept last may stand in the log beside it."""
    desk.advance(notes="In the log.")
    shutil.copy(str(desk.store.engine.url.database), tmp_path / "copied.db")
    with Store(f"sqlite:///{tmp_path}/copied.db") as copied:
        assert held(copied) != held(desk.store)


def test_tables_read_one_after_the_other_would_not_hold_together(desk: Desk, tmp_path: Path) -> None:
    """The control: with an edit in the midst of it, keys lead nowhere, or the history does not tell of all rows."""
    with desk.store.engine.connect() as source:
        every = copying.tables(source)
    with pytest.raises((AssertionError, IntegrityError)), Store(empty_store(tmp_path / "copied.db")) as copied:
        with copied.engine.execution_options(writing=True).begin() as target:
            target.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            for table in every:
                target.exec_driver_sql(f'DELETE FROM "{table.name}"')
                with desk.store.engine.connect() as source:
                    for chunk in copying.rows(source, table):
                        if chunk:
                            target.exec_driver_sql(copying._insertion(table), chunk)
                if table.name in ("change", "recommendation"):
                    desk.advance(notes=f"After {table.name}.")
        expect_a_whole_store(copied)


@contextmanager
def editors(desk: Desk, many: int = 3) -> Iterator[list[int]]:
    """People who edit as fast as they can; gives how many edits were kept."""
    done, wrong, over = [0] * many, [], threading.Event()

    def work(number: int) -> None:
        while not over.is_set():
            try:
                with desk.store.writing() as session:
                    key = 5 if number else 1
                    advance(session, desk.me, key, None, "under load", notes=f"{number} {done[number]}")
                    if done[number] % 5 == 0:
                        take(session, desk.me, f"{number} {done[number]}".encode())
                done[number] += 1
            except TrackerError as caught:
                wrong.append(caught)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(many)]
    for thread in threads:
        thread.start()
    try:
        yield done
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert wrong == []


@pytest.mark.parametrize("times", [3, pytest.param(20, marks=pytest.mark.long)])
def test_backups_under_load_are_whole(desk: Desk, tmp_path: Path, times: int) -> None:
    seen = []
    with editors(desk) as done:
        for number in range(times):
            before = sum(done)
            seen.append(back_up(desk.store, tmp_path / f"{number}.tracker"))
            assert sum(done) >= before
            while sum(done) < before + 3:
                threading.Event().wait(0.01)
    assert sum(done) >= 3 * times
    for number, made in enumerate(seen):
        url = f"sqlite:///{tmp_path}/restored-{number}.db"
        restore(tmp_path / f"{number}.tracker", url)
        with opened(url) as store:
            assert held(store) == made.tables
            expect_a_whole_store(store)
    assert len({made.state for made in seen}) == times
    expect_a_whole_store(desk.store)


def test_what_is_interrupted_leaves_nothing(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", cut)
    with pytest.raises(KeyboardInterrupt):
        back_up(desk.store, tmp_path / "b.tracker")
    assert [path.name for path in tmp_path.iterdir() if "b.tracker" in path.name] == []


def test_a_restore_that_is_interrupted_leaves_the_store_as_it_was(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(desk.store, tmp_path / "b.tracker")
    desk.advance(notes="After the backup.")
    before = held(desk.store)

    def cut(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tracker.store.filling._number_on", cut)
    monkeypatch.setattr("tracker.store.filling._fill_file", cut)
    with pytest.raises(KeyboardInterrupt):
        restore(tmp_path / "b.tracker", desk.store.engine.url.render_as_string(hide_password=False), replace=True)
    assert held(desk.store) == before
    expect_a_whole_store(desk.store)


@ON_SQLITE
def test_a_full_disk_is_not_taken_for_a_damaged_backup(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(desk.store, tmp_path / "b.tracker")

    def full(*_arguments: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "extract", full)
    with pytest.raises(Invalid, match=r"No space left on device\. Make room there, or set TMPDIR"):
        restore(tmp_path / "b.tracker", f"sqlite:///{tmp_path}/never.db")
    assert not (tmp_path / "never.db").exists()


@ON_SQLITE
def test_a_backup_that_cannot_be_read_is_not_called_damaged(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(desk.store, tmp_path / "b.tracker")

    def guarded(_path: Path, *_how: object) -> None:
        raise PermissionError(13, "Permission denied")

    url = f"sqlite:///{tmp_path}/never.db"
    with monkeypatch.context() as patch, pytest.raises(BackupRefused, match="cannot be read: Permission denied"):
        patch.setattr(Path, "open", guarded)
        restore(tmp_path / "b.tracker", url)
    with pytest.raises(BackupRefused, match="cannot be read: File name too long"):
        restore(tmp_path / ("b" * 300), url)
    with pytest.raises(Invalid, match="cannot be written: File name too long"):
        back_up(desk.store, tmp_path / ("b" * 300))


@ON_SQLITE
def test_a_backup_whose_name_may_not_last_gets_none(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_folder: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(backup, "_sync", broken)
    with pytest.raises(Invalid, match="cannot be written"):
        back_up(desk.store, tmp_path / "b.tracker")
    assert [path.name for path in tmp_path.iterdir() if "b.tracker" in path.name] == []


@ON_SQLITE
def test_of_two_backups_of_one_name_one_is_told_that_it_is_taken(desk: Desk, tmp_path: Path) -> None:
    made, taken = tmp_path / "made", tmp_path / "b.tracker"
    made.write_bytes(b"mine")
    taken.write_bytes(b"theirs")
    with pytest.raises(Invalid, match="is there already"):
        backup._name(made, taken)
    assert taken.read_bytes() == b"theirs"


@pytest.mark.parametrize("said", ["[]", '{"format": 1, "migration": "0001", "tables": []}', "[" * 100_000, None])
def test_a_backup_that_says_nothing_sensible_is_refused_in_a_sentence(tmp_path: Path, said: str | None) -> None:
    file = tmp_path / "b.tracker"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("nothing" if said is None else "manifest.json", said or "")
        archive.comment = b"0" * backup._DIGITS
    digits = backup._digest(file)
    file.write_bytes(file.read_bytes()[: -backup._DIGITS] + digits)
    with pytest.raises(BackupRefused, match="no whole backup"):
        restore(file, f"sqlite:///{tmp_path}/never.db")


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
def test_a_store_is_replaced_while_somebody_holds_what_is_to_go(desk: Desk, tmp_path: Path) -> None:
    back_up(desk.store, tmp_path / "b.tracker")
    before, url = held(desk.store), desk.store.engine.url.render_as_string(hide_password=False)
    engine = desk.store.engine
    with ThreadPoolExecutor(1) as pool, engine.begin() as writing:
        writing.exec_driver_sql("UPDATE recommendation SET notes = 'Mine.'")
        replacing = pool.submit(restore, tmp_path / "b.tracker", url, replace=True)
        with engine.connect() as looking:
            while not looking.exec_driver_sql("SELECT 1 FROM pg_locks WHERE NOT granted").scalar():
                looking.rollback()
                time.sleep(0.05)
        writing.exec_driver_sql("UPDATE author SET name = name || '.'")
    replacing.result()
    held_now = held(desk.store)
    assert {**held_now, "store_state": before["store_state"]} == before

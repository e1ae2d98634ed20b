"""What both engines understand alike."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, literal, select
from sqlalchemy import text as sql

from tracker.errors import StoreNotReady
from tracker.store.sessions import Store


@pytest.mark.parametrize("text", ["École", "ŽIVOT", "A. Writer", "Ørsted ÆØÅ", "1984", ""])
def test_letters_of_any_language_have_a_small_form(store: Store, text: str) -> None:
    with store.reading() as session:
        assert session.execute(select(func.lower(literal(text)))).scalar_one() == text.lower()


def test_nothing_has_no_small_form(store: Store) -> None:
    with store.reading() as session:
        assert session.execute(select(func.lower(None))).scalar_one() is None


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_a_store_whose_file_was_replaced_is_used_no_more(store: Store, tmp_path: Path) -> None:
    file = Path(str(store.engine.url.database))
    with store.reading() as session:
        session.execute(sql("SELECT 1"))
    shutil.copy(file, tmp_path / "copy.db")
    (tmp_path / "copy.db").replace(file)
    for begin in (store.reading, store.writing):
        with pytest.raises(StoreNotReady, match="Start the program anew"), begin() as session:
            session.execute(sql("SELECT 1"))


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_a_store_whose_file_was_taken_away_leaves_its_place_and_its_log_alone(store: Store, tmp_path: Path) -> None:
    file = Path(str(store.engine.url.database))
    with store.writing() as session:
        session.execute(sql("UPDATE store_state SET data_version = data_version + 1"))
    log = Path(f"{file}-wal").read_bytes()
    assert log
    file.rename(tmp_path / "aside.db")
    for begin in (store.reading, store.writing, store.reading):
        with pytest.raises(StoreNotReady, match="taken away"), begin() as session:
            session.execute(sql("SELECT 1"))
    assert not file.exists()
    assert Path(f"{file}-wal").read_bytes() == log

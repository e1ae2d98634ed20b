"""Many people at once: nothing acknowledged is lost, and a careless writer in the same test does lose."""

import multiprocessing
import random
from collections.abc import Callable

import pytest
from sqlmodel import Session, col, func, select

from tests.actions.conftest import Desk
from tracker.actions.updates import advance
from tracker.errors import Stale
from tracker.store.access import sole_person
from tracker.store.people_tables import Change
from tracker.store.sessions import Store
from tracker.store.tables import Recommendation

PEOPLE, EDITS = 6, 15


def carefully(store: Store, key: int, words: str) -> bool:
    with store.reading() as session:
        seen = session.get_one(Recommendation, key).version
    try:
        with store.writing() as session:
            advance(session, sole_person(session), key, seen, words, notes=words)
    except Stale:
        return False
    return True


def carelessly(store: Store, key: int, words: str) -> bool:
    with store.reading() as session:
        notes = session.get_one(Recommendation, key).notes
    with store.writing() as session:
        row = session.get_one(Recommendation, key)
        row.notes = f"{notes}{words};"
    return True


def edit(url: str, number: int, write: Callable[[Store, int, str], bool]) -> list[str]:
    """What one person does in a process of one's own; gives the edits that were acknowledged."""
    chance = random.Random(number)
    with Store(url) as store:
        attempts = [(chance.choice((1, 2)), f"{number}-{turn}") for turn in range(EDITS)]
        return [words for key, words in attempts if write(store, key, words)]


def all_at_once(url: str, write: Callable[[Store, int, str], bool]) -> list[str]:
    with multiprocessing.get_context("spawn").Pool(PEOPLE) as pool:
        done = pool.starmap(edit, [(url, number, write) for number in range(PEOPLE)])
    return [words for one in done for words in one]


def changes_of_notes(session: Session) -> list[str]:
    statement = select(Change.why).where(Change.field == "notes").order_by(col(Change.id))
    return list(session.exec(statement))


@pytest.mark.parametrize("store_url", ["sqlite", "postgresql"], indirect=True)
def test_every_acknowledged_edit_is_in_the_history_once(desk: Desk, store_url: str) -> None:
    acknowledged = all_at_once(store_url, carefully)
    with desk.store.reading() as session:
        kept = changes_of_notes(session)
        versions = session.exec(select(func.sum(Recommendation.version))).one()
    assert sorted(kept) == sorted(acknowledged)
    assert versions == 2 + len(acknowledged)
    assert len(acknowledged) > PEOPLE


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_a_careless_writer_loses_some(desk: Desk, store_url: str) -> None:
    acknowledged = all_at_once(store_url, carelessly)
    with desk.store.reading() as session:
        notes = "".join(session.exec(select(Recommendation.notes)))
    assert len([words for words in notes.split(";") if words]) < len(acknowledged)

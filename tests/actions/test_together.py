"""Many people at once: nothing acknowledged is lost, and a careless writer in the same test does lose."""

import multiprocessing
import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.synchronize import Barrier
from queue import Empty
from typing import Any

import pytest
from sqlmodel import Session, col, select

from tests.actions.conftest import document, extraction, finding
from tests.actions.test_undo import expect_history_to_hold
from tracker.actions.ingest import ingest
from tracker.actions.updates import advance
from tracker.errors import Stale
from tracker.store.access import sole_person
from tracker.store.history import CREATED
from tracker.store.people_tables import Change
from tracker.store.sessions import Store
from tracker.store.tables import Recommendation

FIELDS = ("notes", "outcome")
_PATIENCE = 900

Place = tuple[int, str]
Write = Callable[[Store, Place, str, Callable[[], object]], bool]
"""Adds a word to a field of a record; told what to do between reading and writing, says whether it is kept."""


def carefully(store: Store, place: Place, word: str, between: Callable[[], object]) -> bool:
    key, field = place
    with store.reading() as session:
        row = session.get_one(Recommendation, key)
        seen, before = row.version, getattr(row, field)
    between()
    wanted: dict[str, Any] = {field: f"{before}{word};"}
    try:
        with store.writing() as session:
            advance(session, sole_person(session), key, seen, word, **wanted)
    except Stale:
        return False
    return True


def carelessly(store: Store, place: Place, word: str, between: Callable[[], object]) -> bool:
    key, field = place
    with store.reading() as session:
        before = getattr(session.get_one(Recommendation, key), field)
    between()
    with store.writing() as session:
        setattr(session.get_one(Recommendation, key), field, f"{before}{word};")
    return True


def work(url: str, number: int, write: Write, edits: int, records: int, all_here: Barrier, told: Any) -> None:
    """One person in a process of one's own: every edit is made anew until it is acknowledged.

    The first edit of all is one of the same field, which all have read before anybody writes.
    """
    chance = random.Random(number)
    acknowledged: list[tuple[Place, str]] = []
    refused = 0
    with Store(url) as store:
        for turn in range(edits):
            place = (chance.randint(1, records), chance.choice(FIELDS)) if turn else (1, "notes")
            meet: Callable[[], object] = (lambda: None) if turn else (lambda: all_here.wait(_PATIENCE))
            while not write(store, place, f"{number}-{turn}", meet):
                refused += 1
                meet = lambda: None  # noqa: E731 -- the others are past the meeting
            acknowledged.append((place, f"{number}-{turn}"))
    told.put((acknowledged, refused))


def all_at_once(url: str, write: Write, people: int, edits: int, records: int) -> tuple[list[tuple[Place, str]], int]:
    """What all of them were told is kept, and how often one was refused."""
    spawn = multiprocessing.get_context("spawn")
    told, all_here = spawn.Queue(), spawn.Barrier(people)
    ours = [
        spawn.Process(target=work, args=(url, number, write, edits, records, all_here, told), daemon=True)
        for number in range(people)
    ]
    done: list[tuple[list[tuple[Place, str]], int]] = []
    try:
        for process in ours:
            process.start()
        while len(done) < people:
            assert not any(process.exitcode for process in ours), "one of them could not go on"
            with suppress(Empty):
                done.append(told.get(timeout=5))
    finally:
        for process in ours:
            process.join(10 if len(done) == people else 0)
            process.kill()
    return [edit for acknowledged, _refused in done for edit in acknowledged], sum(refused for _edits, refused in done)


def stored(session: Session) -> list[tuple[Place, str]]:
    """Every word that stands in a field of a record."""
    return [
        ((row.id or 0, field), word)
        for row in session.exec(select(Recommendation))
        for field in FIELDS
        for word in getattr(row, field).split(";")
        if word
    ]


def changed(session: Session) -> list[tuple[Place, str]]:
    """Every word that a line of the history has added."""
    lines = session.exec(select(Change).where(Change.entity == "recommendation", col(Change.field).in_(FIELDS)))
    return [((line.entity_id, line.field), line.why) for line in lines]


@pytest.fixture
def fill(store: Store) -> Callable[[int], Store]:
    def filled(records: int) -> Store:
        sentences = [f"Ministers should take step {number}." for number in range(1, records + 1)]
        text = "\n\n".join(sentences)
        found = extraction(*(finding(words, text) for words in sentences))
        with store.writing() as session:
            ingest(session, sole_person(session), "steps.txt", b"steps", document(text), found)
        return store

    return filled


@pytest.mark.parametrize(("people", "edits", "records"), [(2, 6, 3), pytest.param(50, 100, 20, marks=pytest.mark.long)])
def test_every_acknowledged_edit_is_stored_and_in_the_history_once(
    fill: Callable[[int], Store], people: int, edits: int, records: int
) -> None:
    store = fill(records)
    start = time.monotonic()
    acknowledged, refused = all_at_once(store.url, carefully, people, edits, records)
    print(f"{len(acknowledged)} edits, {refused} refused, {time.monotonic() - start:.0f} s")
    with store.reading() as session:
        assert Counter(stored(session)) == Counter(acknowledged) == Counter(changed(session))
        assert len(acknowledged) == people * edits
        assert refused >= people - 1
        versions = {row.id: row.version for row in session.exec(select(Recommendation))}
        assert versions == {key: 1 + sum(place[0] == key for place, _word in acknowledged) for key in versions}
        assert all(line.version == 1 for line in session.exec(select(Change).where(Change.field == CREATED)))
        expect_history_to_hold(session)


@pytest.mark.parametrize("store_url", ["sqlite", pytest.param("postgresql", marks=pytest.mark.long)], indirect=True)
def test_a_careless_writer_loses_some(fill: Callable[[int], Store]) -> None:
    store = fill(3)
    acknowledged, _refused = all_at_once(store.url, carelessly, 2, 3, 3)
    with store.reading() as session:
        kept = Counter(stored(session))
    assert kept < Counter(acknowledged)
    first = [word for (key, field), word in kept if (key, field) == (1, "notes") and word.endswith("-0")]
    assert len(first) <= 1

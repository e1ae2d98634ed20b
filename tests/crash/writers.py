"""Writers in processes of their own, which write down what they were told is kept, and what they only tried.

What they write down stays when they are killed: each line is handed to the system before the next step.
"""

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from tests.actions.conftest import document, extraction, finding
from tests.crash.children import born
from tracker.actions.ingest import ingest
from tracker.actions.updates import advance
from tracker.errors import Stale, TrackerError
from tracker.store.access import sole_person
from tracker.store.people_tables import Change
from tracker.store.sessions import Store
from tracker.store.tables import Recommendation

FIELDS = ("notes", "outcome")
RECORDS = 12
_PAUSE_SECONDS = 0.05

Say = Callable[[str, str], None]
"""Writes down what became of a word: "tries", "kept", or the sentence with which it was refused."""
Write = Callable[[Store, int, str, Say], None]
"""Adds a word to both fields of a record."""


def fill(store: Store) -> None:
    """Some recommendations to write to."""
    sentences = [f"Ministers should take step {number}." for number in range(1, RECORDS + 1)]
    text = "\n\n".join(sentences)
    found = extraction(*(finding(words, text) for words in sentences))
    with store.writing() as session:
        ingest(session, sole_person(session), "steps.txt", b"steps", document(text), found, confirm=True)


def carefully(store: Store, key: int, word: str, say: Say) -> None:
    """Say that it is kept once it is."""
    _edit(store, key, word, lambda: None)
    say(word, "kept")


def boastfully(store: Store, key: int, word: str, say: Say) -> None:
    """The control: say that it is kept, and go on to keep it."""

    def boast() -> None:
        say(word, "kept")
        time.sleep(1)

    _edit(store, key, word, boast)


def hopefully(store: Store, key: int, word: str, say: Say) -> None:
    """The control: whatever happens, say that it is kept."""
    try:
        carefully(store, key, word, say)
    except TrackerError:
        say(word, "kept")


def _edit(store: Store, key: int, word: str, before_its_end: Callable[[], None]) -> None:
    with store.reading() as session:
        row = session.get_one(Recommendation, key)
        seen, before = row.version, {field: getattr(row, field) for field in FIELDS}
    with store.writing() as session:
        wanted: dict[str, Any] = {field: f"{old}{word};" for field, old in before.items()}
        advance(session, sole_person(session), key, seen, word, **wanted)
        before_its_end()


def _work(url: str, name: str, write: Write, file: str) -> None:
    told = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)

    def say(word: str, what: str) -> None:
        os.write(told, f"{json.dumps([word, what])}\n".encode())

    mother = os.getppid()
    with Store(url) as store:
        turn = 0
        while os.getppid() == mother:  # nobody is left behind where the tests themselves are ended
            turn, word = turn + 1, f"{name}-{turn}"
            say(word, "tries")
            try:
                write(store, turn % RECORDS + 1, word, say)
            except Stale:
                say(word, "stale")
            except TrackerError as wrong:
                say(word, str(wrong))
            time.sleep(_PAUSE_SECONDS)


@contextmanager
def writing(url: str, folder: Path, name: str, write: Write, many: int) -> Iterator[list[int]]:
    """So many of them write until they are killed at the end; gives their process numbers once all have begun."""
    ours = [
        born.Process(target=_work, args=(url, f"{name}.{number}", write, str(folder / f"{name}.{number}")))
        for number in range(many)
    ]
    try:
        for process in ours:
            process.start()
        while len(list(folder.glob(f"{name}.*"))) < many:
            assert not any(process.exitcode for process in ours), "one of them could not begin"
            time.sleep(0.01)
        yield [process.pid or 0 for process in ours]
    finally:
        for process in ours:
            process.kill()
        for process in ours:
            process.join()


def told(folder: Path) -> dict[str, list[str]]:
    """What they wrote down of each word, in turn."""
    found: dict[str, list[str]] = {}
    for file in folder.iterdir():
        for line in file.read_text("utf-8").splitlines():
            word, what = json.loads(line)
            found.setdefault(word, []).append(what)
    return found


def kept(session: Session, field: str) -> Counter[str]:
    """Every word that stands in the field of a record."""
    rows = session.exec(select(Recommendation)).all()
    return Counter(word for row in rows for word in getattr(row, field).split(";") if word)


def in_history(session: Session, field: str) -> Counter[str]:
    """Every word that a line of the history has added."""
    lines = select(Change.why).where(Change.entity == "recommendation", col(Change.field) == field)
    return Counter(session.exec(lines))


def wrong(store: Store, folder: Path) -> str:
    """What does not hold between what was said and what is kept; "" where all does."""
    said = told(folder)
    with store.reading() as session:
        words = kept(session, FIELDS[0])
        everywhere = [read(session, field) for read in (kept, in_history) for field in FIELDS]
    if any(one != words for one in everywhere):
        return "half"
    if lost := [word for word, told_ in said.items() if "kept" in told_ and words[word] != 1]:
        return f"lost: {lost}"
    if more := [word for word, many in words.items() if many != 1 or "stale" in said[word]]:
        return f"more than was written: {more}"
    return ""

"""What is found wrong with a store after a gesture was cut off in its midst."""

import hashlib
import shutil
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

from tests.cli.running import run as command
from tests.crash.children import Ended
from tests.crash.gestures import STORE, Case, State, here, index_is_true, look
from tracker.errors import TrackerError

_MADE_ANEW = {"at", "batch", "salt", "digest", "hash"}
"""What is another each time that a gesture is done: the moment, the number of the batch, and what hangs on them."""


_OURS = {"out", "err", "calls"}


@dataclass(frozen=True, slots=True)
class Bench:
    """A gesture with the folder in which it begins, and its states: the one before, those on its way, the one after."""

    case: Case
    folder: Path
    states: tuple[State, ...]
    judged: dict[str, tuple[int | None, str]] = field(default_factory=dict)
    """What was found of folders, by their bytes: many a crash leaves the same ones."""

    def begun(self, folder: Path) -> Path:
        """A folder in which the gesture may begin."""
        shutil.rmtree(folder, ignore_errors=True)
        return Path(shutil.copytree(self.folder, folder))

    def place(self, state: State) -> int | None:
        """Which of the states it is; None where it is none of them."""
        if state == self.states[0]:
            return 0
        kept = _comparable(state)
        return next((n for n, one in enumerate(self.states) if n and _comparable(one) == kept), None)


def _comparable(state: State) -> State:
    return {(table, column): values for (table, column), values in state.items() if column not in _MADE_ANEW}


def bench(case: Case, folder: Path) -> Bench:
    """Make the folder, and do the gesture in copies of it, undisturbed, to know where it leads."""
    begin = folder / "begin"
    begin.mkdir(parents=True)
    case.make(begin)
    states = [look(begin)]
    for number, halt in enumerate(case.halts):
        there = Path(shutil.copytree(begin, folder / f"halt{number}"))
        halt(there)
        states.append(look(there))
    for number, step in enumerate((*case.steps, None)):
        there = Path(shutil.copytree(begin, folder / str(number)))
        if step:
            step(there)
        status, said = here(there, case)
        assert status == 0, said
        states.append(look(there))
    return Bench(case, begin, tuple(states))


def wrong(bench: Bench, folder: Path, ended: Ended, *, deaf: bool = False) -> str:
    """What is wrong with what is left, in a word and more; "" where nothing is. The gesture is then done again.

    `deaf` says that nobody could be told anything.
    """
    mark = _mark(folder)
    if mark not in bench.judged:
        bench.judged[mark] = _judged(bench, folder)
    place, found = bench.judged[mark]
    if found:
        return found
    if ended.done and place != len(bench.states) - 1:
        return f"lost: it was said to be done ({ended.out.strip()})"
    if ended.status > 0 and (ended.err.count("\n") != 1 or not ended.err.startswith("tracker: ")) and not deaf:
        return f"not told: {ended.err[-2000:]}"
    return ""


def _mark(folder: Path) -> str:
    """The SHA-256 of every file that the next one to come reads; SQLite makes the index of its log anew."""
    found = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.name not in _OURS and not file.name.endswith(("-shm", ".lock")):
            data = file.read_bytes()
            found.update(f"{file.relative_to(folder)} {len(data)} ".encode() + data)
    return found.hexdigest()


def _judged(bench: Bench, folder: Path) -> tuple[int | None, str]:
    """Which state is left, and what is wrong with it or with the same gesture done on it again."""
    last = len(bench.states) - 1
    try:
        place = _looked_at(bench, folder)
        if place is None:
            return None, "half"
        status, said = here(folder, bench.case)
        if status != 0 and place != last:
            return place, f"no second try: {said}"
        return place, "" if bench.place(look(folder)) == last else "no second try: it leads elsewhere"
    except (TrackerError, AssertionError, OSError, sqlite3.Error) as found:
        return None, f"not whole: {found}"


def _looked_at(bench: Bench, folder: Path) -> int | None:
    """Which state it is, of a store that `tracker check` finds whole."""
    checked = command("check", "--db", str(folder / STORE))
    assert checked.status == 0, checked.err
    state = look(folder)
    if ("recommendation", "id") in state:
        index_is_true(folder / STORE)
    return bench.place(state)

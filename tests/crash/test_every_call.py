"""A gesture that is cut off at any call it makes of the system is done whole or not at all, and can be done again."""

import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.crash.children import WRITES, Ended, Fault, Room, calls, run
from tests.crash.gestures import CARELESS, CASES, Case
from tests.crash.judging import Bench, bench, wrong

ROOMS = (Room(40_000, kills=True), Room(400_000, kills=True), Room(50_000, kills=False))


def _name(case: Case) -> str:
    return case.name.replace(" ", "-")


def later(cases: Sequence[Case]) -> list[Any]:
    """The cases, left to the long run."""
    return [pytest.param(case, marks=pytest.mark.long) for case in cases]


def faults(counted: Counter[str]) -> list[Fault]:
    """Each call, met by each fault that it may meet."""
    every = [(call, at) for call, many in counted.items() for at in range(1, many + 1)]
    return [
        Fault(call, at, what)
        for what in ("KILL", "EIO", "ENOSPC")
        for call, at in every
        if what != "ENOSPC" or call in WRITES
    ]


def met(bench: Bench, folder: Path, fault: Fault | None = None, room: Room | None = None) -> tuple[Ended, str]:
    """How the gesture ended that met the fault, or came to the end of its room, and what is wrong then."""
    begun = bench.begun(folder / "run")
    ended = run(begun, bench.case.do, *bench.case.arguments, fault=fault, room=room)
    deaf = fault is not None and (fault.call, fault.what) == ("write", "ENOSPC")
    return ended, wrong(bench, begun, ended, deaf=deaf)


@pytest.mark.long
@pytest.mark.parametrize("case", CASES, ids=_name)
def test_a_gesture_may_be_cut_off_at_every_call(case: Case, tmp_path: Path) -> None:
    start = time.monotonic()
    ready = bench(case, tmp_path / "bench")
    counted = calls(ready.begun(tmp_path / "run"), case.do, *case.arguments)
    wanted = faults(counted)
    found = {str(fault): said for fault in wanted if (said := met(ready, tmp_path, fault=fault)[1])}
    print(f"{case.name}: {sum(counted.values())} calls, {len(wanted)} faults, {time.monotonic() - start:.0f} s")
    assert found == {}


@pytest.mark.parametrize("case", [*CASES[:2], *later(CASES[2:8])], ids=_name)
def test_a_gesture_may_be_cut_off_at_some_writes(case: Case, tmp_path: Path) -> None:
    """While its log grows, while the log goes over into the file, and where it is refused in place of killed."""
    ready = bench(case, tmp_path / "bench")
    for room in ROOMS:
        ended, said = met(ready, tmp_path, room=room)
        assert said == "", room
        assert ended.status != 0 or room is not ROOMS[0], "nothing has befallen it"


@pytest.mark.parametrize("case", [CARELESS[0], *later(CARELESS[1:])], ids=_name)
def test_a_careless_gesture_is_found(case: Case, tmp_path: Path) -> None:
    """The control."""
    ready = bench(case, tmp_path / "bench")
    said = [
        met(ready, tmp_path, room=room)[1] for room in (ROOMS[0], Room(100_000, kills=True), Room(9_000, kills=True))
    ]
    assert any(one.startswith(case.name) for one in said)

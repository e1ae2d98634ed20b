"""A gesture that is cut off at any call it makes of the system is done whole or not at all, and can be done again."""

import time
from collections import Counter
from pathlib import Path

import pytest

from tests.crash.children import WRITES, Fault, Room, calls, run
from tests.crash.gestures import CASES, Case
from tests.crash.judging import Bench, bench, wrong


def _name(case: Case) -> str:
    return case.name.replace(" ", "-")


def faults(counted: Counter[str]) -> list[Fault]:
    """Each call, met by each fault that it may meet."""
    every = [(call, at) for call, many in counted.items() for at in range(1, many + 1)]
    return [
        Fault(call, at, what)
        for what in ("KILL", "EIO", "ENOSPC")
        for call, at in every
        if what != "ENOSPC" or call in WRITES
    ]


def met(bench: Bench, folder: Path, fault: Fault | None = None, room: Room | None = None) -> str:
    """What is wrong after the gesture has met the fault, or came to the end of its room."""
    begun = bench.begun(folder / "run")
    ended = run(begun, bench.case.do, *bench.case.arguments, fault=fault, room=room)
    return wrong(bench, begun, ended, deaf=fault is not None and (fault.call, fault.what) == ("write", "ENOSPC"))


@pytest.mark.long
@pytest.mark.parametrize("case", CASES, ids=_name)
def test_a_gesture_may_be_cut_off_at_every_call(case: Case, tmp_path: Path) -> None:
    start = time.monotonic()
    ready = bench(case, tmp_path / "bench")
    counted = calls(ready.begun(tmp_path / "run"), case.do, *case.arguments)
    wanted = faults(counted)
    found = {str(fault): said for fault in wanted if (said := met(ready, tmp_path, fault))}
    print(f"{case.name}: {sum(counted.values())} calls, {len(wanted)} faults, {time.monotonic() - start:.0f} s")
    assert found == {}

"""The lock that keeps processes apart: under it nothing is lost, without it something is."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tracker.errors import StoreNotReady
from tracker.store.lock import alone

COUNT = """
import sys, time
from contextlib import nullcontext
from pathlib import Path
from tracker.store.lock import alone
folder, locked = Path(sys.argv[1]), sys.argv[2] == "locked"
(folder / f"ready.{sys.argv[3]}").touch()
while len(list(folder.glob("ready.*"))) < 4:
    time.sleep(0.01)
for _ in range(25):
    with alone(folder / "lock") if locked else nullcontext():
        seen = int((folder / "count").read_text())
        time.sleep(0.001)
        (folder / f"new.{sys.argv[3]}").write_text(str(seen + 1))
        (folder / f"new.{sys.argv[3]}").replace(folder / "count")
"""


@pytest.mark.parametrize("way", ["locked", "unlocked"])
def test_processes_that_write_under_the_lock_lose_nothing(tmp_path: Path, way: str) -> None:
    (tmp_path / "count").write_text("0")
    running = [subprocess.Popen([sys.executable, "-c", COUNT, str(tmp_path), way, str(n)]) for n in range(4)]
    assert [one.wait(60) for one in running] == [0] * 4
    counted = int((tmp_path / "count").read_text())
    assert counted == 100 if way == "locked" else counted < 100


def test_who_waits_too_long_is_told_and_who_dies_lets_go(tmp_path: Path) -> None:
    code = "import sys, time; from pathlib import Path; from tracker.store.lock import alone\n"
    code += "with alone(Path(sys.argv[1])):\n    print('held', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "lock")], stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(StoreNotReady, match="busy"), alone(tmp_path / "lock", 0.1):
            pass
        other.kill()
        start = time.monotonic()
        with alone(tmp_path / "lock", 10):
            assert time.monotonic() - start < 5


def test_a_lock_that_cannot_be_opened_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "store.db.lock").mkdir()
    told = r"store\.db\.lock”, by which programs wait .* cannot be opened"
    with pytest.raises(StoreNotReady, match=told), alone(tmp_path / "store.db.lock"):
        raise AssertionError("nobody is alone")


def test_a_new_lock_may_be_held_by_all_who_may_write_to_the_store(tmp_path: Path) -> None:
    store, lock = tmp_path / "store.db", tmp_path / "store.db.lock"
    store.touch()
    store.chmod(0o660)
    with alone(lock):
        assert lock.stat().st_mode & 0o777 == 0o660

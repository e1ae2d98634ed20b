import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from tests.cli.running import run
from tests.conftest import new_database


def test_a_store_is_moved_and_said_to_be_the_same(taken: str, tmp_path: Path) -> None:
    moved = str(tmp_path / "moved.db")
    done = run("migrate-store", taken, moved)
    assert (done.status, done.err) == (0, "")
    assert "recommendation: 2 rows, SHA-256 " in done.out
    assert "the same SHA-256 in both" in done.out.splitlines()[-1]
    assert run("check", "--db", moved).status == 0
    for shape in ("list", "history"):
        assert run(shape, "--db", moved).out == run(shape).out


def test_what_cannot_be_moved_is_one_sentence(taken: str, tmp_path: Path) -> None:
    store, nothing, other = str(tmp_path / "cli.db"), str(tmp_path / "nothing.db"), str(tmp_path / "other.db")
    asked = [
        ((store, store), "not empty"),
        ((nothing, other), "no store there yet"),
        ((store, "postgresql+psycopg://me:secret@127.0.0.1:1/none"), "could not be used"),
        ((store, "nosuch://me:secret@host/db"), "cannot be used"),
    ]
    for places, said in asked:
        done = run("migrate-store", *places)
        assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
        assert said in done.err
        assert "secret" not in done.err
    assert not Path(nothing).exists()
    assert not Path(other).exists()


@pytest.mark.long
def test_a_program_of_its_own_moves_and_restores_into_postgresql(taken: str, tmp_path: Path, postgresql: str) -> None:
    """In the process of the tests every table has been used; here, only those that the command itself needs."""
    assert run("backup", str(tmp_path / "b.tracker")).status == 0
    moved, restored = (new_database(postgresql, f"t{uuid4().hex}") for _ in range(2))
    for arguments in (("migrate-store", taken, moved), ("restore", str(tmp_path / "b.tracker"), "--db", restored)):
        program = [sys.executable, "-m", "tracker.cli", *arguments]
        done = subprocess.run(program, capture_output=True, text=True, check=False, env=dict(os.environ))
        assert (done.returncode, done.stdout.splitlines()[-1].count("the same")) == (0, 2 if moved in arguments else 1)
    assert run("list", "--db", moved).out == run("list", "--db", restored).out == run("list").out

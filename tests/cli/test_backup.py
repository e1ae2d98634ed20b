from pathlib import Path

from tests.cli.running import run

R1 = "B-2020-12-3/R1"


def test_a_store_goes_to_a_file_and_comes_back(taken: str, tmp_path: Path) -> None:
    file = str(tmp_path / "may.tracker")
    done = run("backup", file)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"{file}: ")
    assert "state of the history " in done.out
    assert run("set", R1, "--status", "no_movement").status == 0
    refused = run("restore", file)
    assert (refused.status, refused.err.count("\n")) == (1, 1)
    assert "--replace" in refused.err
    assert run("restore", file, "--replace").out.endswith("the same as in the backup.\n")
    assert '"not_assessed"' in run("show", R1, "--format", "json").out
    assert run("check").status == 0
    other = str(tmp_path / "other.db")
    assert run("restore", file, "--db", other).status == 0
    assert R1 in run("list", "--db", other).out


def test_what_cannot_be_backed_up_or_restored_is_one_sentence(taken: str, tmp_path: Path) -> None:
    store, nothing = tmp_path / "cli.db", tmp_path / "nothing.db"
    asked = [
        (("backup", str(store)), "is there already"),
        (("backup", str(tmp_path / "b"), "--db", str(nothing)), "no store there yet"),
        (("restore", str(store), "--replace"), "no whole backup"),
        (("restore", str(nothing)), "cannot be read: No such file"),
    ]
    for arguments, said in asked:
        done = run(*arguments)
        assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
        assert said in done.err
    assert not nothing.exists()
    assert run("check").status == 0

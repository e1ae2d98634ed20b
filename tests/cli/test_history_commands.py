import json

from tests.cli.running import Done, run


def changes(*asked: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(run("history", "--format", "json", *asked).out)
    return found


def note(words: str, *more: str) -> Done:
    return run("set", "B-2020-12-3/R1", "--notes", words, "--why", "a call", *more)


def notes() -> str:
    return str(json.loads(run("show", "B-2020-12-3/R1", "--format", "json").out)["notes"])


def test_history_tells_what_was_changed(taken: str) -> None:
    note("Mine.")
    newest = changes("--field", "notes")[0]
    assert {name: newest[name] for name in ("who", "record", "field", "old", "new", "why")} == {
        "who": "You",
        "record": "B-2020-12-3/R1",
        "field": "Notes",
        "old": "–",
        "new": "Mine.",
        "why": "a call",
    }
    assert "1 change of 2" in run("history", "--limit", "1").out
    assert changes("B-2020-12-3/R2")[0]["field"] == "Taken in"
    run("set", "B-2020-12-3/R1", "--owner", "me@localhost", "--why", "mine")
    assert changes("--field", "owner")[0]["new"] == "You"
    refused = run("history", "--field", "nonsense")
    assert refused.status
    assert refused.err.count("\n") == 1
    assert "There is no field 'nonsense'" in refused.err
    assert run("history", "--batch", newest["batch"], "--format", "csv").out.startswith("at,who")
    assert run("history", "--person", "nobody@example.org").status == 1
    assert changes("--since", "2199-01-01") == []


def test_undo_restores_and_says_how_much(taken: str) -> None:
    note("Mine.")
    batch = changes()[0]["batch"]
    dry = run("undo", batch, "--dry-run")
    assert dry.out.splitlines() == ["B-2020-12-3/R1  Notes: Mine. → –", "1 value would be restored"]
    assert notes() == "Mine."
    done = run("undo", batch, "--why", "wrong record")
    assert done.out.splitlines()[-1].startswith("1 value restored in 1 record, as change ")
    assert notes() == ""
    again = done.out.split()[-1]
    assert changes("--batch", again)[0]["why"] == f"undo of {batch}: wrong record"
    assert run("undo", again).status == 0
    assert notes() == "Mine."


def test_an_undo_that_is_refused_says_why_in_one_line(taken: str) -> None:
    note("Mine.")
    batch = changes()[0]["batch"]
    note("Later.")
    for more in ((), ("--dry-run",)):
        refused = run("undo", batch, *more)
        assert (refused.status, refused.out) == (1, "")
        assert "“Notes” of B-2020-12-3/R1 was changed since, by you on" in refused.err
    assert run("undo", "nonsense").err.count("\n") == 1


def test_a_brief_is_removed_and_let_in_again(taken: str) -> None:
    assert run("remove", "brief", "B-2020-12-3").status == 2
    assert run("remove", "brief", "B-2020-12-3", "--why", "x", "--let-in-again").status == 1
    assert run("remove", "brief", "B-2020-12-3", "--why", "the wrong file").out == "B-2020-12-3: removed for good\n"
    assert json.loads(run("list", "--format", "json").out) == []
    assert run("show", "B-2020-12-3/R1").status == 1
    let_in = run("remove", "brief", "B-2020-12-3", "--why", "right after all", "--let-in-again")
    assert let_in.out == "B-2020-12-3: its file may be taken in again\n"


def test_a_person_is_removed(taken: str) -> None:
    run("person", "add", "ann@example.org", "--role", "editor", "--name", "Ann Lee")
    note("Hers.", "--as", "ann@example.org")
    assert "[removed person" in run("remove", "person", "ann@example.org").out
    assert changes("--field", "notes")[0]["who"].startswith("[removed person")
    assert run("remove", "person", "ann@example.org").status == 1

import csv
import json
import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from tests.cli.running import Done, run
from tracker.settings import house, settings
from tracker.store.tables import Brief, EvidenceFile
from tracker.store.upgrade import opened
from tracker.vocabulary.statuses import Status

R1, R2 = "B-2020-12-3/R1", "B-2020-12-3/R2"
BRIEF = house() / "data" / "briefs" / "d13_remittances_q3.md"


def _one_line(done: Done, status: int = 1) -> str:
    assert done.status == status
    assert done.err.count("\n") == 1
    assert done.out == ""
    return done.err


def test_files_and_folders_are_taken_in_once(empty: str, tmp_path: Path) -> None:
    folder = tmp_path / "in" / "deep"
    folder.mkdir(parents=True)
    (folder / "brief.md").write_bytes(BRIEF.read_bytes())
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    done = run("ingest", str(tmp_path / "broken.pdf"), str(tmp_path / "in"))
    lines = done.out.splitlines()
    assert (len(lines), done.status) == (2, 1)
    assert "broken.pdf: The PDF is damaged" in lines[0]
    assert "brief.md: " in lines[1]
    again = run("ingest", str(folder / "brief.md"))
    assert "there already" in again.out
    assert again.status == 0
    assert "1 briefs" in run("check").out


def test_a_file_whose_name_is_no_text_is_taken_in(empty: str, tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/br\xe9f.md"))
    file.write_bytes(BRIEF.read_bytes())
    assert run("ingest", str(tmp_path)).status == 0
    with opened(empty) as store, store.reading() as session:
        assert session.exec(select(Brief.file_name)).all() == ["br\ufffdf.md"]


def test_a_folder_that_may_not_be_looked_through_is_said(
    empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir, shut = os.scandir, tmp_path / "in" / "shut"
    shut.mkdir(parents=True)
    (tmp_path / "in" / "brief.md").write_bytes(BRIEF.read_bytes())

    def looked(path: Any) -> Any:
        if Path(path) == shut:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", looked)
    told = _one_line(run("ingest", str(tmp_path / "in")))
    assert f"The folder “{shut}” cannot be looked through: Permission denied." in told


def _broken(*_given: Any) -> Any:
    raise RuntimeError("a fault of the program")


def test_names_that_no_system_takes_are_one_line_each(taken: str, tmp_path: Path) -> None:
    long = str(tmp_path / ("x" * 300))
    for command in ("list", "check", "ingest"):
        named = (str(BRIEF),) if command == "ingest" else ()
        assert "unable to open database file" in run(command, *named, "--db", long).err, command
    for command in ("backup", "restore"):
        assert "File name too long" in _one_line(run(command, long)), command
    assert "File name too long" in run("ingest", long).out
    with pytest.MonkeyPatch.context() as patch, pytest.raises(RuntimeError, match="a fault of the program"):
        patch.setattr("tracker.exports.csv_file.csv_lines", _broken)
        patch.setattr("tracker.cli.export.csv_sheet.write", _broken)
        run("export", str(tmp_path / "out.csv"))
    circle = tmp_path / "circle.csv"
    circle.symlink_to(circle)
    assert "cannot be written" in _one_line(run("export", str(circle)))


def test_a_folder_without_briefs_is_said(empty: str, tmp_path: Path) -> None:
    assert "no brief in the folder" in _one_line(run("ingest", str(tmp_path)))


def test_list_gives_every_field(taken: str) -> None:
    found = json.loads(run("list", "--format", "json").out)
    assert [one["reference"] for one in found] == [R1, R2]
    wanted = (
        "reference text detail level parent stance addressees action_type confidence review status status_on response "
        "outcome_type outcome_on outcome owner due verified_on version brief"
    ).split()
    assert set(wanted) <= set(found[0])
    assert set(found[0]["brief"]) == set("title authors regions topics published series number".split())
    assert found[1]["parent"] == R1


@pytest.mark.parametrize(
    ("asked", "references"),
    [
        (["--review", "pending"], [R2]),
        (["--review", "pending", "--review", "confirmed"], [R1, R2]),
        (["--review", "pending", "--level", "headline"], []),
        (["--region", "Iran"], [R1, R2]),
        (["--region", "middle-east-north-africa", "--author", "A. Writer"], [R1, R2]),
        (["--region", "FRA"], []),
        (["--since", "2020-05-05"], []),
        (["--until", "2020"], [R1, R2]),
        (["--until", "2020-04"], []),
        (["--search", "PUBLISH figures"], [R2]),
        (["--addressee", "Iran"], [R1]),
        (["--topic", "Diplomacy", "--status", "adopted"], []),
    ],
)
def test_filters(taken: str, asked: list[str], references: list[str]) -> None:
    found = json.loads(run("list", "--format", "json", *asked).out)
    assert [one["reference"] for one in found] == references


def test_list_as_csv_and_as_a_table(taken: str) -> None:
    rows = list(csv.DictReader(StringIO(run("list", "--format", "csv").out)))
    assert [row["reference"] for row in rows] == [R1, R2]
    assert rows[0]["brief_authors"] == "A. Writer; B. Writer"
    assert "Keep talking." in run("list").out


def test_counts_are_the_object_that_charts_draw(taken: str) -> None:
    found = json.loads(run("counts", "--by", "region", "--format", "json").out)
    assert [one["key"] for one in found] == ["IRN", "IRQ"]
    assert list(found[0]) == ["key", "label", "total", "pending", *(status.value for status in Status)]
    assert found[0] | {"label": "Iran", "total": 1, "pending": 0, "not_assessed": 1} == found[0]
    both = json.loads(run("counts", "--by", "quarter", "--level", "all", "--format", "json").out)
    assert [(one["key"], one["total"], one["pending"]) for one in both] == [("2020-Q2", 1, 1)]
    assert "1 distinct confirmed" in run("counts", "--by", "author").out
    rows = list(csv.DictReader(StringIO(run("counts", "--by", "month", "--format", "csv").out)))
    assert [(row["key"], row["total"]) for row in rows] == [("2020-05", "1")]


def test_a_recommendation_is_brought_up_to_date(taken: str) -> None:
    said = run("evidence", "add", R1, "--kind", "news_report", "--url", "https://news.example/1", "--date", "2021-03")
    assert "strength 2" in said.out
    done = run("set", R1, "--status", "adopted", "--status-on", "2021-03", "--why", "In the paper.", "--seen", "1")
    assert done.out == f"{R1}: Adopted, version 2\n"
    shown = json.loads(run("show", R1, "--format", "json").out)
    assert (shown["status"], shown["status_on"], shown["strength"]) == ("adopted", "2021-03", 2)
    assert shown["evidence"][0]["date"] == "2021-03"
    assert shown["history"][0]["why"] == "In the paper."
    assert shown["passage"]["quote"] == "Keep talking."
    words = run("show", R1).out
    assert "»Keep talking.«" in words
    assert "https://news.example/1" in words


def test_a_file_goes_with_evidence(taken: str, tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF")
    asked = ("evidence", "add", R1, "--kind", "public_document", "--file")
    assert "strength 2" in run(*asked, str(letter)).out
    with opened(taken) as store, store.reading() as session:
        assert session.get_one(EvidenceFile, 1).data == b"%PDF"
    assert "cannot be read" in _one_line(run(*asked, str(tmp_path / "nothing.pdf")))


def test_what_is_adopted_and_what_of_it_is_still_in_force_are_two_figures(taken: str) -> None:
    run("evidence", "add", R1, "--kind", "news_report", "--note", "In the paper.")
    adopted = ("set", R1, "--status", "adopted", "--status-on", "2021-03", "--why", "In the paper.")
    run(*adopted, "--reverify-by", "2022-01-01", "--verified-on", "2021-04-01")
    assert "1 adopted, at least in part; 0 of them still in force." in run("counts", "--by", "author").out
    run("set", R1, "--reverify-by", "2999-01-01", "--why", "Looked again.")
    assert "1 adopted, at least in part; 1 of them still in force." in run("counts", "--by", "author").out


def test_what_somebody_else_changed_is_not_overwritten(taken: str) -> None:
    assert run("set", R1, "--status", "no_movement").status == 0
    told = _one_line(run("set", R1, "--status", "in_progress", "--seen", "1"))
    assert "status: you saw 'not_assessed', it is 'no_movement', you entered 'in_progress'" in told
    assert run("set", R1, "--response", "noted", "--seen", "1").status == 0


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["show", "B-1/R1"], "There is no recommendation B-1/R1."),
        (["set", "B-1/R1", "--status", "no_movement"], "There is no recommendation B-1/R1."),
        (["set", R1, "--status-on", "May"], "--status-on wants a date such as 2007-05-30, 2007-05 or 2007, not 'May'."),
        (["set", R1, "--due", "2024"], "--due wants a day such as 2007-05-30, not '2024'."),
        (["set", R1, "--outcome-date", "x"], "--outcome-date wants a date"),
        (["set", R1], "Say what to set"),
        (["set", R1, "--status", "adopted", "--status-on", "2021-03-01"], "first add evidence of strength 2"),
        (["set", R1, "--owner", "nobody@example.org"], "Nobody here has the address"),
        (["list", "--region", "Narnia"], "'Narnia' is no country and no region group."),
        (["list", "--since", "soon"], "--since wants a date"),
        (["reextract", "B-1"], "There is no brief B-1."),
        (["list", "--as", "nobody@example.org"], "Nobody here has the address nobody@example.org."),
        (["list", "--db", "nonsense://"], "cannot be used"),
        (["serve", "--host", "0.0.0.0"], "listens on this machine only"),
        (["evidence", "add", R1, "--kind", "own_claim"], "Evidence needs a quote"),
    ],
)
def test_what_is_wrong_is_one_sentence(taken: str, asked: list[str], words: str) -> None:
    assert words in _one_line(run(*asked))


@pytest.mark.parametrize("asked", [["list", "--status", "done"], ["nonsense"], ["set"], ["counts"], ["list", "--x"]])
def test_a_wrong_use_is_status_2(taken: str, asked: list[str]) -> None:
    assert _one_line(run(*asked), status=2).startswith("tracker: ")


def test_people_act_under_their_own_name(taken: str) -> None:
    assert run("person", "add", "Ed@Example.org", "--role", "editor", "--name", "Ed").out == "ed@example.org: Editor\n"
    assert run("person", "add", "vi@example.org", "--role", "viewer").status == 0
    assert run("set", R1, "--status", "no_movement", "--as", "ed@example.org").status == 0
    assert json.loads(run("show", R1, "--format", "json").out)["history"][0]["who"] == "Ed"
    assert "role does not allow" in _one_line(run("set", R1, "--status", "stalled", "--as", "vi@example.org"))
    assert [one["reference"] for one in json.loads(run("--as", "vi@example.org", "list", "--format", "json").out)] == [
        R1
    ]


def test_the_first_people_are_let_in_by_whoever_starts_the_store(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_SIGN_IN", "test")
    settings.cache_clear()
    assert run("person", "add", "ad@example.org", "--role", "admin").status == 0
    assert "--as EMAIL" in _one_line(run("person", "add", "b@example.org", "--role", "staff"))
    assert run("person", "add", "b@example.org", "--role", "staff", "--as", "ad@example.org").status == 0


def test_extracting_again_keeps_what_people_decided(taken: str) -> None:
    assert "1 left as people decided" in run("reextract", "B-2020-12-3").out
    assert json.loads(run("list", "--review", "confirmed", "--format", "json").out)[0]["reference"] == R1


def test_the_store_is_where_it_is_said_to_be(taken: str, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    assert "There is no store there yet" in run("check", "--db", str(other)).out
    assert not other.exists()
    for command in (("list",), ("set", "B-2020-12-3/R1", "--notes", "Mine."), ("undo", "B-1")):
        asked = run("--db", str(other), *command)
        assert (asked.status, asked.out) == (1, "") and f"There is no store at {other}." in asked.err
    assert not other.exists()
    assert run("--db", str(other), "ingest", str(BRIEF)).status == 0
    assert run("--db", str(other), "list", "--format", "json").out == "[]\n"
    assert "1 briefs" in run("check", "--db", str(other)).out
    assert "1 briefs, 2 recommendations" in run("check").out


def test_a_damaged_store_is_no_surprise(taken: str, tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    assert "cannot be opened" in run("list", "--db", str(tmp_path / "broken.db")).err
    assert run("check", "--db", str(tmp_path / "broken.db")).status == 1


def test_what_cannot_be_printed_is_told_in_one_line(taken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_text: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tracker.cli.set_fields.line", full)
    done = run("set", "B-2020-12-3/R1", "--notes", "Kept.")
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert "No space left on device" in done.err
    assert "look before you ask again" in done.err
    assert "Kept." in run("show", "B-2020-12-3/R1").out

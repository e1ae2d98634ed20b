import json
from errno import ENOSPC
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.exports.reading_back import pdf_text
from tracker.exports.report import Paper
from tracker.store.clock import today


@pytest.mark.usefixtures("taken")
def test_the_name_of_the_file_tells_the_format(tmp_path: Path) -> None:
    file = tmp_path / "may.json"
    done = run("report", "--output", str(file))
    assert (done.status, done.err) == (0, "")
    digest = sha256(file.read_bytes()).hexdigest()
    assert done.out == f"{file}, {file}.sha256: as of {today()}, SHA-256 of the contents {digest}\n"
    assert [figure["value"] for figure in json.loads(file.read_bytes())["figures"]][:1] == [1]


@pytest.mark.usefixtures("taken")
@pytest.mark.parametrize("paper", list(Paper))
def test_a_format_goes_before_the_name_and_every_format_comes(paper: Paper, tmp_path: Path) -> None:
    file = tmp_path / "board.report"
    assert run("report", "--format", paper.value, "--as-of", str(today()), "--output", str(file)).status == 0
    assert file.stat().st_size > 100
    if paper is Paper.CSV:
        assert (tmp_path / "board-code-book.report").exists()
    if paper is Paper.PDF:
        assert "B-2020-12-3/R1" in pdf_text(file.read_bytes())


@pytest.mark.usefixtures("taken")
def test_what_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    done = run("report", "--output", str(tmp_path / "may.doc"))
    assert (done.status, done.out) == (1, "")
    assert "“may.doc” tells of no format. Name one with --format" in done.err
    done = run("report", "--output", str(tmp_path / "no" / "may.csv"))
    assert "“may.csv” cannot be written" in done.err
    done = run("report", "--as-of", "May", "--output", str(tmp_path / "may.csv"))
    assert "--as-of wants a day such as 2007-05-30" in done.err


@pytest.mark.usefixtures("taken")
@pytest.mark.parametrize("day", ["2199-09-30", "9999-12-31"])
def test_of_a_day_that_has_not_come_it_cannot_be_made(tmp_path: Path, day: str) -> None:
    done = run("report", "--as-of", day, "--output", str(tmp_path / "may.csv"))
    assert (done.status, done.out) == (1, "")
    assert "has not come" in done.err
    assert list(tmp_path.glob("*.csv")) == []


@pytest.mark.usefixtures("taken")
def test_of_a_day_in_the_past_it_is_made_as_it_was_then(tmp_path: Path) -> None:
    file = tmp_path / "then.json"
    assert run("report", "--as-of", "2020-09-30", "--output", str(file)).status == 0
    kept = json.loads(file.read_text("utf-8"))
    assert (kept["as_of"], kept["totals"]["total"], kept["records"]) == ("2020-09-30", 0, [])


@pytest.mark.usefixtures("taken")
def test_where_it_cannot_be_written_the_one_before_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = tmp_path / "may.csv"
    there.write_text("April")

    def half(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:10])
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half)
    done = run("report", "--output", str(there))
    assert (done.status, "cannot be written: No space left on device" in done.err) == (1, True)
    assert there.read_text() == "April"
    assert [file.name for file in tmp_path.iterdir() if "may" in file.name] == ["may.csv"]

import csv
import gc
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.cli.running import run

R1 = "B-2020-12-3/R1"
FOREIGN = """Recommendation;Brief;Date published;Author(s);Country;Status;Status date;Link;E-mail
Open the archives;On archives;30/5/2007;D. Pollock and J. Doe;Iran, Iraq;Ongoing;May 2008;;
Publish the budget;On archives;30/5/2007;D. Pollock and J. Doe;Iran, Iraq;Implemented;2009;https://example.org/law;
Publish the budget;On archives;30/5/2007;D. Pollock and J. Doe;Iran, Iraq;Ongoing;;;
Fund the courts;On courts;1/6/2008;;Atlantis;Ongoing;;;
;On courts;1/6/2008;;Iraq;Ongoing;;;
"""


def exported(file: Path, *options: str) -> list[dict[str, str]]:
    assert run("export", str(file), *options).status == 0
    return list(csv.DictReader(StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", ["all.csv", "all.xlsx"])
def test_what_comes_back_as_it_went_changes_nothing(taken: str, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    assert "2 recommendations" in run("export", str(file)).out
    for dry in ([], ["--dry-run"]):
        done = run("import", *dry, str(file))
        words = "0 to add, 0 to change" if dry else "0 added, 0 changed"
        assert done.out.splitlines()[-1] == f"{words}, 0 in conflict, 0 invalid"


def test_filters_choose_what_goes_out(taken: str, tmp_path: Path) -> None:
    assert [row["reference"] for row in exported(tmp_path / "x.csv", "--review", "confirmed")] == [R1]
    assert "neither in .xlsx" in run("export", str(tmp_path / "x.ods")).err


def test_an_edit_is_told_first_and_then_made_in_one_batch(taken: str, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    rows = exported(file)
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, list(rows[0]))
        table.writeheader()
        table.writerows([{**rows[0], "status": "in_progress", "why": "the register"}, *rows[1:]])
    dry = run("import", "--dry-run", str(file))
    assert "status: not_assessed → in_progress" in dry.out
    assert dry.out.splitlines()[-1] == "0 to add, 1 to change, 0 in conflict, 0 invalid"
    assert "Not assessed" in run("list", "--review", "confirmed").out
    done = run("import", str(file)).out.splitlines()
    assert done[-1] == "0 added, 1 changed, 0 in conflict, 0 invalid"
    assert done[-2].startswith("To take it back: tracker undo ")
    assert "In progress" in run("list").out


def test_another_trackers_file_moves_in(empty: str, tmp_path: Path) -> None:
    file = tmp_path / "old tracker.csv"
    file.write_bytes(FOREIGN.encode("cp1252"))
    dry = run("import", "--dry-run", str(file))
    assert dry.out.splitlines()[-1] == "2 to add, 0 to change, 0 in conflict, 3 invalid"
    assert "strength 2" in dry.out
    assert "0 recommendations" in run("list").out
    assert run("import", str(file)).out.splitlines()[-1] == "2 added, 0 changed, 0 in conflict, 3 invalid"
    assert "Open the archives" in run("list").out
    again = run("import", "--dry-run", str(file))
    assert "2 rows are there already" in again.out


def test_what_is_no_spreadsheet_is_said_in_one_line(empty: str, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04 nothing")
    done = run("import", str(tmp_path / "x.xlsx"))
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert "damaged" in done.err
    assert run("import", str(tmp_path / "none.csv")).status == 1


def test_a_workbook_that_nothing_has_reckoned_is_told_row_by_row(empty: str, tmp_path: Path) -> None:
    made: Any = Workbook()
    for row in (["Recommendation", "Status"], ["Open the archives", "Ongoing"], ["Fund the courts", "=A1"]):
        made.active.append(row)
    made.save(tmp_path / "x.xlsx")
    done = run("import", str(tmp_path / "x.xlsx"))
    assert done.out.splitlines()[-1] == "1 added, 0 changed, 0 in conflict, 1 invalid"
    assert "row 3, Fund the courts: Status: the file holds a formula there and not its value." in done.out


@pytest.mark.usefixtures("taken")
@pytest.mark.parametrize("name", ["all.csv", "all.xlsx"])
@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_a_full_disk_is_said_in_one_line(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.symlink_to("/dev/full")
    done = run("export", str(file))
    gc.collect()
    assert (done.status, done.out) == (1, "")
    assert done.err.splitlines() == [f"tracker: “{name}” cannot be written: No space left on device."]

import json
import subprocess
import sys
from pathlib import Path

from tests.cli.running import run
from tracker.settings import house

SAMPLE = house() / "data" / "briefs" / "d15_powder_patience.html"


def test_one_object_a_line_in_the_order_given(tmp_path: Path) -> None:
    empty, missing = tmp_path / "empty.txt", tmp_path / "missing.txt"
    empty.write_bytes(b"")
    asked = [str(missing), str(SAMPLE), str(empty), str(tmp_path), str(SAMPLE)]
    done = run("extract", "--json", *asked)
    said = [json.loads(line) for line in done.out.splitlines()]
    assert [one["file"] for one in said] == asked
    assert [bool(one.get("error")) for one in said] == [True, False, True, True, False]
    assert said[1]["title"].startswith("Powder and Patience")
    assert "No such file" in said[0]["error"]
    assert done.status == 1


def test_a_readable_summary() -> None:
    done = run("extract", str(SAMPLE))
    assert done.status == 0
    assert "Powder and Patience: Rebuilding Poland" in done.out
    assert "2023-07-04" in done.out


def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    name = str(tmp_path).encode() + b"/\xff.txt"
    done = subprocess.run(
        [sys.executable, "-m", "tracker.cli", "extract", "--json", name], capture_output=True, check=False
    )
    assert done.returncode == 1
    assert "No such file" in json.loads(done.stdout)["error"]


def test_extracting_loads_neither_store_nor_tables_nor_interface() -> None:
    code = (
        "import sys, tracker.cli.extract; print([m for m in ('pandas', 'streamlit', 'sqlalchemy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

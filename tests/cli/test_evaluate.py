"""`tracker evaluate`: figures, groups, the reliability curve."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.running import run
from tracker.settings import house

BRIEFS = house() / "data" / "briefs"


@pytest.fixture
def few(tmp_path: Path) -> str:
    """Two shipped briefs with their labels: one with a table, one without any recommendation."""
    for name in ("d12_karnali_teachers", "d06_regional_polls"):
        for file in BRIEFS.glob(f"{name}.*"):
            shutil.copy(file, tmp_path)
    return str(tmp_path)


def test_figures_first_then_the_curve(few: str) -> None:
    done = run("evaluate", few)
    assert done.status == 0
    assert done.out.splitlines()[0].split() == ["documents", "2"]
    assert "0.9-1.0" in done.out
    assert "precision " not in done.out.partition("Reliability")[2]


@pytest.mark.parametrize(
    ("by", "groups"), [("format", ["txt 1", "md 1", "all 2"]), ("convention", ["table 1", "none 1", "all 2"])]
)
def test_groups_are_shown_where_they_are_asked_for(few: str, by: str, groups: list[str]) -> None:
    told = run("evaluate", few, "--by", by).out.partition("Headline recommendations by")[2].partition("Reliability")[0]
    lines = [" ".join(line.split()[:2]) for line in told.splitlines()]
    assert [line for line in lines if line in groups] == groups


def test_json_holds_both_groupings_and_the_curve(few: str) -> None:
    said = json.loads(run("evaluate", few, "--json").out)
    assert set(said["by"]) == {"format", "convention"}
    assert [band["start"] for band in said["reliability"]] == [0.5, 0.6, 0.7, 0.8, 0.9]
    assert said["documents"] == 2
    assert said["headline"]["precision"]["part"] <= said["headline"]["precision"]["whole"]
    assert "mistakes" not in said
    assert isinstance(json.loads(run("evaluate", few, "--json", "--errors").out)["mistakes"], list)


def test_a_folder_without_labels_is_one_line(tmp_path: Path) -> None:
    done = run("evaluate", str(tmp_path))
    assert (done.status, done.out) == (1, "")
    assert "There is no labelled brief" in done.err


def test_another_grouping_is_refused(few: str) -> None:
    assert run("evaluate", few, "--by", "author").status == 2

"""The floor under extraction: its figures on the shipped briefs may rise, and never fall unseen."""

import json
from pathlib import Path
from typing import Any

import pytest

from tracker.cli.evaluate import as_printed, extracted
from tracker.evaluation import Accuracy, Evaluation, evaluate_folder, shipped

ROOT = Path(__file__).parents[2]
FLOOR: dict[str, Any] = json.loads((ROOT / "benchmarks" / "floor.json").read_text("utf-8"))
LESS_IS_BETTER = {"unread", "negatives"}


@pytest.fixture(scope="module")
def measured() -> Evaluation:
    return evaluate_folder(ROOT / "data" / "briefs", extracted)


def test_the_floor_was_measured_on_these_briefs(measured: Evaluation) -> None:
    assert measured.accuracy.digest == FLOOR["digest"], "the briefs or their labels changed: measure again, and say so"


@pytest.mark.parametrize("name", FLOOR["figures"])
def test_no_figure_falls_below_the_floor(measured: Evaluation, name: str) -> None:
    value, floor = measured.scores.figures()[name], FLOOR["figures"][name]
    assert value is not None
    assert value <= floor if name in LESS_IS_BETTER else value >= floor


def test_what_was_lowered_says_why() -> None:
    assert all(lowered["why"].strip() and lowered["figure"] in FLOOR["figures"] for lowered in FLOOR["lowered"])


def test_the_page_on_accuracy_shows_what_is_measured_now(measured: Evaluation) -> None:
    kept = json.loads((ROOT / "data" / "accuracy.json").read_text("utf-8"))
    assert kept == json.loads(json.dumps(as_printed(measured))), "extraction or its briefs changed: run `make accuracy`"
    assert shipped() == Accuracy.read(kept)

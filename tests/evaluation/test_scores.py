import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tracker.evaluation import Extracted, Scores, evaluate_folder
from tracker.evaluation.matching import match
from tracker.evaluation.words import name_key, overlap, words


def _label(text: str, level: str = "headline", parent: int | None = None, **more: Any) -> dict[str, Any]:
    return {"text": text, "level": level, "parent": parent, "addressees": ["the Ministry"], "stance": "do", **more}


def test_words_are_compared_without_case_accents_and_punctuation() -> None:
    assert words("L'été, Ministry’s") == words("lete ministrys")
    assert overlap(words("a b c d"), words("a b x y")) == 0.5
    assert name_key("The U.S. Congress") == name_key("us congress")


def test_the_best_overlap_is_paired_first() -> None:
    labels = [_label("open the northern gates now"), _label("open the gates now")]
    found = match([{"text": "open the gates now"}, {"text": "Open the northern gates now."}], labels)
    assert found.label_of == {0: 1, 1: 0}


def test_another_wording_is_as_good() -> None:
    assert match([{"text": "Talk to them."}], [_label("Negotiate.", also=["Talk to them."])]).label_of == {0: 0}


def test_a_headline_over_a_supporting_label_counts_neither_way() -> None:
    scores = Scores()
    predicted = [_label("Open the gates."), _label("Print the minutes.")]
    labels = [_label("Open the gates."), _label("Print the minutes.", "supporting", 0)]
    scores.add({"recommendations": predicted}, {"recommendations": labels})
    assert (scores.headline.hit, scores.headline.extra, scores.headline.missed) == (1, 0, 0)
    assert scores.parent.value == 0.5


def test_an_echo_of_the_parent_counts_neither_way() -> None:
    scores = Scores()
    predicted = [_label("Open the gates."), _label("Open all the gates.", "supporting", 0)]
    scores.add({"recommendations": predicted}, {"recommendations": [_label("Open the gates.")]})
    assert (scores.everything.hit, scores.everything.extra) == (1, 0)


def test_what_is_found_where_nothing_is_counts_a_document() -> None:
    scores = Scores()
    scores.add({"recommendations": [_label("Open the gates.")]}, {"recommendations": []})
    scores.add({"error": "damaged"}, {"recommendations": []})
    figures = scores.figures()
    assert (figures["negatives"], figures["unread"], figures["span_ok"]) == (1.0, 1, 0.0)


def _perturbed(path: Path) -> dict[str, Any]:
    """A prediction made from a label by rule: some are left out, doubled, moved, misheard."""
    label = json.loads(path.with_name(f"{path.stem}.gold.json").read_text("utf-8"))
    found = []
    for place, one in enumerate(label["recommendations"]):
        if place % 5 == 3:
            continue
        shown = dict(one, text=one["text"] if place % 3 else f"{one['text']} And so much more besides.")
        if place % 4 == 1:
            shown.update(level="headline", parent=None, stance="avoid")
        if place % 7 == 2:
            shown["addressees"] = [*(one["addressees"] or []), "Nobody"]
        found.append(shown)
    found.append({"text": "Do something else altogether.", "level": "headline", "parent": None})
    return {**label, "number": "7", "file": str(path), "recommendations": found}


def test_the_figures_of_a_known_run(tmp_path: Path) -> None:
    """The figures were taken once from the reference implementation of the same definitions."""
    for file in (Path(__file__).parents[2] / "data" / "briefs").glob("d[0-2][0-9]_*"):
        shutil.copy(file, tmp_path)
    evaluation = evaluate_folder(tmp_path, lambda paths: [Extracted(_perturbed(Path(path))) for path in paths])
    known = json.loads((Path(__file__).parent / "known_run.json").read_text("utf-8"))
    assert evaluation.scores.figures() == pytest.approx(known)

"""Precision and recall by group, the reliability curve, and their way to JSON and back."""

import json
from pathlib import Path
from typing import Any

from tracker.evaluation import Accuracy, Extracted, Grouping, evaluate_folder
from tracker.reading import read
from tracker.stats.shares import share

LISTED = "# Ferries\n\nThe boats are late.\n\n## Recommendations\n\n- Fund the register.\n- Publish the tables.\n"


def _one(text: str, confidence: float, level: str = "headline", parent: int | None = None) -> dict[str, Any]:
    return {"text": text, "level": level, "parent": parent, "confidence": confidence}


def _label(text: str, level: str = "headline") -> dict[str, Any]:
    return {"text": text, "level": level, "parent": None, "addressees": None, "stance": None}


def _folder(folder: Path) -> tuple[Path, dict[str, list[dict[str, Any]]]]:
    """A list in Markdown, the same that recommends nothing in text, and one that cannot be read."""
    briefs = {
        "listed.md": [_label("Fund the register."), _label("Publish the tables.")],
        "silent.txt": [],
        "broken.pdf": [_label("Mend the slipway.")],
    }
    for name, labels in briefs.items():
        (folder / name).write_text(LISTED, "utf-8")
        (folder / name).with_suffix(".gold.json").write_text(json.dumps({"recommendations": labels}), "utf-8")
    found = {
        "listed.md": [
            _one("Fund the register.", 0.95),
            _one("Do something else altogether.", 0.55),
            _one("Fund the whole register.", 0.72, "supporting", 0),
            _one("Repaint each of the boats.", 0.72, "supporting", 0),
        ],
        "silent.txt": [_one("The boats should be late.", 0.81)],
    }
    return folder, found


def measured(folder: Path) -> Accuracy:
    place, found = _folder(folder)

    def extract(paths: Any) -> Any:
        for path in map(Path, paths):
            if path.name in found:
                printed = {"file": str(path), "recommendations": found[path.name]}
                yield Extracted(printed, read(path.name, path.read_bytes()))
            else:
                yield Extracted({"file": str(path), "error": "damaged"})

    return evaluate_folder(place, extract).accuracy


def test_groups_add_up_their_briefs(tmp_path: Path) -> None:
    accuracy = measured(tmp_path)
    by_format = {group.key: group for group in accuracy.groups[Grouping.FORMAT]}
    assert list(by_format) == ["txt", "md", "unread"]
    assert (by_format["md"].precision, by_format["md"].recall) == (share(1, 2), share(1, 2))
    assert (by_format["txt"].precision, by_format["txt"].recall) == (share(0, 1), share(0, 0))
    assert (by_format["unread"].precision, by_format["unread"].recall) == (share(0, 0), share(0, 1))
    assert [group.key for group in accuracy.groups[Grouping.CONVENTION]] == ["list", "none", "unread"]
    for groups in accuracy.groups.values():
        assert sum(group.documents for group in groups) == accuracy.documents == 3
        assert sum(group.precision.whole for group in groups) == accuracy.whole.precision.whole == 3


def test_the_curve_is_over_findings_of_both_levels_without_echoes(tmp_path: Path) -> None:
    bands = {band.start: band.right for band in measured(tmp_path).reliability}
    assert bands == {0.5: share(0, 1), 0.6: share(0, 0), 0.7: share(0, 1), 0.8: share(0, 1), 0.9: share(1, 1)}


def test_it_comes_back_from_json_as_it_went(tmp_path: Path) -> None:
    accuracy = measured(tmp_path)
    kept = json.loads(json.dumps({"documents": 3, **accuracy.plain()}))
    assert Accuracy.read(kept) == accuracy

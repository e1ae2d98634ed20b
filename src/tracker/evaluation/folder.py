"""A folder of labelled briefs: `NAME.ext` is the brief, `NAME.gold.json` beside it its labels."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.document import Document
from tracker.errors import Invalid, NotFound
from tracker.evaluation.accuracy import Accuracy, Count
from tracker.evaluation.mistakes import mistakes
from tracker.evaluation.scores import Scores
from tracker.translation import gettext as _

_LABELS = ".gold.json"


@dataclass(frozen=True, slots=True)
class Extracted:
    """What `tracker extract --json` prints of one file, and the document as read (None where it could not be read)."""

    printed: Mapping[str, Any]
    document: Document | None = None


Extractor = Callable[[Sequence[str]], Iterable[Extracted]]
"""Gives for paths, in turn, what was extracted from each."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled brief: its name, its file (None where that is missing) and its labels."""

    name: str
    file: Path | None
    labels: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of a folder, how right it is by group, and every mistake as a line."""

    scores: Scores
    accuracy: Accuracy
    mistakes: tuple[str, ...]


def evaluate_folder(folder: Path, extract: Extractor) -> Evaluation:
    """Extract every labelled brief under `folder` and score it; NotFound or Invalid where the labels are no use."""
    briefs = labelled(folder)
    files = [str(brief.file) for brief in briefs if brief.file]
    by_file = {str(found.printed["file"]): found for found in extract(files)}
    scores, count = Scores(), Count()
    wrong: list[str] = []
    for brief in briefs:
        found = by_file.get(str(brief.file))
        printed = found.printed if found else None
        matches = scores.add(printed, brief.labels)
        count.add(found.document if found else None, brief.labels, matches)
        wrong += mistakes(brief.name, printed, brief.labels, matches)
    return Evaluation(scores, count.accuracy(digest(briefs)), tuple(wrong))


def labelled(folder: Path) -> list[Labelled]:
    """The labelled briefs under `folder`, by name."""
    found = [_labelled(path) for path in folder.rglob(f"*{_LABELS}")]
    if not found:
        raise NotFound(_("There is no labelled brief (NAME.gold.json) under “{folder}”.").format(folder=folder))
    if len({brief.name for brief in found}) < len(found):
        raise Invalid(_("Two labelled briefs under “{folder}” share a name. Rename one.").format(folder=folder))
    return sorted(found, key=lambda brief: brief.name)


def _labelled(path: Path) -> Labelled:
    name = path.name.removesuffix(_LABELS)
    beside = (file for file in path.parent.iterdir() if file.stem == name and file.is_file())
    try:
        labels = json.loads(path.read_text("utf-8"))
        usable = all(isinstance(label["text"], str) and label["level"] for label in labels["recommendations"])
    except (ValueError, KeyError, TypeError):
        usable = False
    if not usable:
        raise Invalid(_("“{path}” holds no labels that can be read.").format(path=path))
    return Labelled(name, min(beside, default=None), labels)


def digest(briefs: Iterable[Labelled]) -> str:
    """A short name for exactly these files and labels."""
    whole = hashlib.sha256()
    for brief in briefs:
        labels = json.dumps(brief.labels, sort_keys=True, ensure_ascii=False)
        for part in (brief.name.encode(), brief.file.read_bytes() if brief.file else b"", labels.encode()):
            whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()[:16]

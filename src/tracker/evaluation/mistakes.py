"""What extraction got wrong on one labelled brief, a line each."""

from collections.abc import Iterator, Mapping
from typing import Any

from tracker.evaluation.matching import Matches

_METADATA = ("title", "authors", "published", "number", "regions", "topics")
_WIDTH = 140


def mistakes(name: str, found: Mapping[str, Any] | None, label: Mapping[str, Any], matches: Matches) -> Iterator[str]:
    """Every prediction too many, every label missed, every wrong level and every wrong field of the brief."""
    if found is None or found.get("error"):
        yield f"{name}: unread: {(found or {}).get('error', 'no prediction')}"
    yield from (f"{name}: {line}" for line in _recommendations(matches))
    for field in _METADATA:
        said = (found or {}).get(field)
        if label.get(field) not in (None, [], "") and said != label[field]:
            yield f"{name}: {field}: {said!r}, labelled {label[field]!r}"


def _recommendations(matches: Matches) -> Iterator[str]:
    for i, one in enumerate(matches.predicted):
        text = (one.get("text") or "")[:_WIDTH]
        if i not in matches.label_of and i not in matches.echoes:
            yield f"extra {one.get('level')}: {text}"
        elif i in matches.label_of and one.get("level") != matches.labelled[matches.label_of[i]]["level"]:
            yield f"{one.get('level')}, labelled {matches.labelled[matches.label_of[i]]['level']}: {text}"
    found = set(matches.label_of.values())
    for j, label in enumerate(matches.labelled):
        if j not in found:
            yield f"missed {label['level']}: {label['text'][:_WIDTH]}"

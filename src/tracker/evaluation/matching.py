"""Which prediction is which labelled recommendation."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tracker.evaluation.words import overlap, words

ENOUGH = 0.6
"""The F1 of two texts' words from which they are the same recommendation."""

Fields = Mapping[str, Any]
"""A recommendation as `tracker extract` prints it, or as a label has it."""


@dataclass(frozen=True, slots=True)
class Matches:
    """One-to-one pairs between the predictions and the labels of a document, by their places.

    `echoes` are supporting predictions that only say their own parent's recommendation again: neither right nor wrong.
    """

    predicted: Sequence[Fields]
    labelled: Sequence[Fields]
    label_of: dict[int, int]
    echoes: frozenset[int] = field(default=frozenset())

    @property
    def pairs(self) -> list[tuple[Fields, Fields]]:
        """Each prediction with its label."""
        return [(self.predicted[i], self.labelled[j]) for i, j in self.label_of.items()]


def match(predicted: Sequence[Fields], labelled: Sequence[Fields]) -> Matches:
    """Pair predictions with labels, the best overlap first, the nearer place first among equals."""
    wordings = [_wordings(label) for label in labelled]
    texts = [words(one.get("text") or "") for one in predicted]
    scored = [
        (-best, abs(i - j), i, j)
        for i, text in enumerate(texts)
        for j, options in enumerate(wordings)
        if (best := _best(text, options)) >= ENOUGH
    ]
    label_of: dict[int, int] = {}
    taken: set[int] = set()
    for _score, _distance, i, j in sorted(scored):
        if i not in label_of and j not in taken:
            label_of[i] = j
            taken.add(j)
    echoes = (i for i, one in enumerate(predicted) if i not in label_of and _echoes(one, texts[i], label_of, wordings))
    return Matches(predicted, labelled, label_of, frozenset(echoes))


def _wordings(label: Fields) -> list[Counter[str]]:
    return [words(text) for text in (label["text"], *(label.get("also") or ()))]


def _best(text: Counter[str], options: Sequence[Counter[str]]) -> float:
    return max(overlap(text, option) for option in options)


def _echoes(
    one: Fields, text: Counter[str], label_of: Mapping[int, int], wordings: Sequence[Sequence[Counter[str]]]
) -> bool:
    parent = one.get("parent")
    if one.get("level") != "supporting" or not isinstance(parent, int) or parent not in label_of:
        return False
    return _best(text, wordings[label_of[parent]]) >= ENOUGH

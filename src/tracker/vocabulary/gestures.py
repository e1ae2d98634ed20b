"""What one does with a record in the update sprint, each a gesture with a key of its own."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tracker.translation import marked
from tracker.vocabulary.statuses import Status


class Gesture(StrEnum):
    """One step in the sprint."""

    CHECKED = "checked"
    HOLDS = "holds"
    NO_MOVEMENT = "no_movement"
    UNDER_CONSIDERATION = "under_consideration"
    IN_PROGRESS = "in_progress"
    STALLED = "stalled"
    FORM = "form"
    SKIP = "skip"
    BACK = "back"
    UNDO = "undo"


GESTURE_LABELS: dict[Gesture, str] = {
    Gesture.CHECKED: marked("Checked, no change"),
    Gesture.HOLDS: marked("Still holds, for a year"),
    Gesture.NO_MOVEMENT: marked("No movement"),
    Gesture.UNDER_CONSIDERATION: marked("Under consideration"),
    Gesture.IN_PROGRESS: marked("In progress"),
    Gesture.STALLED: marked("Stalled"),
    Gesture.FORM: marked("Open the form"),
    Gesture.SKIP: marked("Skip"),
    Gesture.BACK: marked("Back"),
    Gesture.UNDO: marked("Undo"),
}

MOVES: dict[Gesture, Status] = {
    gesture: Status(gesture.value)
    for gesture in (Gesture.NO_MOVEMENT, Gesture.UNDER_CONSIDERATION, Gesture.IN_PROGRESS, Gesture.STALLED)
}
"""The gestures that say where an open recommendation stands."""

KEYS: dict[Gesture, str] = {
    Gesture.CHECKED: "n",
    Gesture.HOLDS: "h",
    Gesture.NO_MOVEMENT: "1",
    Gesture.UNDER_CONSIDERATION: "2",
    Gesture.IN_PROGRESS: "3",
    Gesture.STALLED: "4",
    Gesture.FORM: "e",
    Gesture.SKIP: "s",
    Gesture.BACK: "b",
    Gesture.UNDO: "u",
}
"""The keys as they are until a person chooses others."""

TAKEN_KEYS = ("c", "r")
"""Keys that the pages use already: to clear what is cached, and to draw anew."""

CHECKED = GESTURE_LABELS[Gesture.CHECKED]
"""Why a change was made, where the gesture says it."""


@dataclass(frozen=True, slots=True)
class Shortcuts:
    """Whether single keys do something for a person, and which does what."""

    on: bool = True
    keys: Mapping[Gesture, str] = field(default_factory=lambda: dict(KEYS))

    def key(self, gesture: Gesture) -> str | None:
        """The key of the gesture, None where keys are switched off."""
        return self.keys[gesture] if self.on else None


def wrong_key(key: str) -> bool:
    """Whether a key cannot be had: none letter or digit of the plain alphabet, or in use by the pages."""
    return not (len(key) == 1 and key.isascii() and key.isalnum()) or key.lower() in TAKEN_KEYS


def shortcuts(preferences: str) -> Shortcuts:
    """The shortcuts that the preferences of a person hold; what means nothing there is as it is for everybody."""
    held = json.loads(preferences or "{}").get("shortcuts", {})
    keys = {gesture: str(held.get("keys", {}).get(gesture.value, KEYS[gesture])).lower() for gesture in Gesture}
    usable = len(set(keys.values())) == len(keys) and not any(map(wrong_key, keys.values()))
    return Shortcuts(bool(held.get("on", True)), keys if usable else dict(KEYS))

"""What one does by keyboard on a page, each a gesture with a key of its own: one set of gestures a page."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.translation import marked
from tracker.vocabulary.statuses import Status


class Gesture(StrEnum):
    """One step on a page that has keys."""


class SprintGesture(Gesture):
    """One step in the update sprint."""

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


class ReviewGesture(Gesture):
    """One step on the review desk."""

    CONFIRM = "confirm"
    REJECT = "reject"
    EDIT = "edit"
    NEXT = "next"
    BACK = "back"
    UNDO = "undo"
    JOIN_BEFORE = "join_before"
    JOIN_NEXT = "join_next"
    SPLIT = "split"
    UP = "up"
    DOWN = "down"
    MISSED = "missed"
    MANY = "many"
    NEXT_BRIEF = "next_brief"


class AskGesture(Gesture):
    """One step through what probably asks the same."""

    TOGETHER = "together"
    APART = "apart"
    NEXT = "next"
    BACK = "back"
    UNDO = "undo"


ALWAYS_TAKEN = ("c", "r")
"""Keys that the pages use already: to clear what is cached, and to draw anew."""


@dataclass(frozen=True, slots=True)
class GestureSet:
    """The gestures of a page: its name, what each is called, its key until a person chooses another, keys in use."""

    page: str
    labels: Mapping[Gesture, str]
    keys: Mapping[Gesture, str]
    taken: tuple[str, ...] = ALWAYS_TAKEN

    def wrong_key(self, key: str) -> bool:
        """Whether a key cannot be had: no letter or digit of the plain alphabet, or in use by the page."""
        return not (len(key) == 1 and key.isascii() and key.isalnum()) or key.lower() in self.taken


SPRINT = GestureSet(
    "sprint",
    {
        SprintGesture.CHECKED: marked("Checked, no change"),
        SprintGesture.HOLDS: marked("Still holds, for a year"),
        SprintGesture.NO_MOVEMENT: marked("No movement"),
        SprintGesture.UNDER_CONSIDERATION: marked("Under consideration"),
        SprintGesture.IN_PROGRESS: marked("In progress"),
        SprintGesture.STALLED: marked("Stalled"),
        SprintGesture.FORM: marked("Open the form"),
        SprintGesture.SKIP: marked("Skip"),
        SprintGesture.BACK: marked("Back"),
        SprintGesture.UNDO: marked("Undo"),
    },
    {
        SprintGesture.CHECKED: "n",
        SprintGesture.HOLDS: "h",
        SprintGesture.NO_MOVEMENT: "1",
        SprintGesture.UNDER_CONSIDERATION: "2",
        SprintGesture.IN_PROGRESS: "3",
        SprintGesture.STALLED: "4",
        SprintGesture.FORM: "e",
        SprintGesture.SKIP: "s",
        SprintGesture.BACK: "b",
        SprintGesture.UNDO: "u",
    },
)

CHOICES = "123456789"
"""On the review desk a digit chooses from the list that is open: a reason, or a place to split at."""

REVIEW = GestureSet(
    "review",
    {
        ReviewGesture.CONFIRM: marked("Confirm"),
        ReviewGesture.REJECT: marked("Not a recommendation"),
        ReviewGesture.EDIT: marked("Edit"),
        ReviewGesture.NEXT: marked("Next"),
        ReviewGesture.BACK: marked("Back"),
        ReviewGesture.UNDO: marked("Undo"),
        ReviewGesture.JOIN_BEFORE: marked("Join with the one before"),
        ReviewGesture.JOIN_NEXT: marked("Join with the next"),
        ReviewGesture.SPLIT: marked("Split"),
        ReviewGesture.UP: marked("Move up"),
        ReviewGesture.DOWN: marked("Move down"),
        ReviewGesture.MISSED: marked("Add one that was missed"),
        ReviewGesture.MANY: marked("Confirm many"),
        ReviewGesture.NEXT_BRIEF: marked("Next brief"),
    },
    {
        ReviewGesture.CONFIRM: "y",
        ReviewGesture.REJECT: "x",
        ReviewGesture.EDIT: "e",
        ReviewGesture.NEXT: "n",
        ReviewGesture.BACK: "b",
        ReviewGesture.UNDO: "u",
        ReviewGesture.JOIN_BEFORE: "h",
        ReviewGesture.JOIN_NEXT: "j",
        ReviewGesture.SPLIT: "s",
        ReviewGesture.UP: "i",
        ReviewGesture.DOWN: "k",
        ReviewGesture.MISSED: "a",
        ReviewGesture.MANY: "m",
        ReviewGesture.NEXT_BRIEF: "g",
    },
    (*ALWAYS_TAKEN, *CHOICES),
)

ASKS = GestureSet(
    "asks",
    {
        AskGesture.TOGETHER: marked("The same ask"),
        AskGesture.APART: marked("Keep apart"),
        AskGesture.NEXT: marked("Next"),
        AskGesture.BACK: marked("Back"),
        AskGesture.UNDO: marked("Undo"),
    },
    {
        AskGesture.TOGETHER: "y",
        AskGesture.APART: "x",
        AskGesture.NEXT: "n",
        AskGesture.BACK: "b",
        AskGesture.UNDO: "u",
    },
)

DO, LEAVE = "Ctrl+Enter", "Esc"
"""What does what a form or a panel is open for, and what closes it; both also while a field has the cursor."""

MOVES: dict[Gesture, Status] = {
    gesture: Status(gesture.value)
    for gesture in (
        SprintGesture.NO_MOVEMENT,
        SprintGesture.UNDER_CONSIDERATION,
        SprintGesture.IN_PROGRESS,
        SprintGesture.STALLED,
    )
}
"""The gestures that say where an open recommendation stands."""

CHECKED = SPRINT.labels[SprintGesture.CHECKED]
"""Why a change was made, where the gesture says it."""


@dataclass(frozen=True, slots=True)
class Shortcuts:
    """Whether single keys do something for a person, and which does what on a page."""

    keys: Mapping[Gesture, str]
    on: bool = True

    def key(self, gesture: Gesture) -> str | None:
        """The key of the gesture, None where keys are switched off."""
        return self.keys[gesture] if self.on else None

    def choice(self, place: int) -> str | None:
        """The digit that chooses the one at this place, from 0, of the list that is open; None where there is none."""
        return CHOICES[place] if self.on and place < len(CHOICES) else None


def shortcuts(preferences: str, of: GestureSet) -> Shortcuts:
    """The shortcuts of a page that the preferences of a person hold; what means nothing there is as for everybody."""
    held = json.loads(preferences or "{}").get("shortcuts", {})
    chosen = held.get(of.page, {})
    keys = {gesture: str(chosen.get(gesture.value, key)).lower() for gesture, key in of.keys.items()}
    usable = len(set(keys.values())) == len(keys) and not any(map(of.wrong_key, keys.values()))
    return Shortcuts(keys if usable else of.keys, bool(held.get("on", True)))

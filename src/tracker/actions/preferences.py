"""What people set for themselves."""

import json
from collections.abc import Mapping

from sqlmodel import Session

from tracker.actions.changes import change
from tracker.errors import Invalid
from tracker.store.access import allow
from tracker.store.history import By
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.vocabulary.gestures import Gesture, GestureSet
from tracker.vocabulary.roles import Verb


def set_shortcuts(
    session: Session, actor: Person | None, of: GestureSet, *, on: bool, keys: Mapping[Gesture, str]
) -> Person:
    """Keep whether single keys do something for the actor on any page, and which does what on this one.

    Invalid where two gestures of the page have the same key, or a key cannot be had.
    """
    person = allow(session, actor, Verb.VIEW)
    chosen = {gesture.value: keys.get(gesture, of.keys[gesture]).strip().lower() for gesture in of.keys}
    if any(map(of.wrong_key, chosen.values())):
        raise Invalid(
            _("A key is one letter from A to Z or one digit, and none of {taken}, which the page uses.").format(
                taken=", ".join(key.upper() for key in of.taken)
            )
        )
    if len(set(chosen.values())) < len(chosen):
        raise Invalid(_("Two gestures have the same key. Give each its own."))
    preferences = json.loads(person.preferences)
    held = {**preferences.get("shortcuts", {}), "on": on, of.page: chosen}
    kept = json.dumps({**preferences, "shortcuts": held}, sort_keys=True)
    return change(session, person, None, By(person), {"preferences": kept})

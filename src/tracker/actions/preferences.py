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
from tracker.vocabulary.gestures import KEYS, TAKEN_KEYS, Gesture, wrong_key
from tracker.vocabulary.roles import Verb


def set_shortcuts(session: Session, actor: Person | None, *, on: bool, keys: Mapping[Gesture, str]) -> Person:
    """Keep whether single keys do something for the actor, and which does what. Invalid where two are the same."""
    person = allow(session, actor, Verb.VIEW)
    chosen = {gesture.value: keys.get(gesture, KEYS[gesture]).strip().lower() for gesture in Gesture}
    if any(map(wrong_key, chosen.values())):
        raise Invalid(
            _("A key is one letter from A to Z or one digit, and none of {taken}, which the pages use.").format(
                taken=", ".join(key.upper() for key in TAKEN_KEYS)
            )
        )
    if len(set(chosen.values())) < len(chosen):
        raise Invalid(_("Two gestures have the same key. Give each its own."))
    held = {**json.loads(person.preferences), "shortcuts": {"on": on, "keys": chosen}}
    return change(session, person, None, By(person), {"preferences": json.dumps(held, sort_keys=True)})

import json

import pytest

from tests.actions.conftest import Desk
from tracker.actions.preferences import set_shortcuts
from tracker.errors import Invalid
from tracker.store.people_tables import Person
from tracker.vocabulary.gestures import KEYS, Gesture, Shortcuts, shortcuts
from tracker.vocabulary.roles import Role


def held(desk: Desk, person: Person) -> Shortcuts:
    with desk.store.reading() as session:
        return shortcuts(session.get_one(Person, person.id).preferences)


def test_keys_are_switched_off_and_given_anew_for_one_person(desk: Desk) -> None:
    staff, editor = desk.person(Role.STAFF), desk.person(Role.EDITOR)
    with desk.store.writing() as session:
        set_shortcuts(session, staff, on=False, keys={**KEYS, Gesture.CHECKED: " X "})
    assert held(desk, staff).keys[Gesture.CHECKED] == "x"
    assert held(desk, staff).key(Gesture.CHECKED) is None
    assert held(desk, editor).key(Gesture.CHECKED) == "n"


@pytest.mark.parametrize("key", ["c", "R", "", "ab", "é", "+", " "])
def test_a_key_that_cannot_be_had_is_refused(desk: Desk, key: str) -> None:
    with desk.store.writing() as session, pytest.raises(Invalid, match="one letter"):
        set_shortcuts(session, desk.me, on=True, keys={**KEYS, Gesture.SKIP: key})


def test_two_gestures_never_share_a_key(desk: Desk) -> None:
    with desk.store.writing() as session, pytest.raises(Invalid, match="same key"):
        set_shortcuts(session, desk.me, on=True, keys={**KEYS, Gesture.SKIP: "N"})


def test_other_preferences_stay(desk: Desk) -> None:
    with desk.store.writing() as session:
        session.get_one(Person, desk.me.id).preferences = json.dumps({"theme": "quiet"})
    with desk.store.writing() as session:
        set_shortcuts(session, desk.me, on=True, keys=KEYS)
    with desk.store.reading() as session:
        assert json.loads(session.get_one(Person, desk.me.id).preferences)["theme"] == "quiet"


@pytest.mark.parametrize(
    "broken", ["{}", '{"shortcuts": {"keys": {"skip": "c"}}}', '{"shortcuts": {"keys": {"skip": "n"}}}']
)
def test_what_means_nothing_is_as_for_everybody(broken: str) -> None:
    assert shortcuts(broken) == Shortcuts()

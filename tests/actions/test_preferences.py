import json

import pytest

from tests.actions.conftest import Desk
from tracker.actions.preferences import set_shortcuts
from tracker.errors import Invalid
from tracker.store.people_tables import Person
from tracker.vocabulary.gestures import REVIEW, SPRINT, GestureSet, ReviewGesture, Shortcuts, SprintGesture, shortcuts
from tracker.vocabulary.roles import Role


def held(desk: Desk, person: Person, of: GestureSet = SPRINT) -> Shortcuts:
    with desk.store.reading() as session:
        return shortcuts(session.get_one(Person, person.id).preferences, of)


def test_keys_are_switched_off_and_given_anew_for_one_person(desk: Desk) -> None:
    staff, editor = desk.person(Role.STAFF), desk.person(Role.EDITOR)
    with desk.store.writing() as session:
        set_shortcuts(session, staff, SPRINT, on=False, keys={**SPRINT.keys, SprintGesture.CHECKED: " X "})
    assert held(desk, staff).keys[SprintGesture.CHECKED] == "x"
    assert held(desk, staff).key(SprintGesture.CHECKED) is None
    assert held(desk, editor).key(SprintGesture.CHECKED) == "n"


@pytest.mark.parametrize("key", ["c", "R", "", "ab", "é", "+", " "])
def test_a_key_that_cannot_be_had_is_refused(desk: Desk, key: str) -> None:
    with desk.store.writing() as session, pytest.raises(Invalid, match="one letter"):
        set_shortcuts(session, desk.me, SPRINT, on=True, keys={**SPRINT.keys, SprintGesture.SKIP: key})


def test_two_gestures_never_share_a_key(desk: Desk) -> None:
    with desk.store.writing() as session, pytest.raises(Invalid, match="same key"):
        set_shortcuts(session, desk.me, SPRINT, on=True, keys={**SPRINT.keys, SprintGesture.SKIP: "N"})


def test_other_preferences_stay(desk: Desk) -> None:
    with desk.store.writing() as session:
        session.get_one(Person, desk.me.id).preferences = json.dumps({"theme": "quiet"})
    with desk.store.writing() as session:
        set_shortcuts(session, desk.me, SPRINT, on=True, keys=SPRINT.keys)
    with desk.store.reading() as session:
        assert json.loads(session.get_one(Person, desk.me.id).preferences)["theme"] == "quiet"


@pytest.mark.parametrize(
    "broken", ["{}", '{"shortcuts": {"sprint": {"skip": "c"}}}', '{"shortcuts": {"sprint": {"skip": "n"}}}']
)
def test_what_means_nothing_is_as_for_everybody(broken: str) -> None:
    assert shortcuts(broken, SPRINT) == Shortcuts(SPRINT.keys)


def test_each_page_has_its_own_keys(desk: Desk) -> None:
    with desk.store.writing() as session:
        set_shortcuts(session, desk.me, SPRINT, on=True, keys={**SPRINT.keys, SprintGesture.BACK: "q"})
        set_shortcuts(session, desk.me, REVIEW, on=True, keys={**REVIEW.keys, ReviewGesture.CONFIRM: "q"})
    assert held(desk, desk.me).key(SprintGesture.BACK) == "q"
    assert held(desk, desk.me, REVIEW).key(ReviewGesture.CONFIRM) == "q"
    assert held(desk, desk.me, REVIEW).key(ReviewGesture.BACK) == "b"


def test_keys_switched_off_on_one_page_are_off_on_the_others(desk: Desk) -> None:
    with desk.store.writing() as session:
        set_shortcuts(session, desk.me, REVIEW, on=False, keys=REVIEW.keys)
    assert held(desk, desk.me).key(SprintGesture.BACK) is None
    assert held(desk, desk.me, REVIEW).choice(0) is None


def test_a_digit_that_chooses_from_a_list_is_no_key_of_the_review(desk: Desk) -> None:
    with desk.store.writing() as session, pytest.raises(Invalid, match="one letter"):
        set_shortcuts(session, desk.me, REVIEW, on=True, keys={**REVIEW.keys, ReviewGesture.CONFIRM: "1"})


@pytest.mark.parametrize("of", [SPRINT, REVIEW], ids=lambda of: of.page)
def test_every_gesture_of_a_page_has_a_label_and_a_key_of_its_own(of: GestureSet) -> None:
    assert of.labels.keys() == of.keys.keys()
    assert len(set(of.keys.values())) == len(of.keys)
    assert not any(map(of.wrong_key, of.keys.values()))
    assert [of.wrong_key("c"), shortcuts("", of).choice(0), shortcuts("", of).choice(9)] == [True, "1", None]

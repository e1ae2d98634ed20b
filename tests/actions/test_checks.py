from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.actions.conftest import Desk
from tracker.actions import bulk, checks, evidence
from tracker.actions.undo import undo
from tracker.actions.updates import advance
from tracker.errors import Invalid, Stale
from tracker.queries import steps
from tracker.queries.steps import ReviewStep, Step, last_review_step, last_step
from tracker.store.clock import today
from tracker.store.history import one_batch
from tracker.store.people_tables import Person
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role
from tracker.vocabulary.statuses import Status, closed

START = datetime.now(UTC) - timedelta(hours=1)


def look(desk: Desk, seen: int | None = None, actor: Person | None = None) -> None:
    with desk.store.writing() as session:
        checks.checked(session, actor or desk.me, desk.row().id or 0, seen)


def step(desk: Desk, actor: Person | None = None) -> Step | None:
    with desk.store.reading() as session:
        return last_step(session, actor or desk.me, START)


def review_step(desk: Desk) -> ReviewStep | None:
    with desk.store.reading() as session:
        return last_review_step(session, desk.me, 1)


def take_back(desk: Desk, batch: str, actor: Person | None = None) -> None:
    with desk.store.writing() as session:
        undo(session, actor or desk.me, batch)


def test_a_look_moves_the_day_of_the_last_look_and_nothing_else(desk: Desk) -> None:
    before = desk.row().model_dump()
    look(desk, 1)
    assert desk.row().model_dump() == {**before, "verified_on": today(), "version": 2}
    change = desk.changes()[-1]
    assert (change.field, change.why, change.actor_id) == ("verified_on", "Checked, no change", desk.me.id)


def test_a_second_look_on_the_same_day_is_no_change(desk: Desk) -> None:
    look(desk, 1)
    look(desk, 1)
    assert desk.row().version == 2


def test_an_open_status_counts_as_a_look_also_where_it_stood_so_before(desk: Desk) -> None:
    with desk.store.writing() as session:
        checks.stands(session, desk.me, 1, 1, Status.NO_MOVEMENT)
    assert (desk.row().status, desk.row().verified_on) == ("no_movement", today())
    with desk.store.writing() as session:
        advance(session, desk.me, 1, None, "as a test", verified_on=None)
        checks.stands(session, desk.me, 1, None, Status.NO_MOVEMENT)
    assert desk.row().verified_on == today()


@pytest.mark.parametrize("status", closed())
def test_closing_takes_the_form(desk: Desk, status: Status) -> None:
    with desk.store.writing() as session, pytest.raises(Invalid, match="takes the form"):
        checks.stands(session, desk.me, 1, None, status)


def test_a_look_never_touches_what_is_older_than_the_brief(desk: Desk) -> None:
    desk.advance(status="in_progress", status_on=PartialDate.parse("2019"))
    assert desk.row().contribution == "pre_existing"
    desk.advance(status_on=None)
    desk.advance(contribution="possible", rival_explanation="Chance.")
    look(desk)
    assert desk.row().contribution == "possible"


def test_taking_back_gives_every_value_as_it_was_by_a_new_change(desk: Desk) -> None:
    desk.advance(due=today(), verified_on=today() - timedelta(days=9))
    before = desk.row().model_dump()
    with desk.store.writing() as session:
        checks.stands(session, desk.me, 1, None, Status.STALLED)
    found = step(desk)
    assert found
    take_back(desk, found.batch)
    assert desk.row().model_dump() == {**before, "version": before["version"] + 2}
    assert desk.changes()[-1].why == f"undo of {found.batch}"


def test_steps_are_taken_back_one_after_the_other_and_survive_a_new_session(desk: Desk) -> None:
    with desk.store.writing() as session:
        checks.stands(session, desk.me, 1, None, Status.IN_PROGRESS)
    with desk.store.writing() as session:
        checks.stands(session, desk.me, 2, None, Status.STALLED)
    seen = []
    while found := step(desk):
        seen.append((found.recommendation_id, found.why))
        take_back(desk, found.batch)
    assert seen == [(2, "Checked"), (1, "Checked")]
    assert (desk.row(1).status, desk.row(2).status) == ("not_assessed", "not_assessed")


def test_what_somebody_has_changed_since_is_not_taken_back(desk: Desk) -> None:
    with desk.store.writing() as session:
        checks.stands(session, desk.me, 1, None, Status.IN_PROGRESS)
    found = step(desk)
    assert found
    desk.advance(status="stalled")
    with pytest.raises(Stale):
        take_back(desk, found.batch)
    assert desk.row().status == "stalled"


def test_another_field_changed_since_stays_when_a_step_is_taken_back(desk: Desk) -> None:
    look(desk)
    found = step(desk)
    assert found
    desk.advance(notes="Between us.")
    take_back(desk, found.batch)
    assert (desk.row().verified_on, desk.row().notes) == (None, "Between us.")


def test_evidence_of_a_step_is_withdrawn_with_it(desk: Desk) -> None:
    with desk.store.writing() as session, one_batch():
        evidence.add(session, desk.me, 1, EvidenceKind.NEWS_REPORT, source="The Paper")
        advance(session, desk.me, 1, None, "in the paper", status="adopted", status_on=PartialDate.parse("2021"))
    found = step(desk)
    assert found
    take_back(desk, found.batch)
    assert desk.row().status == "not_assessed"
    with desk.store.reading() as session:
        assert evidence.strength_of(session, 1) == 0


def test_a_step_is_ones_own_and_taking_a_brief_in_is_none(desk: Desk) -> None:
    assert step(desk) is None
    look(desk)
    assert step(desk) and step(desk, desk.person(Role.EDITOR)) is None


def test_giving_it_to_a_unit_is_a_step_of_a_sprint_and_none_of_a_review(desk: Desk) -> None:
    north = desk.person(Role.STAFF, "North")
    desk.advance(unit=north.unit_id, notes="Theirs.")
    found = step(desk)
    assert found and found.recommendation_id == 1
    assert review_step(desk) is None
    take_back(desk, found.batch)
    assert (desk.row().unit_id, desk.row().notes) == (None, "")


@pytest.mark.parametrize("fields", [{"priority": "high"}, {"unit": 1}])
def test_many_changed_at_once_are_no_step_of_a_sprint_or_a_review(desk: Desk, fields: dict[str, Any]) -> None:
    desk.person(Role.STAFF, "North")
    look(desk)
    mine = step(desk)
    with desk.store.writing() as session:
        assert bulk.update_all(session, desk.me, [(1, 2), (2, 1)], "all of them", fields).changed == 2
    assert step(desk) == mine
    assert review_step(desk) is None


def test_a_gesture_of_which_not_all_is_looked_at_is_no_step(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with desk.store.writing() as session:
        bulk.update_all(session, desk.me, [(1, 1), (2, 1)], "all of them", {"priority": "high"})
    monkeypatch.setattr(steps, "_LOOKED_AT", 1)
    assert step(desk) is None


def test_a_step_that_was_taken_back_and_brought_back_can_be_taken_back_again(desk: Desk) -> None:
    look(desk)
    found = step(desk)
    assert found
    take_back(desk, found.batch)
    assert step(desk) is None
    take_back(desk, desk.changes()[-1].batch)
    again = step(desk)
    assert again and again.batch == found.batch

from datetime import date

import pytest

from tests.actions.conftest import Desk
from tracker.actions import bulk
from tracker.actions.undo import undo
from tracker.errors import Invalid, NotAllowed
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role

BOTH = ((1, 1), (2, 1))


def test_a_preview_says_what_would_change_and_writes_nothing(desk: Desk) -> None:
    desk.advance(number=2, priority="high")
    with desk.store.reading() as session:
        one, two = bulk.preview(session, desk.me, ((1, 1), (2, 2)), {"priority": "high"})
    assert (one.changes, one.refused) == ((("priority", "normal", "high"),), "")
    assert (two.changes, two.refused) == ((), "")
    assert desk.row(1).priority == "normal"


def test_all_are_one_batch_that_one_undo_takes_back(desk: Desk) -> None:
    fields = {"status": "in_progress", "due": date(2030, 1, 2)}
    with desk.store.writing() as session:
        done = bulk.update_all(session, desk.me, BOTH, "the ministry's  letter", fields)
    assert (done.changed, done.refused) == (2, ())
    assert [(desk.row(n).status, desk.row(n).due) for n in (1, 2)] == [("in_progress", date(2030, 1, 2))] * 2
    made = [change for change in desk.changes() if change.batch == done.batch]
    assert {change.why for change in made} == {"the ministry's letter"} and len({c.entity_id for c in made}) == 2
    with desk.store.writing() as session:
        undo(session, desk.me, done.batch)
    assert [(desk.row(n).status, desk.row(n).due) for n in (1, 2)] == [("not_assessed", None)] * 2


def test_what_cannot_be_is_refused_with_its_reason_and_the_rest_is_done(desk: Desk) -> None:
    desk.prove(number=1)
    fields = {"status": "adopted", "status_on": PartialDate.parse("2024-03")}
    with desk.store.writing() as session:
        done = bulk.update_all(session, desk.me, BOTH, "gazette", fields)
    assert (done.changed, [verdict.id for verdict in done.refused]) == (1, [2])
    assert "first add evidence of strength 2" in done.refused[0].refused
    assert [desk.row(n).status for n in (1, 2)] == ["adopted", "not_assessed"]


def test_what_somebody_changed_since_is_refused_and_other_fields_survive(desk: Desk) -> None:
    desk.advance(number=1, priority="low")
    desk.advance(number=2, notes="Theirs.")
    with desk.store.writing() as session:
        done = bulk.update_all(session, desk.me, BOTH, "sprint", {"priority": "high"})
    assert "Somebody changed it" in done.refused[0].refused
    assert (desk.row(1).priority, desk.row(2).priority, desk.row(2).notes) == ("low", "high", "Theirs.")


def test_staff_change_their_own_alone_and_viewers_nothing(desk: Desk) -> None:
    staff, viewer = desk.person(Role.STAFF), desk.person(Role.VIEWER)
    desk.advance(number=2, owner=staff.id)
    with desk.store.writing() as session:
        done = bulk.update_all(session, staff, ((1, 1), (2, 2)), "mine", {"priority": "high"})
    assert [verdict.id for verdict in done.refused] == [1] and done.changed == 1
    with desk.store.writing() as session, pytest.raises(NotAllowed):
        bulk.preview(session, viewer, BOTH, {"priority": "high"})


@pytest.mark.parametrize(("why", "fields"), [("", {"priority": "high"}), ("why", {})])
def test_a_change_needs_a_reason_and_something_to_change(desk: Desk, why: str, fields: dict[str, str]) -> None:
    with desk.store.writing() as session, pytest.raises(Invalid):
        bulk.update_all(session, desk.me, BOTH, why, fields)


def test_what_is_gone_is_refused(desk: Desk) -> None:
    with desk.store.reading() as session:
        (verdict,) = bulk.preview(session, desk.me, ((99, 1),), {"priority": "high"})
    assert "no such record" in verdict.refused

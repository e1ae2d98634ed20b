from datetime import date, timedelta
from typing import Any

import pytest

from tests.actions.conftest import Desk
from tracker.actions.updates import planned
from tracker.errors import Invalid, NotAllowed, Obstacles, Stale, TooLittleEvidence
from tracker.store.clock import today
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.columns import DAYS, EDITABLE, PARTIAL_DATES, WORDS
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.fields import UPDATED, stored
from tracker.vocabulary.roles import Role
from tracker.vocabulary.statuses import Status, closed

DAY, OLD = PartialDate(date(2021, 3, 2)), PartialDate.parse("2019")


def test_a_status_moves_with_its_day_and_leaves_a_line_for_each_field(desk: Desk) -> None:
    desk.advance(1, status="in_progress", status_on=PartialDate.parse("2021-03"), response="accepted")
    row = desk.row()
    assert (row.status, row.status_on, row.status_on_precision) == ("in_progress", date(2021, 3, 1), "month")
    assert (row.response, row.verified_on, row.version) == ("accepted", today(), 2)
    told = [(change.field, change.old, change.new) for change in desk.changes() if change.version == 2]
    assert ("status", '"not_assessed"', '"in_progress"') in told
    assert all(change.why == "as seen in a test" for change in desk.changes() if change.version == 2)


@pytest.mark.parametrize("status", closed())
def test_closing_needs_a_day(desk: Desk, status: Status) -> None:
    desk.prove()
    with pytest.raises(Invalid, match="give the day"):
        desk.advance(status=status)


def test_adopting_needs_evidence_of_strength_two(desk: Desk) -> None:
    with pytest.raises(Invalid, match="strength 2"):
        desk.advance(status="adopted", status_on=DAY)
    desk.prove(EvidenceKind.OWN_CLAIM)
    with pytest.raises(Invalid, match="strength 2"):
        desk.advance(status="adopted", status_on=DAY)
    desk.prove(EvidenceKind.NEWS_REPORT)
    desk.advance(status="adopted", status_on=DAY)
    assert desk.row().status == "adopted"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"status": "superseded", "status_on": DAY}, "later recommendation"),
        ({"status": "overtaken", "status_on": PartialDate(today() + timedelta(days=2))}, "future"),
        ({"contribution": "decisive"}, "what else may explain"),
        ({"status": "excellent"}, "It is one of: not_assessed"),
        ({"colour": "red"}, "colour"),
        ({"superseded_by": "B-1/R99"}, "no recommendation"),
        ({"owner": 99}, "owner"),
        ({"due": "soon"}, "due"),
    ],
)
def test_what_does_not_hold_together_is_refused_and_nothing_kept(
    desk: Desk, fields: dict[str, Any], words: str
) -> None:
    with pytest.raises(Invalid, match=words):
        desk.advance(**fields)
    assert desk.row().version == 1


def test_a_later_recommendation_takes_its_place(desk: Desk) -> None:
    desk.advance(status="superseded", status_on=DAY, superseded_by=desk.row(2).reference)
    assert desk.row().superseded_by_id == desk.row(2).id
    with pytest.raises(Invalid, match="replaced by itself"):
        desk.advance(superseded_by=desk.row().reference)


def test_an_outcome_older_than_the_brief_is_pre_existing(desk: Desk) -> None:
    desk.advance(outcome_on=PartialDate.parse("2019"), outcome="It was there.")
    assert desk.row().contribution == "pre_existing"
    with pytest.raises(Invalid, match="older than the brief"):
        desk.advance(contribution="possible", rival_explanation="Chance.")


def test_a_status_older_than_the_brief_is_pre_existing(desk: Desk) -> None:
    desk.prove()
    with pytest.raises(Invalid, match="older than the brief"):
        desk.advance(status="adopted", status_on=OLD, contribution="possible", rival_explanation="Chance.")
    desk.advance(status="adopted", status_on=OLD)
    assert desk.row().contribution == "pre_existing"


def test_where_nothing_moved_nothing_came_before_the_brief(desk: Desk) -> None:
    desk.advance(status="no_movement", status_on=OLD)
    assert desk.row().contribution == "not_assessed"


def test_an_outcome_known_to_the_year_of_the_brief_may_have_come_after_it(desk: Desk) -> None:
    desk.advance(outcome_on=PartialDate.parse("2020"), outcome="That year.")
    assert desk.row().contribution == "not_assessed"


def test_two_people_on_different_fields_both_count(desk: Desk) -> None:
    desk.advance(1, response="noted")
    desk.advance(1, outcome="A register.", response="none_known")
    row = desk.row()
    assert (row.response, row.outcome, row.version) == ("noted", "A register.", 3)


def test_two_people_on_one_field_meet_with_both_values(desk: Desk) -> None:
    desk.advance(1, response="noted")
    with pytest.raises(Stale) as caught:
        desk.advance(1, response="rejected", outcome="A register.")
    assert caught.value.conflicts == (("response", "none_known", "noted", "rejected"),)
    assert (desk.row().response, desk.row().outcome) == ("noted", "")


def test_the_same_answer_twice_is_no_conflict_and_no_change(desk: Desk) -> None:
    desk.advance(1, response="noted")
    desk.advance(1, response="noted")
    assert desk.row().version == 2


def test_a_version_that_never_was_is_refused(desk: Desk) -> None:
    with pytest.raises(Stale, match="does not exist"):
        desk.advance(7, response="noted")


def test_staff_change_their_own_and_their_units_alone(desk: Desk) -> None:
    staff = desk.person(Role.STAFF, "north")
    with pytest.raises(NotAllowed, match="neither yours"):
        desk.advance(actor=staff, response="noted")
    desk.advance(owner=staff.id)
    desk.advance(actor=staff, response="noted")
    assert desk.row().response == "noted"


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ADMIN])
def test_who_may_not_update_changes_nothing(desk: Desk, role: Role) -> None:
    with pytest.raises(NotAllowed):
        desk.advance(actor=desk.person(role), response="noted")


def test_all_that_stands_in_the_way_is_told_at_once(desk: Desk) -> None:
    with pytest.raises(Obstacles) as caught:
        desk.advance(status="adopted", contribution="decisive")
    kinds = [type(reason) for reason in caught.value.reasons]
    assert kinds == [Invalid, Invalid, TooLittleEvidence]
    assert all(words in str(caught.value) for words in ("the day on which", "strength 2 or more", "what else"))
    assert desk.row().version == 1


def _some(desk: Desk, name: str) -> Any:
    """Something that the field can be set to."""
    links = {"owner": desk.me.id, "unit": "", "superseded_by": desk.row(2).reference}
    if name in links:
        return links[name]
    if name in PARTIAL_DATES:
        return PartialDate.parse("2021")
    return today() if name in DAYS else next(iter(WORDS[name])) if name in WORDS else "x"


def test_an_update_writes_the_fields_that_the_vocabulary_names(desk: Desk) -> None:
    written: set[str] = set()
    with desk.store.reading() as session:
        for name in EDITABLE:
            _row, _person, values = planned(session, desk.me, 1, None, {name: _some(desk, name)})
            assert set(stored(name)) <= values.keys()
            written |= values.keys()
    assert written == UPDATED

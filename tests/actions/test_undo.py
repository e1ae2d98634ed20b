"""Undoing: what was there before is there again, or somebody is told why not."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select

from tests.actions.conftest import TEXT, Desk, extraction, finding, take
from tracker.actions import evidence, links, people, review
from tracker.actions.correction import correct_brief
from tracker.actions.reextraction import reextract
from tracker.actions.undo import Undone, parts, plan, undo
from tracker.actions.undo_scope import undone
from tracker.actions.updates import advance
from tracker.errors import Invalid, NotAllowed, NotFound, Stale
from tracker.store.history import as_json, one_batch, replayed
from tracker.store.people_tables import Change, Person
from tracker.store.tables import Brief, Evidence, Recommendation
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role

DAY = PartialDate(date(2021, 3, 2))


def last_batch(desk: Desk) -> str:
    with desk.store.reading() as session:
        return session.exec(select(Change.batch).order_by(col(Change.id).desc()).limit(1)).one()


def take_back(desk: Desk, batch: str = "", actor: Person | None = None, why: str = "") -> Undone:
    with desk.store.writing() as session:
        return undo(session, actor or desk.me, batch or last_batch(desk), why)


@contextmanager
def refused(desk: Desk, kind: type[Exception], words: str | None = None) -> Iterator[None]:
    """The block is refused, and the store is what it was."""
    before = contents(desk)
    with pytest.raises(kind, match=words):
        yield
    assert contents(desk) == before


def contents(desk: Desk) -> list[str]:
    with desk.store.reading() as session:
        rows = [row for table in (Brief, Recommendation, Evidence, Change) for row in session.exec(select(table))]
        return [f"{row.__tablename__} {sorted(row.model_dump().items())}" for row in rows]


def expect_history_to_hold(session: Session) -> None:
    """Replaying the changes of each row gives the row."""
    tables: list[Any] = [Brief, Recommendation, Evidence, Person]
    for table in tables:
        for row in session.exec(select(table)):
            statement = select(Change).where(Change.entity == str(table.__tablename__), Change.entity_id == row.id)
            past = replayed(session.exec(statement.order_by(col(Change.id))))
            if past:
                assert {name: past[name] for name in row.model_dump()} == json.loads(as_json(row.model_dump()))


def test_old_values_are_there_again_and_history_says_what_was_undone(desk: Desk) -> None:
    before = desk.row()
    desk.advance(1, status="in_progress", status_on=PartialDate.parse("2021-03"), response="accepted", notes="Called.")
    batch = last_batch(desk)
    done = take_back(desk, why="the wrong record")
    row = desk.row()
    assert (done.values, done.rows, done.made) == (6, 1, 0)
    assert row.model_dump(exclude={"version"}) == before.model_dump(exclude={"version"})
    assert {change.why for change in desk.changes() if change.batch == done.batch} == {
        f"undo of {batch}: the wrong record"
    }
    with desk.store.reading() as session:
        expect_history_to_hold(session)


def test_an_undo_is_undone_and_then_what_it_undid_again(desk: Desk) -> None:
    desk.advance(1, notes="Mine.")
    batch = last_batch(desk)
    take_back(desk)
    take_back(desk)
    assert desk.row().notes == "Mine."
    take_back(desk, batch)
    assert desk.row().notes == ""


def test_what_was_undone_already_is_said_to_be(desk: Desk) -> None:
    desk.advance(1, notes="Mine.")
    batch = last_batch(desk)
    take_back(desk)
    with refused(desk, Stale, "undone already, by you"):
        take_back(desk, batch)


def test_a_value_that_somebody_changed_since_is_not_written_over(desk: Desk) -> None:
    desk.advance(1, notes="Mine.", response="noted")
    batch = last_batch(desk)
    desk.advance(actor=desk.person(Role.EDITOR), notes="Theirs.")
    with refused(desk, Stale, r"“Notes” of B-2020-12-3/R1 was changed since, by editor@example.org on \d+ \w+ \d{4}"):
        take_back(desk, batch)
    with desk.store.reading() as session:
        told = plan(session, desk.me, batch)
    assert [(clash.field, clash.who) for clash in told.conflicts] == [("notes", "editor@example.org")]
    assert "changed since" in told.refused


def test_other_fields_that_others_changed_since_stand(desk: Desk) -> None:
    desk.advance(1, notes="Mine.")
    batch = last_batch(desk)
    desk.advance(actor=desk.person(Role.EDITOR), outcome="Theirs.")
    take_back(desk, batch)
    assert (desk.row().notes, desk.row().outcome) == ("", "Theirs.")


def test_what_was_changed_since_and_undone_is_no_hindrance(desk: Desk) -> None:
    desk.advance(1, notes="Mine.")
    batch = last_batch(desk)
    desk.advance(actor=desk.person(Role.EDITOR), notes="Theirs.")
    take_back(desk)
    take_back(desk, batch)
    assert desk.row().notes == ""


def test_the_same_value_given_anew_since_stands(desk: Desk) -> None:
    desk.advance(1, response="noted")
    batch = last_batch(desk)
    desk.advance(response="accepted")
    desk.advance(response="noted")
    with refused(desk, Stale, "Response"):
        take_back(desk, batch)


def test_a_date_and_its_precision_are_one_value(desk: Desk) -> None:
    desk.advance(1, outcome_on=PartialDate.parse("2021"))
    batch = last_batch(desk)
    desk.advance(outcome_on=PartialDate.parse("2021-01"))
    with refused(desk, Stale, "“Date of the outcome” of"):
        take_back(desk, batch)


def test_one_change_of_many_is_undone_alone(desk: Desk) -> None:
    desk.advance(1, outcome_on=PartialDate.parse("2021-04"), notes="Mine.")
    batch = last_batch(desk)
    with desk.store.writing() as session:
        offered = parts(plan(session, desk.me, batch))
        assert offered == (("recommendation", 1, "outcome_on"), ("recommendation", 1, "notes"))
        undo(session, desk.me, batch, only=offered[0])
    row = desk.row()
    assert (row.outcome_on, row.outcome_on_precision, row.notes) == (None, None, "Mine.")
    with refused(desk, Stale, "“Date of the outcome” of .* was changed since"):
        take_back(desk, batch)
    with desk.store.writing() as session:
        undo(session, desk.me, batch, only=offered[1])
    assert desk.row().notes == ""
    with refused(desk, Stale, "undone already"):
        take_back(desk, batch)
    with refused(desk, NotFound), desk.store.writing() as session:
        undo(session, desk.me, batch, only=("recommendation", 2, "notes"))


def test_a_gesture_of_which_each_record_was_undone_alone_is_known_to_be_undone(desk: Desk) -> None:
    with desk.store.writing() as session, one_batch():
        for number in (1, 2):
            advance(session, desk.me, desk.row(number).id or 0, None, "read it", notes="Mine.")
    batch = last_batch(desk)
    for number, known in ((2, False), (1, True)):
        with desk.store.writing() as session:
            undo(session, desk.me, batch, only=("recommendation", number, "notes"))
        with desk.store.reading() as session:
            assert (batch in undone(session, desk.me, [batch])) is known
    take_back(desk)
    with desk.store.reading() as session:
        assert batch not in undone(session, desk.me, [batch])


def test_a_gesture_over_many_is_undone_as_one_or_not_at_all(desk: Desk) -> None:
    with desk.store.writing() as session:
        review.confirm_above(session, desk.me, 1, 0.1)
    batch = last_batch(desk)
    with desk.store.writing() as session:
        review.reject(session, desk.me, desk.row(2).id or 0, None, "a wish")
    with refused(desk, Stale, "R2"):
        take_back(desk, batch)
    take_back(desk)
    take_back(desk, batch)
    assert [desk.row(n).review for n in (1, 2)] == ["pending", "pending"]


def test_a_date_is_not_given_back_where_a_claim_rests_on_the_new_one(desk: Desk) -> None:
    with desk.store.writing() as session:
        correct_brief(session, desk.me, 1, None, published=PartialDate.parse("2019-01-01"))
    batch = last_batch(desk)
    fields: dict[str, Any] = {
        "outcome_on": PartialDate.parse("2019-06"),
        "contribution": "possible",
        "rival_explanation": "Chance.",
    }
    desk.advance(**fields)
    with refused(desk, Invalid, "R1 is said to have contributed to is older than the brief"):
        take_back(desk, batch)
    take_back(desk)
    take_back(desk, batch)


def test_names_that_were_changed_are_there_again(desk: Desk) -> None:
    with desk.store.writing() as session:
        correct_brief(session, desk.me, 1, 1, title="Other", authors=["C. Writer"], published=None, regions=["Syria"])
    take_back(desk)
    with desk.store.writing() as session:
        review.amend(session, desk.me, 1, None, wording="Go on.", addressees=["Tehran"])
    take_back(desk)
    with desk.store.reading() as session:
        brief = session.get_one(Brief, 1)
        assert (brief.title, brief.published) == ("On talking", date(2020, 5, 4))
        assert links.authors_of(session, 1) == ["A. Writer", "B. Writer"]
        assert links.regions_of(session, 1) == ["IRN", "IRQ"]
        assert links.addressees_of(session, 1) == ["Washington", "Iran"]
        assert desk.row().wording == "Keep talking."


def test_evidence_that_was_added_is_withdrawn_and_comes_back(desk: Desk) -> None:
    desk.prove()
    take_back(desk)
    with desk.store.reading() as session:
        assert evidence.strength_of(session, 1) == 0
    take_back(desk)
    with desk.store.reading() as session:
        assert evidence.strength_of(session, 1) == 2


def test_evidence_on_which_an_adoption_rests_is_not_taken_from_under_it(desk: Desk) -> None:
    desk.prove()
    batch = last_batch(desk)
    desk.advance(status="adopted", status_on=DAY)
    with refused(desk, Invalid, "R1 would stand as adopted without evidence"):
        take_back(desk, batch)


def test_an_adoption_comes_back_with_its_evidence_and_not_without(desk: Desk) -> None:
    desk.prove()
    desk.advance(status="adopted", status_on=DAY)
    desk.advance(status="in_progress")
    batch = last_batch(desk)
    take_back(desk)
    assert desk.row().status == "adopted"
    take_back(desk)
    with desk.store.writing() as session:
        evidence.withdraw(session, desk.me, 1, None, "a forgery")
    with refused(desk, Invalid, "without evidence"):
        take_back(desk, batch)


def test_an_adoption_that_stood_without_evidence_as_it_was_taken_in_may_stand_again(desk: Desk) -> None:
    with desk.store.writing() as session:
        row = session.get_one(Recommendation, 1)
        row.status, row.status_on, row.status_on_precision = "adopted", date(2021, 1, 1), "day"
    desk.advance(status="in_progress")
    take_back(desk)
    assert desk.row().status == "adopted"


def test_answers_that_would_contradict_each_other_are_refused(desk: Desk) -> None:
    desk.advance(1, rival_explanation="Chance.")
    batch = last_batch(desk)
    desk.advance(contribution="possible")
    with refused(desk, Invalid, "R1: Say what else"):
        take_back(desk, batch)


def test_a_brief_that_was_taken_in_is_taken_out_and_comes_back_whole(desk: Desk) -> None:
    done = take_back(desk)
    assert (done.values, done.made) == (1, 3)
    with desk.store.reading() as session:
        brief = session.get_one(Brief, 1)
    assert (brief.removed, brief.text) == (True, TEXT)
    with refused(desk, NotFound):
        desk.advance(notes="Too late.")
    take_back(desk)
    desk.advance(notes="In time.")


def test_a_brief_that_was_taken_out_comes_back_when_it_is_taken_in_again(desk: Desk) -> None:
    take_back(desk)
    with desk.store.writing() as session:
        again = take(session, desk.me)
    assert (again.new, again.findings, again.brief.id, again.brief.removed) == (True, 2, desk.taken.brief.id, False)


def test_a_brief_on_which_somebody_worked_is_not_taken_out(desk: Desk) -> None:
    batch = last_batch(desk)
    desk.advance(actor=desk.person(Role.EDITOR), notes="Theirs.")
    with refused(desk, Stale, "“Notes” of"):
        take_back(desk, batch)


def test_a_brief_to_which_something_was_added_is_not_taken_out(desk: Desk) -> None:
    batch = last_batch(desk)
    desk.prove(number=2)
    with refused(desk, Stale, "R2 was added since"):
        take_back(desk, batch)
    take_back(desk)
    start = TEXT.index("Nobody")
    with desk.store.writing() as session:
        review.add_missed(session, desk.me, 1, start, len(TEXT))
    with refused(desk, Stale, "R3 was added since"):
        take_back(desk, batch)
    take_back(desk)
    assert desk.row(3).review == "rejected"
    take_back(desk, batch)


def test_extracting_again_is_undone(desk: Desk) -> None:
    found = extraction(finding("Keep talking.", confidence=0.1), finding("Nobody advised this at all."))
    with desk.store.writing() as session:
        reextract(session, desk.me, 1, found)
    take_back(desk)
    assert [(desk.row(n).review, desk.row(n).confidence) for n in (1, 2, 3)] == [
        ("pending", 0.9),
        ("pending", 0.5),
        ("rejected", 0.9),
    ]


def test_a_person_who_was_let_in_is_switched_off_by_admins_alone(desk: Desk) -> None:
    editor, admin = desk.person(Role.EDITOR), desk.person(Role.ADMIN)
    with desk.store.writing() as session:
        people.add(session, admin, "new@example.org", Role.STAFF)
    batch = last_batch(desk)
    with refused(desk, NotAllowed):
        take_back(desk, batch, editor)
    take_back(desk, batch, admin)
    with desk.store.reading() as session:
        assert not session.exec(select(Person).where(Person.email == "new@example.org")).one().active


def test_the_last_admin_stays_one(desk: Desk) -> None:
    admin = desk.person(Role.ADMIN)
    batch = last_batch(desk)
    with refused(desk, Invalid, "last admin"):
        take_back(desk, batch, admin)
    with refused(desk, Invalid), desk.store.writing() as session:
        with pytest.raises(Invalid, match="last admin"):
            undo(session, admin, batch)
        assert session.get_one(Person, admin.id).active
        raise Invalid
    desk.person(Role.ADMIN, "second")
    take_back(desk, batch, admin)


def test_staff_undo_what_they_did_themselves_and_may_do(desk: Desk) -> None:
    staff, other = desk.person(Role.STAFF), desk.person(Role.STAFF, "north")
    desk.advance(owner=staff.id)
    batch = last_batch(desk)
    desk.advance(actor=staff, notes="Mine.")
    mine = last_batch(desk)
    with refused(desk, NotAllowed, "Somebody else made this change"):
        take_back(desk, batch, staff)
    with refused(desk, NotAllowed, "Somebody else made this change"):
        take_back(desk, mine, other)
    take_back(desk, mine, staff)
    assert desk.row().notes == ""
    desk.advance(actor=staff, owner=other.id)
    take_back(desk, actor=staff)
    assert desk.row().owner_id == staff.id


def test_staff_take_out_their_own_upload_and_no_other(desk: Desk) -> None:
    staff = desk.person(Role.STAFF, "north")
    with refused(desk, NotAllowed):
        take_back(desk, desk.changes("brief")[0].batch, staff)
    with desk.store.writing() as session:
        take(session, staff, b"mine")
    take_back(desk, actor=staff)
    with desk.store.reading() as session:
        assert session.get_one(Brief, 2).removed


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ADMIN])
def test_who_may_not_make_a_change_undoes_none(desk: Desk, role: Role) -> None:
    person = desk.person(role)
    desk.advance(notes="Mine.")
    with refused(desk, NotAllowed):
        take_back(desk, actor=person)


def test_what_was_never_done_cannot_be_undone(desk: Desk) -> None:
    with refused(desk, NotFound, "no change nonsense"):
        take_back(desk, "nonsense")


def test_evidence_of_own_claims_and_the_day_of_it_come_back_as_they_were(desk: Desk) -> None:
    desk.prove(EvidenceKind.OWN_CLAIM, dated=PartialDate.parse("2021-05"))
    with desk.store.writing() as session:
        evidence.withdraw(session, desk.me, 1, None, "wrong")
    take_back(desk)
    with desk.store.reading() as session:
        row = session.get_one(Evidence, 1)
        assert (row.withdrawn, row.dated) == (False, date(2021, 5, 1))
        expect_history_to_hold(session)


def test_undoing_needs_a_person(desk: Desk) -> None:
    with desk.store.writing() as session, pytest.raises(Exception, match="not signed in"):
        undo(session, None, last_batch(desk))

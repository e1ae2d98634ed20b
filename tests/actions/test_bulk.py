from datetime import date

import pytest
from sqlalchemy import event
from sqlmodel import select

from tests.actions.conftest import Desk
from tracker.actions import bulk, guessing, importing
from tracker.actions.changes import change_all
from tracker.actions.undo import plan, undo
from tracker.errors import Invalid, NotAllowed, Stale
from tracker.reading.sheet_reader import read_sheet
from tracker.store.history import By
from tracker.store.people_tables import Change
from tracker.store.tables import Brief, Recommendation
from tracker.vocabulary.answers import EvidenceKind
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


@pytest.fixture
def many(desk: Desk) -> tuple[tuple[int, int], ...]:
    """Forty recommendations of four briefs, every other with evidence, all pending."""
    head = "Recommendation,Title,Link\n"
    rows = "".join(
        f"Take step number {n} in the plan,Brief {n // 10},{'https://example.org' * (n % 2)}\n" for n in range(40)
    )
    sheet = read_sheet("x.csv", (head + rows).encode())
    mapped = guessing.guess(sheet).but(kind=EvidenceKind.PUBLIC_DOCUMENT)
    assert importing.run(desk.store.writing, desk.me, sheet, mapped).wanted == 40
    with desk.store.reading() as session:
        found = session.exec(select(Recommendation).where(Recommendation.origin == "imported"))
        return tuple((row.id or 0, row.version) for row in found)


def test_many_are_looked_at_changed_and_undone_in_few_questions(desk: Desk, many: tuple[tuple[int, int], ...]) -> None:
    asked: list[str] = []
    event.listen(desk.store.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    fields = {"status": "adopted", "status_on": PartialDate.parse("2024-03"), "owner": desk.me.id}

    def questions() -> int:
        n = len(asked)
        asked.clear()
        return n

    with desk.store.reading() as session:
        verdicts = bulk.preview(session, desk.me, many, fields)
    assert (sum(bool(one.changes) for one in verdicts), questions() < 20) == (20, True)
    with desk.store.writing() as session:
        done = bulk.update_all(session, desk.me, many, "gazette", fields)
    assert (done.changed, len(done.refused), questions() < 30) == (20, 20, True)
    with desk.store.reading() as session:
        planned = plan(session, desk.me, done.batch, most=3)
        assert (len(planned.steps), planned.values, planned.refused) == (3, 20 * 4, "")
    assert questions() < 30
    with desk.store.writing() as session:
        undone = undo(session, desk.me, done.batch)
    assert (undone.rows, questions() < 60) == (20, True)
    with desk.store.reading() as session:
        assert {session.get_one(Recommendation, key).status for key, _seen in many} == {"not_assessed"}


def test_an_import_is_undone_and_brought_back_in_few_questions(desk: Desk, many: tuple[tuple[int, int], ...]) -> None:
    asked: list[str] = []
    with desk.store.reading() as session:
        made = select(Change.batch).where(Change.entity == "recommendation", Change.entity_id == many[0][0])
        batch = session.exec(made).one()
    event.listen(desk.store.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    with desk.store.writing() as session:
        undone = undo(session, desk.me, batch)
    assert (undone.rows, undone.made, len(asked) < 60) == (4, 4 + 40 + 20, True)
    with desk.store.writing() as session:
        undo(session, desk.me, undone.batch)
    with desk.store.reading() as session:
        assert not any(brief.removed for brief in session.exec(select(Brief)))


def test_changed_together_means_changed_by_nobody_else(desk: Desk) -> None:
    row = desk.row(1)
    desk.advance(priority="low")
    with pytest.raises(Stale), desk.store.writing() as session:
        change_all(session, By(desk.me, "late"), [(row, {"notes": "mine"})])
    assert desk.row(1).notes == ""

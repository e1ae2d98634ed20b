import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Site, asked, said
from tracker.actions import review
from tracker.queries.drafts import draft
from tracker.store.clock import today
from tracker.store.people_tables import Person
from tracker.store.tables import Recommendation
from tracker.store.work_tables import Draft
from tracker.ui import downloads
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role

UPDATES, RECORD = "work/updates", "explore/recommendation"
BEGUN = {"started": "20200101T000000", "of": "2"}


@pytest.fixture
def queued(site: Site) -> Site:
    """Two confirmed recommendations, neither ever looked at."""
    with site.desk.store.writing() as session:
        for row in session.exec(select(Recommendation)):
            review.confirm(session, site.desk.me, row.id or 0, None)
    return site


def sprint(site: Site, who: Person | None = None, **query: str) -> AppTest:
    return site.visit(UPDATES, who, **{**BEGUN, **query})


def pressed(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def keys(app: AppTest) -> list[str]:
    return [str(button.key) for button in app.button if str(button.key).startswith("sprint.")]


def field(app: AppTest, kind: str, part: str) -> Any:
    (found,) = [widget for widget in app.get(kind) if str(widget.key).endswith(f".{part}")]
    return found


def test_what_waits_is_told_with_its_reasons_and_the_sprint_begins(queued: Site) -> None:
    app = queued.visit(UPDATES)
    assert "2 recommendations need a look" in said(app)
    assert "Not checked for a year, or ever: 2" in said(app)
    pressed(app, "sprint.begin")
    assert asked(app, "of") == ["2"] and asked(app, "at") == ["1"]
    assert "Keep talking." in said(app)
    assert "Never checked" in said(app)


def test_what_waits_can_be_taken_along_in_its_order(queued: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    offered: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(downloads, "offer", lambda make, name: offered.update({name: make}))
    queued.desk.advance(number=2, due=today())
    queued.visit(UPDATES, order="due")
    rows = list(csv.DictReader(io.StringIO(offered["updates"]().decode("utf-8-sig"), newline="")))
    assert [row["reference"] for row in rows] == [queued.desk.row(n).reference for n in (2, 1)]
    queued.visit(UPDATES, search="publish")
    rows = list(csv.DictReader(io.StringIO(offered["updates"]().decode("utf-8-sig"), newline="")))
    assert [row["wording"] for row in rows] == ["The ministry should publish figures."]


def test_a_gesture_brings_the_next_one_until_all_is_done(queued: Site) -> None:
    app = pressed(sprint(queued), "sprint.checked.1")
    assert asked(app, "at") == ["2"]
    assert queued.desk.row(1).verified_on == today()
    pressed(app, "sprint.stalled.2")
    assert queued.desk.row(2).status == "stalled"
    assert "All done" in said(app)
    assert "2 recommendations were looked at." in said(app)
    pressed(app, "sprint.undo")
    assert queued.desk.row(2).status == "not_assessed"
    assert asked(app, "at") == ["2"]


def test_skip_back_and_undo(queued: Site) -> None:
    app = sprint(queued)
    assert app.button(key="sprint.back.1").disabled and app.button(key="sprint.undo.1").disabled
    pressed(app, "sprint.skip.1")
    assert asked(app, "at") == ["2"]
    pressed(app, "sprint.back.2")
    assert asked(app, "at") == ["1"]
    pressed(pressed(app, "sprint.checked.1"), "sprint.undo.2")
    assert asked(app, "at") == ["1"]
    assert queued.desk.row(1).verified_on is None
    assert queued.desk.row(1).version == 4


def test_after_a_reload_the_way_back_and_undo_are_there(queued: Site) -> None:
    pressed(sprint(queued), "sprint.checked.1")
    app = sprint(queued, at="2")
    assert not app.button(key="sprint.undo.2").disabled
    pressed(app, "sprint.back.2")
    assert asked(app, "at") == ["1"]


def test_a_closed_one_comes_back_and_may_hold_for_a_year(queued: Site) -> None:
    queued.desk.prove(EvidenceKind.PUBLIC_DOCUMENT)
    lapsed = today() - timedelta(days=1)
    queued.desk.advance(
        status="adopted",
        status_on=PartialDate.parse("2021"),
        reverify_by=lapsed,
        verified_on=lapsed - timedelta(days=9),
    )
    app = sprint(queued, at="1")
    assert "To be checked again by" in said(app)
    assert "sprint.stalled.1" not in keys(app)
    pressed(app, "sprint.holds.1")
    assert queued.desk.row(1).verified_on == today()
    assert (queued.desk.row(1).reverify_by or date.min) > today() + timedelta(days=360)


def test_the_form_moves_on_when_it_is_saved_and_counts_as_a_look(queued: Site) -> None:
    app = pressed(sprint(queued), "sprint.form.1")
    assert keys(app) == ["sprint.end"]
    assert "Saving also notes that it was checked today." in said(app)
    field(app, "text_area", "outcome").input("A register.").run()
    field(app, "text_input", "why").input("The ministry's page").run()
    pressed(app, "outcome.1.save")
    row = queued.desk.row(1)
    assert (row.outcome, row.verified_on) == ("A register.", today())
    assert asked(app, "at") == ["2"]
    with queued.desk.store.reading() as session:
        assert session.exec(select(Draft)).all() == []


def test_the_form_says_what_its_words_need(queued: Site) -> None:
    app = pressed(sprint(queued), "sprint.form.1")
    field(app, "selectbox", "status").select("adopted").run()
    assert "To close it, say since when." in said(app)
    assert "evidence of strength 2 or more; there is strength 0" in said(app)
    field(app, "text_input", "status_on").input("2019").run()
    assert "before the brief came out" in said(app)
    field(app, "selectbox", "contribution").select("possible").run()
    assert "what else may explain the outcome" in said(app)
    field(app, "selectbox", "status").select("superseded").run()
    assert field(app, "text_input", "superseded_by")


@pytest.mark.parametrize("page", [UPDATES, RECORD])
def test_what_was_typed_is_offered_again_and_thrown_away_by_cancelling(queued: Site, page: str) -> None:
    opens = {UPDATES: "sprint.form.1", RECORD: "outcome.1.open"}[page]
    query = {UPDATES: {**BEGUN, "at": "1"}, RECORD: {"id": "1"}}[page]
    app = pressed(queued.visit(page, **query), opens)
    field(app, "text_area", "notes").input("Half a sen").run()
    field(app, "date_input", "due").set_value(date(2031, 2, 3)).run()
    again = queued.visit(page, **query)
    assert "is kept and not saved yet" in said(again)
    pressed(again, opens)
    assert "Nothing of it is saved yet." in said(again)
    assert field(again, "text_area", "notes").value == "Half a sen"
    assert field(again, "date_input", "due").value == date(2031, 2, 3)
    pressed(again, "outcome.1.cancel")
    with queued.desk.store.reading() as session:
        assert draft(session, queued.desk.me, 1) is None
    assert queued.desk.row(1).version == 2


def test_a_draft_over_an_older_version_never_writes_over_others_unseen(queued: Site) -> None:
    app = pressed(sprint(queued), "sprint.form.1")
    field(app, "text_area", "notes").input("Mine").run()
    queued.desk.advance(notes="Theirs", priority="high")
    again = pressed(sprint(queued), "sprint.form.1")
    assert field(again, "selectbox", "priority").value == "high"
    field(again, "text_input", "why").input("As I know").run()
    pressed(again, "outcome.1.save")
    assert queued.desk.row(1).notes == "Theirs"
    assert "Theirs" in said(again) and field(again, "text_area", "notes").value == "Mine"


def test_news_of_somebody_else_keeps_both_names(queued: Site) -> None:
    other = queued.role(Role.EDITOR)
    app = pressed(sprint(queued), "sprint.form.1")
    field(app, "selectbox", "principal").select(other.id).run()
    field(app, "text_area", "notes").input("She was told.").run()
    field(app, "text_input", "why").input("She called").run()
    pressed(app, "outcome.1.save")
    change = queued.desk.changes()[-1]
    assert (change.actor_id, change.on_behalf_of_id) == (queued.desk.me.id, other.id)


def test_keys_are_changed_and_switched_off_for_oneself(queued: Site) -> None:
    app = queued.visit(UPDATES)
    app.text_input(key="keys.sprint.skip").input("x")
    pressed(app, "keys.save")
    assert queued.visit(UPDATES).text_input(key="keys.sprint.skip").value == "X"
    app.text_input(key="keys.sprint.skip").input("r")
    pressed(app, "keys.save")
    assert "A key is one letter" in said(app)


def test_staff_see_their_own_and_their_units_alone(queued: Site) -> None:
    staff = queued.role(Role.STAFF)
    assert "Nothing needs a look here." in said(queued.visit(UPDATES, staff))
    queued.desk.advance(owner=staff.id)
    assert "1 recommendation needs a look" in said(queued.visit(UPDATES, staff))
    app = sprint(queued, staff, at="2")
    assert "neither yours nor your unit's" in said(app)
    assert keys(app) == ["sprint.end"]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ADMIN])
def test_who_may_not_update_does_not_see_the_page(queued: Site, role: Role) -> None:
    words = said(queued.visit(UPDATES, queued.role(role)))
    assert "not for your role" in words and "Keep talking" not in words


@pytest.mark.parametrize("bad", [{"started": "yesterday"}, {"scope": "<b>"}, {"order": "drop"}, {"of": "-1"}])
def test_an_address_that_means_nothing_is_read_calmly(queued: Site, bad: dict[str, str]) -> None:
    assert not queued.visit(UPDATES, **bad).exception


def test_evidence_is_withdrawn_with_a_reason(queued: Site) -> None:
    queued.desk.prove(source="The Paper")
    app = queued.visit(RECORD, id="1")
    assert "1 item, strength 2 of 5: the strongest item counts." in said(app)
    app.text_input(key="evidence.withdraw.1.why").input("It was another ministry").run()
    pressed(app, "evidence.withdraw.1.do")
    assert "There is no evidence yet." in said(app)
    assert queued.desk.changes("evidence")[-1].why == "It was another ministry"

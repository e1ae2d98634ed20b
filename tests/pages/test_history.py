"""History, undo and removal in the interface."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Site, said
from tests.pages.test_recommendation import record
from tracker.actions import review
from tracker.store.people_tables import Person
from tracker.store.tables import Brief
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role

PAGE = "manage/history"


def history(site: Site, who: Person | None = None, /, **query: str) -> AppTest:
    return site.visit(PAGE, who, **query)


def batch(site: Site, field: str = "notes") -> str:
    return next(change.batch for change in site.desk.changes() if change.field == field)


def keys(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button}


@pytest.mark.parametrize("role", [Role.STAFF, Role.EDITOR, Role.DIRECTOR, Role.ADMIN])
def test_those_who_work_here_read_what_was_changed(site: Site, role: Role) -> None:
    site.desk.advance(notes="Called $5m :smile: them.")
    words = said(history(site, site.role(role)))
    assert "Notes: – → Called $5m :smile: them." in words
    assert "as seen in a test" in words


def test_viewers_do_not(site: Site) -> None:
    assert "This page is not for your role" in said(history(site, site.role(Role.VIEWER)))


def test_it_is_narrowed_by_what_the_address_says(site: Site) -> None:
    site.desk.advance(notes="Mine.")
    assert "1 change\n" in said(history(site, field="notes")) + "\n"
    assert "No change matches this." in said(history(site, field="outcome"))
    assert "No change matches this." in said(history(site, record="B-1-1/R1"))
    assert "2 changes" in said(history(site, field="nonsense", person="x", since="soon", page="minus"))
    app = history(site, batch=batch(site))
    assert "Notes: – → Mine." in said(app)
    app.selectbox(key="audit.field").select("outcome").run()
    assert "No change matches this." in said(app)


def test_undo_tells_a_month_as_a_month(site: Site) -> None:
    for day in ("2020-09", "2021", "2021-03-01"):
        site.desk.advance(outcome_on=PartialDate.parse(day))
    first, second = (
        change.batch for change in site.desk.changes() if change.field == "outcome_on" and change.old != "null"
    )
    app = history(site).button(key=f"undo.{second}").click().run()
    assert "Date of the outcome: 1 March 2021 → 2021" in said(app)
    app.button(key=f"undo.do.{second}").click().run()
    app = history(site).button(key=f"undo.{first}").click().run()
    assert "Date of the outcome: 2021 → September 2020" in said(app)


def test_undo_shows_what_would_be_restored_then_restores_it(site: Site) -> None:
    site.desk.advance(notes="Mine.")
    name = batch(site)
    app = history(site).button(key=f"undo.{name}").click().run()
    assert "B-2020-12-3/R1 · Notes: Mine. → –" in said(app)
    assert site.desk.row().notes == "Mine."
    app.text_input(key=f"undo.why.{name}").input("the wrong record")
    app.button(key=f"undo.do.{name}").click().run()
    assert site.desk.row().notes == ""
    assert "Undone: 1 value in 1 record stand as before." in said(app)
    assert re.search(r"undid the change of \d+ \w+ \d{4}, \d+:\d\d: the wrong record", said(app))
    labels = [button.label for button in app.button if button.label.startswith("Undo")]
    assert (labels[0], {*labels[1:]}) == ("Undo the undo", {"Undo"})
    assert f"undo.{name}" not in keys(app) and re.search(r"undone on \d+ \w+ \d{4}, \d+:\d\d", said(app))
    undo = site.desk.changes()[-1].batch
    app = app.button(key=f"undo.{undo}").click().run()
    app = app.button(key=f"undo.do.{undo}").click().run()
    assert site.desk.row().notes != "" and f"undo.{name}" in keys(app) and f"undo.{undo}" not in keys(app)


def test_one_change_of_a_gesture_is_undone_alone(site: Site) -> None:
    site.desk.advance(1, notes="Mine.", priority="high")
    name = batch(site)
    app = history(site).button(key=f"undo.{name}").click().run()
    choice = app.selectbox(key=f"undo.part.{name}")
    assert [option.replace("\\", "") for option in choice.options] == [
        "All of it",
        "B-2020-12-3/R1 · Notes",
        "B-2020-12-3/R1 · Priority",
    ]
    choice.select_index(1)
    app.button(key=f"undo.do.{name}").click().run()
    assert (site.desk.row().notes, site.desk.row().priority) == ("", "high")
    assert f"undo.{name}" in keys(app), "the rest of it can still be undone"
    app = app.button(key=f"undo.{name}").click().run()
    app = app.selectbox(key=f"undo.part.{name}").select_index(2).run()
    app.button(key=f"undo.do.{name}").click().run()
    assert (site.desk.row().notes, site.desk.row().priority) == ("", "normal")
    assert f"undo.{name}" not in keys(app)


def test_undo_says_why_it_cannot_be(site: Site) -> None:
    site.desk.advance(notes="Mine.")
    name = batch(site)
    site.desk.advance(actor=site.role(Role.EDITOR), notes="Theirs.")
    app = history(site).button(key=f"undo.{name}").click().run()
    assert "“Notes” of B-2020-12-3/R1 was changed since, by editor@example.org" in said(app)
    assert f"undo.do.{name}" not in keys(app)
    app.button(key=f"undo.close.{name}").click().run()
    assert "was changed since" not in said(app)


def test_what_somebody_changes_while_one_looks_is_not_written_over(site: Site) -> None:
    site.desk.advance(notes="Mine.")
    name = batch(site)
    app = history(site).button(key=f"undo.{name}").click().run()
    site.desk.advance(actor=site.role(Role.EDITOR), notes="Theirs.")
    app.button(key=f"undo.do.{name}").click().run()
    assert site.desk.row().notes == "Theirs."
    assert "was changed since" in said(app)


def test_undo_stands_over_what_one_may_undo(site: Site) -> None:
    site.desk.advance(owner=site.role(Role.STAFF).id, priority="high")
    site.desk.advance(actor=site.role(Role.STAFF), notes="Mine.")
    offered = {f"undo.{batch(site)}", f"undo.{batch(site, 'priority')}"}
    for role, there in ((Role.STAFF, {f"undo.{batch(site)}"}), (Role.EDITOR, offered), (Role.ADMIN, set())):
        assert offered & keys(history(site, site.role(role))) == there
        if role is not Role.ADMIN:
            assert offered & keys(record(site, site.role(role))) == there


def test_undo_stands_on_the_record_too_and_not_over_its_taking_in(site: Site) -> None:
    site.desk.advance(notes="Mine.")
    name, taken_in = batch(site), site.desk.changes("brief")[0].batch
    app = record(site)
    assert f"undo.{taken_in}" not in keys(app)
    app.button(key=f"undo.{name}").click().run()
    app.button(key=f"undo.do.{name}").click().run()
    assert site.desk.row().notes == ""


def test_an_upload_is_taken_out_and_brought_back(site: Site) -> None:
    taken_in = site.desk.changes("brief")[0].batch
    app = history(site).button(key=f"undo.{taken_in}").click().run()
    assert "a brief leaves every list and count" in said(app)
    app.button(key=f"undo.do.{taken_in}").click().run()
    assert "There is no such brief" in said(site.visit("work/review", brief="1"))
    app = history(site)
    back = next(change.batch for change in site.desk.changes("brief") if change.field == "removed")
    app.button(key=f"undo.{back}").click().run()
    app.button(key=f"undo.do.{back}").click().run()
    assert "On talking" in said(site.visit("work/review", brief="1"))


def removing(site: Site, typed: str, why: str = "the wrong file") -> AppTest:
    app = site.visit("work/review", site.role(Role.DIRECTOR), brief="1")
    app.button(key="desk.removing").click().run()
    app.text_input(key="removing.why").input(why)
    app.text_input(key="removing.typed").input(typed)
    return app.button(key="removing.do").click().run()


def test_a_brief_is_removed_by_whoever_types_its_handle(site: Site) -> None:
    assert "type B-2020-12-3 to mean it" in said(removing(site, "yes"))
    assert "Say in a few words why" in said(removing(site, "B-2020-12-3", " "))
    app = removing(site, "B-2020-12-3")
    assert "The brief was removed for good." in said(app)
    assert "On talking" not in said(app)
    with site.desk.store.reading() as session:
        assert session.get_one(Brief, 1).removed
    assert "[removed]" in said(history(site))
    assert "Keep talking." not in said(history(site))


@pytest.mark.parametrize("role", [Role.STAFF, Role.EDITOR])
def test_removing_is_offered_to_directors_alone(site: Site, role: Role) -> None:
    app = site.visit("work/review", site.role(role), brief="1")
    assert "desk.removing" not in keys(app)


def test_two_on_one_candidate_choose_too(site: Site) -> None:
    key = site.desk.row().id or 0
    app = site.visit("work/review", brief="1").button(key=f"desk.edit.{key}").click().run()
    colleague = site.role(Role.EDITOR)
    with site.desk.store.writing() as session:
        review.amend(session, colleague, key, None, wording="Theirs.")
    (field,) = [area for area in app.text_area if str(area.key).endswith(".wording")]
    field.input("Mine.")
    app.button(key=f"candidate.{key}.save").click().run()
    (choice,) = app.radio
    assert [option.replace("\\", "") for option in choice.options] == [
        "Keep the saved value: “Theirs.”",
        "Keep mine: “Mine.”",
    ]
    choice.set_value("mine")
    app.button(key=f"candidate.{key}.save").click().run()
    assert site.desk.row().wording == "Mine."

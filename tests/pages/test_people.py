"""The page on people: for admins alone; letting in, changing, shutting out, units; and entries on somebody's behalf."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Site, said
from tracker.actions import people
from tracker.queries.history import history
from tracker.store.access import find_person
from tracker.store.people_tables import Person
from tracker.ui import identity
from tracker.vocabulary.roles import Role

PAGE = "manage/people"


def pressed(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def field(app: AppTest, kind: str, part: str) -> Any:
    (found,) = [widget for widget in app.get(kind) if str(widget.key).endswith(f".{part}")]
    return found


def known(site: Site, email: str) -> Person:
    with site.desk.store.reading() as session:
        person = find_person(session, email)
        assert person
        return person


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_the_page_is_for_admins(site: Site, role: Role) -> None:
    site.role(Role.ADMIN)
    app = site.visit(PAGE, site.role(role))
    assert "This page is not for your role" in said(app)
    assert "admin@example.org" not in said(app)


def test_an_admin_lets_somebody_in(site: Site) -> None:
    admin = site.role(Role.ADMIN)
    app = pressed(site.visit(PAGE, admin), "person.new.open")
    field(app, "text_input", "email").set_value("not an address")
    app = pressed(app, "person.new.save")
    assert "is no e-mail address" in said(app)
    field(app, "text_input", "email").set_value("Ann@Example.org")
    field(app, "text_input", "name").set_value("Ann *Arlow*")
    field(app, "selectbox", "role").set_value("editor")
    app = pressed(app, "person.new.save")
    assert "They are let in" in said(app)
    assert "Ann *Arlow*" in said(app)
    ann = known(site, "ann@example.org")
    assert (ann.role, ann.active, ann.unit_id) == ("editor", True, None)


def test_an_admin_changes_a_role_and_shuts_out(site: Site) -> None:
    admin, bo = site.role(Role.ADMIN), site.role(Role.STAFF, "north")
    app = pressed(site.visit(PAGE, admin), f"person.{bo.id}.open")
    app = pressed(app, f"person.{bo.id}.save")
    assert "Nothing has been changed yet" in said(app)
    field(app, "selectbox", "role").set_value("director")
    app = pressed(app, f"person.{bo.id}.save")
    assert (known(site, bo.email).role, known(site, bo.email).unit_id) == ("director", bo.unit_id)
    app = pressed(app, f"person.{bo.id}.open")
    field(app, "checkbox", "active").set_value(False)
    app = pressed(app, f"person.{bo.id}.save")
    assert "Shut out" in said(app)
    assert not known(site, bo.email).active
    assert "You are not signed in" in said(site.visit("work/review", bo))


def test_the_last_admin_is_told_why_they_stay(site: Site) -> None:
    admin = site.role(Role.ADMIN)
    app = pressed(site.visit(PAGE, admin), f"person.{admin.id}.open")
    field(app, "checkbox", "active").set_value(False)
    app = pressed(app, f"person.{admin.id}.save")
    assert "This is the last admin" in said(app)
    assert known(site, admin.email).active


def test_two_admins_see_both_values(site: Site) -> None:
    admin, bo = site.role(Role.ADMIN), site.role(Role.STAFF)
    app = pressed(site.visit(PAGE, admin), f"person.{bo.id}.open")
    field(app, "selectbox", "role").set_value("viewer")
    with site.desk.store.writing() as session:
        people.amend(session, site.desk.me, bo.id or 0, None, role=Role.EDITOR)
    app = pressed(app, f"person.{bo.id}.save")
    choice = field(app, "radio", "keep.role")
    assert [option.replace("\\", "") for option in choice.options] == [
        "Keep the saved value: “Editor”",
        "Keep mine: “Viewer”",
    ]
    choice.set_value("mine")
    app = pressed(app, f"person.{bo.id}.save")
    assert known(site, bo.email).role == "viewer"


def test_units_are_added_and_renamed(site: Site) -> None:
    admin = site.role(Role.ADMIN)
    bo = site.role(Role.STAFF, "north")
    app = site.visit(PAGE, admin)
    assert "1 person, 0 briefs" in said(app)
    app = pressed(app, f"unit.{bo.unit_id}.open")
    field(app, "text_input", "name").set_value("Far North")
    app = pressed(app, f"unit.{bo.unit_id}.save")
    assert "Far North" in said(app)
    app = pressed(app, "unit.new.open")
    field(app, "text_input", "name").set_value("far north")
    app = pressed(app, "unit.new.save")
    assert "There is a unit called far north already" in said(app)


def test_many_people_are_looked_for(site: Site) -> None:
    admin = site.role(Role.ADMIN)
    with site.desk.store.writing() as session:
        for number in range(12):
            people.add(session, site.desk.me, f"p{number}@example.org", Role.VIEWER, name=f"Person {number}")
    app = site.visit(PAGE, admin)
    app.text_input(key="people.find").set_value("person 11").run()
    assert "Person 11" in said(app) and "Person 10" not in said(app)


def test_an_outcome_is_entered_for_somebody_else(site: Site) -> None:
    staff = site.role(Role.STAFF)
    key = site.desk.row().id or 0
    app = pressed(site.visit("explore/recommendation", None, id=str(key)), f"outcome.{key}.open")
    field(app, "selectbox", "response").set_value("noted")
    field(app, "text_input", "why").set_value("They said so.")
    field(app, "selectbox", "principal").set_value(staff.id)
    app = pressed(app, f"outcome.{key}.save")
    assert "Saved." in said(app)
    with site.desk.store.reading() as session:
        first = history(session, site.desk.me, key).iloc[0]
    assert (first["who"], first["on_behalf_of"]) == ("You", staff.email)
    assert staff.email in said(app)


def test_nothing_stays_for_the_next_person_at_the_same_screen(site: Site) -> None:
    editor, viewer = site.role(Role.EDITOR), site.role(Role.VIEWER)
    app = site.visit("work/review", editor, brief="1")
    app.session_state["form.outcome.1"] = "typed by the editor"
    assert "form.outcome.1" in app.run().session_state
    site.patch.setattr(identity, "_claimed", lambda: viewer.email)
    app.run()
    assert "This page is not for your role" in said(app)
    assert "form.outcome.1" not in app.session_state
    assert "Keep talking" not in said(app)

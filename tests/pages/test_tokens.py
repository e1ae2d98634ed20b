"""The page on tokens: everybody makes and revokes their own, admins see and revoke all; a new one is shown once."""

from typing import Any

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Site, said
from tracker.actions import tokens
from tracker.queries.tokens import bearer
from tracker.store.people_tables import Person
from tracker.vocabulary.roles import Role

PAGE = "manage/tokens"


def pressed(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def field(app: AppTest, kind: str, part: str) -> Any:
    (found,) = [widget for widget in app.get(kind) if str(widget.key).endswith(f".{part}")]
    return found


def made(site: Site, who: Person, name: str) -> tuple[int, str]:
    with site.desk.store.writing() as session:
        row, secret = tokens.make(session, who, name)
        return row.id or 0, secret


def opens(site: Site, secret: str) -> Role | str | None:
    with site.desk.store.reading() as session:
        found = bearer(session, secret)
        return found.most if found else "nothing"


def test_a_token_is_made_and_shown_until_it_was_copied(site: Site) -> None:
    app = pressed(site.visit(PAGE, site.role(Role.EDITOR)), "token.new.open")
    app = pressed(app, "token.new.save")
    assert "Give it a name that says what it is for" in said(app)
    field(app, "text_input", "name").set_value("Our *website*")
    field(app, "checkbox", "viewer_only").set_value(False)
    app = pressed(app, "token.new.save")
    secret = app.code[0].value
    assert secret.startswith(tokens.MARK) and "**Our *website***" in said(app)
    assert opens(site, secret) is None
    assert "reads as its person may" in said(app) and "never used" in said(app)
    app = pressed(app, "token.fresh.done")
    assert not app.code
    assert "token.fresh" not in app.session_state


def test_a_viewer_makes_one_that_reads_as_a_viewer(site: Site) -> None:
    app = pressed(site.visit(PAGE, site.role(Role.VIEWER)), "token.new.open")
    assert not app.checkbox
    field(app, "text_input", "name").set_value("A script")
    app = pressed(app, "token.new.save")
    assert opens(site, app.code[0].value) is Role.VIEWER


def test_one_revokes_ones_own_and_sees_nobody_elses(site: Site) -> None:
    editor, staff = site.role(Role.EDITOR), site.role(Role.STAFF)
    key, secret = made(site, editor, "Mine")
    made(site, staff, "Theirs")
    app = site.visit(PAGE, editor)
    assert "Mine" in said(app) and "Theirs" not in said(app) and "Tokens of other people" not in said(app)
    app = pressed(app, f"token.{key}.revoke")
    assert "The token is revoked." in said(app) and "revoked" in said(app)
    assert opens(site, secret) == "nothing"
    assert [button.key for button in app.button if str(button.key).endswith("revoke")] == []


def test_an_admin_revokes_anybodys(site: Site) -> None:
    admin, staff = site.role(Role.ADMIN), site.role(Role.STAFF)
    key, secret = made(site, staff, "Theirs")
    app = site.visit(PAGE, admin)
    assert "You have made no token yet." in said(app) and "staff@example.org" in said(app)
    pressed(app, f"token.{key}.revoke")
    assert opens(site, secret) == "nothing"


def test_the_page_is_for_everybody(site: Site) -> None:
    for role in Role:
        assert "You have made no token yet." in said(site.visit(PAGE, site.role(role)))

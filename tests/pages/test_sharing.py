"""Sharing the board's page: for those who approve reports alone, below the page; a new link is shown once."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Site, said
from tracker.actions import review, shares
from tracker.queries.shares import behind
from tracker.store.clock import today
from tracker.vocabulary.roles import Role

PAGE = "report/board"


@pytest.fixture
def site(site: Site) -> Site:
    """The site with something to report."""
    with site.desk.store.writing() as session:
        review.confirm(session, site.desk.me, 1, None)
    return site


def field(app: AppTest, kind: str, part: str) -> Any:
    (found,) = [widget for widget in app.get(kind) if str(widget.key).endswith(f".{part}")]
    return found


def opens(site: Site, secret: str) -> bool:
    with site.desk.store.reading() as session:
        return behind(session, secret) is not None


def test_a_director_makes_a_link_and_revokes_it(site: Site) -> None:
    site.patch.setenv("TRACKER_PUBLIC_URL", "https://tracker.example.org/")
    app = site.visit(PAGE, site.role(Role.DIRECTOR)).button(key="share.new.open").click().run()
    app = app.button(key="share.new.save").click().run()
    assert "Say for whom the link is." in said(app)
    field(app, "text_input", "name").set_value("The *trustees*")
    app = app.button(key="share.new.save").click().run()
    link = app.code[0].value
    secret = link.rpartition("/")[2]
    assert opens(site, secret) and "/share/" in link
    assert "**The *trustees***" in said(app) and "not opened yet" in said(app)
    app = app.button(key="share.fresh.done").click().run()
    assert not app.code
    with site.desk.store.noting() as session:
        shares.opened(session, 1)
    app = app.button(key="share.1.revoke").click().run()
    assert "The link is revoked." in said(app) and "opened 1 time," in said(app)
    assert not opens(site, secret)


def test_nobody_else_sees_the_links(site: Site) -> None:
    with site.desk.store.writing() as session:
        shares.make(session, site.desk.me, "The trustees", today())
    for role in (Role.VIEWER, Role.STAFF, Role.EDITOR, Role.ADMIN):
        app = site.visit(PAGE, site.role(role))
        assert "trustees" not in said(app) and "Share this page" not in said(app)
        assert not [button for button in app.button if str(button.key).startswith("share.")]

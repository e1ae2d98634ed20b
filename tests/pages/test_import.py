from tests.pages.conftest import Site, said
from tracker.vocabulary.roles import Role

IMPORT = "work/import"


def test_a_viewer_and_an_admin_are_turned_away(shared: Site) -> None:
    for role in (Role.VIEWER, Role.ADMIN):
        assert "not for your role" in said(shared.visit(IMPORT, shared.role(role)))


def test_staff_are_told_of_their_edits_and_editors_of_moving_in_too(shared: Site) -> None:
    staff, editor = (said(shared.visit(IMPORT, shared.role(role))) for role in (Role.STAFF, Role.EDITOR))
    assert "A file that you downloaded here" in staff
    assert "another tracker" not in staff
    assert "A spreadsheet of another tracker" in editor

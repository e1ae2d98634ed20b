"""Views kept under a name: whose they are, who may change them, and their history."""

import pytest

from tests.actions.conftest import Desk
from tracker.actions import removal, views
from tracker.actions.undo import undo
from tracker.errors import Invalid, NotAllowed, NotFound, Stale, TrackerError
from tracker.queries.views import View
from tracker.queries.views import views as kept
from tracker.store.people_tables import Person
from tracker.store.tombstones import MARK
from tracker.store.work_tables import SavedView
from tracker.vocabulary.roles import Role, Verb, may

pytestmark = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
QUERY = {"region": ["IRN", "IRQ"], "step": ["month"]}


def save(desk: Desk, who: Person, name: str = "Iran & $5m <b>", *, shared: bool = False) -> int:
    with desk.store.writing() as session:
        row = views.save(session, who, name, "trends", QUERY)
        if shared:
            views.share(session, who, row.id or 0, row.version, shared=True)
        return row.id or 0


def seen(desk: Desk, who: Person) -> list[View]:
    with desk.store.reading() as session:
        return list(kept(session, who))


def row(desk: Desk, key: int) -> SavedView:
    with desk.store.reading() as session:
        return session.get_one(SavedView, key)


@pytest.mark.parametrize("role", list(Role))
def test_everybody_keeps_views_for_themselves(desk: Desk, role: Role) -> None:
    me, other = desk.person(role), desk.person(Role.DIRECTOR, "else")
    save(desk, me, "  Iran\n and \u202e Iraq ")
    (view,) = seen(desk, me)
    assert (view.name, view.page, view.query, view.mine, view.shared) == ("Iran and Iraq", "trends", QUERY, True, False)
    assert seen(desk, other) == []
    with desk.store.writing() as session:
        for act in (views.rename, views.delete):
            with pytest.raises(NotFound):
                act(session, other, view.id, None, *(["x"] if act is views.rename else []))


@pytest.mark.parametrize("role", list(Role))
def test_who_works_on_the_contents_shares(desk: Desk, role: Role) -> None:
    me, viewer = desk.person(role, "mine"), desk.person(Role.VIEWER)
    key = save(desk, me)
    if not may(role, Verb.UPDATE):
        with desk.store.writing() as session, pytest.raises(NotAllowed):
            views.share(session, me, key, None, shared=True)
        return
    with desk.store.writing() as session:
        views.share(session, me, key, 1, shared=True)
    (view,) = seen(desk, viewer)
    assert (view.mine, view.shared, view.keeper) == (False, True, me.email)
    with desk.store.writing() as session, pytest.raises(NotAllowed):
        views.rename(session, viewer, key, None, "Mine now")
    with desk.store.writing() as session:
        views.share(session, me, key, 2, shared=False)
    assert seen(desk, viewer) == []


@pytest.mark.parametrize("role", [Role.STAFF, Role.EDITOR, Role.DIRECTOR, Role.ADMIN])
def test_editors_keep_order_in_what_is_shared(desk: Desk, role: Role) -> None:
    key = save(desk, desk.person(Role.STAFF, "theirs"), shared=True)
    me = desk.person(role)
    with desk.store.writing() as session:
        if may(role, Verb.UPDATE_ALL):
            views.rename(session, me, key, None, "In order")
            views.delete(session, me, key, None)
        else:
            with pytest.raises(NotAllowed):
                views.delete(session, me, key, None)
    assert row(desk, key).removed is may(role, Verb.UPDATE_ALL)


@pytest.mark.parametrize(
    ("name", "page", "query"),
    [
        ("", "trends", {}),
        (" \x00\n", "trends", {}),
        ("n" * 81, "trends", {}),
        ("Old", "trends", {}),
        ("OLD", "trends", {}),
        ("New", "https://evil.example/", {}),
        ("New", "../trends", {}),
        ("New", "trends", {"javascript:": ["x"]}),
        ("New", "trends", {"search": ["x" * 5000]}),
    ],
)
def test_what_cannot_be_kept_is_refused(desk: Desk, name: str, page: str, query: dict[str, list[str]]) -> None:
    save(desk, desk.me, "Old")
    with desk.store.writing() as session, pytest.raises(Invalid):
        views.save(session, desk.me, name, page, query)
    assert [view.name for view in seen(desk, desk.me)] == ["Old"]


def test_a_name_is_free_again_when_its_view_is_deleted(desk: Desk) -> None:
    key = save(desk, desk.me, "Old")
    with desk.store.writing() as session:
        views.delete(session, desk.me, key, 1)
        with pytest.raises(NotFound):
            views.rename(session, desk.me, key, None, "x")
    assert save(desk, desk.me, "old") != key
    assert save(desk, desk.person(Role.VIEWER), "Old")


def test_nothing_is_written_over_and_everything_has_its_history(desk: Desk) -> None:
    key = save(desk, desk.me, "First")
    with desk.store.writing() as session:
        views.rename(session, desk.me, key, 1, "Second")
        views.rename(session, desk.me, key, 1, "Second")
    with desk.store.writing() as session, pytest.raises(Stale):
        views.rename(session, desk.me, key, 1, "Third")
    changes = desk.changes("saved_view")
    assert [(one.field, one.new) for one in changes[1:]] == [("name", '"Second"')]
    with desk.store.writing() as session:
        undo(session, desk.me, changes[-1].batch)
    assert row(desk, key).name == "First"


def test_a_deleted_view_comes_back_by_undoing(desk: Desk) -> None:
    editor = desk.person(Role.EDITOR)
    key = save(desk, editor, shared=True)
    with desk.store.writing() as session:
        views.delete(session, editor, key, None)
    batch = desk.changes("saved_view")[-1].batch
    staff = desk.person(Role.STAFF)
    with desk.store.writing() as session, pytest.raises(TrackerError):
        undo(session, staff, batch)
    with desk.store.writing() as session:
        undo(session, editor, batch)
    assert [view.id for view in seen(desk, editor)] == [key]


def test_somebody_elses_own_view_is_not_undone(desk: Desk) -> None:
    save(desk, desk.person(Role.VIEWER))
    director, batch = desk.person(Role.DIRECTOR), desk.changes("saved_view")[-1].batch
    with desk.store.writing() as session, pytest.raises(NotAllowed):
        undo(session, director, batch)


def test_with_a_person_go_the_views_of_that_person_alone(desk: Desk) -> None:
    me = desk.person(Role.STAFF)
    own, shared = save(desk, me, "About Smith"), save(desk, me, "For all", shared=True)
    with desk.store.writing() as session:
        removal.remove_person(session, desk.me, me.id or 0)
    assert (row(desk, own).name, row(desk, own).query, row(desk, own).removed) == (MARK, "{}", True)
    assert row(desk, shared).name == "For all"
    assert not [one for one in desk.changes("saved_view") if "Smith" in f"{one.old}{one.new}"]

"""Whom a sign-in elsewhere makes somebody here: known, let in, refused, and in which role."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.actions.conftest import Desk
from tracker.actions import people, sign_in
from tracker.actions.sign_in import Claimed, said_role
from tracker.errors import BadSetting
from tracker.settings import settings
from tracker.store.access import SOLE_EMAIL
from tracker.store.people_tables import Person
from tracker.vocabulary.roles import Role

ON_SQLITE = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
Put = Callable[..., None]


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch) -> Iterator[Put]:
    """Set settings for this test."""

    def setting(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"TRACKER_{name.upper()}", value)
        settings.cache_clear()

    setting()
    yield setting
    settings.cache_clear()


def asking(desk: Desk, claimed: Claimed) -> Person | None:
    """Who that is, as the pages find out."""
    with desk.store.reading() as session:
        found, due = sign_in.known(session, claimed), sign_in.due(session, claimed)
    if not due:
        return found
    with desk.store.writing() as session:
        return sign_in.welcome(session, claimed)


def said(email: str, role: Role | None = None, minutes: float = 1) -> Claimed:
    return Claimed(email, "Some Body", role, datetime.now(UTC) + timedelta(minutes=minutes))


@ON_SQLITE
def test_who_is_known_comes_in_as_the_store_says(desk: Desk, put: Put) -> None:
    staff = desk.person(Role.STAFF)
    for claimed in (Claimed("STAFF@example.org"), said("staff@example.org", Role.ADMIN)):
        found = asking(desk, claimed)
        assert found and (found.id, found.role) == (staff.id, "staff")
    assert len(desk.changes("person")) == 1


@ON_SQLITE
def test_who_is_unknown_or_shut_out_or_the_machines_own_is_refused(desk: Desk, put: Put) -> None:
    out = desk.person(Role.DIRECTOR)
    with desk.store.writing() as session:
        people.amend(session, desk.me, out.id or 0, None, active=False)
    before = len(desk.changes("person"))
    for setting in ({}, {"unknown_people": "viewer"}, {"oidc_role_claim": "groups"}):
        put(**setting)
        for email in (out.email, SOLE_EMAIL):
            assert asking(desk, said(email, Role.ADMIN)) is None, (setting, email)
    put(unknown_people="refuse", oidc_role_claim="")
    assert asking(desk, said("new@example.org", Role.ADMIN)) is None
    assert len(desk.changes("person")) == before


@ON_SQLITE
def test_unknown_people_may_be_let_in_as_viewers(desk: Desk, put: Put) -> None:
    put(unknown_people="viewer")
    found = asking(desk, Claimed("New@Example.org", "New \n Comer"))
    assert found and (found.email, found.name, found.role) == ("new@example.org", "New Comer", "viewer")
    again = asking(desk, Claimed("new@example.org"))
    assert again and again.id == found.id
    assert asking(desk, Claimed("no address")) is None
    assert [change.actor_id for change in desk.changes("person")] == [found.id]


@ON_SQLITE
def test_the_provider_gives_and_takes_roles(desk: Desk, put: Put) -> None:
    put(oidc_role_claim="groups")
    staff = desk.person(Role.STAFF)
    found = asking(desk, said(staff.email, Role.EDITOR))
    assert found and found.role == "editor"
    assert [change.why for change in desk.changes("person")][1:] == ["as the sign-in provider says"]
    new = asking(desk, said("new@example.org", Role.DIRECTOR))
    assert new and new.role == "director"
    assert asking(desk, said(staff.email, None)) is None
    put(unknown_people="viewer")
    found = asking(desk, said(staff.email, None, minutes=2))
    assert found and found.role == "viewer"


@ON_SQLITE
def test_the_newest_word_about_a_role_counts(desk: Desk, put: Put) -> None:
    put(oidc_role_claim="groups")
    staff = desk.person(Role.STAFF)
    old = said(staff.email, Role.EDITOR, minutes=-60)
    found = asking(desk, old)
    assert found and found.role == "staff", "an admin gave that role after the sign-in"
    found = asking(desk, said(staff.email, Role.DIRECTOR, minutes=0.1))
    assert found and found.role == "director"
    found = asking(desk, old)
    assert found and found.role == "director", "an older sign-in in another browser changes nothing"


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"groups": ["all", "policy"]}, Role.EDITOR),
        ({"groups": ["policy", "it"]}, Role.ADMIN),
        ({"groups": "policy"}, Role.EDITOR),
        ({"groups": "policy, it"}, None),
        ({"groups": ["Policy"]}, None),
        ({"groups": ["admin"]}, None),
        ({"groups": [1, None, {"policy": "policy"}]}, None),
        ({"groups": 7}, None),
        ({}, None),
    ],
)
def test_what_a_claim_means(claims: dict[str, Any], role: Role | None, put: Put) -> None:
    put(oidc_role_claim="groups", oidc_role_map="it=admin, policy = editor,")
    assert said_role(claims, settings()) is role


def test_a_claim_may_lie_inwards_or_name_our_roles(put: Put) -> None:
    put(oidc_role_claim="realm_access.roles")
    assert said_role({"realm_access": {"roles": ["x", "director"]}}, settings()) is Role.DIRECTOR
    assert said_role({"realm_access.roles": ["staff"]}, settings()) is Role.STAFF
    assert said_role({"realm_access": ["staff"]}, settings()) is None


def test_a_role_that_does_not_exist_is_told(put: Put) -> None:
    put(oidc_role_claim="groups", oidc_role_map="it=boss")
    with pytest.raises(BadSetting, match="boss"):
        said_role({}, settings())

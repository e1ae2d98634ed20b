"""Tokens of programs: shown once, kept as a digest, never more than their person may, gone when revoked or over."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlmodel import select

from tests.actions.conftest import Desk
from tracker.actions import people, removal, tokens, undo
from tracker.errors import Invalid, NotFound, TrackerError
from tracker.queries.audit import Asked, gestures
from tracker.queries.tokens import Bearer, State, bearer, everybodys, mine
from tracker.settings import settings
from tracker.store.access_tables import Token
from tracker.store.clock import now, standing_at
from tracker.store.people_tables import Change, Person
from tracker.vocabulary.roles import Role

pytestmark = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)


def made(desk: Desk, who: Person | None = None, days: int = 90, *, viewer_only: bool = True) -> tuple[int, str]:
    with desk.store.writing() as session:
        row, secret = tokens.make(session, who or desk.me, "Quarterly figures", days, viewer_only=viewer_only)
        return row.id or 0, secret


def asked(desk: Desk, secret: str) -> Bearer | None:
    with desk.store.reading() as session:
        return bearer(session, secret)


def test_a_token_names_its_person_and_the_role_at_most(desk: Desk) -> None:
    editor = desk.person(Role.EDITOR)
    limited, own = made(desk, editor)[1], made(desk, editor, viewer_only=False)[1]
    found = [asked(desk, secret) for secret in (limited, own)]
    assert [(one.person.id, one.most) for one in found if one] == [(editor.id, Role.VIEWER), (editor.id, None)]
    assert limited != own and len(limited) > 50 and limited.startswith(tokens.MARK)


def test_the_secret_stands_nowhere_in_the_store(desk: Desk) -> None:
    _key, secret = made(desk)
    with desk.store.reading() as session:
        row = session.exec(select(Token)).one()
        kept = [str(change.model_dump()) for change in session.exec(select(Change))]
    assert secret not in str(row.model_dump())
    assert [text for text in kept if secret in text or row.digest in text] == []
    assert any("Quarterly figures" in text for text in kept)


@pytest.mark.parametrize("wrong", ["", "x", "tracker_", "' OR 1=1 --", "é", "\udc80", "x" * 100_000])
def test_what_is_no_token_names_nobody(desk: Desk, wrong: str) -> None:
    made(desk)
    assert asked(desk, wrong) is None


def test_a_token_ends_by_itself(desk: Desk) -> None:
    _key, secret = made(desk, days=2)
    with standing_at(now() + timedelta(days=2, seconds=-5)):
        assert asked(desk, secret)
    with standing_at(now() + timedelta(days=2, seconds=5)):
        assert asked(desk, secret) is None
        with desk.store.reading() as session:
            assert [one.state for one in mine(session, desk.me)] == [State.EXPIRED]


def test_revoking_holds_at_once_and_is_in_the_history(desk: Desk) -> None:
    key, secret = made(desk)
    for _time in range(2):
        with desk.store.writing() as session:
            tokens.revoke(session, desk.me, key)
        assert asked(desk, secret) is None
    assert [change.field for change in desk.changes("token")] == ["*", "revoked_at"]
    with desk.store.reading() as session:
        told = [line for one in gestures(session, desk.me, Asked(), size=9).shown for line in one.lines]
    assert [(line.called, line.field) for line in told if line.entity == "Token"] == [
        ("Quarterly figures", "Revoked"),
        ("Quarterly figures", "Added"),
    ]


def test_nobody_undoes_a_revocation(desk: Desk) -> None:
    key, secret = made(desk)
    with desk.store.writing() as session:
        tokens.revoke(session, desk.me, key)
    with desk.store.writing() as session, pytest.raises(Invalid, match="cannot be undone"):
        undo.undo(session, desk.me, desk.changes("token")[-1].batch, "")
    assert asked(desk, secret) is None


def test_who_is_shut_out_is_refused_with_their_token_and_given_it_back_with_the_account(desk: Desk) -> None:
    editor = desk.person(Role.EDITOR)
    _key, secret = made(desk, editor)
    for active in (False, True):
        with desk.store.writing() as session:
            people.amend(session, desk.me, editor.id or 0, None, active=active)
        assert (asked(desk, secret) is not None) is active


def test_of_a_removed_person_no_token_is_left(desk: Desk) -> None:
    editor = desk.person(Role.EDITOR)
    _key, secret = made(desk, editor)
    with desk.store.writing() as session:
        removal.remove_person(session, desk.me, editor.id or 0)
    assert asked(desk, secret) is None
    with desk.store.reading() as session:
        assert "Quarterly" not in str([one.model_dump() for one in session.exec(select(Token))])
        assert "Quarterly" not in str([one.model_dump() for one in session.exec(select(Change))])


def test_the_one_person_of_a_machine_is_nobody_where_people_sign_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _key, secret = made(desk, viewer_only=False)
    assert asked(desk, secret)
    monkeypatch.setenv("TRACKER_SIGN_IN", "oidc")
    settings.cache_clear()
    try:
        assert asked(desk, secret) is None
    finally:
        monkeypatch.undo()
        settings.cache_clear()


def test_each_revokes_their_own_and_admins_everybodys(desk: Desk) -> None:
    viewer, editor, admin = desk.person(Role.VIEWER), desk.person(Role.EDITOR), desk.person(Role.ADMIN)
    keys = [made(desk, who)[0] for who in (viewer, editor, editor)]
    with desk.store.writing() as session, pytest.raises(NotFound):
        tokens.revoke(session, viewer, keys[1])
    with desk.store.writing() as session:
        tokens.revoke(session, editor, keys[1])
        tokens.revoke(session, admin, keys[2])
        tokens.revoke(session, viewer, keys[0])
    with desk.store.reading() as session:
        assert [one.id for one in mine(session, editor)] == [keys[2], keys[1]]
        assert {one.email for one in everybodys(session, admin)} == {viewer.email, editor.email}


@pytest.mark.parametrize(("name", "days"), [("", 30), (" \n", 30), ("x" * 81, 30), ("x", 0), ("x", 367)])
def test_what_cannot_be_a_token_is_said(desk: Desk, name: str, days: int) -> None:
    with desk.store.writing() as session, pytest.raises(Invalid):
        tokens.make(session, desk.me, name, days)


def test_there_are_so_many_at_most(desk: Desk) -> None:
    keys = [made(desk)[0] for _number in range(tokens.MOST)]
    with desk.store.writing() as session, pytest.raises(Invalid, match="You have 20 tokens"):
        tokens.make(session, desk.me, "One more")
    with desk.store.writing() as session:
        tokens.revoke(session, desk.me, keys[0])
        tokens.make(session, desk.me, "One more")


def test_two_revoke_at_the_same_moment(desk: Desk) -> None:
    key, secret = made(desk)
    ready, failed = Barrier(2), []

    def revoke() -> None:
        ready.wait()
        try:
            with desk.store.writing() as session:
                tokens.revoke(session, desk.me, key)
        except TrackerError as wrong:
            failed.append(wrong)

    both = [Thread(target=revoke) for _number in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert asked(desk, secret) is None
    assert len(failed) <= 1
    assert [change.field for change in desk.changes("token")] == ["*", "revoked_at"]


def test_using_one_is_kept_and_is_no_change_of_data(desk: Desk) -> None:
    key, _secret = made(desk)
    with desk.store.noting() as session:
        tokens.used(session, key)
    with desk.store.reading() as session:
        assert mine(session, desk.me)[0].used_at is not None
    assert len(desk.changes("token")) == 1

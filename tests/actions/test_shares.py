"""Links to a report: made by those who approve reports, shown once, sealed, expiring, revocable, counted."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from tests.actions.conftest import Desk
from tracker.actions import people, shares
from tracker.errors import Invalid, NotFound
from tracker.queries.shares import Opens, behind
from tracker.queries.shares import shares as listed
from tracker.settings import settings
from tracker.store.access_tables import Share
from tracker.store.clock import now, standing_at, today
from tracker.store.people_tables import Change, Person
from tracker.vocabulary.roles import Role

ON_SQLITE = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)


def made(desk: Desk, who: Person | None = None, days: int = 30) -> tuple[int, str]:
    with desk.store.writing() as session:
        row, address = shares.make(session, who or desk.me, "The  trustees", today(), days)
        return row.id or 0, address


def opens(desk: Desk, address: str) -> Opens | None:
    with desk.store.reading() as session:
        return behind(session, address)


def test_a_link_opens_the_report_of_its_day(desk: Desk) -> None:
    director = desk.person(Role.DIRECTOR)
    key, address = made(desk, director)
    found = opens(desk, address)
    assert found and (found.share_id, found.as_of, found.maker.id) == (key, today(), director.id)


@ON_SQLITE
def test_the_secret_stands_nowhere_in_the_store(desk: Desk) -> None:
    _key, address = made(desk)
    secret = address.partition(".")[2]
    with desk.store.reading() as session:
        row = session.exec(select(Share)).one()
        kept = [str(change.model_dump()) for change in session.exec(select(Change))]
    assert len(secret) > 40 and secret not in str(row.model_dump())
    assert [text for text in kept if secret in text or row.seal in text] == []


@ON_SQLITE
def test_what_is_no_link_opens_nothing(desk: Desk) -> None:
    key, address = made(desk)
    other = made(desk)[1]
    secret = address.partition(".")[2]
    wrong = ["", ".", secret, f"{key}", f"{key}.", f"{key}.{secret}x", f"{key}.{secret[:-1]}", f"{key + 1}.{secret}"]
    wrong += [
        f"0{key}.{secret}x",
        f"{key}.{other.partition('.')[2]}",
        f"{'9' * 30}.{secret}",
        f"٣.{secret}",
        "1.\udc80",
    ]
    assert [text for text in wrong if opens(desk, text)] == []
    assert opens(desk, address)


@ON_SQLITE
@pytest.mark.parametrize("field", ["as_of", "ends_at"])
def test_a_row_that_another_hand_changed_opens_nothing(desk: Desk, field: str) -> None:
    key, address = made(desk)
    with desk.store.writing() as session:
        row = session.get_one(Share, key)
        setattr(row, field, getattr(row, field) + timedelta(days=1))
    assert opens(desk, address) is None


@ON_SQLITE
def test_a_link_ends_and_is_revoked(desk: Desk) -> None:
    key, address = made(desk, days=3)
    with standing_at(now() + timedelta(days=3, seconds=5)):
        assert opens(desk, address) is None
    for _time in range(2):
        with desk.store.writing() as session:
            shares.revoke(session, desk.me, key)
        assert opens(desk, address) is None
    assert [change.field for change in desk.changes("share")] == ["*", "revoked_at"]
    with desk.store.writing() as session, pytest.raises(NotFound):
        shares.revoke(session, desk.me, 99)


@ON_SQLITE
@pytest.mark.parametrize("fields", [{"active": False}, {"role": Role.EDITOR}])
def test_a_link_holds_as_long_as_its_maker_may_make_one(desk: Desk, fields: dict[str, Any]) -> None:
    director = desk.person(Role.DIRECTOR)
    _key, address = made(desk, director)
    assert opens(desk, address)
    with desk.store.writing() as session:
        people.amend(session, desk.me, director.id or 0, None, **fields)
    assert opens(desk, address) is None


@ON_SQLITE
def test_the_one_person_of_a_machine_is_nobody_where_people_sign_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _key, address = made(desk)
    assert opens(desk, address)
    monkeypatch.setenv("TRACKER_SIGN_IN", "oidc")
    settings.cache_clear()
    try:
        assert opens(desk, address) is None
    finally:
        monkeypatch.undo()
        settings.cache_clear()


@ON_SQLITE
@pytest.mark.parametrize(
    ("name", "as_of", "days"),
    [
        (" ", date(2020, 1, 1), 30),
        ("x" * 81, date(2020, 1, 1), 30),
        ("x", date(2020, 1, 1), 0),
        ("x", date(2020, 1, 1), 367),
        ("x", date(9999, 1, 1), 1),
    ],
)
def test_what_cannot_be_a_link_is_said(desk: Desk, name: str, as_of: date, days: int) -> None:
    with desk.store.writing() as session, pytest.raises(Invalid):
        shares.make(session, desk.me, name, as_of, days)


def test_openings_are_counted(desk: Desk) -> None:
    key, _address = made(desk)
    made(desk)
    at = now() - timedelta(hours=2)
    with standing_at(at), desk.store.noting() as session:
        shares.opened(session, key)
    with desk.store.noting() as session:
        shares.opened(session, key)
    with desk.store.reading() as session:
        newest, first = listed(session, desk.me)
    assert (newest.opened, newest.opened_at) == (0, None)
    assert (first.name, first.opened) == ("The trustees", 2)
    assert first.opened_at and first.opened_at > at

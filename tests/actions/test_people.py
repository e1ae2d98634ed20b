"""Who is let in: nobody can lock everybody out, and every change is in the history and holds at once."""

import multiprocessing
from datetime import UTC
from typing import Any

import pytest
from sqlmodel import Session, select

from tests.actions.conftest import Desk
from tracker.actions import people, units
from tracker.actions.undo import undo
from tracker.errors import Invalid, NotAllowed, NotFound, NotSignedIn, Stale, TrackerError
from tracker.queries import people as listed
from tracker.queries.history import history
from tracker.store.access import find_person, sole_person
from tracker.store.history import replayed
from tracker.store.people_tables import Person, Unit
from tracker.store.sessions import Store
from tracker.vocabulary.roles import Role


def amend(desk: Desk, whom: Person, actor: Person | None = None, seen: int | None = None, **fields: Any) -> Person:
    with desk.store.writing() as session:
        return people.amend(session, actor or desk.me, whom.id or 0, seen, **fields)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "x",
        "x@",
        "@y",
        "a b@example.org",
        "a@b@c",
        "a,b@example.org",
        "<a@example.org>",
        "a@b\nBcc: c@example.org",
        "a..b@example.org",
        ".a@example.org",
        "a.@example.org",
        "a@example.",
        "a@b..org",
        "=?utf-8?q?a?=@example.org",
    ],
)
def test_an_address_is_one(desk: Desk, address: str) -> None:
    with desk.store.writing() as session, pytest.raises(Invalid, match="no e-mail address"):
        people.add(session, desk.me, address, Role.STAFF)


def test_a_change_of_role_holds_at_the_next_call_and_is_in_the_history(desk: Desk) -> None:
    editor = desk.person(Role.EDITOR)
    desk.advance(actor=editor, response="noted")
    changed = amend(desk, editor, role=Role.VIEWER, unit="North", name="  Ann \n Arlow ")
    assert (changed.role, changed.name, changed.version) == ("viewer", "Ann Arlow", 2)
    with pytest.raises(NotAllowed):
        desk.advance(actor=editor, response="rejected")
    kept = [change for change in desk.changes("person") if change.entity_id == editor.id]
    with desk.store.reading() as session:
        assert replayed(kept) == session.get_one(Person, editor.id).model_dump()
    assert {change.field for change in kept[1:]} == {"role", "unit_id", "name"}
    assert len({change.batch for change in kept[1:]}) == 1


def test_who_was_shut_out_is_refused_at_the_next_call_until_let_in_again(desk: Desk) -> None:
    editor = desk.person(Role.EDITOR)
    amend(desk, editor, active=False)
    with pytest.raises(NotSignedIn):
        desk.advance(actor=editor, response="noted")
    amend(desk, editor, active=True)
    desk.advance(actor=editor, response="noted")


def test_the_last_admin_stays(desk: Desk) -> None:
    admin = desk.person(Role.ADMIN)
    refused: list[dict[str, Any]] = [{"active": False}, {"role": Role.STAFF}, {"role": Role.DIRECTOR, "active": False}]
    for fields in refused:
        with pytest.raises(Invalid, match="last admin"):
            amend(desk, admin, actor=admin, **fields)
    amend(desk, admin, actor=admin, name="Ad Min")
    second = desk.person(Role.ADMIN, "two")
    amend(desk, admin, actor=second, role=Role.STAFF)
    with pytest.raises(Invalid, match="last admin"):
        amend(desk, second, actor=second, active=False)
    amend(desk, admin, actor=second, role=Role.ADMIN, active=False)
    with pytest.raises(Invalid, match="last admin"):
        amend(desk, second, actor=second, role=Role.VIEWER)


def test_the_one_person_of_a_machine_stays_as_they_are(desk: Desk) -> None:
    admin = desk.person(Role.ADMIN)
    with pytest.raises(Invalid, match="may do everything"):
        amend(desk, desk.me, actor=admin, active=False)


def test_nobody_raises_oneself(desk: Desk) -> None:
    for role in (Role.VIEWER, Role.STAFF, Role.EDITOR, Role.DIRECTOR):
        somebody = desk.person(role)
        with pytest.raises(NotAllowed):
            amend(desk, somebody, actor=somebody, role=Role.ADMIN)
    with desk.store.writing() as session:
        assert people.receive_digest(session, somebody, False).digest is False


def test_unknown_people_and_fields_are_told(desk: Desk) -> None:
    with pytest.raises(NotFound):
        amend(desk, Person(id=99, email="x"), active=False)
    with pytest.raises(Invalid, match="password is nothing"):
        amend(desk, desk.person(Role.STAFF), password="x")


def test_two_admins_at_one_field_meet(desk: Desk) -> None:
    somebody = desk.person(Role.STAFF)
    amend(desk, somebody, seen=1, role=Role.EDITOR)
    with pytest.raises(Stale) as caught:
        amend(desk, somebody, seen=1, role=Role.DIRECTOR)
    assert caught.value.conflicts == (("role", "staff", "editor", "director"),)
    amend(desk, somebody, seen=1, name="Bo Brandt")


def demote(url: str, actor: int, whom: int) -> bool:
    with Store(url) as store:
        try:
            with store.writing() as session:
                people.amend(session, session.get(Person, actor), whom, None, role=Role.STAFF)
        except TrackerError:
            return False
    return True


@pytest.mark.parametrize("store_url", [pytest.param("sqlite", marks=pytest.mark.long), "postgresql"], indirect=True)
def test_two_admins_cannot_demote_each_other_at_once(desk: Desk, store_url: str) -> None:
    first, second = desk.person(Role.ADMIN, "one").id or 0, desk.person(Role.ADMIN, "two").id or 0
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        for _turn in range(4):
            done = pool.starmap(demote, [(store_url, first, second), (store_url, second, first)], chunksize=1)
            with desk.store.writing() as session:
                left = [key for key in (first, second) if session.get_one(Person, key).role == "admin"]
                assert len(left) == 1, done
                assert sum(done) == 1
                for key in {first, second} - set(left):
                    people.amend(session, session.get(Person, left[0]), key, None, role=Role.ADMIN)


def test_units_are_kept_once_in_any_letters(desk: Desk) -> None:
    admin = desk.person(Role.ADMIN)
    with desk.store.writing() as session:
        units.add(session, admin, "École")
        with pytest.raises(Invalid, match="already"):
            units.add(session, admin, "éCOLE")


def test_units_are_kept_once_renamed_and_told(desk: Desk) -> None:
    admin = desk.person(Role.ADMIN)
    with desk.store.writing() as session:
        north = units.add(session, admin, "  NorthAfrica \t ")
        assert north.name == "NorthAfrica"
        with pytest.raises(Invalid, match="already"):
            units.add(session, admin, "northafrica")
        with pytest.raises(Invalid, match="needs a name"):
            units.add(session, admin, " \n ")
    somebody = desk.person(Role.STAFF, "NorthAfrica")
    assert somebody.unit_id == north.id
    with desk.store.writing() as session:
        assert units.rename(session, admin, north.id or 0, "NorthAfrica", "Maghreb").name == "Maghreb"
    with desk.store.writing() as session, pytest.raises(Stale):
        units.rename(session, admin, north.id or 0, "NorthAfrica", "Sahel")
    with desk.store.reading() as session:
        assert [(unit.name, unit.people) for unit in listed.units(session, admin)] == [("Maghreb", 1)]
        kept = replayed(desk.changes("unit"))
        assert kept == {"id": north.id, "name": "Maghreb", "version": 2}


def test_a_name_that_another_unit_has_by_now_is_not_given_back(desk: Desk) -> None:
    with desk.store.writing() as session:
        north = units.add(session, desk.me, "North").id or 0
    with desk.store.writing() as session:
        units.rename(session, desk.me, north, "North", "Sahel")
    renamed = desk.changes("unit")[-1].batch
    with desk.store.writing() as session:
        other = units.add(session, desk.me, "NORTH").id or 0
    with pytest.raises(Invalid, match="“North” has been given to another one since"), desk.store.writing() as session:
        undo(session, desk.me, renamed)
    with desk.store.writing() as session:
        units.rename(session, desk.me, other, "NORTH", "South")
        undo(session, desk.me, renamed)
        assert {unit.name for unit in listed.units(session, desk.me)} == {"North", "South"}


def test_a_list_of_people_tells_who_acted_last_when(desk: Desk) -> None:
    admin, editor = desk.person(Role.ADMIN), desk.person(Role.EDITOR, "North")
    desk.advance(actor=editor, response="noted")
    amend(desk, admin, actor=admin, name="Zoe")
    out = desk.person(Role.VIEWER)
    amend(desk, out, active=False)
    with desk.store.reading() as session:
        found = listed.people(session, admin)
        assert [(one.email, one.unit, one.active) for one in found] == [
            ("editornorth@example.org", "North", True),
            ("admin@example.org", "", True),
            ("viewer@example.org", "", False),
        ]
        assert found[0].acted is not None and found[0].acted.tzinfo is UTC
        assert found[2].acted is None


def test_an_entry_for_somebody_keeps_both_names(desk: Desk) -> None:
    editor, staff = desk.person(Role.EDITOR), desk.person(Role.STAFF)
    desk.advance(actor=editor, on_behalf_of=staff, response="noted")
    with desk.store.reading() as session:
        first = history(session, editor, desk.row().id or 0).iloc[0]
        assert (first["who"], first["on_behalf_of"]) == ("editor@example.org", "staff@example.org")
        assert listed.principal(session, editor, "STAFF@example.org ").id == staff.id
    amend(desk, staff, active=False)
    with pytest.raises(Invalid, match="uses the tracker"):
        desk.advance(actor=editor, on_behalf_of=staff, response="rejected")
    with desk.store.reading() as session:
        for nobody in ("staff@example.org", "me@localhost", 99):
            with pytest.raises(NotFound):
                listed.principal(session, editor, nobody)
        assert [key for key, _name in listed.principals(session, editor)] == []


def test_nobody_is_the_one_person_of_a_machine_by_name(desk: Desk) -> None:
    def known(session: Session) -> Person | None:
        return find_person(session, sole_person(session).email)

    with desk.store.writing() as session:
        found = known(session)
        assert found and found.sole
        assert session.exec(select(Unit)).all() == []


def test_a_weekly_message_is_sent_once_by_two_at_once_and_taken_back_where_it_fails(desk: Desk) -> None:
    somebody = desk.person(Role.STAFF)
    with desk.store.writing() as session:
        assert people.digest_sent(session, desk.me, somebody.id or 0, 1).digest_at is not None
    with desk.store.writing() as session, pytest.raises(Stale):
        people.digest_sent(session, desk.me, somebody.id or 0, 1)
    with desk.store.writing() as session:
        assert people.digest_failed(session, desk.me, somebody.id or 0, None).digest_at is None
    kept = [change for change in desk.changes("person") if change.entity_id == somebody.id]
    assert [change.field for change in kept] == ["*", "digest_at", "digest_at"]

from datetime import date

import pytest
from sqlmodel import Session, select

from tests.actions.conftest import Desk
from tracker.actions import drafts
from tracker.errors import NotAllowed
from tracker.queries.drafts import draft
from tracker.queries.state import data_version
from tracker.store.people_tables import Change
from tracker.store.work_tables import EVIDENCE
from tracker.vocabulary.roles import Role


def changes(session: Session) -> int:
    return len(session.exec(select(Change.id)).all())


def test_a_draft_is_kept_for_its_own_person_alone(desk: Desk) -> None:
    editor = desk.person(Role.EDITOR)
    with desk.store.noting() as session:
        drafts.keep(session, editor, 1, 1, {"due": (None, date(2027, 1, 2)), "outcome": ("", "half a sen")})
    with desk.store.reading() as session:
        kept = draft(session, editor, 1)
        assert kept
        assert (kept.seen, kept.saw, kept.typed) == (
            1,
            {"due": None, "outcome": ""},
            {"due": "2027-01-02", "outcome": "half a sen"},
        )
        assert draft(session, desk.me, 1) is None
        assert draft(session, editor, 2) is None


def test_a_draft_is_nobodys_data_yet(desk: Desk) -> None:
    with desk.store.reading() as session:
        before = (data_version(session), changes(session))
    with desk.store.noting() as session:
        drafts.keep(session, desk.me, 1, 1, {"outcome": ("", "half")})
    with desk.store.noting() as session:
        drafts.keep(session, desk.me, 1, 1, {"outcome": ("", "half a sentence")})
    with desk.store.reading() as session:
        assert (data_version(session), changes(session)) == before
        kept = draft(session, desk.me, 1)
        assert kept and kept.typed == {"outcome": "half a sentence"}


def test_the_two_forms_over_a_record_keep_what_is_theirs(desk: Desk) -> None:
    def typed() -> list[object]:
        with desk.store.reading() as session:
            found = [draft(session, desk.me, 1, mark) for mark in ("", EVIDENCE)]
        return [one and (one.seen, one.typed) for one in found]

    with desk.store.noting() as session:
        drafts.keep(session, desk.me, 1, 1, {"source": ("", "Joint")}, EVIDENCE)
    assert typed() == [None, (1, {"source": "Joint"})]
    with desk.store.noting() as session:
        drafts.keep(session, desk.me, 1, 2, {"outcome": ("", "half")})
        drafts.keep(session, desk.me, 1, 3, {"source": ("", "Joint communiqué")}, EVIDENCE)
    assert typed() == [(2, {"outcome": "half"}), (2, {"source": "Joint communiqué"})]
    with desk.store.noting() as session:
        drafts.discard(session, desk.me, 1)
    assert typed() == [None, (2, {"source": "Joint communiqué"})]
    with desk.store.noting() as session:
        drafts.keep(session, desk.me, 1, 2, {}, EVIDENCE)
    assert typed() == [None, None]


def test_a_draft_goes_when_nothing_is_touched_any_more_or_it_is_discarded(desk: Desk) -> None:
    for last in (dict[str, tuple[str, str]](), None):
        with desk.store.noting() as session:
            drafts.keep(session, desk.me, 1, 1, {"outcome": ("", "half")})
        with desk.store.noting() as session:
            if last is None:
                drafts.discard(session, desk.me, 1)
            else:
                drafts.keep(session, desk.me, 1, 1, last)
        with desk.store.reading() as session:
            assert draft(session, desk.me, 1) is None


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ADMIN, Role.STAFF])
def test_who_may_not_change_it_keeps_no_draft(desk: Desk, role: Role) -> None:
    somebody = desk.person(role)
    with desk.store.noting() as session, pytest.raises(NotAllowed):
        drafts.keep(session, somebody, 1, 1, {"outcome": ("", "half")})

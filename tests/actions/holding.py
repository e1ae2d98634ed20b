"""What must hold of the store whatever people have done, and in whatever order."""

import json
from collections.abc import Callable
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from tests.actions.test_undo_property import expect_rules_to_hold
from tracker.actions import links
from tracker.errors import NotFound
from tracker.queries.counts import ALL_LEVELS, totals
from tracker.queries.filters import Filter
from tracker.queries.listing import listing
from tracker.queries.record import record
from tracker.store.access import can
from tracker.store.clock import today
from tracker.store.history import as_json, replayed
from tracker.store.people_tables import Change, Person, Unit
from tracker.store.tables import Addressee, Author, Brief, Evidence, EvidenceFile, Recommendation
from tracker.store.tombstones import MARK
from tracker.store.work_tables import SavedView
from tracker.vocabulary.answers import CLAIMS, Contribution, Review
from tracker.vocabulary.roles import Role, Verb
from tracker.vocabulary.statuses import STATUSES, Status

_KEPT: tuple[Any, ...] = (Brief, Recommendation, Evidence, Person, Unit, Author, Addressee, SavedView)
"""The tables whose rows have their history."""
Pasts = dict[tuple[str, int | None], dict[str, Any]]
"""Of each row, by its table and id, what the history says that it is."""


def contents(session: Session) -> dict[str, list[str]]:
    """Every row of every table."""
    tables = SQLModel.metadata.sorted_tables
    return {table.name: sorted(str(tuple(row)) for row in session.execute(table.select())) for table in tables}


def expect_everything_to_hold(session: Session) -> None:
    """All that is said below."""
    past = _pasts(session)
    expect_history_to_be_the_rows(session, past)
    expect_links_to_be_told(session, past)
    expect_rules_to_hold(session)
    for row in session.exec(select(Recommendation)):
        expect_answers_to_hold_together(row)
        expect_a_place_in_the_brief(session, row)
    expect_one_name_to_count(session)
    expect_one_version_to_count(session)
    expect_files_to_be_there(session, past)
    everybody = session.exec(select(Person).where(col(Person.active)).order_by(col(Person.id))).all()
    for person in {can(person, Verb.VIEW_WORK): person for person in everybody}.values():
        expect_counts_to_be_lists(session, person)


def _pasts(session: Session) -> Pasts:
    """What the changes make of each row."""
    changes: dict[tuple[str, int | None], list[Change]] = {}
    for change in session.exec(select(Change).order_by(col(Change.id))):
        changes.setdefault((change.entity, change.entity_id), []).append(change)
    return {key: replayed(each) for key, each in changes.items()}


def expect_history_to_be_the_rows(session: Session, pasts: Pasts) -> None:
    """What is not told of a name, or of the one person of a machine, is as it was when they were made."""
    for table in _KEPT:
        for row in session.exec(select(table)):
            past = pasts.get((str(table.__tablename__), row.id), {})
            now = json.loads(as_json({**row.model_dump(), "digest_at": None}))
            made = {"same_as_id": None, "version": 1} if table in (Author, Addressee) else {}
            told = {**made, **past}
            assert {name: told[name] for name in now if name in told} == {n: now[n] for n in now if n in told}
            assert table in (Author, Addressee) or past or getattr(row, "sole", False)


def expect_links_to_be_told(session: Session, pasts: Pasts) -> None:
    """What a row is linked with is what its history says."""
    for brief in session.exec(select(Brief)):
        past = pasts["brief", brief.id]
        for name, (read, _write) in links.OF_BRIEF.items():
            assert list(past[name]) == read(session, brief.id or 0)
    for row in session.exec(select(Recommendation)):
        told = pasts["recommendation", row.id]["addressees"]
        assert list(told) == links.addressees_of(session, row.id or 0)


def expect_answers_to_hold_together(row: Recommendation) -> None:
    """A closed status has its day, a replaced one its successor, a claim what else may explain it."""
    assert row.status_on is not None or not STATUSES[Status(row.status)].closed
    assert row.status_on is None or row.status_on <= today()
    assert row.superseded_by_id != row.id
    assert row.superseded_by_id is not None or row.status != Status.SUPERSEDED
    assert Contribution(row.contribution) not in CLAIMS or row.rival_explanation.strip() or row.wording == MARK
    for name in ("status_on", "outcome_on"):
        assert (getattr(row, name) is None) == (getattr(row, f"{name}_precision") is None)


def expect_a_place_in_the_brief(session: Session, row: Recommendation) -> None:
    """It supports one of its own brief, or none, and never, in however many steps, itself."""
    above = _chain(row, lambda one: session.get_one(Recommendation, one.parent_id) if one.parent_id else None)
    assert {one.brief_id for one in above} == {row.brief_id}


def expect_one_name_to_count(session: Session) -> None:
    """A name that was merged leads to one that counts for itself."""
    tables: list[Any] = [Author, Addressee]
    for table in tables:
        for row in session.exec(select(table)):
            other = session.get_one(table, row.same_as_id) if row.same_as_id else None
            assert other is None or other.same_as_id is None


def expect_one_version_to_count(session: Session) -> None:
    """Of a brief with newer versions there is a newest one, and it is there."""
    for brief in session.exec(select(Brief).where(col(Brief.removed).is_(False))):
        newer = _chain(brief, lambda one: session.get_one(Brief, one.newer_id) if one.newer_id else None)
        assert not newer[-1].removed


def _chain(row: Any, following: Callable[[Any], Any]) -> list[Any]:
    """The row, the one that follows it, and so on: no circle."""
    chain, one = [row], following(row)
    while one is not None:
        assert one.id not in {known.id for known in chain}
        chain.append(one)
        one = following(one)
    return chain


def expect_files_to_be_there(session: Session, pasts: Pasts) -> None:
    """Evidence of which the history says that it came with a file has it; removed for good, neither."""
    for row in session.exec(select(Evidence)):
        name = pasts["evidence", row.id].get("file")
        file = session.get(EvidenceFile, row.id)
        assert (file.name if file else None) == name


def expect_counts_to_be_lists(session: Session, person: Person) -> None:
    """What is counted as confirmed is what the list holds; who may not see the work sees nothing else."""
    rows = session.exec(select(Recommendation, Brief).join(Brief).where(col(Brief.removed).is_(False))).all()
    confirmed = {row.id for row, brief in rows if row.review == Review.CONFIRMED and brief.newer_id is None}
    assert totals(session, person, Filter(), levels=ALL_LEVELS).total == len(confirmed)
    assert listing(session, person, Filter(reviews=("confirmed",)), size=1).total == len(confirmed)
    if not can(person, Verb.VIEW_WORK):
        assert set(listing(session, person, Filter(), size=1000).table["id"]) == confirmed
        shown = {row.id for row, _brief in rows if row.review == Review.CONFIRMED}
        assert {row.id for row in session.exec(select(Recommendation)) if _opens(session, person, row)} == shown


def _opens(session: Session, person: Person, row: Recommendation) -> bool:
    try:
        found = record(session, person, row.id or 0)
    except NotFound:
        return False
    assert not any(item.confidential for item in found.evidence)
    return True


_EDITORS = {Role.EDITOR, Role.DIRECTOR}
_ROLES: dict[Verb, set[Role]] = {
    Verb.UPLOAD: {Role.STAFF, *_EDITORS},
    Verb.UPDATE: {Role.STAFF, *_EDITORS},
    Verb.UPDATE_ALL: _EDITORS,
    Verb.CONFIRM: _EDITORS,
    Verb.REMOVE: {Role.DIRECTOR},
    Verb.READ_HISTORY: {Role.STAFF, Role.ADMIN, *_EDITORS},
    Verb.MANAGE_PEOPLE: {Role.ADMIN},
}


def may(session: Session, person: Person, verb: Verb, about: int | None = None) -> bool:
    """Whether the person's role allows it; to update, the recommendation `about` must be theirs or their unit's."""
    row = session.get_one(Person, person.id)
    role = Role(row.role)
    if not row.active or row.sole or verb is not Verb.UPDATE or role in _EDITORS:
        return row.active and (row.sole or role in _ROLES[verb])
    one = session.get(Recommendation, about) if about else None
    if one is None or role not in _ROLES[verb]:
        return role in _ROLES[verb]
    unit = one.unit_id or session.get_one(Brief, one.brief_id).unit_id
    return one.owner_id == row.id or (row.unit_id is not None and unit == row.unit_id)


def may_undo(session: Session, person: Person, batch: str) -> bool:
    """Whether the person could undo it at all: admins what admins keep, editors the rest, staff what they did."""
    if not may(session, person, Verb.READ_HISTORY):
        return False
    changes = session.exec(select(Change).where(Change.batch == batch)).all()
    of_admins = any(change.entity in ("person", "unit") for change in changes)
    of_work = [change for change in changes if change.entity not in ("person", "unit")]
    own = may(session, person, Verb.UPDATE) and all(change.actor_id == person.id for change in of_work)
    return (not of_admins or may(session, person, Verb.MANAGE_PEOPLE)) and (
        not of_work or own or may(session, person, Verb.CONFIRM)
    )

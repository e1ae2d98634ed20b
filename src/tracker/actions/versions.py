"""Newer versions of a brief: a person says which brief is the newer one of which; then only the newest counts."""

from collections.abc import Mapping

from sqlmodel import Session, col, select

from tracker.actions.changes import change, found
from tracker.actions.links import insert_unless_there
from tracker.errors import Invalid
from tracker.store.access import allow
from tracker.store.history import By, one_batch, record_created
from tracker.store.people_tables import Person
from tracker.store.tables import Brief, Evidence, EvidenceFile, Recommendation
from tracker.store.work_tables import KeptApart
from tracker.translation import gettext as _
from tracker.vocabulary.roles import Verb

_CARRIED = (
    "status status_on status_on_precision response outcome_type outcome_on outcome_on_precision outcome fidelity "
    "contribution rival_explanation superseded_by_id owner_id unit_id due verified_on reverify_by priority notes review"
).split()
"""What people have decided and found out about a recommendation, apart from what it says."""
_REPLACED = {"status", "status_on", "status_on_precision", "superseded_by_id", "reverify_by"}
"""What only says that the newer recommendation has come in place of the older."""
_EVIDENCE = "kind quote note url dated dated_precision source confidential".split()


def replaced(
    session: Session, actor: Person | None, older: int, newer: int, pairs: Mapping[int, int] | None = None
) -> str:
    """Say that the brief `newer` is a newer version of `older`, whose recommendations no longer count; gives the batch.

    `pairs` are recommendations of the older brief and those of the newer one that say the same: what is known of the
    first is carried over to the second, evidence included. Invalid where the two are one, or `newer` is the older.
    """
    by = By(allow(session, actor, Verb.CONFIRM), "newer version")
    row, other = found(session, Brief, older), found(session, Brief, newer)
    if row.id == other.id or row.id in _line(session, other):
        raise Invalid(_("A brief cannot be a newer version of itself."))
    with one_batch() as batch:
        change(session, row, None, by, {"newer_id": other.id})
        for mine, theirs in (pairs or {}).items():
            _carry_over(session, by, row, mine, other, theirs)
    return batch


def not_replaced(session: Session, actor: Person | None, older: int) -> str:
    """Say that the brief has no newer version, and counts again; gives the batch. Invalid where it has none already."""
    by = By(allow(session, actor, Verb.CONFIRM), "no newer version")
    row = found(session, Brief, older)
    if row.newer_id is None:
        raise Invalid(_("This brief has no newer version."))
    with one_batch() as batch:
        change(session, row, None, by, {"newer_id": None})
    return batch


def keep_both(session: Session, actor: Person | None, one: int, other: int) -> None:
    """Say that these are two briefs: they are no longer proposed as versions of one."""
    allow(session, actor, Verb.CONFIRM)
    keys = sorted(found(session, Brief, key).id or 0 for key in (one, other))
    insert_unless_there(session, KeptApart, {"entity": "brief", "one_id": keys[0], "other_id": keys[1]})


def _line(session: Session, brief: Brief) -> set[int | None]:
    """The keys of the newer versions of a brief, one after the other."""
    line: set[int | None] = set()
    newer = brief.newer_id
    while newer is not None and newer not in line:
        line.add(newer)
        newer = session.get_one(Brief, newer).newer_id
    return line


def _carry_over(session: Session, by: By, older: Brief, mine: int, newer: Brief, theirs: int) -> None:
    row, other = found(session, Recommendation, mine), found(session, Recommendation, theirs)
    if row.brief_id != older.id or other.brief_id != newer.id:
        raise Invalid(_("Only recommendations of these two briefs can be held to be the same."))
    from_there = By(by.actor, f"carried over from {row.reference}")
    left = _REPLACED if row.superseded_by_id == other.id else set()
    change(session, other, None, from_there, {name: getattr(row, name) for name in _CARRIED if name not in left})
    items = select(Evidence).where(Evidence.recommendation_id == row.id, col(Evidence.withdrawn).is_(False))
    for item in list(session.exec(items)):
        copy = Evidence(recommendation_id=theirs, **{name: getattr(item, name) for name in _EVIDENCE})
        session.add(copy)
        record_created(session, copy, from_there)
        file = session.get(EvidenceFile, item.id)
        if file is not None:
            session.add(EvidenceFile(evidence_id=copy.id or 0, name=file.name, sha256=file.sha256, data=file.data))

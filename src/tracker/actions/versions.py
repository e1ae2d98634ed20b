"""Newer versions of a brief: a person says which brief is the newer one of which; then only the newest counts."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from tracker.actions.chains import newer_versions
from tracker.actions.changes import change, found
from tracker.actions.links import insert_unless_there
from tracker.actions.rules import hold_claims
from tracker.errors import Invalid
from tracker.store.access import allow
from tracker.store.history import By, one_batch, record_created
from tracker.store.people_tables import Person
from tracker.store.tables import Brief, Evidence, EvidenceFile, Recommendation
from tracker.store.work_tables import KeptApart
from tracker.translation import gettext as _
from tracker.vocabulary.answers import Review
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
    if row.id == other.id or row.id in newer_versions(session, other):
        raise Invalid(_("A brief cannot be a newer version of itself."))
    with one_batch() as batch:
        _lead(session, row, by, other.id)
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
        _lead(session, row, by, None)
    return batch


def keep_both(session: Session, actor: Person | None, one: int, other: int) -> None:
    """Say that these are two briefs: they are no longer proposed as versions of one."""
    allow(session, actor, Verb.CONFIRM)
    keys = sorted(found(session, Brief, key).id or 0 for key in (one, other))
    insert_unless_there(session, KeptApart, {"entity": "brief", "one_id": keys[0], "other_id": keys[1]})


def _lead(session: Session, older: Brief, by: By, newer: int | None) -> None:
    """Let the brief have this newer version, and no longer the one that it had; Invalid where a claim rests on that."""
    before = session.get(Brief, older.newer_id) if older.newer_id else None
    change(session, older, None, by, {"newer_id": newer})
    if before is not None:
        hold_claims(session, before)


def _carry_over(session: Session, by: By, older: Brief, mine: int, newer: Brief, theirs: int) -> None:
    row, other = found(session, Recommendation, mine), found(session, Recommendation, theirs)
    if row.brief_id != older.id or other.brief_id != newer.id:
        raise Invalid(_("Only recommendations of these two briefs can be held to be the same."))
    from_there = By(by.actor, f"carried over from {row.reference}")
    left = _REPLACED if row.superseded_by_id == other.id else set()
    if row.review == Review.PENDING:
        left = left | {"review"}
    change(session, other, None, from_there, {name: getattr(row, name) for name in _CARRIED if name not in left})
    known = [_said(session, item) for item in _standing(session, theirs)]
    for item in _standing(session, mine):
        if _said(session, item) not in known:
            _copy(session, from_there, item, theirs)


def _standing(session: Session, recommendation_id: int) -> list[Evidence]:
    standing = (Evidence.recommendation_id == recommendation_id, col(Evidence.withdrawn).is_(False))
    return list(session.exec(select(Evidence).where(*standing).order_by(col(Evidence.id))))


def _said(session: Session, item: Evidence) -> tuple[Any, ...]:
    """What tells one piece of evidence from another: all that it says, and its file."""
    file = session.get(EvidenceFile, item.id)
    return (*(getattr(item, name) for name in _EVIDENCE), file.sha256 if file else None)


def _copy(session: Session, by: By, item: Evidence, recommendation_id: int) -> None:
    copy = Evidence(recommendation_id=recommendation_id, **{name: getattr(item, name) for name in _EVIDENCE})
    session.add(copy)
    session.flush()
    file = session.get(EvidenceFile, item.id)
    if file is not None:
        session.add(EvidenceFile(evidence_id=copy.id or 0, name=file.name, sha256=file.sha256, data=file.data))
    record_created(session, copy, by, **({"file": file.name} if file else {}))

"""Newer versions of a brief: a person says which brief is the newer one of which; then only the newest counts."""

from collections.abc import Iterable, Mapping

from sqlmodel import Session

from tracker.actions.carrying import carry_over
from tracker.actions.chains import newer_versions
from tracker.actions.changes import change, found, unchanged
from tracker.actions.links import insert_unless_there
from tracker.actions.rules import hold_claims
from tracker.errors import Invalid
from tracker.store.access import allow
from tracker.store.history import By, one_batch
from tracker.store.passages import says_the_same
from tracker.store.people_tables import Person
from tracker.store.tables import Brief, Recommendation
from tracker.store.work_tables import KeptApart
from tracker.translation import gettext as _
from tracker.vocabulary.roles import Verb

Seen = Mapping[tuple[str, int], int]
"""The versions that a person saw of briefs and recommendations, by table and key."""


def replaced(
    session: Session,
    actor: Person | None,
    older: int,
    newer: int,
    pairs: Mapping[int, int] | None = None,
    seen: Seen | None = None,
) -> str:
    """Say that the brief `newer` is a newer version of `older`, whose recommendations no longer count; gives the batch.

    `pairs` are recommendations of the older brief and those of the newer one that say the same: what is known of the
    first fills what is empty of the second, evidence included; one whose words were changed stays to be confirmed.
    Invalid where the two are one, `newer` is the older or `older` has a newer version already; Stale where one of them
    was changed since it was `seen`.
    """
    by = By(allow(session, actor, Verb.CONFIRM), "newer version")
    row, other = found(session, Brief, older), found(session, Brief, newer)
    _hold_to(session, (row, other), seen)
    if row.id == other.id or row.id in newer_versions(session, other):
        raise Invalid(_("A brief cannot be a newer version of itself."))
    if row.newer_id is not None:
        raise Invalid(_("“{title}” has a newer version already. Say first that it has none.").format(title=row.title))
    with one_batch() as batch:
        change(session, row, None, by, {"newer_id": other.id})
        for mine, theirs in (pairs or {}).items():
            _carry_over(session, by, row, mine, other, theirs, seen)
    return batch


def not_replaced(session: Session, actor: Person | None, older: int, seen: int | None = None) -> str:
    """Say that the brief has no newer version, and counts again; gives the batch.

    Invalid where it has none already, Stale where it was changed since the version `seen`.
    """
    by = By(allow(session, actor, Verb.CONFIRM), "no newer version")
    row = found(session, Brief, older)
    unchanged(session, row, seen)
    if row.newer_id is None:
        raise Invalid(_("This brief has no newer version."))
    newer = session.get_one(Brief, row.newer_id)
    with one_batch() as batch:
        change(session, row, None, by, {"newer_id": None})
        hold_claims(session, newer)
    return batch


def keep_both(session: Session, actor: Person | None, one: int, other: int) -> None:
    """Say that these are two briefs: they are no longer proposed as versions of one."""
    allow(session, actor, Verb.CONFIRM)
    keys = sorted(found(session, Brief, key).id or 0 for key in (one, other))
    insert_unless_there(session, KeptApart, {"entity": "brief", "one_id": keys[0], "other_id": keys[1]})


def _hold_to(session: Session, rows: Iterable[Brief | Recommendation], seen: Seen | None) -> None:
    for row in rows:
        unchanged(session, row, (seen or {}).get((str(row.__tablename__), row.id or 0)))


def _carry_over(
    session: Session, by: By, older: Brief, mine: int, newer: Brief, theirs: int, seen: Seen | None
) -> None:
    row, other = found(session, Recommendation, mine), found(session, Recommendation, theirs)
    if row.brief_id != older.id or other.brief_id != newer.id:
        raise Invalid(_("Only recommendations of these two briefs can be held to be the same."))
    _hold_to(session, (row, other), seen)
    carry_over(session, by, row, other, confirmed=says_the_same(row, older, other, newer))

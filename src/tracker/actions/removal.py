"""Removing for good: a wrong or confidential upload, or a person who asks for it; a tombstone is left in its place.

Words, files and names are gone, from the history too, and from newer versions to which they were carried over. What is
left is that there was something: ids, references, dates, statuses, how much there was, and who did what when. It cannot
be undone; undoing an upload, which can, is the gentler way. The digest of a removed file is kept, so that the same file
is not taken in again by somebody who does not know; `let_in_again` forgets it.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from tracker.actions.admins import one_stays
from tracker.actions.blanking import BLANK, forget_beside, forget_links, forget_words
from tracker.actions.changes import blot_out, change
from tracker.actions.copies import copies, forget_carried
from tracker.errors import Invalid, NotFound
from tracker.store.access import allow
from tracker.store.access_tables import Token
from tracker.store.clock import now
from tracker.store.history import CARRIED, CREATED, UNDO, By, as_json, blank, one_batch, typed
from tracker.store.holding import hold
from tracker.store.people_tables import Change, Person
from tracker.store.tables import Brief, Evidence, Recommendation
from tracker.store.tombstones import MARK, gone, of_person
from tracker.store.work_tables import Draft, SavedView
from tracker.translation import gettext as _
from tracker.vocabulary.roles import Verb

_OUR_REASONS = frozenset({"", "taken in", "extracted again", "missed by extraction"})
_CARRIED = re.compile(rf"{CARRIED}\S+")
_REMOVING = 0x72656D6F7665
"""Under this number PostgreSQL knows that somebody is removing for good."""
_TOLD_OF = {"brief": "title", "recommendation": "wording", "evidence": "note"}
"""The field under which history says that the row's words were removed."""


def remove_brief(session: Session, actor: Person | None, brief_id: int, why: str) -> Brief:
    """Remove the brief with its file and all that was said of it. Invalid without a reason, or where it is gone."""
    person = allow(session, actor, Verb.REMOVE)
    hold(session, Brief, [brief_id])
    brief = session.get(Brief, brief_id)
    if brief is None:
        raise NotFound(_("There is no such brief. It may have been removed."))
    if gone(brief):
        raise Invalid(_("This brief has been removed already."))
    by = By(person, _reason(why))
    with one_batch():
        _forget_for_good(session)
        rows = list(session.exec(select(Recommendation).where(Recommendation.brief_id == brief_id)))
        keys = [row.id or 0 for row in rows]
        carried = copies(session, rows)
        items = list(session.exec(select(Evidence).where(col(Evidence.recommendation_id).in_(keys))))
        items += carried.evidence.values()
        forget_links(session, brief_id, keys)
        forget_beside(session, brief_id, keys, [item.id or 0 for item in items])
        everything: list[Any] = [brief, *rows, *items]
        for row in everything:
            kind = str(row.__tablename__)
            _forget_history(session, row, BLANK[kind])
            columns = {name: value for name, value in BLANK[kind].items() if hasattr(row, name)}
            blot_out(session, row, columns, by, _TOLD_OF[kind])
        forget_carried(session, carried, by)
        forget_words(session)
        change(session, brief, None, by, {"removed": True})
        for older in session.exec(select(Brief).where(Brief.newer_id == brief_id)):
            change(session, older, None, by, {"newer_id": brief.newer_id})
    return brief


def let_in_again(session: Session, actor: Person | None, brief_id: int, why: str) -> None:
    """Forget the digest of a removed file, so that it may be taken in anew. Invalid where the brief is not removed."""
    person = allow(session, actor, Verb.REMOVE)
    brief = session.get(Brief, brief_id)
    if brief is None or not gone(brief):
        raise Invalid(_("This brief has not been removed, so its file is not kept out."))
    change(session, brief, None, By(person, _reason(why)), {"sha256": None})


def remove_person(session: Session, actor: Person | None, person_id: int, why: str = "") -> Person:
    """Replace a person's name and address by a mark, wherever they stand, and switch the account off; history stays.

    Invalid for the one person of one's own machine, and for the last admin.
    """
    by = By(allow(session, actor, Verb.MANAGE_PEOPLE), typed(why))
    row = session.get(Person, person_id)
    if row is None:
        raise NotFound(_("There is no such person."))
    if row.sole:
        raise Invalid(_("This is the one person of this machine, who has no name here that could be removed."))
    if gone(row):
        raise Invalid(_("This person has been removed already."))
    mark = of_person(person_id)
    empty = {"name": mark, "email": mark, "preferences": "{}", "digest": False, "digest_at": None}
    with session.begin_nested(), one_stays(session), one_batch():
        _forget_for_good(session)
        _forget_reasons(session, row, mark)
        _forget_history(session, row, empty)
        _forget_views(session, person_id, by)
        for draft in session.exec(select(Draft).where(Draft.person_id == person_id)):
            session.delete(draft)
        blot_out(session, row, empty, by, "name")
        _forget_tokens(session, row, by)
        change(session, row, None, by, {"active": False})
    return row


def _forget_views(session: Session, person_id: int, by: By) -> None:
    """Forget the views that the person kept for nobody else: their names and addresses are that person's words."""
    empty = {"name": MARK, "query": "{}"}
    for view in session.exec(
        select(SavedView).where(SavedView.person_id == person_id, col(SavedView.shared).is_(False))
    ):
        _forget_history(session, view, empty)
        blot_out(session, view, empty, by, "name")
        change(session, view, None, by, {"removed": True})


def _forget_tokens(session: Session, person: Person, by: By) -> None:
    """Revoke the person's tokens, and forget what they were called."""
    for token in session.exec(select(Token).where(Token.person_id == person.id)):
        _forget_history(session, token, {"name": MARK})
        blot_out(session, token, {"name": MARK}, by, "name")
        if token.revoked_at is None:
            change(session, token, None, by, {"revoked_at": now()})


def _reason(why: str) -> str:
    if not why.strip():
        raise Invalid(_("Say in a few words why, without repeating what must not be known."))
    return typed(why)


def _forget_history(session: Session, row: Any, empty: Mapping[str, Any]) -> None:
    """Put the empty values into every change of the row."""
    statement = select(Change).where(Change.entity == str(row.__tablename__), Change.entity_id == row.id)
    for entry in session.exec(statement):
        left = {} if isinstance(row, Person) else {"why": _without_words(entry.why)}
        if entry.field == CREATED:
            values = json.loads(entry.new or "{}")
            left["new"] = as_json({**values, **{name: value for name, value in empty.items() if name in values}})
        elif entry.field in empty:
            left["old"] = left["new"] = as_json(empty[entry.field])
        blank(session, entry, **left)
    session.flush()


def _without_words(why: str) -> str:
    if why.startswith(UNDO):
        return why.partition(":")[0]
    return why if why in _OUR_REASONS or _CARRIED.fullmatch(why) else MARK


def _forget_reasons(session: Session, row: Person, mark: str) -> None:
    """Put the mark in place of the person's address and whole name in the reasons of changes.

    A name of one word alone stays: it may be any word.
    """
    named = [row.email, *([row.name] if " " in row.name else [])]
    for name in named:
        whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
        for entry in session.exec(select(Change).where(col(Change.why).icontains(name, autoescape=True))):
            blank(session, entry, why=whole.sub(mark, entry.why))
    session.flush()


def _forget_for_good(session: Session) -> None:
    """Let SQLite write over what is deleted, and not only mark the place as free; on PostgreSQL, one after the other.

    Two that blank the same change would each put back what the other took out of it.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:removing)"), {"removing": _REMOVING})
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA secure_delete = ON"))

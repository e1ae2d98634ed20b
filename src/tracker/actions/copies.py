"""What was carried over from a brief that is removed for good: found wherever it went, and taken out there as well.

Words that people wrote beside it stay. Evidence stays as something that there was, without its words and its file.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, select

from tracker.actions.changes import blot_out
from tracker.store.history import CARRIED, CREATED, By, as_json, blank
from tracker.store.people_tables import Change
from tracker.store.tables import Evidence, EvidenceFile, Recommendation
from tracker.store.tombstones import MARK, WORDS
from tracker.store.work_tables import Draft

_OF_EVIDENCE = ("note", "quote", "url", "source")


@dataclass(frozen=True, slots=True)
class Copies:
    """Where copies stand: evidence by its key, and by recommendation and field the words that were carried there.

    `said` are all words that came to a recommendation, those of its evidence included.
    """

    evidence: dict[int, Evidence] = field(default_factory=dict)
    words: dict[tuple[int, str], set[str]] = field(default_factory=dict)
    said: dict[int, set[str]] = field(default_factory=dict)


def copies(session: Session, rows: Sequence[Recommendation]) -> Copies:
    """All that was carried over from these recommendations to others, and from there on."""
    found = Copies()
    for row in rows:
        _follow(session, row, None, found, {row.id or 0 for row in rows})
    return found


def forget_carried(session: Session, found: Copies, by: By) -> None:
    """Take the words out of the fields to which they were carried and of their history; forget what repeats them."""
    for (key, name), words in found.words.items():
        row = session.get_one(Recommendation, key)
        mine = (Change.entity == "recommendation", Change.entity_id == key, Change.field == name)
        for change in session.exec(select(Change).where(*mine)):
            blank(session, change, old=_kept_without(change.old, words), new=_kept_without(change.new, words))
        if (left := _without(getattr(row, name), words)) != getattr(row, name):
            blot_out(session, row, {name: left}, by, name)
    for key, words in found.said.items():
        for draft in session.exec(select(Draft).where(Draft.recommendation_id == key)):
            _forget_typed(session, draft, words)


def _forget_typed(session: Session, draft: Draft, words: set[str]) -> None:
    """Forget the fields of a draft in which the words were seen or typed."""
    fields: dict[str, list[Any]] = json.loads(draft.fields)
    left = {name: pair for name, pair in fields.items() if pair == [_cleaned(one, words) for one in pair]}
    if left:
        draft.fields = as_json(left)
        session.add(draft)
    else:
        session.delete(draft)


def _follow(session: Session, row: Recommendation, only: set[str] | None, found: Copies, met: set[int]) -> None:
    """Add what was carried over from the row: all of it, or `only` these words and digests of files."""
    went: dict[int, set[str]] = {}
    for change in session.exec(select(Change).where(Change.why == f"{CARRIED}{row.reference}")).all():
        key, said = _brought(session, change)
        if not said or (only is not None and not said <= only):
            continue
        found.said.setdefault(key, set()).update(said)
        if change.entity == "evidence":
            found.evidence[change.entity_id] = session.get_one(Evidence, change.entity_id)
        else:
            found.words.setdefault((key, change.field), set()).update(said)
        if key not in met:
            went.setdefault(key, set()).update(said)
    for key, said in went.items():
        _follow(session, session.get_one(Recommendation, key), said, found, met | {key})


def _brought(session: Session, change: Change) -> tuple[int, set[str]]:
    """The recommendation to which the change brought something, and the words and the digest of a file that it was."""
    if change.entity == "evidence" and change.field == CREATED:
        item, file = session.get_one(Evidence, change.entity_id), session.get(EvidenceFile, change.entity_id)
        said = {getattr(item, name) for name in _OF_EVIDENCE} | {file.sha256 if file else ""}
        return item.recommendation_id, said - {"", MARK}
    if change.entity == "recommendation" and change.field in WORDS["recommendation"]:
        return change.entity_id, {json.loads(change.new or "null") or ""} - {"", MARK}
    return change.entity_id, set()


def _kept_without(kept: str | None, words: set[str]) -> str | None:
    """A text as it is kept in JSON, without the words."""
    value = json.loads(kept or "null")
    return as_json(_without(value, words)) if isinstance(value, str) else kept


def _cleaned(value: Any, words: set[str]) -> Any:
    return _without(value, words) if isinstance(value, str) else value


def _without(text: str, words: set[str]) -> str:
    """The text with the mark in place of the words, the longest first."""
    for said in sorted(words, key=len, reverse=True):
        begin, end = (r"(?<!\w)" if said[0].isalnum() else ""), (r"(?!\w)" if said[-1].isalnum() else "")
        text = re.sub(f"{begin}{re.escape(said)}{end}", MARK, text)
    return text

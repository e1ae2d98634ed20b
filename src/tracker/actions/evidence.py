"""Keeping evidence of what came of a recommendation."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import Session, col, select

from tracker.actions.changes import change, found
from tracker.actions.scope import allow_update
from tracker.errors import EmptyFile, Invalid, OversizedFile, gathered
from tracker.settings import settings
from tracker.store.clock import today
from tracker.store.history import By, record_created, typed
from tracker.store.people_tables import Person
from tracker.store.tables import Evidence, EvidenceFile, Recommendation
from tracker.translation import gettext as _
from tracker.vocabulary.answers import EvidenceKind, Item, strength
from tracker.vocabulary.dates import PartialDate

_LONGEST_NAME = 100
_CHUNK = 500


def add(
    session: Session,
    actor: Person | None,
    recommendation_id: int,
    kind: EvidenceKind,
    *,
    quote: str = "",
    note: str = "",
    url: str = "",
    dated: PartialDate | None = None,
    source: str = "",
    confidential: bool = False,
    file: tuple[str, bytes] | None = None,
) -> Evidence:
    """Keep a piece of evidence, with the name and the bytes of its `file` where it has one.

    Invalid where it says nothing, its link is no web address or its day has not come; EmptyFile and OversizedFile for
    files.
    """
    recommendation = found(session, Recommendation, recommendation_id)
    person = allow_update(session, actor, recommendation)
    words = _said(dated, quote=quote, note=note, url=url, source=source, file=bool(file))
    row = Evidence(
        recommendation_id=recommendation_id,
        kind=EvidenceKind(kind).value,
        quote=words["quote"],
        note=words["note"],
        url=words["url"],
        source=words["source"],
        dated=dated.day if dated else None,
        dated_precision=dated.precision.value if dated else None,
        confidential=confidential,
    )
    session.add(row)
    session.flush()
    links = {"file": _keep_file(session, row, *file)} if file else {}
    record_created(session, row, By(person), **links)
    return row


def _said(dated: PartialDate | None, **said: Any) -> dict[str, str]:
    """As `checked`; Invalid also where the day has not come, told with whatever else is amiss."""
    with gathered() as part:
        with part():
            if dated and dated.day > today():
                raise Invalid(_("The date of evidence cannot lie in the future."))
        words = dict[str, str]()
        with part():
            words = checked(**said)
    return words


def checked(*, quote: str = "", note: str = "", url: str = "", source: str = "", file: bool = False) -> dict[str, str]:
    """The words of a piece of evidence as they are kept; Invalid where they say nothing, or the link is no address."""
    if not file and not any(text.strip() for text in (quote, note, url, source)):
        raise Invalid(_("Evidence needs a quote, a note, a link, a source or a file."))
    if url.strip() and not url.strip().lower().startswith(("https://", "http://")):
        raise Invalid(_("A link starts with https:// or http://."))
    return {"quote": quote.strip(), "note": note.strip(), "url": url.strip(), "source": " ".join(source.split())}


def _keep_file(session: Session, row: Evidence, name: str, data: bytes) -> str:
    """Keep the file as it is, nothing read from it; the name under which it is kept."""
    most = settings().upload_megabytes
    if not data:
        raise EmptyFile(_("The file “{name}” is empty.").format(name=name))
    if len(data) > most * 1024 * 1024:
        raise OversizedFile(_("The file “{name}” is larger than {most} MB.").format(name=name, most=most))
    clean = _file_name(name)
    digest = hashlib.sha256(data).hexdigest()
    session.add(EvidenceFile(evidence_id=row.id or 0, name=clean, sha256=digest, data=data))
    return clean


def _file_name(name: str) -> str:
    """The last part of a path, without what is not to be seen in it, and not too long for any disk."""
    last = "".join(c for c in re.split(r"[/\\]", name)[-1] if c.isprintable()).strip(" .")
    stem, dot, suffix = last.rpartition(".")
    return f"{stem[:_LONGEST_NAME]}{dot}{suffix[:20]}" if stem else last[:_LONGEST_NAME] or "file"


def withdraw(session: Session, actor: Person | None, evidence_id: int, seen: int | None, why: str) -> Evidence:
    """Take a piece of evidence out of every count; it stays in the history."""
    row = found(session, Evidence, evidence_id)
    person = allow_update(session, actor, found(session, Recommendation, row.recommendation_id))
    return change(session, row, seen, By(person, typed(why)), {"withdrawn": True})


def strength_of(session: Session, recommendation_id: int) -> int:
    """How strong all evidence for the recommendation is, 0 to 5, confidential items included."""
    return strength(_items(session, recommendation_id))


def strengths(session: Session, keys: Sequence[int]) -> dict[int, int]:
    """As `strength_of`, of many recommendations."""
    items: dict[int, list[Item]] = {key: [] for key in keys}
    for start in range(0, len(keys), _CHUNK):
        statement = select(Evidence).where(
            col(Evidence.recommendation_id).in_(keys[start : start + _CHUNK]), col(Evidence.withdrawn).is_(False)
        )
        for row in session.exec(statement):
            items[row.recommendation_id].append(Item(EvidenceKind(row.kind), row.source, row.dated))
    return {key: strength(found) for key, found in items.items()}


def _items(session: Session, recommendation_id: int) -> Iterable[Item]:
    statement = select(Evidence).where(
        Evidence.recommendation_id == recommendation_id, col(Evidence.withdrawn).is_(False)
    )
    return (Item(EvidenceKind(row.kind), row.source, row.dated) for row in session.exec(statement))

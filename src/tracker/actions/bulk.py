"""Bringing many recommendations up to date at once: what would change and what is refused, then one batch."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from tracker.actions.changes import change_all, merged
from tracker.actions.evidence import strengths
from tracker.actions.rules import complete
from tracker.actions.scope import within_scope
from tracker.actions.updates import all_columns
from tracker.errors import Invalid, NotAllowed, Stale, TrackerError
from tracker.store.access import allow
from tracker.store.history import By, one_batch, typed
from tracker.store.holding import hold
from tracker.store.people_tables import Person
from tracker.store.tables import Brief, Recommendation
from tracker.translation import gettext as _
from tracker.vocabulary.roles import Verb

_CHUNK = 500
_Row = TypeVar("_Row", Recommendation, Brief)

Seen = Sequence[tuple[int, int]]
"""Recommendations by id, each with the version that the person saw."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What would become of one recommendation: columns, each with its value now and then; or why it is refused."""

    id: int
    reference: str
    wording: str
    changes: tuple[tuple[str, Any, Any], ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What was changed, in which batch ("" where nothing was), and what was refused."""

    batch: str
    changed: int
    refused: tuple[Verdict, ...]


def preview(session: Session, actor: Person | None, rows: Seen, fields: Mapping[str, Any]) -> tuple[Verdict, ...]:
    """What `update_all` would do with each; nothing is written. `fields` are those of `updates.advance`."""
    return tuple(verdict for verdict, _row in _judged(session, allow(session, actor, Verb.UPDATE), rows, fields))


def update_all(session: Session, actor: Person | None, rows: Seen, why: str, fields: Mapping[str, Any]) -> Done:
    """Set the fields of every recommendation that can have them, as one batch; the others stay as they are.

    Invalid where nothing is to be set, or no reason is given.
    """
    by = By(allow(session, actor, Verb.UPDATE), typed(why))
    if not fields:
        raise Invalid(_("Nothing has been changed yet."))
    if not why.strip():
        raise Invalid(_("Say in a few words what this change rests on."))
    hold(session, Recommendation, [key for key, _seen in rows])
    verdicts = list(_judged(session, by.actor, rows, fields))
    wanted = [
        (row, {column: new for column, _old, new in verdict.changes})
        for verdict, row in verdicts
        if row is not None and verdict.changes
    ]
    with one_batch() as batch:
        change_all(session, by, wanted)
    refused = tuple(verdict for verdict, _row in verdicts if verdict.refused)
    return Done(batch if wanted else "", len(wanted), refused)


def _judged(
    session: Session, person: Person, rows: Seen, fields: Mapping[str, Any]
) -> Iterator[tuple[Verdict, Recommendation | None]]:
    """The verdict on each, with its row; rows, briefs and evidence are read in few questions."""
    known = _rows(session, Recommendation, {key for key, _seen in rows})
    briefs = _rows(session, Brief, {row.brief_id for row in known.values()})
    proof = cache(lambda: strengths(session, list(known)))
    columns, wrong = _columns(session, fields)
    for key, seen in rows:
        row = known.get(key)
        if row is None or briefs[row.brief_id].removed:
            called = (row.reference, row.wording) if row else (str(key), "")
            yield Verdict(key, *called, refused=_("There is no such record. It may have been removed.")), None
            continue
        try:
            within_scope(session, person, row)
            if wrong:
                raise wrong
            kept = merged(session, row, seen, columns)
            full = complete(row.model_dump(), kept, briefs[row.brief_id].published, partial(_strength, proof, key))
        except (Invalid, NotAllowed, Stale) as no:
            yield Verdict(key, row.reference, row.wording, refused=_told(no)), row
            continue
        changes = [(column, getattr(row, column), new) for column, new in full.items() if getattr(row, column) != new]
        yield Verdict(key, row.reference, row.wording, tuple(changes)), row


def _columns(session: Session, fields: Mapping[str, Any]) -> tuple[dict[str, Any], Invalid | None]:
    """What the fields fill, the same for every recommendation; or why they cannot be set."""
    try:
        return all_columns(session, fields), None
    except Invalid as wrong:
        return {}, wrong


def _strength(proof: Callable[[], dict[int, int]], key: int) -> int:
    return proof()[key]


def _rows(session: Session, table: type[_Row], keys: set[int]) -> dict[int, _Row]:
    """The rows of these keys as they are now."""
    wanted, found = sorted(keys), dict[int, _Row]()
    for start in range(0, len(wanted), _CHUNK):
        statement = select(table).where(col(table.id).in_(wanted[start : start + _CHUNK]))
        found |= {row.id or 0: row for row in session.exec(statement.execution_options(populate_existing=True))}
    return found


def _told(wrong: TrackerError) -> str:
    if isinstance(wrong, Stale):
        return _("Somebody changed it since you chose it. Choose it again to see what stands there now.")
    return str(wrong)

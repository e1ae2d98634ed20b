"""Bringing many recommendations up to date at once: what would change and what is refused, then one batch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from tracker.actions.changes import change
from tracker.actions.updates import planned
from tracker.errors import Invalid, NotAllowed, NotFound, Stale, TrackerError
from tracker.store.access import allow
from tracker.store.history import By, one_batch, typed
from tracker.store.holding import hold
from tracker.store.people_tables import Person
from tracker.store.tables import Recommendation
from tracker.translation import gettext as _
from tracker.vocabulary.roles import Verb

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
    allow(session, actor, Verb.UPDATE)
    return tuple(_verdict(session, actor, key, seen, fields) for key, seen in rows)


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
    verdicts = preview(session, actor, rows, fields)
    wanted = [verdict for verdict in verdicts if verdict.changes]
    with one_batch() as batch:
        for verdict in wanted:
            row = session.get_one(Recommendation, verdict.id)
            change(session, row, row.version, by, {column: new for column, _old, new in verdict.changes})
    refused = tuple(verdict for verdict in verdicts if verdict.refused)
    return Done(batch if wanted else "", len(wanted), refused)


def _verdict(session: Session, actor: Person | None, key: int, seen: int, fields: Mapping[str, Any]) -> Verdict:
    row = session.get(Recommendation, key)
    reference, wording = (row.reference, row.wording) if row else (str(key), "")
    try:
        row, _person, values = planned(session, actor, key, seen, fields)
    except (Invalid, NotAllowed, NotFound, Stale) as wrong:
        return Verdict(key, reference, wording, refused=_told(wrong))
    changes = [(column, getattr(row, column), new) for column, new in values.items() if getattr(row, column) != new]
    return Verdict(key, reference, wording, tuple(changes))


def _told(wrong: TrackerError) -> str:
    if isinstance(wrong, Stale):
        return _("Somebody changed it since you chose it. Choose it again to see what stands there now.")
    return str(wrong)

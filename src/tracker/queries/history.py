"""What was changed, by whom, when and why, in words."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd
from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from tracker.queries.exactness import of_a_date, vague
from tracker.queries.filters import Filter, matching, there, visible
from tracker.store.access import allow, can
from tracker.store.history import CREATED, TAKEN_IN, UNDO, as_json
from tracker.store.people_tables import Change, Person, Unit
from tracker.store.tables import Brief, Evidence, Recommendation
from tracker.translation import gettext as _
from tracker.translation import marked, ngettext
from tracker.vocabulary import answers
from tracker.vocabulary.labels import label
from tracker.vocabulary.roles import ROLE_LABELS, Role, Verb
from tracker.vocabulary.statuses import STATUSES, Status

COLUMNS = "at who on_behalf_of entity entity_id evidence field old new why batch version".split()
RECENT_COLUMNS = "at who recommendation_id reference wording field label old new why batch".split()
_LATEST_FIRST = (col(Change.at).desc(), col(Change.id).desc())
_UNDONE = 3
"""So many times as many changes are read as are wanted: some have been undone."""
_LOOKED_AT = 5_000
"""How many of the latest changes are looked at first: a view of some size has enough among them."""

_ALL = Filter()
_CHOSEN = ("status", "response", "outcome_type", "contribution")
_TOLD = (*_CHOSEN, "outcome", "review")
_LABELS: dict[str, Callable[[str], str]] = {
    "status": lambda key: STATUSES[Status(key)].label,
    "review": lambda key: answers.REVIEW_LABELS[answers.Review(key)],
    "response": lambda key: answers.RESPONSE_LABELS[answers.Response(key)],
    "outcome_type": lambda key: answers.OUTCOME_LABELS[answers.OutcomeType(key)],
    "fidelity": lambda key: answers.FIDELITY_LABELS[answers.Fidelity(key)],
    "contribution": lambda key: answers.CONTRIBUTION_LABELS[answers.Contribution(key)],
    "priority": lambda key: answers.PRIORITY_LABELS[answers.Priority(key)],
    "role": lambda key: ROLE_LABELS[Role(key)],
}
ENTITIES: Mapping[str, str] = {
    "recommendation": marked("Recommendation"),
    "brief": marked("Brief"),
    "evidence": marked("Evidence"),
    "person": marked("Person"),
    "author": marked("Author"),
    "addressee": marked("Addressee"),
    "import_profile": marked("Import"),
    "unit": marked("Unit"),
    "saved_view": marked("Saved view"),
    "token": marked("Token"),
    "share": marked("Link to a report"),
    "meeting": marked("Meeting"),
}


def history(session: Session, actor: Person, recommendation_id: int) -> pd.DataFrame:
    """All changes of a recommendation, its evidence and its brief, the newest first. Columns: `COLUMNS`.

    `at` is in UTC; `field`, `old` and `new` are words, and `evidence` says which piece was changed, if one was. Empty
    for who may not see the work, and where the brief was removed; changes of confidential evidence are left out for
    who may not see that.
    """
    viewer = allow(session, actor, Verb.VIEW)
    known = select(col(Recommendation.brief_id)).where(col(Recommendation.id) == recommendation_id, *there(viewer))
    brief_id = session.execute(known).scalar()
    if brief_id is None or not can(viewer, Verb.VIEW_WORK):
        return pd.DataFrame(columns=COLUMNS)
    seen: Any = select(Evidence).where(col(Evidence.recommendation_id) == recommendation_id)
    if not can(viewer, Verb.VIEW_CONFIDENTIAL):
        seen = seen.where(col(Evidence.confidential).is_(False))
    evidence = {item.id or 0: cited(item) for item in session.execute(seen).scalars()}
    about = or_(
        _of("recommendation", col(Change.entity_id) == recommendation_id),
        _of("brief", col(Change.entity_id) == brief_id),
        _of("evidence", col(Change.entity_id).in_(evidence)),
    )
    rows = session.execute(_told().where(about).order_by(col(Change.id).desc())).all()
    changes = [change for change, _person, _principal in rows]
    named, exactly = _named(session, changes), vague(session, changes)
    lines = [
        {**_line(change, who, principal, named, exactly), "evidence": _item(change, evidence)}
        for change, who, principal in rows
    ]
    return pd.DataFrame(lines, columns=COLUMNS, dtype=object)


def cited(item: Evidence) -> str:
    """Which piece of evidence this is, in words: its kind, and where it is from."""
    kind = _(answers.KIND_LABELS[answers.EvidenceKind(item.kind)])
    return ", ".join(part for part in (kind, item.source) if part)


def _item(change: Change, evidence: Mapping[int, str]) -> str:
    return evidence.get(change.entity_id, "") if change.entity == "evidence" else ""


def _named(session: Session, changes: Sequence[Change]) -> dict[tuple[str, int], str]:
    return referred(session, [(change.field, kept) for change in changes for kept in (change.old, change.new)])


def referred(session: Session, values: Iterable[tuple[str, str | None]]) -> dict[tuple[str, int], str]:
    """What to call the rows that values speak of by their ids, by field and id; `values` are fields and JSON."""
    kept: dict[str, set[int]] = {}
    for field, text in values:
        if text and isinstance(key := json.loads(text), int):
            kept.setdefault(field, set()).add(key)
    found: dict[tuple[str, int], str] = {}
    for field, kind, called in _REFERRING:
        keys = kept.get(field, set())
        rows = session.execute(select(kind).where(col(kind.id).in_(keys))).scalars() if keys else ()
        found |= {(field, row.id): called(row) for row in rows}
    return found


def recent(session: Session, actor: Person, limit: int = 10, chosen: Filter = _ALL) -> pd.DataFrame:
    """The latest changes of what became of the view's recommendations, the newest first. Columns: `RECENT_COLUMNS`.

    `field` is the key of what was changed, `label` what people call it. Changes of one gesture share a `batch`. What
    was undone is not among them, nor is its undo. Who may not see the work is told what was chosen from lists of words
    since the confirmation, and neither who made a change nor why.
    """
    viewer = allow(session, actor, Verb.VIEW)
    sees_work = can(viewer, Verb.VIEW_WORK)
    told, since = (_TOLD, []) if sees_work else (_CHOSEN, [col(Change.id) > _confirmed()])
    statement = (
        select(Change, Person, Recommendation)
        .join(Recommendation, _of("recommendation", col(Change.entity_id) == Recommendation.id))
        .join(Brief, col(Brief.id) == Recommendation.brief_id)
        .outerjoin(Person, col(Person.id) == Change.actor_id)
        .where(col(Change.field).in_(told), *since, *visible(viewer), *matching(session, chosen))
    )
    rows = [
        {
            "at": change.at,
            "who": name(person) if sees_work else _("Somebody"),
            "recommendation_id": row.id,
            "reference": row.reference,
            "wording": row.wording,
            "field": change.field,
            "label": label(change.field),
            "old": in_words(change.field, change.old),
            "new": in_words(change.field, change.new),
            "why": change.why if sees_work else "",
            "batch": change.batch,
        }
        for change, person, row in _standing(_latest(session, statement, told, _UNDONE * limit))[:limit]
    ]
    return pd.DataFrame(rows, columns=RECENT_COLUMNS, dtype=object)


def _standing(rows: Sequence[Any]) -> list[Any]:
    """Of changes, the latest first, those that stand: neither undone since, nor undoing what was done before."""
    found, undone = [], set[tuple[str, int, str]]()
    for change, *rest in rows:
        if (change.batch, change.entity_id, change.field) in undone:
            continue
        if change.why.startswith(UNDO):
            batch = change.why.removeprefix(UNDO).partition(":")[0]
            undone.add((batch, change.entity_id, change.field))
        else:
            found.append((change, *rest))
    return found


def _latest(session: Session, statement: Any, fields: Iterable[str], limit: int) -> Sequence[Any]:
    """The first rows of a statement about changes of these fields, the latest first."""
    such = (col(Change.entity) == "recommendation", col(Change.field).in_(fields))
    lately = select(col(Change.id)).where(*such).order_by(*_LATEST_FIRST).limit(_LOOKED_AT)
    first = statement.order_by(*_LATEST_FIRST).limit(limit)
    found: Sequence[Any] = session.execute(first.where(col(Change.id).in_(lately))).all()
    return found if len(found) == limit else session.execute(first).all()


def _confirmed() -> Any:
    """The change by which a recommendation was confirmed; 0 where it came in confirmed."""
    review = aliased(Change)
    which = (col(review.entity) == "recommendation", col(review.entity_id) == col(Recommendation.id))
    said = (col(review.field) == "review", col(review.new) == as_json(answers.Review.CONFIRMED))
    last = select(func.max(col(review.id))).where(*which, *said).correlate(Recommendation).scalar_subquery()
    return func.coalesce(last, 0)


def _of(entity: str, which: Any) -> Any:
    return and_(col(Change.entity) == entity, which)


def _told() -> Any:
    principal = aliased(Person)
    return (
        select(Change, Person, principal)
        .outerjoin(Person, col(Person.id) == Change.actor_id)
        .outerjoin(principal, col(principal.id) == Change.on_behalf_of_id)
    )


def _line(
    change: Change,
    person: Person | None,
    principal: Person | None,
    named: Mapping[tuple[str, int], str],
    exactly: Mapping[tuple[int, bool], str],
) -> dict[str, Any]:
    created = change.field == CREATED
    added = created and change.entity == "evidence"
    told = of_a_date(change.field) if (change.id or 0, True) in exactly else change.field
    return {
        "at": change.at,
        "who": name(person),
        "on_behalf_of": name(principal) if principal else "",
        "entity": _(ENTITIES.get(change.entity, change.entity)),
        "entity_id": change.entity_id,
        "field": _("Added") if added else label(told),
        "old": "" if created else exactly.get((change.id or 0, False)) or in_words(change.field, change.old, named),
        "new": "" if created else exactly.get((change.id or 0, True)) or in_words(change.field, change.new, named),
        "why": "" if created and change.why == TAKEN_IN else change.why,
        "batch": change.batch,
        "version": change.version,
    }


def name(person: Person | None) -> str:
    """What to call a person: the name, else the address; "Somebody" where nobody is known."""
    return (person.name or person.email) if person else _("Somebody")


_COUNTED: dict[str, Callable[[Any], str]] = {
    "also": lambda spans: ngettext("{n} place", "{n} places", len(spans)).format(n=len(spans)),
    "same_as_id": lambda _key: _("another spelling"),
}
"""What is told without its values, which say nothing to a person."""
_LISTED = ("decisions", "stories")
"""What is kept as the text of a list."""
_REFERRING: tuple[tuple[str, Any, Callable[[Any], str]], ...] = (
    ("owner_id", Person, name),
    ("approved_by_id", Person, name),
    ("superseded_by_id", Recommendation, lambda row: row.reference),
    ("parent_id", Recommendation, lambda row: row.reference),
    ("repeats_id", Recommendation, lambda row: row.reference),
    ("unit_id", Unit, lambda row: row.name),
    ("newer_id", Brief, lambda row: row.title),
)


def in_words(field: str, kept: str | None, named: Mapping[tuple[str, int], str] = MappingProxyType({})) -> str:
    """A value of history as a person says it; `named` is what to call rows, by the field that speaks of them and id."""
    value = json.loads(kept) if kept else None
    if field in _LISTED:
        value = " ".join(json.loads(value or "[]"))
    if value is None or value in ("", []):
        return "–"
    if isinstance(value, int) and (field, value) in named:
        return named[field, value]
    if field in _COUNTED:
        return _COUNTED[field](value)
    if field in _LABELS:
        return _(_LABELS[field](value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

"""The rows of a spreadsheet that goes out to be read, changed and taken back."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from tracker.queries.names import replacements
from tracker.queries.proofs import seen_by, strength_of
from tracker.queries.records import records
from tracker.store.access import allow, can
from tracker.store.people_tables import Person, Unit
from tracker.store.tables import Brief, Evidence, Recommendation
from tracker.vocabulary import columns, regions
from tracker.vocabulary.dates import as_known
from tracker.vocabulary.roles import Verb

_CHUNK = 500


def heads(session: Session, actor: Person) -> tuple[str, ...]:
    """The columns that the actor gets: `vocabulary.columns`."""
    return columns.columns(can(allow(session, actor, Verb.VIEW), Verb.VIEW_WORK))


def rows(session: Session, actor: Person, wanted: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """The recommendations with these ids as text, in the order of `heads`, read a few hundred at a time.

    Those that the actor may not see are left out. Evidence that is confidential is neither told nor counted where the
    actor may not see it.
    """
    viewer = allow(session, actor, Verb.VIEW)
    names = columns.columns(can(viewer, Verb.VIEW_WORK))
    found = records(session, actor, wanted)
    while chunk := list(islice(found, _CHUNK)):
        more = _more(session, viewer, [record["reference"] for record in chunk])
        for record in chunk:
            flat = _flat(record) | more[record["reference"]]
            yield tuple(_text(flat.get(name)) for name in names)


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    brief = record["brief"]
    countries = [regions.name(code) for code in brief["regions"]]
    return {
        **{name: value for name, value in record.items() if name != "brief"},
        **{name: brief[name] for name in ("title", "published", "series", "number", "authors", "topics")},
        "regions": countries,
        "wording": record["text"],
        "seen": record["version"],
    }


def _text(value: Any) -> str:
    if value is None:
        return ""
    return "; ".join(value) if isinstance(value, list) else str(value)


def _more(session: Session, viewer: Person, references: Sequence[str]) -> dict[str, dict[str, Any]]:
    """For each recommendation what a list does not have: its unit, what replaced it, and its evidence."""
    own, inherited = aliased(Unit), aliased(Unit)
    statement = (
        select(col(Recommendation.reference), col(Recommendation.id), col(own.name), col(inherited.name))
        .join(Brief, col(Brief.id) == Recommendation.brief_id)
        .outerjoin(own, col(own.id) == col(Recommendation.unit_id))
        .outerjoin(inherited, col(inherited.id) == col(Brief.unit_id))
        .where(col(Recommendation.reference).in_(references))
    )
    found = [(reference, key or 0, mine or briefs) for reference, key, mine, briefs in session.execute(statement)]
    keys = [key for _reference, key, _unit in found]
    replaced, proofs = replacements(session, viewer, keys), seen_by(session, viewer, keys)
    return {
        reference: {"superseded_by": replaced.get(key), "unit": unit, **_told(proofs.get(key, []))}
        for reference, key, unit in found
    }


def _told(items: Sequence[Evidence]) -> dict[str, Any]:
    lines = []
    for item in items:
        parts = (item.source, as_known(item.dated, item.dated_precision), item.url, item.quote, item.note)
        lines.append(f"{item.kind}: " + ", ".join(part for part in parts if part))
    return {"strength": strength_of(items), "evidence": "\n".join(lines)}

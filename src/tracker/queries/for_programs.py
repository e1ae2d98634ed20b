"""What other programs read: the recommendations of a view with their evidence, and its briefs.

Both are walked along their keys, which only grow: whoever goes on after the last key that they have misses nothing that
was there, and gets nothing twice, whatever others write meanwhile.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from tracker.queries.conditions import how_many
from tracker.queries.filters import Filter, matching, visible
from tracker.queries.names import replacements
from tracker.queries.openness import confidential_ever
from tracker.queries.proofs import public, seen_by, strength_of
from tracker.queries.records import records
from tracker.store.access import allow, can
from tracker.store.people_tables import Person
from tracker.store.tables import Author, Brief, BriefAuthor, BriefRegion, BriefTopic, Evidence, Recommendation, Topic
from tracker.vocabulary.answers import Review
from tracker.vocabulary.columns import WORK
from tracker.vocabulary.dates import as_known
from tracker.vocabulary.roles import Verb

BRIEF_COLUMNS = (
    "id title authors regions topics published series number recommendations confirmed pending rejected"
).split()
_RESTING = "response outcome_type outcome_on outcome fidelity contribution rival_explanation".split()
"""What may rest on confidential evidence where that stands, or stood, beside a recommendation."""
EVIDENCE_COLUMNS = "kind source dated url quote note confidential".split()


def recommendation_keys(session: Session, actor: Person, chosen: Filter, after: int, most: int) -> list[int]:
    """The keys of the recommendations in the view that come after the key `after`, in their order, so many at most."""
    viewer = allow(session, actor, Verb.VIEW)
    key: Any = col(Recommendation.id)
    statement = select(key).join(Brief).where(*matching(session, chosen), *visible(viewer), key > after)
    return list(session.execute(statement.order_by(key).limit(most)).scalars())


def recommendations(session: Session, actor: Person, chosen: Filter, wanted: Sequence[int]) -> list[dict[str, Any]]:
    """Those of the recommendations with these keys that are in the view, in their order, as `queries.records.records`
    has them, and more. Where the view is of what may leave the institute, so is what is told of each.

    `id` is the key; `superseded_by` the reference of what replaced it; `evidence` a list of objects with
    `EVIDENCE_COLUMNS`, `strength` theirs, 0 to 5: confidential items are there for those alone who may see them. The
    brief has its `id` too.
    """
    viewer = allow(session, actor, Verb.VIEW)
    places: Any = (Recommendation.reference, Recommendation.id, Recommendation.brief_id, confidential_ever())
    where = [*matching(session, chosen), *visible(viewer), col(Recommendation.id).in_(wanted)]
    rows = session.execute(select(*places).join(Brief, col(Brief.id) == Recommendation.brief_id).where(*where))
    of = {reference: rest for reference, *rest in rows}
    there = {key for key, *_rest in of.values()}
    keys = [key for key in wanted if key in there]
    replaced = replacements(session, viewer, keys)
    proofs = public(session, keys) if chosen.open_only else seen_by(session, viewer, keys)
    found = []
    for record in records(session, actor, keys):
        key, brief, guarded = of[record["reference"]]
        silent = (*WORK, *(_RESTING if guarded else ())) if chosen.open_only else ()
        own = {name: None if name in silent else value for name, value in record.items() if name != "brief"}
        more = {"superseded_by": replaced.get(key), **_proven(proofs.get(key, []))}
        found.append({"id": key, **own, **more, "brief": {"id": brief, **record["brief"]}})
    return found


def brief_keys(session: Session, actor: Person, chosen: Filter, after: int, most: int) -> list[int]:
    """As `recommendation_keys`, of the briefs that hold a recommendation of the view."""
    viewer = allow(session, actor, Verb.VIEW)
    key: Any = col(Brief.id)
    statement = select(key).join(Recommendation).where(*matching(session, chosen), *visible(viewer), key > after)
    return list(session.execute(statement.group_by(key).order_by(key).limit(most)).scalars())


def briefs(session: Session, actor: Person, chosen: Filter, wanted: Sequence[int]) -> list[dict[str, Any]]:
    """Those of the briefs with these keys that are in the view, in their order. Columns: `BRIEF_COLUMNS`.

    Authors, regions (codes) and topics are lists, as printed. The numbers are of the recommendations in the view; how
    many are pending and rejected is None for who may not see the work, and where the view is of what may leave it.
    """
    viewer = allow(session, actor, Verb.VIEW)
    numbers = [func.count(col(Recommendation.id)), *(how_many(col(Recommendation.review) == said) for said in _SAID)]
    where = [*matching(session, chosen), *visible(viewer), col(Brief.id).in_(wanted)]
    statement: Any = select(Brief, *numbers).join(Recommendation).where(*where).group_by(col(Brief.id))
    authors = _linked(session, BriefAuthor, Author.name, Author, wanted)
    regions = _linked(session, BriefRegion, BriefRegion.code, None, wanted)
    topics = _linked(session, BriefTopic, Topic.name, Topic, wanted)
    tells_work, found = can(viewer, Verb.VIEW_WORK) and not chosen.open_only, []
    for row, total, confirmed, *work in session.execute(statement.order_by(col(Brief.id))):
        names = [of.get(row.id, []) for of in (authors, regions, topics)]
        published = as_known(row.published, row.published_precision)
        waiting = map(int, work) if tells_work else (None, None)
        line = (row.id, row.title, *names, published, row.series, row.number, total, int(confirmed), *waiting)
        found.append(dict(zip(BRIEF_COLUMNS, line, strict=True)))
    return found


_SAID = (Review.CONFIRMED.value, Review.PENDING.value, Review.REJECTED.value)


def _proven(items: Sequence[Evidence]) -> dict[str, Any]:
    told = [
        {**item.model_dump(include=set(EVIDENCE_COLUMNS)), "dated": as_known(item.dated, item.dated_precision)}
        for item in items
    ]
    evidence = [{name: one[name] for name in EVIDENCE_COLUMNS} for one in told]
    return {"strength": strength_of(items), "evidence": evidence}


def _linked(session: Session, link: Any, name: Any, table: Any, keys: Sequence[int]) -> dict[int, list[str]]:
    statement = select(col(link.brief_id), col(name))
    joined = statement if table is None else statement.join_from(link, table)
    found: dict[int, list[str]] = {}
    for key, called in session.execute(joined.where(col(link.brief_id).in_(keys)).order_by(col(link.position))):
        found.setdefault(key, []).append(called)
    return found

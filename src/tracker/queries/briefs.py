"""Briefs: a list of them with what waits for review, and one with its text and its candidates."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import and_, case, func, or_, select
from sqlmodel import Session, col

from tracker.document import Document
from tracker.errors import NotFound
from tracker.queries import names
from tracker.queries.conditions import how_many
from tracker.queries.filters import there
from tracker.queries.listing import Listing
from tracker.queries.record import reasons_of
from tracker.queries.search import within, words
from tracker.store.access import allow
from tracker.store.people_tables import Person
from tracker.store.tables import Author, Brief, BriefAuthor, BriefRegion, BriefTopic, Recommendation, Source, Topic
from tracker.translation import gettext as _
from tracker.vocabulary.advice import Level
from tracker.vocabulary.answers import Review
from tracker.vocabulary.dates import as_known
from tracker.vocabulary.roles import Verb

COLUMNS = (
    "id title authors published file_name format parsed candidates pending confirmed rejected pending_headline"
).split()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One recommendation of a brief as a reviewer needs it; `reasons` as in `queries.record.Record`."""

    row: Recommendation
    addressees: tuple[str, ...]
    reasons: tuple[tuple[str, float, str], ...]


@dataclass(frozen=True, slots=True)
class BriefView:
    """A brief with its names, its document (None where it has no file) and its candidates in order."""

    brief: Brief
    authors: tuple[str, ...]
    regions: tuple[str, ...]
    topics: tuple[str, ...]
    document: Document | None
    candidates: tuple[Candidate, ...]

    @property
    def published(self) -> str | None:
        """When it was published, as exactly as that is known."""
        return as_known(self.brief.published, self.brief.published_precision)


def brief(session: Session, actor: Person, brief_id: int) -> BriefView:
    """The brief with this id, for those who work on it; NotFound where there is none, or it was removed."""
    allow(session, actor, Verb.VIEW_WORK)
    row = session.get(Brief, brief_id)
    if row is None or row.removed:
        raise NotFound(_("There is no such brief. Choose one from the list of briefs to review."))
    source = session.get(Source, brief_id)
    return BriefView(
        brief=row,
        authors=_linked(session, select(col(Author.name)).join(BriefAuthor), BriefAuthor, brief_id),
        regions=_linked(session, select(col(BriefRegion.code)), BriefRegion, brief_id),
        topics=_linked(session, select(col(Topic.name)).join(BriefTopic), BriefTopic, brief_id),
        document=Document.from_json(source.document) if source else None,
        candidates=_candidates(session, row),
    )


def titles(session: Session, actor: Person, brief_ids: Collection[int]) -> dict[int, str]:
    """The titles of those of these briefs of which the actor may see a recommendation, by id."""
    viewer = allow(session, actor, Verb.VIEW)
    columns: Any = (Brief.id, Brief.title)
    known = select(*columns).join(Recommendation).where(col(Brief.id).in_(brief_ids), *there(viewer)).distinct()
    return dict(session.execute(known).all())


def briefs(session: Session, actor: Person, *, page: int = 1, size: int = 50, pending_only: bool = False) -> Listing:
    """A page (from 1) of the briefs, those that wait first, and of them the newest; removed ones are none.

    Columns: `COLUMNS`.
    """
    allow(session, actor, Verb.VIEW_WORK)
    statement = _counted()
    if pending_only:
        statement = statement.having(_reviewed(Review.PENDING) > 0)
    total = session.execute(select(func.count()).select_from(statement.subquery())).scalar_one()
    waits = case((_reviewed(Review.PENDING) > 0, 0), else_=1)
    ordered = statement.order_by(waits, col(Brief.id).desc())
    rows = session.execute(ordered.limit(size).offset(max(page - 1, 0) * size)).all()
    authors = _authors(session, [row[0].id for row in rows])
    lines = [
        [
            *(row.id, row.title, tuple(authors.get(row.id, ())), as_known(row.published, row.published_precision)),
            *(row.file_name, row.format, row.parsed, *map(int, numbers)),
        ]
        for row, *numbers in rows
    ]
    return Listing(pd.DataFrame(lines, columns=COLUMNS, dtype=object), total)


def next_waiting(session: Session, actor: Person, brief_id: int) -> int | None:
    """The brief with candidates to decide on that was taken in after this one; behind the last comes the first."""
    allow(session, actor, Verb.VIEW_WORK)
    waits = (
        col(Recommendation.review) == Review.PENDING.value,
        col(Brief.removed).is_(False),
        col(Brief.id) != brief_id,
    )
    statement = select(func.min(col(Brief.id))).join(Recommendation).where(*waits)
    later: int | None = session.execute(statement.where(col(Brief.id) > brief_id)).scalar_one()
    first: int | None = session.execute(statement).scalar_one()
    return later or first


def _counted() -> Any:
    numbers = [func.count(col(Recommendation.id)), *(_reviewed(review) for review in Review), _HEADLINE_WAITS]
    there = col(Brief.removed).is_(False)
    return select(Brief, *numbers).outerjoin(Recommendation).where(there).group_by(col(Brief.id))


_HEADLINE_WAITS = how_many(
    and_(
        col(Recommendation.review) == Review.PENDING.value,
        col(Recommendation.level) == Level.HEADLINE.value,
    )
).label("pending_headline")


def saying(session: Session, actor: Person, search: str, most: int = 5) -> tuple[tuple[int, str], ...]:
    """The newest briefs whose text or title holds all the words (id and title), for those who work on them.

    Removed ones are none.
    """
    allow(session, actor, Verb.VIEW_WORK)
    texts = (col(Brief.text), col(Brief.title))
    held = [or_(*(within(text, forms) for text in texts)) for forms in words(search)]
    known = select(col(Brief.id), col(Brief.title)).where(col(Brief.removed).is_(False), *held)
    newest = known.order_by(col(Brief.id).desc()).limit(most)
    return tuple((key, title) for key, title in session.execute(newest)) if held else ()


def _reviewed(review: Review) -> Any:
    return how_many(col(Recommendation.review) == review.value).label(f"{review.value}_count")


def _authors(session: Session, keys: list[int]) -> dict[int, list[str]]:
    statement = select(col(BriefAuthor.brief_id), col(Author.name)).join(Author)
    found: dict[int, list[str]] = {}
    ordered = statement.where(col(BriefAuthor.brief_id).in_(keys)).order_by(col(BriefAuthor.position))
    for key, name in session.execute(ordered):
        found.setdefault(key, []).append(name)
    return found


def _linked(session: Session, statement: Any, link: Any, brief_id: int) -> tuple[str, ...]:
    ordered = statement.where(col(link.brief_id) == brief_id).order_by(col(link.position))
    return tuple(session.execute(ordered).scalars())


def _candidates(session: Session, row: Brief) -> tuple[Candidate, ...]:
    statement = select(Recommendation).where(col(Recommendation.brief_id) == row.id)
    rows = list(session.execute(statement.order_by(col(Recommendation.position), col(Recommendation.id))).scalars())
    addressees = names.addressees(session, [found.id or 0 for found in rows])
    return tuple(Candidate(found, tuple(addressees.get(found.id or 0, ())), reasons_of(found, row)) for found in rows)

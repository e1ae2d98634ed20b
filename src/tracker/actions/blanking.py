"""What is left of a brief that was removed for good, column by column, and what goes with it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, text
from sqlmodel import Session, col, or_, select

from tracker.store.people_tables import Change
from tracker.store.tables import (
    Addressee,
    Author,
    BriefAuthor,
    BriefRegion,
    BriefTopic,
    EvidenceFile,
    RecommendationAddressee,
    RecommendationAuthor,
    RecommendationRegion,
    RecommendationTopic,
    Source,
    Topic,
)
from tracker.store.tombstones import MARK
from tracker.store.work_tables import Draft, KeptApart

BLANK: dict[str, dict[str, Any]] = {
    "brief": {
        **{"title": MARK, "file_name": MARK, "text": "", "series": "", "number": ""},
        **{"authors": [], "regions": [], "topics": []},
    },
    "recommendation": {
        **{"wording": MARK, "quote": None, "detail": "", "label": "", "also": "[]", "reasons": "[]"},
        **dict.fromkeys(("span_start", "span_end", "passage_start", "passage_end")),
        **{"outcome": "", "rival_explanation": "", "notes": "", "addressees": []},
        **{"authors": [], "regions": [], "topics": []},
    },
    "evidence": {"note": MARK, "quote": "", "url": "", "source": "", "file": None},
}
"""What stands in place of words, by table and field; links and file names that history keeps with a row are among them.
"""

_SETS: tuple[tuple[Any, Any, Any, Any], ...] = (
    (Author, BriefAuthor, RecommendationAuthor, "author_id"),
    (Topic, BriefTopic, RecommendationTopic, "topic_id"),
    (Addressee, None, RecommendationAddressee, "addressee_id"),
)
"""Names that may have come in with the brief: their table, and the links of briefs and of recommendations to them."""


def forget_links(session: Session, brief_id: int, keys: Sequence[int]) -> None:
    """Unlink the brief and its recommendations (`keys`), and delete the names that nothing else is linked with."""
    for table, of_brief, own, name in _SETS:
        linked: set[int] = set(session.exec(select(getattr(own, name)).where(own.recommendation_id.in_(keys))))
        if of_brief is not None:
            linked |= set(session.exec(select(getattr(of_brief, name)).where(of_brief.brief_id == brief_id)))
            session.execute(delete(of_brief).where(of_brief.brief_id == brief_id))
        session.execute(delete(own).where(own.recommendation_id.in_(keys)))
        _delete_unused(session, table, [link for link in (of_brief, own) if link is not None], name, linked)
    session.execute(delete(BriefRegion).where(col(BriefRegion.brief_id) == brief_id))
    session.execute(delete(RecommendationRegion).where(col(RecommendationRegion.recommendation_id).in_(keys)))


def _delete_unused(session: Session, table: Any, links: Sequence[Any], name: str, candidates: set[int]) -> None:
    used = [select(getattr(link, name)) for link in links]
    if hasattr(table, "same_as_id"):
        used.append(select(table.same_as_id).where(table.same_as_id.is_not(None)))
    unused = [table.id.in_(candidates), *(table.id.not_in(those) for those in used)]
    keys = list(session.execute(select(table.id).where(*unused)).scalars())
    session.execute(delete(table).where(table.id.in_(keys)))
    _forget_keys(session, str(table.__tablename__), keys)


def _forget_keys(session: Session, entity: str, keys: Sequence[int]) -> None:
    """Delete what was said of names that are deleted: SQLite may give their keys to others, of whom it is not true."""
    pairs = or_(col(KeptApart.one_id).in_(keys), col(KeptApart.other_id).in_(keys))
    session.execute(delete(KeptApart).where(col(KeptApart.entity) == entity, pairs))
    session.execute(delete(Change).where(col(Change.entity) == entity, col(Change.entity_id).in_(keys)))


def forget_beside(session: Session, brief_id: int, keys: Sequence[int], evidence: Sequence[int]) -> None:
    """Delete the file, the files of evidence, and what people have typed and not saved."""
    session.execute(delete(Source).where(col(Source.brief_id) == brief_id))
    session.execute(delete(EvidenceFile).where(col(EvidenceFile.evidence_id).in_(evidence)))
    session.execute(delete(Draft).where(col(Draft.recommendation_id).in_(keys)))


def forget_words(session: Session) -> None:
    """Take the words of rows that were blanked out of the files of the search index, not only out of its answers."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("INSERT INTO recommendation_search (recommendation_search) VALUES ('optimize')"))

"""What is left of a brief that was removed for good, column by column, and what goes with it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, not_, or_, text, update
from sqlmodel import Session, col, select

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
from tracker.store.tombstones import MARK, of_name
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
    """Unlink the brief and its recommendations (`keys`), and forget every name that nothing else is linked with."""
    for table, of_brief, own, name in _SETS:
        if of_brief is not None:
            session.execute(delete(of_brief).where(of_brief.brief_id == brief_id))
        session.execute(delete(own).where(own.recommendation_id.in_(keys)))
        linked = [table.id.in_(select(getattr(link, name))) for link in (of_brief, own) if link is not None]
        _forget_unused(session, table, or_(*linked))
    session.execute(delete(BriefRegion).where(col(BriefRegion.brief_id) == brief_id))
    session.execute(delete(RecommendationRegion).where(col(RecommendationRegion.recommendation_id).in_(keys)))


def _forget_unused(session: Session, table: Any, linked: ColumnElement[bool]) -> None:
    """Delete the names that are not linked; of those that history or another name still leads to, the words alone."""
    if table is Topic:
        session.execute(delete(table).where(not_(linked)))
        return
    leading = table.same_as_id.is_not(None)
    used = or_(linked, table.id.in_(select(table.same_as_id).where(leading, linked)))
    kind = str(table.__tablename__)
    told = table.id.in_(select(Change.entity_id).where(Change.entity == kind))
    led_to = table.id.in_(select(table.same_as_id).where(leading))
    for key in list(session.exec(select(table.id).where(not_(used), or_(told, led_to)))):
        session.execute(update(table).where(table.id == key).values(name=of_name(kind, key)))
    session.execute(delete(table).where(not_(used), not_(told), not_(led_to)))
    there = select(table.id)
    pairs = or_(col(KeptApart.one_id).not_in(there), col(KeptApart.other_id).not_in(there))
    session.execute(delete(KeptApart).where(col(KeptApart.entity) == kind, pairs))


def forget_beside(session: Session, brief_id: int, keys: Sequence[int], evidence: Sequence[int]) -> None:
    """Delete the file, the files of evidence, and what people have typed and not saved."""
    session.execute(delete(Source).where(col(Source.brief_id) == brief_id))
    session.execute(delete(EvidenceFile).where(col(EvidenceFile.evidence_id).in_(evidence)))
    session.execute(delete(Draft).where(col(Draft.recommendation_id).in_(keys)))


def forget_words(session: Session) -> None:
    """Take the words of rows that were blanked out of the files of the search index, not only out of its answers."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("INSERT INTO recommendation_search (recommendation_search) VALUES ('optimize')"))

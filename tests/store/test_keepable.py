"""What no store can keep is refused with one sentence, on each engine, and nothing of the gesture is kept."""

import pytest
from sqlalchemy import update

from tests.actions.conftest import Desk, desk, document, extraction, finding
from tests.hostile.payloads import BROKEN
from tracker.actions import evidence, updates
from tracker.actions.ingest import ingest
from tracker.errors import Invalid
from tracker.queries.filters import Filter
from tracker.queries.listing import listing
from tracker.store.tables import Recommendation, Topic
from tracker.vocabulary.answers import EvidenceKind

__all__ = ["desk"]


@pytest.mark.parametrize("broken", BROKEN)
def test_what_is_no_text_is_refused_and_the_store_lives(desk: Desk, broken: str) -> None:
    before = desk.row().version
    text = f"Do this. {broken}"
    found = extraction(finding("Do this.", text), title=broken)
    with pytest.raises(Invalid, match="Type that place anew"), desk.store.writing() as session:
        updates.advance(session, desk.me, 1, None, "why", priority="high")
        updates.advance(session, desk.me, 1, None, "why", notes=broken)
    with pytest.raises(Invalid, match="Type that place anew"), desk.store.writing() as session:
        evidence.add(session, desk.me, 1, EvidenceKind.NEWS_REPORT, quote=f"It is so. {broken}")
    with pytest.raises(Invalid, match="Type that place anew"), desk.store.writing() as session:
        ingest(session, desk.me, "a.txt", b"a", document(text), found)
    with pytest.raises(Invalid, match="Type that place anew"), desk.store.reading() as session:
        listing(session, desk.me, Filter(authors=(broken,)))
    assert desk.row().version == before
    desk.advance(notes="All the same.")
    assert desk.row().notes == "All the same."


def test_many_rows_at_once_are_looked_through_too(desk: Desk) -> None:
    with pytest.raises(Invalid), desk.store.writing() as session:
        session.add_all(Topic(name=name) for name in ("One", "Two", BROKEN[0]))
    with pytest.raises(Invalid), desk.store.writing() as session:
        session.execute(update(Recommendation), [{"id": 1, "notes": "x"}, {"id": 2, "notes": BROKEN[-1]}])
    assert desk.row().notes == ""

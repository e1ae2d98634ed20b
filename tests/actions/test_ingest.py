import json

import pytest
from sqlmodel import select

from tests.actions.conftest import Desk, document, extraction, finding, take
from tracker.actions import links
from tracker.actions.ingest import ingest
from tracker.actions.reextraction import reextract
from tracker.document import Document
from tracker.errors import Invalid, NotAllowed, NotSignedIn
from tracker.store.history import replayed
from tracker.store.people_tables import StoreState
from tracker.store.tables import Addressee, Brief, Recommendation, Source
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role


def test_a_brief_comes_in_with_all_that_was_found(desk: Desk) -> None:
    first, second = desk.row(1), desk.row(2)
    assert (first.reference, second.reference) == ("B-2020-12-3/R1", "B-2020-12-3/R2")
    assert (first.review, first.status, first.level) == ("pending", "not_assessed", "headline")
    assert second.parent_id == first.id
    assert first.quote == "Keep talking."
    with desk.store.reading() as session:
        assert links.authors_of(session, 1) == ["A. Writer", "B. Writer"]
        assert links.regions_of(session, 1) == ["IRN", "IRQ"]
        assert links.topics_of(session, 1) == ["Diplomacy"]
        assert links.addressees_of(session, first.id or 0) == ["Washington", "Iran"]
        assert set(session.exec(select(Addressee.name))) == {"United States", "Iran"}


def test_the_file_and_the_document_are_kept_as_they_were(desk: Desk) -> None:
    with desk.store.reading() as session:
        source = session.exec(select(Source)).one()
    assert source.data == b"bytes"
    assert Document.from_json(source.document) == document()


def test_the_same_bytes_add_nothing(desk: Desk) -> None:
    with desk.store.writing() as session:
        again = take(session, desk.me)
    assert (again.new, again.findings, again.brief.id) == (False, 0, desk.taken.brief.id)
    with desk.store.reading() as session:
        assert len(session.exec(select(Recommendation)).all()) == 2


def test_two_briefs_with_one_number_keep_their_references_apart(desk: Desk) -> None:
    with desk.store.writing() as session:
        other = take(session, desk.me, b"other bytes")
        references = session.exec(
            select(Recommendation.reference).where(Recommendation.brief_id == other.brief.id)
        ).all()
    assert references[0] == f"B-2020-12-3-{other.brief.id}/R1"


def test_confirming_on_the_way_in_is_for_headline_findings(desk: Desk) -> None:
    with desk.store.writing() as session:
        other = take(session, desk.me, b"other bytes", confirm=True)
        rows = session.exec(select(Recommendation).where(Recommendation.brief_id == other.brief.id)).all()
    assert {row.level: row.review for row in rows} == {"headline": "confirmed", "supporting": "pending"}


def test_the_first_line_of_history_holds_the_whole_row(desk: Desk) -> None:
    created = desk.changes()[0]
    kept = json.loads(created.new or "")
    assert created.field == "*"
    assert kept["quote"] == "Keep talking."
    assert kept["addressees"] == ["Washington", "Iran"]
    assert json.loads(desk.changes("brief")[0].new or "")["authors"] == ["A. Writer", "B. Writer"]
    assert len({change.batch for change in desk.changes() + desk.changes("brief")}) == 1


def test_a_viewer_takes_nothing_in_and_a_stranger_neither(desk: Desk) -> None:
    viewer = desk.person(Role.VIEWER)
    with desk.store.writing() as session, pytest.raises(NotAllowed):
        take(session, viewer, b"other")
    with desk.store.writing() as session, pytest.raises(NotSignedIn):
        ingest(session, None, "x", b"other", document(), extraction())
    with desk.store.reading() as session:
        assert len(session.exec(select(Brief)).all()) == 1


def test_every_write_raises_the_data_version(desk: Desk) -> None:
    with desk.store.reading() as session:
        before = session.get_one(StoreState, 1).data_version
    desk.advance(response="noted")
    with desk.store.reading() as session:
        assert session.get_one(StoreState, 1).data_version == before + 1


def test_history_has_the_names_as_they_are_kept(desk: Desk) -> None:
    untidy = extraction(
        finding("Keep talking.", addressees=("  Iran ", "Iran", "the  Senate")),
        title="Untidy",
        authors=(" C.  Writer",),
    )
    with desk.store.writing() as session:
        taken = take(session, desk.me, b"untidy", found=untidy)
    made = desk.changes()[-1]
    (brief,) = [change for change in desk.changes("brief") if change.entity_id == taken.brief.id]
    assert replayed([made])["addressees"] == ["Iran", "the Senate"]
    assert replayed([brief])["authors"] == ["C. Writer"]


def test_what_holds_more_than_a_brief_may_is_refused_and_nothing_is_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.actions.ingest.MOST_FINDINGS", 2)
    before, found = desk.changes(), extraction(*[finding("Keep talking.")] * 3)
    with desk.store.writing() as session, pytest.raises(Invalid, match=r"3 recommendations .* at most 2"):
        take(session, desk.me, b"long", found=found)
    with desk.store.writing() as session, pytest.raises(Invalid, match=r"3 recommendations .* at most 2"):
        reextract(session, desk.me, 1, found)
    assert desk.changes() == before


def test_a_date_far_ahead_is_none_of_a_brief(desk: Desk) -> None:
    with desk.store.writing() as session:
        found = extraction(finding("Keep talking."), title="Old", published=PartialDate.parse("9999-12-31"))
        brief = take(session, desk.me, b"far ahead", found=found).brief
        assert (brief.published, brief.published_precision) == (None, None)

"""How right extraction was by what people decided: what counts, and what is left out."""

from typing import Any

import pandas as pd
import pytest
from sqlmodel import Session

from tests.actions.conftest import TEXT, Desk, extraction, finding, take
from tracker.actions import people, review
from tracker.actions.reextraction import reextract
from tracker.errors import NotAllowed, NotSignedIn
from tracker.extraction.finding import Extraction
from tracker.queries.accuracy import COLUMNS, by_confidence, by_format
from tracker.stats.reliability import Band
from tracker.stats.shares import share
from tracker.store.access import sole_person
from tracker.store.people_tables import Person
from tracker.store.sessions import Store
from tracker.store.tables import Brief
from tracker.vocabulary.advice import Level
from tracker.vocabulary.roles import Role

TALK, PUBLISH, MISSED = "Keep talking.", "The ministry should publish figures.", "Nobody advised this at all."
TWO = extraction(finding(TALK, confidence=0.95), finding(PUBLISH, confidence=0.62))


@pytest.fixture
def desk(store: Store) -> Desk:
    """A brief of two headline candidates, surer and less sure, which both wait."""
    with store.writing() as session:
        me = sole_person(session)
        return Desk(store, me, take(session, me, found=TWO))


def asked(desk: Desk, actor: Person | None = None) -> tuple[pd.DataFrame, dict[float, Any]]:
    with desk.store.reading() as session:
        who = actor or desk.me
        bands = by_confidence(session, who)
        return by_format(session, who), {band.start: band.right for band in bands if band.right.whole}


def add_missed(session: Session, me: Person, brief: int = 1) -> int:
    start = TEXT.index(MISSED)
    return review.add_missed(session, me, brief, start, start + len(MISSED)).id or 0


def test_confirmed_rejected_and_added_make_precision_and_recall(desk: Desk) -> None:
    with desk.store.writing() as session:
        review.confirm(session, desk.me, 1, None)
        review.reject(session, desk.me, 2, None, "a goal")
        add_missed(session, desk.me)
    table, bands = asked(desk)
    assert list(table.columns) == COLUMNS
    half = share(1, 2)
    line = ["txt", 1, 1, 1, 1, *[half.value, half.low, half.high] * 2]
    assert table.values.tolist() == [line]
    assert bands == {0.6: share(0, 1), 0.9: share(1, 1)}


def test_a_brief_counts_once_it_is_reviewed_whole(desk: Desk) -> None:
    with desk.store.writing() as session:
        review.reject(session, desk.me, 2, None)
        add_missed(session, desk.me)
    table, bands = asked(desk)
    assert (table.empty, list(table.columns), bands) == (True, COLUMNS, {})
    with desk.store.writing() as session:
        review.confirm_above(session, desk.me, 1, 0.9)
    table, bands = asked(desk)
    assert table[["confirmed", "rejected", "added"]].values.tolist() == [[1, 1, 1]]
    with desk.store.writing() as session:
        review.reopen(session, desk.me, 1, None)
    assert asked(desk)[0].empty


def test_what_was_taken_in_as_confirmed_is_no_decision(desk: Desk) -> None:
    with desk.store.writing() as session:
        brief = take(session, desk.me, b"archive", found=TWO, confirm=True).brief.id or 0
        add_missed(session, desk.me, brief)
        review.reject(session, desk.me, 4, None)
    assert asked(desk)[0].empty


def test_what_a_newer_extraction_took_back_is_no_decision(desk: Desk) -> None:
    with desk.store.writing() as session:
        review.confirm(session, desk.me, 1, None)
        assert reextract(session, desk.me, 1, extraction(finding(TALK))).gone == 1
    table, bands = asked(desk)
    assert table[["confirmed", "rejected"]].values.tolist() == [[1, 0]]
    assert bands == {0.9: share(1, 1)}


def test_only_headlines_count(desk: Desk) -> None:
    with desk.store.writing() as session:
        review.confirm(session, desk.me, 1, None)
        review.amend(session, desk.me, 2, None, level=Level.SUPPORTING)
    table, _bands = asked(desk)
    assert table[["confirmed", "rejected", "added"]].values.tolist() == [[1, 0, 0]]


def test_a_language_that_is_not_parsed_says_nothing(desk: Desk) -> None:
    with desk.store.writing() as session:
        silent = Extraction(language="fr", parsed=False)
        brief = take(session, desk.me, b"french", found=silent).brief.id or 0
        add_missed(session, desk.me, brief)
    assert asked(desk)[0].empty


def test_formats_stand_apart_the_most_decided_on_first(desk: Desk) -> None:
    with desk.store.writing() as session:
        brief = take(session, desk.me, b"second", found=extraction(finding(TALK, confidence=0.3))).brief
        session.get_one(Brief, brief.id).format = "pdf"
        for key in (1, 2, 3):
            review.confirm(session, desk.me, key, None)
    table, bands = asked(desk)
    assert table[["key", "briefs", "confirmed"]].values.tolist() == [["txt", 1, 2], ["pdf", 1, 1]]
    assert bands[0.0] == share(1, 1)
    assert table["recall"].tolist() == [1.0, 1.0]


def test_who_does_not_see_the_work_is_told_nothing(desk: Desk) -> None:
    for role in (Role.VIEWER, Role.ADMIN):
        with desk.store.writing() as session:
            person = people.add(session, desk.me, f"{role.value}@example.org", role)
        for query in (by_format, by_confidence):
            with desk.store.reading() as session, pytest.raises(NotAllowed):
                query(session, person)
    with desk.store.reading() as session, pytest.raises(NotSignedIn):
        by_format(session, Person(email="nobody@example.org"))
    with desk.store.reading() as session:
        assert by_confidence(session, desk.me)[-1] == Band(0.9, 1.0, share(0, 0))


def test_a_reason_that_reads_like_the_programs_own_is_a_persons_decision(desk: Desk) -> None:
    with desk.store.writing() as session:
        review.confirm(session, desk.me, 1, None)
        review.reject(session, desk.me, 2, None, " Extracted  again ")
    table, _bands = asked(desk)
    assert table[["confirmed", "rejected"]].values.tolist() == [[1, 1]]
    with desk.store.writing() as session:
        assert reextract(session, desk.me, 1, extraction(finding(TALK))).kept == 2
    assert desk.row(2).review == "rejected"
    assert "“Extracted again”" in {change.why for change in desk.changes()}

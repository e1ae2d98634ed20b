import json
from typing import Any

import pytest
from sqlmodel import col, select

from tests.actions.conftest import Desk, document, finding
from tests.actions.test_undo import last_batch, refused, take_back
from tracker.actions import evidence, versions
from tracker.actions.correction import correct_brief
from tracker.actions.ingest import ingest
from tracker.actions.review import confirm
from tracker.actions.undo import undo
from tracker.actions.updates import advance
from tracker.document import Span
from tracker.errors import Invalid, NotAllowed, Stale
from tracker.extraction.finding import Extraction, Finding, Metadata
from tracker.queries.counts import totals
from tracker.queries.evidence_files import files
from tracker.queries.filters import Filter
from tracker.queries.listing import listing
from tracker.queries.record import record
from tracker.queries.versions import Fate, comparison, proposed, replaced_by
from tracker.store.tables import Evidence, Recommendation
from tracker.vocabulary.advice import Level
from tracker.vocabulary.answers import Contribution, EvidenceKind
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role
from tracker.vocabulary.statuses import Status

OLD = "Keep talking.\n\nThe ministry should publish figures."
NEWER = "Keep talking!\n\nThe ministry should publish all its figures every year.\n\nAbolish the visa for nurses."


def brief(desk: Desk, text: str, title: str, published: str) -> int:
    found = tuple(finding(words, text, level=Level.HEADLINE) for words in text.split("\n\n"))
    about = Extraction(Metadata(title=title, published=PartialDate.parse(published)), found, "en")
    with desk.store.writing() as session:
        return ingest(session, desk.me, f"{title}.txt", text.encode(), document(text), about).brief.id or 0


@pytest.fixture
def two(desk: Desk) -> tuple[Desk, int, int]:
    """A brief and what looks like its newer version."""
    return desk, brief(desk, OLD, "Water for Basra", "2020-05-01"), brief(desk, NEWER, "Water for Basra (2)", "2021-02")


def test_a_newer_version_is_proposed_until_it_is_told_apart(two: tuple[Desk, int, int]) -> None:
    desk, older, newer = two

    def proposal(key: int) -> int | None:
        with desk.store.reading() as session:
            found = proposed(session, desk.me, key)
        return found.id if found else None

    assert (proposal(older), proposal(newer), proposal(desk.taken.brief.id or 0)) == (newer, older, None)
    with desk.store.writing() as session:
        versions.keep_both(session, desk.me, older, newer)
        versions.keep_both(session, desk.me, newer, older)
    assert (proposal(older), proposal(newer)) == (None, None)


def test_what_became_of_each_recommendation(two: tuple[Desk, int, int]) -> None:
    desk, older, newer = two
    with desk.store.reading() as session:
        found = comparison(session, desk.me, newer, older)
    assert (found.older.id, found.newer.id) == (older, newer)
    told = [(pair.fate, bool(pair.older), bool(pair.newer)) for pair in found.pairs]
    assert told == [(Fate.SAME, True, True), (Fate.CHANGED, True, True), (Fate.NEW, False, True)]


def test_a_bold_line_over_another_text_is_changed_and_not_confirmed_unread(desk: Desk) -> None:
    keys = []
    for hours in (48, 24):
        text = f"Publish inspections. The ministry should do so within {hours} hours."
        found_there = finding("Publish inspections.", text)
        lead = Finding(span=found_there.span, passage=Span(0, len(text)), level=Level.HEADLINE, confidence=0.9)
        found = Extraction(Metadata(title=f"Harbours of {hours}"), (lead,), "en")
        with desk.store.writing() as session:
            keys.append(ingest(session, desk.me, f"{hours}.txt", text.encode(), document(text), found).brief.id or 0)
    with desk.store.writing() as session:
        (pair,) = comparison(session, desk.me, keys[0], keys[1]).pairs
        assert pair.older and pair.newer
        assert (pair.fate, ["48" in pair.words[0], "24" in pair.words[1]]) == (Fate.CHANGED, [True, True])
        confirm(session, desk.me, pair.older.id or 0, None)
        advance(session, desk.me, pair.older.id or 0, None, "seen", notes="Ask again.")
        versions.replaced(session, desk.me, keys[0], keys[1], {pair.older.id or 0: pair.newer.id or 0})
    with desk.store.reading() as session:
        row = record(session, desk.me, pair.newer.id or 0).row
        older = replaced_by(session, desk.me, keys[1])
    assert (row.notes, row.review, older and older.id) == ("Ask again.", "pending", keys[0])


def test_what_was_not_found_again_is_known_to_be_there(desk: Desk) -> None:
    text = "Keep talking. It might be useful to consider a joint fleet."
    older = brief(desk, "It might be useful to consider a joint fleet.", "On fleets", "2020")
    found = Extraction(Metadata(title="On fleets (2)"), (finding("Keep talking.", text),), "en")
    with desk.store.writing() as session:
        newer = ingest(session, desk.me, "2.txt", text.encode(), document(text), found).brief.id or 0
        pairs = comparison(session, desk.me, older, newer).pairs
    assert [(pair.fate, pair.there) for pair in pairs] == [(Fate.NEW, False), (Fate.GONE, True)]


def test_only_the_newest_counts_and_what_is_known_goes_with_it(two: tuple[Desk, int, int]) -> None:
    desk, older, newer = two
    with desk.store.writing() as session:
        pairs = comparison(session, desk.me, older, newer).pairs
        mine, theirs = pairs[0].older, pairs[0].newer
        assert mine and theirs
        confirm(session, desk.me, mine.id or 0, None)
        advance(session, desk.me, mine.id or 0, None, "seen", status=Status.IN_PROGRESS, notes="Ask again.")
    with desk.store.reading() as session:
        before = totals(session, desk.me, Filter())
        listed = listing(session, desk.me, Filter()).total
    with desk.store.writing() as session:
        versions.replaced(session, desk.me, older, newer, {mine.id or 0: theirs.id or 0})
    with desk.store.reading() as session:
        after = totals(session, desk.me, Filter())
        assert listing(session, desk.me, Filter()).total == listed - 2
        assert listing(session, desk.me, Filter(briefs=(older,))).total == 2
        row = record(session, desk.me, theirs.id or 0).row
    assert (before.total, after.total) == (1, 1)
    assert (row.status, row.notes, row.review) == ("in_progress", "Ask again.", "confirmed")
    assert before.pending - after.pending == 2
    with desk.store.writing() as session:
        versions.not_replaced(session, desk.me, older)
    with desk.store.reading() as session:
        assert listing(session, desk.me, Filter()).total == listed


def test_evidence_goes_with_it(two: tuple[Desk, int, int]) -> None:
    desk, older, newer = two
    with desk.store.reading() as session:
        pair = comparison(session, desk.me, older, newer).pairs[0]
    assert pair.older and pair.newer
    desk.taken.brief.id = older
    desk.prove(note="It was in the gazette.")
    with desk.store.writing() as session:
        confirm(session, desk.me, pair.older.id or 0, None)
        when = PartialDate.parse("2021-03-01")
        advance(session, desk.me, pair.older.id or 0, None, "seen", status=Status.ADOPTED, status_on=when)
        versions.replaced(session, desk.me, older, newer, {pair.older.id or 0: pair.newer.id or 0})
    with desk.store.reading() as session:
        found = record(session, desk.me, pair.newer.id or 0)
    assert [item.note for item in found.evidence] == ["It was in the gazette."]
    assert (found.row.status, found.strength) == ("adopted", 2)


def test_the_newer_one_does_not_replace_itself(two: tuple[Desk, int, int]) -> None:
    desk, older, newer = two
    with desk.store.writing() as session:
        pair = comparison(session, desk.me, older, newer).pairs[0]
        assert pair.older and pair.newer
        fields: dict[str, Any] = {"superseded_by": pair.newer.reference, "notes": "Ask again."}
        on = PartialDate.parse("2021-03-01")
        advance(session, desk.me, pair.older.id or 0, None, "seen", status=Status.SUPERSEDED, status_on=on, **fields)
        versions.replaced(session, desk.me, older, newer, {pair.older.id or 0: pair.newer.id or 0})
    with desk.store.reading() as session:
        row = record(session, desk.me, pair.newer.id or 0).row
    assert (row.status, row.status_on, row.superseded_by_id, row.notes) == ("not_assessed", None, None, "Ask again.")


@pytest.fixture
def pair(two: tuple[Desk, int, int]) -> tuple[int, int]:
    """The keys of a recommendation of the older brief and of the one that it became."""
    desk, older, newer = two
    with desk.store.reading() as session:
        found = comparison(session, desk.me, older, newer).pairs[0]
    assert found.older and found.newer
    return found.older.id or 0, found.newer.id or 0


def row_of(desk: Desk, key: int) -> Recommendation:
    with desk.store.reading() as session:
        return session.get_one(Recommendation, key)


def notes_of_evidence(desk: Desk, key: int) -> list[tuple[str, bool]]:
    with desk.store.reading() as session:
        items = session.exec(select(Evidence).where(Evidence.recommendation_id == key).order_by(col(Evidence.id)))
        return [(item.note, item.withdrawn) for item in items]


def carried(two: tuple[Desk, int, int], pair: tuple[int, int]) -> str:
    desk, older, newer = two
    with desk.store.writing() as session:
        return versions.replaced(session, desk.me, older, newer, dict([pair]))


def test_what_is_known_of_the_newer_one_stands(two: tuple[Desk, int, int], pair: tuple[int, int]) -> None:
    desk, mine, theirs = two[0], *pair
    with desk.store.writing() as session:
        on = PartialDate.parse("2020-09")
        fields: dict[str, Any] = {"status_on": on, "outcome": "A talk.", "outcome_on": on, "response": "noted"}
        advance(
            session, desk.me, mine, None, "seen", status=Status.NOT_ADOPTED, priority="high", notes="Old.", **fields
        )
        confirm(session, desk.me, theirs, None)
        advance(session, desk.me, theirs, None, "seen", status=Status.IN_PROGRESS, notes="Mine.", outcome="Big.")
    before = row_of(desk, theirs)
    carried(two, pair)
    after = row_of(desk, theirs)
    kept = ("review", "status", "status_on", "verified_on", "notes", "outcome", "outcome_on", "contribution")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    assert (after.response, after.priority) == ("noted", "high")


def test_no_decision_is_taken_back_and_nothing_comes_twice(two: tuple[Desk, int, int], pair: tuple[int, int]) -> None:
    desk, older, _newer = two
    mine, theirs = pair
    with desk.store.writing() as session:
        evidence.add(session, desk.me, mine, EvidenceKind.NEWS_REPORT, note="One.", file=("a.txt", b"a"))
        evidence.add(session, desk.me, mine, EvidenceKind.NEWS_REPORT, note="Two.")
        confirm(session, desk.me, theirs, None)
    carried(two, pair)
    assert row_of(desk, theirs).review == "confirmed"
    with desk.store.writing() as session:
        versions.not_replaced(session, desk.me, older)
        last = session.exec(select(Evidence.id).order_by(col(Evidence.id).desc())).first()
        evidence.withdraw(session, desk.me, last or 0, None, "It was a rumour.")
    carried(two, pair)
    assert notes_of_evidence(desk, theirs) == [("One.", False), ("Two.", True)]


def test_what_an_undo_took_back_is_carried_over_again(two: tuple[Desk, int, int], pair: tuple[int, int]) -> None:
    desk, (mine, theirs) = two[0], pair
    with desk.store.writing() as session:
        evidence.add(session, desk.me, mine, EvidenceKind.NEWS_REPORT, note="One.")
        on = PartialDate.parse("2021-03-01")
        advance(session, desk.me, mine, None, "seen", status=Status.ADOPTED, status_on=on)
    batch = carried(two, pair)
    with desk.store.writing() as session:
        undo(session, desk.me, batch)
    carried(two, pair)
    assert notes_of_evidence(desk, theirs) == [("One.", True), ("One.", False)]
    assert row_of(desk, theirs).status == "adopted"


def test_a_claim_on_what_came_about_between_two_versions_is_carried_over(
    two: tuple[Desk, int, int], pair: tuple[int, int]
) -> None:
    """It is the advice of the older version that it may rest on, until that is no version of it any more."""
    desk, older, _newer = two
    mine, theirs = pair
    fields: dict[str, Any] = {"contribution": "possible", "rival_explanation": "Chance."}
    with desk.store.writing() as session:
        advance(session, desk.me, mine, None, "seen", outcome_on=PartialDate.parse("2020-09"), **fields)
    carried(two, pair)
    assert (row_of(desk, theirs).contribution, row_of(desk, theirs).verified_on) == ("possible", None)
    with pytest.raises(Invalid, match="older than the brief"), desk.store.writing() as session:
        versions.not_replaced(session, desk.me, older)


def test_what_would_not_hold_together_is_refused_by_its_name(two: tuple[Desk, int, int], pair: tuple[int, int]) -> None:
    desk, (mine, theirs) = two[0], pair
    with desk.store.writing() as session:
        proof = evidence.add(session, desk.me, mine, EvidenceKind.NEWS_REPORT, note="One.").id or 0
        on = PartialDate.parse("2021-03-01")
        advance(session, desk.me, mine, None, "seen", status=Status.ADOPTED, status_on=on)
        evidence.withdraw(session, desk.me, proof, None, "It was a rumour.")
    with pytest.raises(Invalid, match=rf"{row_of(desk, mine).reference}: To close .* first add evidence"):
        carried(two, pair)
    assert row_of(desk, theirs).status == "not_assessed"


def test_circles_strangers_and_foreign_pairs_are_refused(two: tuple[Desk, int, int]) -> None:
    desk, older, newer = two
    staff = desk.person(Role.STAFF)
    with desk.store.writing() as session:
        with pytest.raises(Invalid, match="of itself"):
            versions.replaced(session, desk.me, older, older)
        with pytest.raises(Invalid, match="no newer"):
            versions.not_replaced(session, desk.me, older)
        with pytest.raises(NotAllowed):
            versions.replaced(session, staff, older, newer)
        with pytest.raises(NotAllowed):
            versions.keep_both(session, staff, older, newer)
        versions.replaced(session, desk.me, older, newer)
        with pytest.raises(Invalid, match="of itself"):
            versions.replaced(session, desk.me, newer, older)
    with desk.store.writing() as session, pytest.raises(Invalid, match="“Water for Basra” has a newer version already"):
        versions.replaced(session, desk.me, older, newer)
    with desk.store.writing() as session, pytest.raises(Invalid, match="these two"):
        versions.replaced(session, desk.me, newer, desk.taken.brief.id or 0, {1: 2})


def test_one_undo_takes_a_newer_version_back_with_all_that_was_carried_over(two: tuple[Desk, int, int]) -> None:
    desk, older, newer = two
    with desk.store.reading() as session:
        pair = comparison(session, desk.me, older, newer).pairs[0]
    assert pair.older and pair.newer
    desk.taken.brief.id = older
    desk.prove(note="It was in the gazette.")
    with desk.store.writing() as session:
        advance(session, desk.me, pair.older.id or 0, None, "seen", status=Status.IN_PROGRESS, notes="Ask again.")
    with desk.store.writing() as session:
        batch = versions.replaced(session, desk.me, older, newer, {pair.older.id or 0: pair.newer.id or 0})
    with desk.store.writing() as session:
        undo(session, desk.me, batch)
    with desk.store.reading() as session:
        found = record(session, desk.me, pair.newer.id or 0)
        assert listing(session, desk.me, Filter(briefs=(older,))).total == 2
    assert (found.row.status, found.row.notes, found.evidence) == ("not_assessed", "", ())


def test_undoing_does_not_make_two_briefs_newer_than_each_other(two: tuple[Desk, int, int]) -> None:
    desk, older, newer = two
    with desk.store.writing() as session:
        versions.replaced(session, desk.me, older, newer)
    with desk.store.writing() as session:
        parted = versions.not_replaced(session, desk.me, older)
    with desk.store.writing() as session:
        versions.replaced(session, desk.me, newer, older)
    with desk.store.reading() as session:
        listed = listing(session, desk.me, Filter()).total
    with desk.store.writing() as session, pytest.raises(Invalid, match="newer version of itself"):
        undo(session, desk.me, parted)
    with desk.store.reading() as session:
        assert listing(session, desk.me, Filter()).total == listed > 0


@pytest.mark.parametrize("which", ["older", "newer", "mine", "theirs"])
def test_what_was_changed_since_it_was_compared_is_looked_at_again(
    two: tuple[Desk, int, int], pair: tuple[int, int], which: str
) -> None:
    desk, older, newer = two
    seen = {("brief", older): 1, ("brief", newer): 1, **{("recommendation", key): 1 for key in pair}}
    with desk.store.writing() as session:
        if which in ("older", "newer"):
            correct_brief(session, desk.me, older if which == "older" else newer, 1, title="Other")
        else:
            confirm(session, desk.me, pair[which == "theirs"], 1)
    with pytest.raises(Stale, match="changed since you opened it"), desk.store.writing() as session:
        versions.replaced(session, desk.me, older, newer, dict([pair]), seen)
    with desk.store.writing() as session:
        versions.replaced(session, desk.me, older, newer)
        with pytest.raises(Stale, match="changed since you opened it"):
            versions.not_replaced(session, desk.me, older, 1)


def paired(desk: Desk, older: int, newer: int) -> tuple[int, int]:
    """The first recommendations of both, which say the same."""
    with desk.store.reading() as session:
        pair = comparison(session, desk.me, older, newer).pairs[0]
    assert pair.older and pair.newer
    return pair.older.id or 0, pair.newer.id or 0


def replace(desk: Desk, older: int, newer: int, mine: int, theirs: int) -> str:
    with desk.store.writing() as session:
        return versions.replaced(session, desk.me, older, newer, {mine: theirs})


def evidence_of(desk: Desk, key: int) -> list[tuple[str, str]]:
    """What each standing piece says, and the name of its file."""
    with desk.store.reading() as session:
        known = files(session, desk.me, key)
        return [(item.note, known.get(item.id or 0, ("", 0))[0]) for item in record(session, desk.me, key).evidence]


def test_files_go_with_evidence_and_are_told_in_its_history(two: tuple[Desk, int, int]) -> None:
    desk, older, newer = two
    mine, theirs = paired(desk, older, newer)
    desk.taken.brief.id = older
    desk.prove(note="It was in the gazette.", file=("gazette.pdf", b"the gazette"))
    batch = replace(desk, older, newer, mine, theirs)
    assert evidence_of(desk, theirs) == [("It was in the gazette.", "gazette.pdf")]
    assert [json.loads(change.new or "")["file"] for change in desk.changes("evidence")] == ["gazette.pdf"] * 2
    with desk.store.writing() as session:
        again = undo(session, desk.me, batch).batch
    assert evidence_of(desk, theirs) == []
    with desk.store.writing() as session:
        undo(session, desk.me, again)
    assert evidence_of(desk, theirs) == evidence_of(desk, mine) == [("It was in the gazette.", "gazette.pdf")]


def test_evidence_is_carried_over_once_however_often_it_is_said(two: tuple[Desk, int, int]) -> None:
    desk, older, newer = two
    mine, theirs = paired(desk, older, newer)
    desk.taken.brief.id = older
    desk.prove(note="It was in the gazette.")
    replace(desk, older, newer, mine, theirs)
    with desk.store.writing() as session:
        versions.not_replaced(session, desk.me, older)
    desk.prove(note="It was in the gazette.", file=("gazette.pdf", b"the gazette"))
    replace(desk, older, newer, mine, theirs)
    assert evidence_of(desk, theirs) == [("It was in the gazette.", ""), ("It was in the gazette.", "gazette.pdf")]


def test_what_is_not_yet_decided_takes_no_decision_back(two: tuple[Desk, int, int]) -> None:
    desk, older, newer = two
    mine, theirs = paired(desk, older, newer)
    with desk.store.writing() as session:
        confirm(session, desk.me, theirs, None)
    replace(desk, older, newer, mine, theirs)
    with desk.store.reading() as session:
        assert record(session, desk.me, theirs).row.review == "confirmed"


def claimed(desk: Desk, key: int) -> None:
    """An outcome of 2020-09, between the two versions, to which the brief may have contributed."""
    on = PartialDate.parse("2020-09-01")
    fields: dict[str, Any] = {"outcome_on": on, "rival_explanation": "Chance.", "contribution": Contribution.POSSIBLE}
    with desk.store.writing() as session:
        advance(session, desk.me, key, None, "seen", **fields)


def test_what_came_about_between_two_versions_is_not_older_than_the_brief(two: tuple[Desk, int, int]) -> None:
    desk, older, newer = two
    mine, theirs = paired(desk, older, newer)
    claimed(desk, mine)
    replace(desk, older, newer, mine, theirs)
    with desk.store.writing() as session:
        advance(
            session, desk.me, theirs, None, "seen", status=Status.IN_PROGRESS, status_on=PartialDate.parse("2020-08")
        )
    with desk.store.reading() as session:
        assert record(session, desk.me, theirs).row.contribution == "possible"


def test_a_claim_that_rests_on_an_older_version_keeps_it(two: tuple[Desk, int, int]) -> None:
    desk, older, newer = two
    mine, theirs = paired(desk, older, newer)
    batch = replace(desk, older, newer, mine, theirs)
    claimed(desk, theirs)
    with refused(desk, Invalid, "older than the brief"), desk.store.writing() as session:
        versions.not_replaced(session, desk.me, older)
    with refused(desk, Invalid, "older than the brief"), desk.store.writing() as session:
        correct_brief(session, desk.me, older, None, published=PartialDate.parse("2020-12-01"))
    with refused(desk, Invalid, "older than the brief"):
        take_back(desk, batch)


def test_undoing_a_correction_makes_no_claim_older_than_the_brief(two: tuple[Desk, int, int]) -> None:
    desk, _older, newer = two
    with desk.store.reading() as session:
        key = session.exec(select(Recommendation.id).where(Recommendation.brief_id == newer)).first() or 0
    with desk.store.writing() as session:
        correct_brief(session, desk.me, newer, None, published=PartialDate.parse("2019"))
    batch = last_batch(desk)
    claimed(desk, key)
    with refused(desk, Invalid, "older than the brief"):
        take_back(desk, batch)

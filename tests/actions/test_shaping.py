import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from tests.actions.conftest import TEXT, Desk, document, extraction, finding, take
from tracker.actions import links, review, shaping
from tracker.actions.ingest import ingest
from tracker.actions.reextraction import reextract
from tracker.actions.undo import undo
from tracker.errors import Invalid, NotAllowed, Stale
from tracker.queries.briefs import brief
from tracker.store.history import one_batch
from tracker.store.tables import Brief, Recommendation
from tracker.vocabulary.roles import Role

BOTH = "Keep talking.\n\nThe ministry should publish figures."


@pytest.fixture
def whole(desk: Desk) -> Desk:
    """A brief of which two recommendations were read as one."""
    with desk.store.writing() as session:
        found = extraction(finding(BOTH, addressees=("Iran",)), finding("Nobody advised this at all."), title="Whole")
        desk.taken = take(session, desk.me, b"whole", found=found)
    return desk


def wordings(desk: Desk) -> list[str]:
    found = []
    for number in range(1, 4):
        try:
            found.append(desk.row(number).wording)
        except IndexError:
            break
    return found


def test_a_candidate_is_split_into_two_that_slice_the_text(whole: Desk) -> None:
    row = whole.row()
    with whole.store.writing() as session:
        shaping.split(session, whole.me, row.id or 0, row.version, TEXT.index("The ministry"))
    assert wordings(whole) == [
        "Keep talking.",
        "The ministry should publish figures.",
        "Nobody advised this at all.",
    ]
    second = whole.row(2)
    assert TEXT[second.span_start : second.span_end] == second.quote == "The ministry should publish figures."
    assert (second.origin, second.review, second.level) == ("split", "pending", "headline")
    with whole.store.reading() as session:
        assert links.addressees_of(session, second.id or 0) == ["Iran"]
    assert len({change.batch for change in whole.changes() if change.why == "split"}) == 1


@pytest.mark.parametrize("at", [0, len("Keep talking."), len(BOTH), 10_000, -5])
def test_a_split_leaves_no_part_empty(whole: Desk, at: int) -> None:
    row = whole.row()
    with whole.store.writing() as session:
        if at == len("Keep talking."):
            shaping.split(session, whole.me, row.id or 0, row.version, at)
        else:
            with pytest.raises(Invalid):
                shaping.split(session, whole.me, row.id or 0, row.version, at)


def test_halves_of_a_passage_become_one(desk: Desk) -> None:
    first, second = desk.row(1), desk.row(2)
    with desk.store.writing() as session:
        shaping.join(session, desk.me, first.id or 0, first.version, second.id or 0)
    row, other = desk.row(1), desk.row(2)
    assert (row.quote, row.wording) == (BOTH, "Keep talking. The ministry should publish figures.")
    assert json.loads(row.also) == []
    assert (other.review, other.parent_id) == ("rejected", None)
    assert {change.why for change in desk.changes() if change.entity_id == other.id and change.field == "review"} == {
        f"part of {row.reference}"
    }


def test_one_thing_said_at_two_places_keeps_the_other_place(whole: Desk) -> None:
    row, other = whole.row(1), whole.row(2)
    with whole.store.writing() as session:
        found = extraction(finding("Keep talking."), finding("Nobody advised this at all."), title="Apart")
        whole.taken = take(session, whole.me, b"apart", found=found)
    row, other = whole.row(1), whole.row(2)
    with whole.store.writing() as session:
        shaping.join(session, whole.me, row.id or 0, row.version, other.id or 0)
    assert whole.row().wording == "Keep talking."
    assert json.loads(whole.row().also) == [[other.span_start, other.span_end]]


def test_what_supported_the_joined_one_supports_the_other(desk: Desk) -> None:
    with desk.store.writing() as session:
        found = extraction(
            finding("Nobody advised this at all."), finding("Keep talking."), finding(
                "The ministry should publish figures.", parent=1
            ), title="Parents",
        )  # fmt: skip
        desk.taken = take(session, desk.me, b"parents", found=found)
    rows = [desk.row(number) for number in (1, 2, 3)]
    with desk.store.writing() as session:
        shaping.join(session, desk.me, rows[0].id or 0, None, rows[1].id or 0)
    assert desk.row(3).parent_id == rows[0].id


def test_candidates_are_put_in_order(desk: Desk) -> None:
    first, second = desk.row(1), desk.row(2)
    with desk.store.writing() as session:
        shaping.move(session, desk.me, second.id or 0, second.version, behind=None)
    assert [desk.row(n).id for n in (1, 2)] == [second.id, first.id]
    assert [desk.row(n).reference for n in (1, 2)] == [second.reference, first.reference]
    with desk.store.writing() as session:
        shaping.move(session, desk.me, second.id or 0, None, behind=first.id)
    assert [desk.row(n).id for n in (1, 2)] == [first.id, second.id]


def test_nonsense_strangers_and_old_versions_are_refused(whole: Desk) -> None:
    row = whole.row()
    staff = whole.person(Role.STAFF)
    with whole.store.writing() as session:
        review.amend(session, whole.me, row.id or 0, None, wording="Talk on.")
    with whole.store.writing() as session:
        with pytest.raises(Invalid, match="same brief"):
            shaping.join(session, whole.me, row.id or 0, None, row.id or 0)
        with pytest.raises(Invalid, match="same brief"):
            shaping.join(session, whole.me, row.id or 0, None, 1)
        with pytest.raises(Invalid, match="same brief"):
            shaping.move(session, whole.me, row.id or 0, None, behind=1)
        with pytest.raises(Stale):
            shaping.move(session, whole.me, row.id or 0, row.version, behind=None)
        with pytest.raises(Stale):
            shaping.split(session, whole.me, row.id or 0, row.version, TEXT.index("The ministry"))
        with pytest.raises(NotAllowed):
            shaping.split(session, staff, row.id or 0, None, TEXT.index("The ministry"))
        with pytest.raises(NotAllowed):
            shaping.join(session, staff, row.id or 0, None, 1)
        with pytest.raises(NotAllowed):
            shaping.move(session, staff, row.id or 0, None, behind=None)


def last_batch(desk: Desk) -> str:
    return desk.changes()[-1].batch


def test_one_undo_takes_a_split_back(whole: Desk) -> None:
    before = whole.row().model_dump(exclude={"version"})
    with whole.store.writing() as session:
        shaping.split(session, whole.me, before["id"], None, TEXT.index("The ministry"))
    with whole.store.writing() as session:
        undo(session, whole.me, last_batch(whole))
    assert whole.row().model_dump(exclude={"version"}) == before
    with whole.store.reading() as session:
        added = session.exec(select(Recommendation.review).where(Recommendation.origin == "split")).all()
    assert added == ["rejected"]


def test_one_undo_takes_a_joining_and_a_move_back(desk: Desk) -> None:
    before = [desk.row(n).model_dump(exclude={"version"}) for n in (1, 2)]
    with desk.store.writing() as session:
        shaping.join(session, desk.me, before[0]["id"], None, before[1]["id"])
    with desk.store.writing() as session:
        undo(session, desk.me, last_batch(desk))
    assert [desk.row(n).model_dump(exclude={"version"}) for n in (1, 2)] == before
    with desk.store.writing() as session:
        shaping.move(session, desk.me, before[1]["id"], None, behind=None)
    with desk.store.writing() as session:
        undo(session, desk.me, last_batch(desk))
    assert [desk.row(n).model_dump(exclude={"version"}) for n in (1, 2)] == before


def test_after_a_split_that_was_undone_a_new_one_gets_a_reference_of_its_own(whole: Desk) -> None:
    row = whole.row()
    with whole.store.writing() as session, one_batch() as batch:
        first = shaping.split(session, whole.me, row.id or 0, row.version, TEXT.index("The ministry")).reference
    with whole.store.writing() as session:
        undo(session, whole.me, batch)
    start = TEXT.index("Keep")
    with whole.store.writing() as session:
        added = review.add_missed(session, whole.me, row.brief_id, start, start + len("Keep"))
        assert added.reference != first


def test_what_somebody_decided_on_since_is_not_joined_unseen(desk: Desk) -> None:
    first, second = desk.row(1), desk.row(2)
    with desk.store.writing() as session:
        review.confirm(session, desk.me, second.id or 0, None)
    with desk.store.writing() as session, pytest.raises(Stale, match=rf"“{second.reference}” was changed since"):
        shaping.join(session, desk.me, first.id or 0, first.version, second.id or 0, second.version)
    assert (desk.row(1).wording, desk.row(2).review) == (first.wording, "confirmed")


def test_nothing_is_joined_to_what_was_rejected(desk: Desk) -> None:
    first, second = desk.row(1), desk.row(2)
    with desk.store.writing() as session:
        review.reject(session, desk.me, first.id or 0, None, "a wish")
    with desk.store.writing() as session, pytest.raises(Invalid, match=rf"{first.reference} has been rejected"):
        shaping.join(session, desk.me, first.id or 0, None, second.id or 0)
    assert [desk.row(n).review for n in (1, 2)] == ["rejected", "pending"]


def long_brief(desk: Desk, count: int) -> list[int]:
    """A brief of so many candidates: their keys in order."""
    text = "\n\n".join(f"Ministers should take step {n}." for n in range(count))
    found = extraction(*(finding(words, text) for words in text.split("\n\n")), title="Steps")
    with desk.store.writing() as session:
        desk.taken = ingest(session, desk.me, "steps.txt", b"steps", document(text), found)
    return in_order(desk)


def in_order(desk: Desk) -> list[int]:
    with desk.store.reading() as session:
        candidates = brief(session, desk.me, desk.taken.brief.id or 0).candidates
    return [candidate.row.id or 0 for candidate in candidates]


def moved(desk: Desk, key: int, behind: int | None) -> int:
    """Move it; how many changes that made."""
    before = len(desk.changes())
    with desk.store.writing() as session:
        shaping.move(session, desk.me, key, None, behind=behind)
    return len(desk.changes()) - before


def test_a_move_is_one_change_in_a_long_brief(desk: Desk) -> None:
    keys = long_brief(desk, 40)
    for which, behind in ((39, None), (0, 38), (5, 30), (30, 5), (20, 21), (11, 9)):
        assert moved(desk, keys[which], None if behind is None else keys[behind]) == 1
    with desk.store.writing() as session, one_batch() as batch:
        start = session.get_one(Recommendation, keys[15]).span_start or 0
        shaping.split(session, desk.me, keys[15], None, start + len("Ministers should "))
    assert len([change for change in desk.changes() if change.batch == batch and change.field == "position"]) == 1


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
@given(st.lists(st.tuples(st.integers(0, 5), st.none() | st.integers(0, 5)), max_size=12))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_moved_stands_where_it_was_put_and_the_rest_as_before(
    desk: Desk, moves: list[tuple[int, int | None]]
) -> None:
    with desk.store.reading() as session:
        known = session.exec(select(Brief.id).where(Brief.title == "Steps")).first()
    if known is None:
        long_brief(desk, 6)
    for which, behind in moves:
        expected = in_order(desk)
        key, other = expected[which], None if behind is None else expected[behind]
        expected.remove(key)
        if other == key:
            continue
        expected.insert(expected.index(other) + 1 if other else 0, key)
        assert moved(desk, key, other) <= 3
        assert in_order(desk) == expected


def test_a_move_decides_nothing_about_what_is_extracted_again(desk: Desk) -> None:
    keys = long_brief(desk, 5)
    moved(desk, keys[4], None)
    text = "\n\n".join(f"Ministers should take step {n}." for n in range(5))
    again = extraction(*(finding(words, text, confidence=0.5) for words in text.split("\n\n")), title="Steps")
    with desk.store.writing() as session:
        done = reextract(session, desk.me, desk.taken.brief.id or 0, again)
    assert (done.updated, done.kept) == (5, 0)
    assert in_order(desk) == [keys[4], *keys[:4]]

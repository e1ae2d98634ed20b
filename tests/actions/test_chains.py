"""What leads from one row to another never comes back to where it began, nor leads to what is not there."""

from itertools import pairwise
from typing import Any

import pytest
from sqlmodel import Session, select

from tests.actions.conftest import Desk, extraction, finding, take
from tests.actions.test_undo import last_batch, refused, take_back
from tracker.actions import names, removal, review, shaping, versions
from tracker.actions.reextraction import reextract
from tracker.errors import Invalid
from tracker.store.tables import Author, Brief, Recommendation
from tracker.vocabulary.names import Named

WORDS = ("Keep talking.", "The ministry should publish figures.", "Nobody advised this at all.")


@pytest.fixture
def three(desk: Desk) -> Desk:
    """Three briefs, 1 to 3, of which the first has three headline recommendations, also 1 to 3."""
    with desk.store.writing() as session:
        reextract(session, desk.me, 1, extraction(*map(finding, WORDS)))
        take(session, desk.me, b"second", found=extraction(title="Second", authors=("C. Writer",)))
        take(session, desk.me, b"third", found=extraction(title="Third"))
    return desk


def do(desk: Desk, gesture: Any, *arguments: Any) -> str:
    """Do it, and give the batch."""
    with desk.store.writing() as session:
        gesture(session, desk.me, *arguments)
    return last_batch(desk)


def get(desk: Desk, table: Any, key: int) -> Any:
    with desk.store.reading() as session:
        return session.get_one(table, key)


def test_undoing_makes_no_brief_a_newer_version_of_itself(three: Desk) -> None:
    do(three, versions.replaced, 1, 2)
    undone = take_back(three).batch
    do(three, versions.replaced, 2, 1)
    with refused(three, Invalid, "newer version of itself"):
        take_back(three, undone)


def test_undoing_gives_no_brief_a_newer_version_that_was_taken_out(three: Desk) -> None:
    uploaded = last_batch(three)
    do(three, versions.replaced, 1, 3)
    undone = take_back(three).batch
    out = take_back(three, uploaded).batch
    with refused(three, Invalid, "newer version of “On talking” is no longer there"):
        take_back(three, undone)
    take_back(three, out)
    take_back(three, undone)
    assert get(three, Brief, 1).newer_id == 3


def test_undoing_takes_no_brief_out_that_is_the_newer_version_of_another(three: Desk) -> None:
    take_back(three)
    again = do(three, take, b"third")
    do(three, versions.replaced, 1, 3)
    with refused(three, Invalid, "newer version of “On talking”"):
        take_back(three, again)


def test_undoing_leads_no_name_to_one_that_leads_on(three: Desk) -> None:
    with three.store.reading() as session:
        a, b, c = (
            session.exec(select(Author.id).where(Author.name == f"{letter}. Writer")).one() or 0 for letter in "ABC"
        )
    do(three, names.merge, Named.AUTHOR, b, [a])
    undone = take_back(three).batch
    do(three, names.merge, Named.AUTHOR, c, [b])
    with refused(three, Invalid, "“A. Writer” would count as “B. Writer”"):
        take_back(three, undone)
    do(three, names.part, Named.AUTHOR, b)
    do(three, names.merge, Named.AUTHOR, a, [c])
    with refused(three, Invalid, "“A. Writer” would count as “B. Writer”"):
        take_back(three, undone)


def support(session: Session, me: Any, key: int, above: int | None) -> None:
    review.amend(session, me, key, None, parent_id=above)


def test_no_recommendation_supports_itself_in_two_steps(three: Desk) -> None:
    do(three, support, 1, 2)
    with refused(three, Invalid, "cannot support itself"):
        do(three, support, 2, 1)
    undone = take_back(three).batch
    do(three, support, 2, 1)
    with refused(three, Invalid, "cannot support itself"):
        take_back(three, undone)


@pytest.mark.parametrize("between", [(), (2,)])
def test_joining_one_with_what_it_supports_lets_it_stand_by_itself(three: Desk, between: tuple[int, ...]) -> None:
    steps = (1, *between, 3)
    for below, above in pairwise(steps):
        do(three, support, below, above)
    do(three, shaping.join, 1, None, 3)
    assert get(three, Recommendation, 1).parent_id is None
    assert all(get(three, Recommendation, key).parent_id == 1 for key in between)


def test_extracting_again_leaves_what_a_person_said_of_who_supports_whom(three: Desk) -> None:
    do(three, support, 1, 2)
    do(three, reextract, 1, extraction(finding(WORDS[0]), finding(WORDS[1], parent=0), finding(WORDS[2])))
    assert (get(three, Recommendation, 1).parent_id, get(three, Recommendation, 2).parent_id) == (2, None)


def test_what_stood_before_a_removed_version_leads_to_the_one_behind_it(three: Desk) -> None:
    do(three, versions.replaced, 1, 2)
    do(three, versions.replaced, 2, 3)
    do(three, removal.remove_brief, 2, "the wrong file")
    assert get(three, Brief, 1).newer_id == 3
    do(three, removal.remove_brief, 3, "the wrong file")
    assert get(three, Brief, 1).newer_id is None


def test_nothing_replaces_what_has_replaced_it(three: Desk) -> None:
    def references() -> list[str]:
        return [three.row(number).reference for number in (1, 2, 3)]

    one, two, last = references()
    three.advance(number=1, superseded_by=two)
    three.advance(number=2, superseded_by=last)
    for circle in (one, two, last):
        with refused(three, Invalid, "by one that it has replaced"):
            three.advance(number=3, superseded_by=circle)
    three.advance(number=1, superseded_by=None)
    freed = last_batch(three)
    three.advance(number=3, superseded_by=one)
    with refused(three, Invalid, "by one that it has replaced"):
        take_back(three, freed)

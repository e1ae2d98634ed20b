import pytest

from tests.actions.conftest import TEXT, Desk, extraction, finding
from tracker.actions import links, review
from tracker.actions.correction import correct_brief
from tracker.actions.reextraction import reextract
from tracker.errors import Invalid, NotAllowed, Stale
from tracker.store.people_tables import Person
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role

MISSED = "Nobody advised this at all."


def test_a_person_decides_and_may_think_again(desk: Desk) -> None:
    key = desk.row().id or 0
    with desk.store.writing() as session:
        assert review.confirm(session, desk.me, key, 1).review == "confirmed"
        assert review.reject(session, desk.me, key, 2, "a slogan").review == "rejected"
        assert review.reopen(session, desk.me, key, 3).review == "pending"
        with pytest.raises(Stale):
            review.confirm(session, desk.me, key, 3)


def test_confirming_what_is_sure_is_one_batch(desk: Desk) -> None:
    with desk.store.writing() as session:
        assert review.confirm_above(session, desk.me, 1, 0.4, headline_only=True) == 1
        assert review.confirm_above(session, desk.me, 1, 0.4) == 1
        assert review.confirm_above(session, desk.me, 1, 0.4) == 0
    assert [desk.row(n).review for n in (1, 2)] == ["confirmed", "confirmed"]


def test_words_and_addressees_are_mended(desk: Desk) -> None:
    key = desk.row().id or 0
    with desk.store.writing() as session:
        review.amend(session, desk.me, key, 1, wording=" Keep  talking, all of you. ", addressees=["Tehran", "Tehran"])
        assert links.addressees_of(session, key) == ["Tehran"]
    row = desk.row()
    assert (row.wording, row.quote) == ("Keep talking, all of you.", "Keep talking.")
    assert [change.field for change in desk.changes() if change.entity_id == key and change.version > 1] == [
        "wording",
        "addressees",
    ]


def test_mending_refuses_nonsense(desk: Desk) -> None:
    key = desk.row().id or 0
    with desk.store.writing() as session:
        with pytest.raises(Invalid, match="its words"):
            review.amend(session, desk.me, key, 1, wording="  ")
        with pytest.raises(Invalid, match="same brief"):
            review.amend(session, desk.me, key, 1, parent_id=key)
        with pytest.raises(Invalid, match="cannot be changed"):
            review.amend(session, desk.me, key, 1, status="adopted")


def test_a_missed_one_is_added_with_its_place(desk: Desk) -> None:
    start = TEXT.index(MISSED)
    with desk.store.writing() as session:
        row = review.add_missed(session, desk.me, 1, start, start + len(MISSED))
        assert (row.reference, row.review, row.quote) == ("B-2020-12-3/R3", "confirmed", MISSED)
        with pytest.raises(Invalid, match="first and the last sentence"):
            review.add_missed(session, desk.me, 1, 5, 5)
        with pytest.raises(Invalid, match=r"These words are B-2020-12-3/R3 already"):
            review.add_missed(session, desk.me, 1, start, start + len(MISSED))


def test_a_brief_is_corrected_and_keeps_its_references(desk: Desk) -> None:
    with desk.store.writing() as session:
        brief = correct_brief(
            session, desk.me, 1, 1, title="On listening", published=PartialDate.parse("2021"), regions=["Iran", "SYR"]
        )
        assert (brief.title, brief.published_precision) == ("On listening", "year")
        assert links.regions_of(session, 1) == ["IRN", "SYR"]
        assert links.authors_of(session, 1) == ["A. Writer", "B. Writer"]
        with pytest.raises(Invalid, match="no country"):
            correct_brief(session, desk.me, 1, None, regions=["Ruritania"])
        with pytest.raises(Invalid, match="more than a year ahead, as 2199 is"):
            correct_brief(session, desk.me, 1, None, published=PartialDate.parse("2199"))
    assert desk.row().reference == "B-2020-12-3/R1"
    assert {"title", "published", "published_precision", "regions"} == {
        change.field for change in desk.changes("brief") if change.version > 1
    }


@pytest.mark.parametrize("role", [Role.VIEWER, Role.STAFF, Role.ADMIN])
def test_who_may_not_confirm_decides_nothing(desk: Desk, role: Role) -> None:
    person: Person = desk.person(role)
    key = desk.row().id or 0
    with desk.store.writing() as session:
        with pytest.raises(NotAllowed):
            review.confirm(session, person, key, 1)
        with pytest.raises(NotAllowed):
            correct_brief(session, person, 1, 1, title="Mine")
        with pytest.raises(NotAllowed):
            review.add_missed(session, person, 1, 0, 5)


def test_extracting_again_leaves_every_decision_alone(desk: Desk) -> None:
    key = desk.row().id or 0
    with desk.store.writing() as session:
        review.confirm(session, desk.me, key, 1)
        review.amend(session, desk.me, key, 2, wording="Go on talking.")
    found = extraction(finding("Keep talking.", confidence=0.1), finding(MISSED))
    with desk.store.writing() as session:
        told = reextract(session, desk.me, 1, found)
    assert (told.added, told.updated, told.kept, told.gone) == (1, 0, 1, 1)
    first, second, third = desk.row(1), desk.row(2), desk.row(3)
    assert (first.wording, first.review, first.confidence) == ("Go on talking.", "confirmed", 0.9)
    assert (second.review, third.wording) == ("rejected", MISSED)


def test_extracting_again_brings_untouched_candidates_up_to_date(desk: Desk) -> None:
    found = extraction(finding("Keep talking.", confidence=0.3), finding("The ministry should publish figures."))
    with desk.store.writing() as session:
        told = reextract(session, desk.me, 1, found)
        again = reextract(session, desk.me, 1, found)
    assert (told.added, told.updated, told.kept, told.gone) == (0, 2, 0, 0)
    assert (again.added, again.updated) == (0, 0)
    assert (desk.row(1).confidence, desk.row(2).level, desk.row(2).parent_id) == (0.3, "headline", None)


def test_extracting_again_adds_no_second_one_over_the_words_of_a_decided_one(desk: Desk) -> None:
    with desk.store.writing() as session:
        review.reject(session, desk.me, desk.row(2).id or 0, 1, "a goal")
        told = reextract(session, desk.me, 1, extraction(finding("ministry should publish figures.")))
    assert (told.added, told.kept) == (0, 1)


def test_a_date_that_makes_a_claimed_outcome_older_than_the_brief_is_refused(desk: Desk) -> None:
    desk.advance(contribution="contributed", rival_explanation="An election.", outcome_on=PartialDate.parse("2021-03"))
    with desk.store.writing() as session, pytest.raises(Invalid, match="B-2020-12-3/R1"):
        correct_brief(session, desk.me, 1, None, published=PartialDate.parse("2021-06-01"))
    with desk.store.writing() as session:
        correct_brief(session, desk.me, 1, None, published=PartialDate.parse("2021-02-01"))

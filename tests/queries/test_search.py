"""What a search finds, on every store."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from tests.actions.conftest import Desk, extraction, finding, take
from tracker.queries.briefs import saying
from tracker.queries.filters import Filter
from tracker.queries.listing import listing
from tracker.queries.makeup import makeup
from tracker.queries.search import MOST_WORDS, beginning
from tracker.queries.search import words as looked_for
from tracker.store.people_tables import Person
from tracker.store.tables import Recommendation


@pytest.fixture
def words(desk: Desk) -> Desk:
    with desk.store.writing() as session:
        found = extraction(finding("Keep talking."), title="Ceasefires of the highland city")
        take(session, desk.me, b"words", found=found)
    return desk


@pytest.mark.parametrize(
    ("search", "n"),
    [
        *[("ceasefire", 1), ("ceasefires", 1), ("cease-fire", 1), ("Ceasefire's", 1), ("cities", 1), ("city", 1)],
        *[("figure", 1), ("figures", 1), ("ministries", 1), ("highland talking", 1), ("highland figures", 0)],
        *[("news", 0), ("%", 5), ("", 5), ("' OR 1=1 --", 0), ('"*', 5)],
    ],
)
def test_a_word_is_found_in_its_forms_and_between_title_and_wording(words: Desk, search: str, n: int) -> None:
    with words.store.reading() as session:
        assert listing(session, words.me, Filter(search=search)).total == n


def test_every_word_of_a_long_search_counts(words: Desk) -> None:
    beginnings = [word[:n] for word in ("talking", "ceasefires", "highland") for n in range(1, len(word) + 1)]
    with words.store.reading() as session:
        for said, n in ((beginnings, 1), ([*beginnings, "nowhere"], 0)):
            assert listing(session, words.me, Filter(search=" ".join(said))).total == n


def test_briefs_that_speak_of_it_are_named_apart(words: Desk) -> None:
    with words.store.reading() as session:
        assert [title for _key, title in saying(session, words.me, "ceasefires")] == ["Ceasefires of the highland city"]
        assert saying(session, words.me, "nothing like it") == saying(session, words.me, "?") == ()


def test_a_list_says_what_it_is_made_up_of(desk: Desk, viewer: Person) -> None:
    with desk.store.reading() as session:
        found, seen = makeup(session, desk.me, Filter()), makeup(session, viewer, Filter())
    assert (found.total, found.counted, found.pending, found.pending_headline) == (4, 2, 1, 0)
    assert (seen.total, seen.counted, seen.pending) == (2, 2, 0)


@given(st.text(st.sampled_from("ab-' \n*é"), max_size=400) | st.text(max_size=60))
def test_the_beginning_of_any_text_may_be_looked_for_or_is_nothing(text: str) -> None:
    found = beginning(text)
    assert " ".join(text.split()).startswith(found) and len(found) <= 200
    assert len(looked_for(found)) <= MOST_WORDS


def test_a_short_search_is_its_own_beginning() -> None:
    assert beginning(" keep  talking ") == "keep talking"
    assert beginning("x" * 201) == ""


def test_a_recommendation_is_found_by_its_reference(desk: Desk) -> None:
    reference = desk.row(2).reference
    with desk.store.writing() as session:
        undated = take(session, desk.me, b"fish", found=extraction(finding("Keep talking."), title="Of fish")).brief.id
        named = session.exec(select(Recommendation.reference).where(Recommendation.brief_id == undated)).one()
    assert named != named.upper()
    for typed in (named, named.upper(), named.lower()):
        with desk.store.reading() as session:
            assert listing(session, desk.me, Filter(search=typed)).table["reference"].tolist() == [named]
    for typed in (reference, f" {reference.lower()} ", f"“{reference}”."):
        with desk.store.reading() as session:
            assert listing(session, desk.me, Filter(search=typed)).table["reference"].tolist() == [reference]
    with desk.store.reading() as session:
        assert listing(session, desk.me, Filter(search=f"{reference}9")).total == 0

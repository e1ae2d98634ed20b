"""What each choice of a filter would give, against the list and the counts that it leads to."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from tests.actions.conftest import Desk, extraction, finding, take
from tracker.actions import names
from tracker.errors import NotSignedIn
from tracker.queries.counts import totals
from tracker.queries.facets import FIELDS, Counted, facet
from tracker.queries.filters import Filter
from tracker.queries.records import keys
from tracker.store.people_tables import Person
from tracker.store.tables import Recommendation, RecommendationAuthor, RecommendationRegion
from tracker.vocabulary.names import Named

pytestmark = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)

VIEWS = (
    Filter(),
    Filter(regions=("IRN",)),
    Filter(regions=("SYR", "middle-east-north-africa"), statuses=("adopted", "not_assessed")),
    Filter(search="talk", since=date(2020, 6, 1)),
    Filter(regions=("IRN",), and_regions=("IRQ",), topics=("Diplomacy",)),
    Filter(levels=("headline", "supporting"), reviews=("confirmed", "rejected")),
)


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """The desk with one more brief, of an author under two spellings, and a recommendation with links of its own."""
    with desk.store.writing() as session:
        found = extraction(
            finding("Keep talking.", addressees=("Tehran", "Iran")),
            finding("Nobody advised this at all."),
            title="Again",
            authors=("Anne Writer", "A. Writer"),
            regions=("IRN", "SYR"),
            topics=("Diplomacy",),
            series="Letters",
        )
        taken = take(session, desk.me, b"again", found=found, confirm=True)
        names.merge(session, desk.me, Named.AUTHOR, 1, [4])
        _own(session, taken.brief.id or 0)
    return desk


def _own(session: Session, brief_id: int) -> None:
    row = session.exec(select(Recommendation).where(Recommendation.brief_id == brief_id)).all()[-1]
    row.own_authors = row.own_regions = True
    session.add(RecommendationAuthor(recommendation_id=row.id or 0, author_id=2))
    session.add(RecommendationRegion(recommendation_id=row.id or 0, code="IRQ"))


def given(session: Session, me: Person, chosen: Filter, counted: Counted) -> int:
    return len(keys(session, me, chosen)) if counted is Counted.LIST else totals(session, me, chosen).total


@pytest.mark.parametrize("counted", list(Counted))
@pytest.mark.parametrize("chosen", VIEWS, ids=str)
def test_each_number_is_what_the_choice_gives(desk: Desk, viewer: Person, chosen: Filter, counted: Counted) -> None:
    with desk.store.reading() as session:
        for me in (desk.me, *([viewer] if chosen == Filter() else [])):
            for field in FIELDS:
                for choice in facet(session, me, field, chosen, counted):
                    alone: Any = {field: (choice.key,)}
                    assert choice.count == given(session, me, replace(chosen, **alone), counted), (field, choice)
                    assert choice.count > 0 and choice.label


@pytest.mark.parametrize("counted", list(Counted))
def test_what_has_one_value_adds_up_to_the_whole(desk: Desk, counted: Counted) -> None:
    with desk.store.reading() as session:
        for field in ("statuses", "reviews", "action_types", "levels"):
            found = facet(session, desk.me, field, Filter(), counted)
            assert sum(choice.count for choice in found) == given(session, desk.me, Filter(), counted)


def test_values_of_other_views_are_left_out_and_those_with_the_most_come_first(desk: Desk) -> None:
    with desk.store.reading() as session:
        found = facet(session, desk.me, "regions", Filter(authors=("C. Writer",)), Counted.CHARTS)
        assert [(one.key, one.label, one.count) for one in found] == [
            ("middle-east-north-africa", "Middle East and North Africa", 1),
            ("SYR", "Syria", 1),
        ]
        authors = facet(session, desk.me, "authors", Filter(), Counted.LIST)
        assert [(one.key, one.count) for one in authors] == [
            ("A. Writer", 3),
            ("B. Writer", 3),
            ("C. Writer", 2),
        ]


def test_a_stranger_is_told_nothing(desk: Desk) -> None:
    with desk.store.reading() as session, pytest.raises(NotSignedIn):
        facet(session, Person(email="x@example.org"), "authors", Filter(), Counted.LIST)

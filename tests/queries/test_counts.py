from datetime import date

import pytest

from tests.actions.conftest import Desk
from tracker.errors import NotSignedIn
from tracker.queries.axes import By
from tracker.queries.counts import ALL_LEVELS, counts, totals
from tracker.queries.filters import Filter
from tracker.queries.timing import timing
from tracker.store.people_tables import Person
from tracker.store.tables import Recommendation
from tracker.vocabulary.statuses import Status, Success


def numbers(desk: Desk, by: By, chosen: Filter | None = None, **more: tuple[str, ...]) -> dict[object, tuple[int, int]]:
    with desk.store.reading() as session:
        table = counts(session, desk.me, by, chosen or Filter(), **more)
    assert (table["total"] == table[[status.value for status in Status]].sum(axis=1)).all()
    return {key: (total, pending) for key, total, pending in zip(table.key, table.total, table.pending, strict=True)}


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (By.AUTHOR, {"A. Writer": (1, 0), "B. Writer": (1, 0), "C. Writer": (1, 0)}),
        (By.REGION, {"IRN": (1, 0), "IRQ": (1, 0), "SYR": (1, 0)}),
        (By.REGION_GROUP, {"middle-east-north-africa": (2, 0)}),
        (By.YEAR, {"2020": (1, 0), "2021": (1, 0)}),
        (By.QUARTER, {"2020-Q2": (1, 0)}),
        (By.MONTH, {"2020-05": (1, 0)}),
        (By.STATUS, {"adopted": (1, 0), "not_assessed": (1, 0)}),
        (By.ADDRESSEE, {"Iran": (1, 0), "United States": (1, 0), "Syria": (1, 0)}),
        (By.TOPIC, {"Diplomacy": (1, 0), None: (1, 0)}),
        (By.ACTION_TYPE, {4: (2, 0)}),
        (By.SERIES, {None: (2, 0)}),
    ],
)
def test_each_group_counts_a_recommendation_once(desk: Desk, by: By, expected: dict[object, tuple[int, int]]) -> None:
    assert numbers(desk, by) == expected


def test_pending_ones_stand_beside_and_rejected_ones_nowhere(desk: Desk) -> None:
    assert numbers(desk, By.REGION, levels=ALL_LEVELS)["IRN"] == (1, 1)
    with desk.store.reading() as session:
        whole = totals(session, desk.me, Filter(), levels=ALL_LEVELS)
    assert (whole.total, whole.pending, whole.briefs, whole.assessed) == (2, 1, 2, 1)
    assert (whole.undated, whole.year_only) == (0, 1)


@pytest.mark.parametrize(
    ("chosen", "seen", "told"),
    [
        (Filter(), 1, 0),
        (Filter(briefs=(1,)), 1, 0),
        (Filter(regions=("IRN",)), 1, 0),
        (Filter(levels=("supporting",)), 1, 0),
        (Filter(since=date(2019, 1, 1)), 1, 0),
        (Filter(search="talking"), 1, 0),
        (Filter(asks=(2,)), 1, 0),
        (Filter(reviews=("pending",)), 1, 0),
        (Filter(statuses=("not_assessed",)), 1, 0),
        (Filter(strengths=(0,)), 1, 0),
        (Filter(action_types=(1, 2, 3, 4, 5)), 1, 0),
    ],
)
def test_no_view_tells_a_viewer_what_pending_ones_say(
    desk: Desk, viewer: Person, chosen: Filter, seen: int, told: int
) -> None:
    for who, pending in ((desk.me, seen), (viewer, told)):
        with desk.store.reading() as session:
            assert totals(session, who, chosen, levels=ALL_LEVELS).pending == pending
            assert counts(session, who, By.SERIES, chosen, levels=ALL_LEVELS)["pending"].sum() == pending
            assert timing(session, who, chosen, Success.ADOPTED, levels=ALL_LEVELS).pending == pending


def test_of_the_whole_alone_everybody_is_told_how_many_headline_ones_are_pending(desk: Desk, viewer: Person) -> None:
    with desk.store.writing() as session:
        session.get_one(Recommendation, 2).level = "headline"
    with desk.store.reading() as session:
        mine, found = totals(session, desk.me, Filter()), totals(session, viewer, Filter())
        part = totals(session, viewer, Filter(authors=("Somebody",)))
        by_author = counts(session, viewer, By.AUTHOR, Filter())
        assert timing(session, viewer, Filter(), Success.ADOPTED).pending == 1
    assert (mine.pending, mine.told, found.pending, found.told) == (1, True, 1, True)
    assert (part.pending, part.told, by_author["pending"].sum()) == (0, False, 0)


def test_no_grouping_tells_a_viewer_what_pending_ones_say(desk: Desk, viewer: Person) -> None:
    with desk.store.reading() as session:
        for by in By:
            found = counts(session, viewer, by, Filter(), levels=ALL_LEVELS)
            assert counts(session, desk.me, by, Filter(), levels=ALL_LEVELS)["pending"].sum()
            assert not found["pending"].sum()
        only = counts(session, viewer, By.TOPIC, Filter(), levels=("supporting",))
    assert len(only) == 0, "a group of pending ones alone"


def test_a_group_of_nothing_has_no_row(desk: Desk) -> None:
    assert numbers(desk, By.AUTHOR, Filter(regions=("FRA",))) == {}


@pytest.mark.parametrize(
    ("chosen", "total"),
    [
        (Filter(regions=("IRN", "IRQ")), 1),
        (Filter(regions=("Iran",)), 1),
        (Filter(regions=("middle-east-north-africa",)), 2),
        (Filter(authors=("A. Writer", "C. Writer")), 2),
        (Filter(authors=("A. Writer",), regions=("SYR",)), 0),
        (Filter(addressees=("Washington",)), 1),
        (Filter(addressees=("United States",)), 1),
        (Filter(topics=("Diplomacy",)), 1),
        (Filter(statuses=("adopted", "withdrawn")), 1),
        (Filter(reviews=("confirmed",)), 2),
        (Filter(since=date(2021, 1, 1)), 1),
        (Filter(until=date(2020, 5, 4)), 1),
        (Filter(search="KEEP talk"), 2),
        (Filter(search="silence"), 1),
        (Filter(search='"; DROP TABLE brief; -- OR NEAR( *'), 0),
        (Filter(search="100%"), 1),
        (Filter(search="-- * ()"), 2),
        (Filter(search="écoute"), 0),
    ],
)
def test_repeated_values_mean_or_and_different_fields_and(desk: Desk, chosen: Filter, total: int) -> None:
    with desk.store.reading() as session:
        assert totals(session, desk.me, chosen).total == total


def test_somebody_switched_off_is_told_nothing(desk: Desk, viewer: Person) -> None:
    with desk.store.writing() as session:
        session.get_one(Person, viewer.id).active = False
    with desk.store.reading() as session, pytest.raises(NotSignedIn):
        counts(session, viewer, By.REGION, Filter())

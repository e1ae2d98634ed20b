"""A mark leads to the list that it counts, whatever the filter: no more and no fewer."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.actions.conftest import extraction, finding, take
from tracker import charts
from tracker.actions import evidence, review
from tracker.actions.updates import advance
from tracker.charts import Chart
from tracker.queries.axes import By
from tracker.queries.counts import counts, totals
from tracker.queries.filters import Filter
from tracker.queries.impact import impact
from tracker.queries.listing import listing
from tracker.queries.rates import of_rates, of_totals, rates
from tracker.queries.timing import timing, timings
from tracker.store.access import sole_person
from tracker.store.people_tables import Person
from tracker.store.sessions import Store
from tracker.store.upgrade import opened
from tracker.ui.address import read, written
from tracker.ui.figures import behind
from tracker.vocabulary.advice import Level
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.statuses import Success, assessed

BRIEFS: list[dict[str, Any]] = [
    {"published": "2020-05-04", "authors": ("Ann", "Bo"), "regions": ("IRN", "IRQ")},
    {"published": "2020-05", "authors": ("Bo",), "regions": ("IRQ", "FRA")},
    {"published": "2020", "authors": ("Cy", "Ann"), "regions": ("SYR",)},
    {"published": "2020-12-31", "authors": (), "regions": ()},
    {"published": "2021-01-01", "authors": ("Cy",), "regions": ("FRA", "DEU")},
    {"published": "2021-06", "authors": ("Ann", "Bo", "Cy"), "regions": ("IRN", "FRA")},
    {"published": None, "authors": ("Dee",), "regions": ("KIR",)},
]
STATES: list[dict[str, Any]] = [
    {"status": "adopted", "status_on": PartialDate(date(2022, 1, 1))},
    {"status": "no_movement"},
    {"status": "in_progress"},
    {},
    {"status": "not_adopted", "status_on": PartialDate(date(2022, 2, 1))},
]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Person]]:
    """Seven briefs of three candidates: two headlines, of which one in seven is pending, and a supporting one."""
    with opened(f"sqlite:///{tmp_path_factory.mktemp('figures')}/store.db") as store:
        with store.writing() as session:
            me = sole_person(session)
            for place, known in enumerate(BRIEFS):
                day = PartialDate.parse(known["published"]) if known["published"] else None
                findings = (
                    finding("Keep talking."),
                    finding("The ministry should publish figures."),
                    finding("Nobody advised this at all.", level=Level.SUPPORTING, parent=1),
                )
                found = extraction(*findings, title=f"Brief {place}", **{**known, "published": day})
                take(session, me, b"%d" % place, found=found)
                for n in (1, 2, 3):
                    if place % 7 != 3 or n != 2:
                        review.confirm(session, me, place * 3 + n, None)
                    settle = STATES[(place * 3 + n) % len(STATES)]
                    evidence.add(
                        session, me, place * 3 + n, EvidenceKind.NEWS_REPORT, note="So it was.", source="Paper"
                    )
                    if settle and (place % 7 != 3 or n != 2):
                        advance(session, me, place * 3 + n, None, "as seen in a test", **settle)
        yield store, me


def drawn(store: Store, me: Person, chosen: Filter) -> Iterator[Chart]:
    """Every chart of the filter."""
    with store.reading() as session:
        whole = totals(session, me, chosen)
        ask = partial(counts, session, me, chosen=chosen)
        yield charts.status_bar(whole, theme="light")
        yield charts.by_author(ask(By.AUTHOR), whole, theme="light")
        yield charts.world_map(ask(By.REGION), whole, theme="light")
        for by in (By.REGION, By.REGION_GROUP):
            yield charts.by_region(ask(by), whole, by, theme="light")
        for step in (By.YEAR, By.QUARTER, By.MONTH):
            yield charts.over_time(ask(step), whole, step, theme="light")


def of_success(store: Store, me: Person, chosen: Filter) -> Iterator[Chart]:
    """Every chart of what is a success in the filter."""
    with store.reading() as session:
        whole = totals(session, me, chosen)
        found = impact(session, me, chosen, Success.MOVED)
        for draw in (charts.contributions, charts.outcomes, charts.strengths):
            yield draw(found, Success.MOVED, theme="light")
        times = timing(session, me, chosen, Success.MOVED)
        for by in (By.AUTHOR, By.REGION, By.REGION_GROUP):
            groups, table = timings(session, me, by, chosen, Success.MOVED), counts(session, me, by, chosen)
            yield charts.curves(groups, times, table, by, Success.MOVED, theme="light")
        for by in (By.AUTHOR, By.REGION):
            table = rates(session, me, by, chosen, Success.ADOPTED)
            yield charts.fair(of_rates(table, of_totals(whole, Success.ADOPTED), least=1), table, by, theme="light")


def marks(chart: Chart) -> Iterator[tuple[list[str], int]]:
    """Each mark that leads anywhere, with the number that it stands for."""
    for trace in chart.figure["data"]:
        numbers = trace.get("z") or trace.get("text") if trace["type"] != "bar" else None
        if numbers is None:
            numbers = trace["x"] if trace.get("orientation") == "h" else trace["y"]
        yield from ((mark, int(n)) for mark, n in zip(trace["customdata"], numbers, strict=True) if mark)


FILTERS = st.builds(
    Filter,
    authors=st.lists(st.sampled_from(["Ann", "Bo", "Cy"]), max_size=2, unique=True).map(tuple),
    regions=st.lists(
        st.sampled_from(["IRN", "IRQ", "FRA", "middle-east-north-africa", "europe"]), max_size=2, unique=True
    ).map(tuple),
    statuses=st.lists(st.sampled_from(["adopted", "in_progress", "not_assessed"]), max_size=2, unique=True).map(tuple),
    levels=st.sampled_from([(), ("headline",), ("supporting",), ("headline", "supporting")]),
    since=st.none() | st.dates(date(2020, 1, 1), date(2021, 3, 1)),
    until=st.none() | st.dates(date(2020, 4, 30), date(2022, 1, 1)),
)


def check(store: Store, me: Person, chosen: Filter, draw: Callable[..., Iterator[Chart]] = drawn) -> int:
    led = 0
    for chart in draw(store, me, chosen):
        for mark, n in marks(chart):
            wanted = behind(chosen, mark)
            assert wanted is not None, (chart.title, mark)
            with store.reading() as session:
                assert listing(session, me, wanted).total == n, (chart.title, mark, wanted)
            assert read(written(wanted)) == (wanted, [])
            led += 1
    return led


def test_every_mark_without_a_filter(filled: tuple[Store, Person]) -> None:
    assert check(*filled, Filter()) > 60
    assert check(*filled, Filter(), of_success) > 30


@settings(max_examples=5)
@given(FILTERS)
def test_every_mark_within_any_filter(filled: tuple[Store, Person], chosen: Filter) -> None:
    check(*filled, chosen)


@settings(max_examples=5)
@given(FILTERS)
def test_every_mark_of_success_within_any_filter(filled: tuple[Store, Person], chosen: Filter) -> None:
    check(*filled, chosen, of_success)


@pytest.mark.parametrize(
    ("chosen", "mark", "expected"),
    [
        ({}, ["regions", "IRN", ""], {"regions": ("IRN",)}),
        ({"regions": ("IRN",)}, ["regions", "IRQ", ""], {"regions": ("IRN",), "and_regions": ("IRQ",)}),
        ({"regions": ("middle-east-north-africa",)}, ["regions", "IRQ", ""], {"regions": ("IRQ",)}),
        ({"regions": ("IRN", "IRQ")}, ["regions", "middle-east-north-africa", ""], {"regions": ("IRN", "IRQ")}),
        ({"authors": ("Ann",)}, ["authors", "Bo", ""], {"authors": ("Ann",), "and_authors": ("Bo",)}),
        ({}, ["published", "2020-Q2", ""], {"since": date(2020, 4, 1), "until": date(2020, 6, 30)}),
        (
            {"since": date(2020, 5, 1)},
            ["published", "2020", ""],
            {"since": date(2020, 5, 1), "until": date(2020, 12, 31)},
        ),
        ({"statuses": ("stalled",)}, ["", "", "moving"], {"statuses": ("stalled",)}),
        ({}, ["reviews", "pending", ""], {"reviews": ("pending",)}),
        ({}, ["authors", "Ann", "assessed"], {"authors": ("Ann",), "statuses": assessed()}),
        ({}, ["", "", "success:adopted"], {"statuses": ("adopted",)}),
        ({"statuses": ("stalled", "withdrawn")}, ["", "", "success:moved"], {"statuses": ("stalled",)}),
        ({}, ["strengths", "4", "success:adopted"], {"strengths": (4,), "statuses": ("adopted",)}),
        ({}, ["outcome_types", "none", ""], {"outcome_types": ("none",)}),
        ({}, ["contributions", "decisive", ""], {"contributions": ("decisive",)}),
        ({"topics": ("A", "B")}, ["topics", "B", ""], {"topics": ("B",)}),
        ({"search": "figures"}, ["authors", "$5m <b>", "adopted"], {"search": "figures", "authors": ("$5m <b>",)}),
        ({"levels": ("supporting",)}, ["authors", "Ann", ""], {"levels": ("supporting",), "authors": ("Ann",)}),
    ],
)
def test_a_mark_narrows_the_filter(chosen: Mapping[str, Any], mark: list[str], expected: Mapping[str, Any]) -> None:
    wanted = behind(Filter(**chosen), mark)
    assert wanted is not None
    plain = {"reviews": ("confirmed",), "levels": ("headline",)}
    assert {name: getattr(wanted, name) for name in {**plain, **expected}} == {**plain, **expected}


@pytest.mark.parametrize(
    "mark",
    [
        *(None, "", [], {}, 7, ["", "", ""], ["regions", "IRN"], ["regions", "IRN", "", ""], ["regions", 7, ""]),
        *(["regions", "XXX", ""], ["owner", "1", ""], ["published", "soon", ""], ["published", "2020-13", ""]),
        *(["", "", "success:great"], ["strengths", "6", ""], ["outcome_types", "peace", ""]),
        *(["", "", "great"], ["search", "x", ""], ["since", "2020-01-01", ""], ["authors", "a" * 300, ""]),
    ],
)
def test_what_is_no_mark_leads_nowhere(mark: object) -> None:
    assert behind(Filter(), mark) is None


def test_what_cannot_be_said_leads_nowhere() -> None:
    assert behind(Filter(topics=("A",)), ["topics", "B", ""]) is None
    shared = Filter(regions=("IRN",), and_regions=("IRQ",))
    assert behind(shared, ["regions", "SYR", ""]) is None
    again = behind(shared, ["regions", "IRQ", ""])
    assert again is not None
    assert (again.regions, again.and_regions) == (("IRN",), ("IRQ",))

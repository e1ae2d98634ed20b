"""What lies within a filter of dates, and what two countries or two authors share."""

from datetime import date

import pytest

from tests.actions.conftest import Desk, extraction, finding, take
from tracker.actions.ingest import Taken
from tracker.queries.filters import Filter
from tracker.queries.listing import listing
from tracker.vocabulary.dates import PartialDate

KNOWN = ("2020-02-29", "2020-02", "2020", "2021-01-01", None)


@pytest.fixture
def dated(desk: Desk) -> Desk:
    """Briefs known to a day, a month, a year, and not at all, beside the desk's own."""
    with desk.store.writing() as session:
        for text in KNOWN:
            day = PartialDate.parse(text) if text else None
            found = extraction(finding("Keep talking."), title=f"Dated {text}", published=day, series="Dated")
            taken: Taken = take(session, desk.me, str(text).encode(), found=found, confirm=True)
            assert taken.new
    return desk


@pytest.mark.parametrize(
    ("since", "until", "within"),
    [
        (None, date(2020, 2, 28), []),
        (None, date(2020, 2, 29), ["2020-02-29", "2020-02"]),
        (None, date(2020, 12, 30), ["2020-02-29", "2020-02"]),
        (None, date(2020, 12, 31), ["2020-02-29", "2020-02", "2020"]),
        (None, date.max, ["2020-02-29", "2020-02", "2020", "2021-01-01"]),
        (date(2020, 2, 1), None, ["2020-02-29", "2020-02", "2021-01-01"]),
        (date(2020, 2, 2), None, ["2020-02-29", "2021-01-01"]),
        (date(2020, 1, 1), date(2020, 3, 31), ["2020-02-29", "2020-02"]),
        (date(2020, 1, 1), date(2020, 12, 31), ["2020-02-29", "2020-02", "2020"]),
        (date(2021, 1, 1), date(2021, 1, 1), ["2021-01-01"]),
    ],
)
def test_a_vague_date_is_within_where_all_of_it_is(
    dated: Desk, since: date | None, until: date | None, within: list[str]
) -> None:
    chosen = Filter(series=("Dated",), since=since, until=until)
    with dated.store.reading() as session:
        found = listing(session, dated.me, chosen, sort="title", descending=False).table
    assert sorted(found["title"]) == sorted(f"Dated {text}" for text in within)


@pytest.mark.parametrize(
    ("chosen", "n"),
    [
        (Filter(regions=("IRN",), and_regions=("IRQ",)), 2),
        (Filter(regions=("IRN",), and_regions=("SYR",)), 0),
        (Filter(regions=("SYR", "IRN"), and_regions=("middle-east-north-africa",)), 4),
        (Filter(authors=("A. Writer",), and_authors=("B. Writer",)), 2),
        (Filter(authors=("A. Writer",), and_authors=("C. Writer",)), 0),
        (Filter(and_authors=("C. Writer",)), 2),
    ],
)
def test_both_hold(desk: Desk, chosen: Filter, n: int) -> None:
    with desk.store.reading() as session:
        assert listing(session, desk.me, chosen).total == n

"""How long recommendations were followed: who counts from when, and who is left out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stats.cases import Case, frame
from tracker.stats.times import Left, followed
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.statuses import Role, Status, Success

AS_OF = date(2024, 6, 1)


def case(published: str | None, status: Status, on: str | None = None, n: int = 1, *, confirmed: bool = True) -> Case:
    days = [PartialDate.parse(text) if text else None for text in (published, on)]
    return Case(days[0], status, days[1], n, confirmed)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (case("2022-06-01", Status.ADOPTED, "2023-06-01"), (12.0, Role.EVENT)),
        (case("2022-06-01", Status.ADOPTED, "2022-06-01"), (0.0, Role.EVENT)),
        (case("2022-06-01", Status.NO_MOVEMENT), (24.0, Role.OPEN)),
        (case("2022-06-01", Status.IN_PROGRESS, "2021-01-01"), (24.0, Role.OPEN)),
        (case("2022-06-01", Status.ADOPTED_OTHERWISE, "2023-06-01"), (12.0, Role.COMPETING)),
        *(
            (case("2022-06-01", status, "2023-06-01"), (12.0, Role.COMPETING))
            for status in (
                Status.NOT_ADOPTED,
                Status.CONTRARY_ACTION,
                Status.OVERTAKEN,
                Status.SUPERSEDED,
                Status.WITHDRAWN,
            )
        ),
        (case("2022-06", Status.ADOPTED, "2022-06"), (0.0, Role.EVENT)),
        (case("2022-06-20", Status.ADOPTED, "2022-06"), (0.0, Role.EVENT)),
        (case("2022-06-20", Status.ADOPTED, "2024-06"), (23.4, Role.EVENT)),
        (case("2022-06-01", Status.ADOPTED, "2024-06-02"), (24.0, Role.OPEN)),
        (case("2022-06-20", Status.ADOPTED, "2022-06-19"), Left.PRE_EXISTING),
        (case("2022-06-20", Status.NOT_ADOPTED, "2022-05"), Left.PRE_EXISTING),
        (case("2022-06-20", Status.ADOPTED, "2021"), Left.PRE_EXISTING),
        (case("2022-06-20", Status.ADOPTED, "2022"), Left.COARSE),
        (case("2022", Status.NO_MOVEMENT), Left.COARSE),
        (case("2022-06-20", Status.ADOPTED), Left.UNDATED),
        (case(None, Status.ADOPTED, "2022"), Left.UNDATED),
        (case(None, Status.NOT_ASSESSED), Left.NOT_ASSESSED),
        (case("2024-07", Status.NO_MOVEMENT), Left.NOT_YET),
    ],
    ids=str,
)
def test_each_is_followed_or_left_out_for_a_reason(one: Case, expected: tuple[float, Role] | Left) -> None:
    found = followed(frame([one], Success.ADOPTED), AS_OF)
    if isinstance(expected, Left):
        assert (found.stays, found.left) == ((), {expected: 1})
    else:
        ((stay,), left) = found.stays, found.left
        assert (round(stay.time, 1), stay.role, left) == (*expected, {})


def test_a_wider_switch_makes_events_of_other_ends() -> None:
    cases = [case("2022-06-01", Status.PARTLY_ADOPTED, "2023-06-01"), case("2022-06-01", Status.STALLED, "2023-06-01")]
    roles = {switch: {stay.role for stay in followed(frame(cases, switch), AS_OF).stays} for switch in Success}
    assert roles[Success.OTHERWISE] == {Role.COMPETING, Role.OPEN}
    assert roles[Success.PARTLY] == {Role.EVENT, Role.OPEN}
    assert roles[Success.MOVED] == {Role.EVENT}


def test_what_happened_on_no_exact_day_is_in_the_bounds() -> None:
    cases = [
        case("2020-01-01", Status.ADOPTED, n=10),
        case("2020-01-01", Status.ADOPTED, "2020", n=4),
        case("2020", Status.ADOPTED, "2021-05-06", n=2),
        case("2020-01-01", Status.NO_MOVEMENT, n=10),
        case("2020-01-01", Status.NOT_ASSESSED, n=1),
        case("2024-01-01", Status.ADOPTED, n=32),
    ]
    found = followed(frame(cases, Success.ADOPTED), AS_OF).within(24)
    assert (found.rate.part, found.rate.assessed, found.rate.not_assessed, found.left) == (0, 10, 17, {})
    assert (found.rate.worst, found.rate.best) == (0, 17 / 27)


@given(st.lists(st.tuples(st.dates(date(2020, 1, 1), date(2021, 12, 31)), st.booleans(), st.booleans()), min_size=1))
def test_the_bounds_hold_the_rate_had_every_day_been_known(days: list[tuple[date, bool, bool]]) -> None:
    """Of each, the day of its adoption, and whether the year and the day were kept."""
    exact = [Case(PartialDate(date(2020, 1, 1)), Status.ADOPTED, PartialDate(on)) for on, _year, _day in days]
    kept = [
        Case(
            PartialDate(date(2020, 1, 1)),
            Status.ADOPTED,
            PartialDate(on) if day else PartialDate.parse(f"{on:%Y}") if year else None,
        )
        for on, year, day in days
    ]
    truth, told = (followed(frame(cases, Success.ADOPTED), AS_OF).within(12).rate for cases in (exact, kept))
    assert told.worst is not None and told.best is not None and truth.share.value is not None
    assert told.worst - 1e-9 <= truth.share.value <= told.best + 1e-9


def test_within_a_year_rests_on_what_is_a_year_old() -> None:
    cases = [
        case("2022-06-01", Status.ADOPTED, "2023-06-01", 4),
        case("2022-06-01", Status.ADOPTED, "2023-06-02", 8),
        case("2023-06-01", Status.NO_MOVEMENT, n=16),
        case("2023-06-02", Status.ADOPTED, "2023-06-03", 32),
        case("2023-06", Status.ADOPTED, "2023-06", 64),
        case("2022-06-01", Status.WITHDRAWN, "2023-06-01", 128),
        case("2022-06-01", Status.NOT_ASSESSED, n=256),
        case("2022-06-01", Status.ADOPTED, "2022-05-31", 512),
        case("2022-06-01", Status.NOT_ASSESSED, n=1024, confirmed=False),
        case(None, Status.ADOPTED, "2022-06-01", 2048),
    ]
    found = followed(frame(cases, Success.ADOPTED), AS_OF).within(12)
    assert found.until == date(2023, 6, 1)
    assert (found.rate.part, found.rate.assessed) == (4, 4 + 8 + 16 + 128)
    assert (found.rate.not_assessed, found.rate.pending) == (256, 1024)
    assert found.left == {Left.PRE_EXISTING: 512}


CASES = st.lists(
    st.builds(
        Case,
        st.none() | st.builds(PartialDate, st.dates(date(2020, 1, 1), date(2024, 12, 1))),
        st.sampled_from(Status),
        st.none() | st.builds(PartialDate, st.dates(date(2019, 1, 1), date(2024, 6, 1))),
        st.integers(1, 5),
        st.booleans(),
    )
)


@given(CASES, st.sampled_from(Success))
def test_everyone_is_followed_or_left_out(cases: list[Case], switch: Success) -> None:
    found = followed(frame(cases, switch), AS_OF)
    confirmed = sum(one.n for one in cases if one.confirmed)
    assert sum(stay.n for stay in found.stays) + sum(found.left.values()) == confirmed
    assert found.pending + confirmed == sum(one.n for one in cases)
    assert all(stay.time >= 0 for stay in found.stays)
    shares = [found.within(months).rate.assessed for months in (0, 12, 24, 36)]
    assert shares == sorted(shares, reverse=True)

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import BadParameter
from tracker.queries.filters import Filter
from tracker.queries.parameters import PARAMETERS, read, strictly, written
from tracker.queries.search import MOST_WORDS, words
from tracker.vocabulary.advice import ActionType, Level
from tracker.vocabulary.answers import NO_OUTCOME, STRONGEST, Contribution, OutcomeType, Review
from tracker.vocabulary.regions import RegionGroup, codes
from tracker.vocabulary.statuses import Status

NAMES = st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=200).filter(
    lambda name: bool(name.strip()) and name.isprintable()
)


def some(values: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, max_size=4, unique=True).map(tuple)


FILTERS = st.builds(
    Filter,
    authors=some(NAMES),
    regions=some(st.sampled_from([*codes(), *(group.value for group in RegionGroup)])),
    addressees=some(NAMES),
    topics=some(NAMES),
    statuses=some(st.sampled_from(Status)),
    reviews=some(st.sampled_from(Review)),
    levels=some(st.sampled_from(Level)),
    series=some(NAMES),
    action_types=some(st.sampled_from(ActionType)),
    briefs=some(st.integers(min_value=1, max_value=999_999_999)),
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    search=st.just("") | NAMES.filter(lambda text: 0 < len(words(text)) <= MOST_WORDS),
    contributions=some(st.sampled_from(Contribution)),
    outcome_types=some(st.sampled_from([*OutcomeType, NO_OUTCOME])),
    strengths=some(st.integers(0, STRONGEST)),
)


@given(FILTERS)
def test_every_filter_has_an_address_that_gives_it_back(chosen: Filter) -> None:
    assert read(written(chosen)) == (chosen, [])
    assert strictly(written(chosen)) == chosen


@given(st.dictionaries(st.sampled_from([*PARAMETERS, "page", "x"]), st.lists(st.text(), max_size=5)))
def test_no_address_breaks_the_reading(query: dict[str, list[str]]) -> None:
    chosen, _ignored = read(query)
    assert read(written(chosen)) == (chosen, [])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", "great"),
        ("region", "XXX"),
        ("action", "6"),
        ("action", "1.0"),
        ("brief", "-1"),
        ("brief", "0"),
        ("brief", "1e3"),
        ("brief", "٣"),
        ("since", "2007-13-01"),
        ("since", "20070530"),
        ("until", "soon"),
        ("author", " "),
        ("author", "a" * 201),
        ("search", "a\x00b"),
        ("search", "*"),
        ("search", '— % "'),
        ("search", " ".join(map(str, range(25)))),
    ],
)
def test_what_means_nothing_is_left_out_and_named(name: str, value: str) -> None:
    assert read({name: [value]}) == (Filter(), [f"{name}={value}"])
    with pytest.raises(BadParameter, match=f"parameter {name} cannot be") as refused:
        strictly({name: [value]})
    assert refused.value.name == name


def test_what_is_right_beside_it_still_counts() -> None:
    chosen, ignored = read({"status": ["adopted", "great"], "region": ["irn", "Europe"], "since": ["2007-05-30"]})
    assert chosen == Filter(statuses=("adopted",), regions=("IRN", "europe"), since=date(2007, 5, 30))
    assert ignored == ["status=great"]


@pytest.mark.parametrize(("name", "times"), [("since", 2), ("search", 2), ("author", 101)])
def test_what_is_given_too_often_is_refused_where_nobody_looks(name: str, times: int) -> None:
    values = {"since": "2007-05-30"}
    with pytest.raises(BadParameter, match=f"parameter {name} is given") as refused:
        strictly({name: [values.get(name, "A")] * times})
    assert refused.value.name == name


def test_a_refusal_repeats_no_more_than_a_line() -> None:
    with pytest.raises(BadParameter) as refused:
        strictly({"status": ["x" * 100_000]})
    assert len(str(refused.value)) < 400

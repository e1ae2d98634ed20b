from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.exports.boards import sample
from tracker.exports.report_parts import heading, parts, places, sums

KEYS = [figure.key for figure in sample().figures]


def test_every_figure_is_a_sum_of_parts() -> None:
    found = {one.figure.key: one.words for one in sums(sample())}
    assert found == {
        "recommendations": "A 9 + B 5 + C 25 + D 11 = 50",
        "assessed": "A 9 + B 5 + C 25 = 39",
        "adopted": "A 9 + B 5 = 14",
        "in_force": "A 9 = 9",
        "pending": "6, not listed here: no editor has confirmed them",
    }


def test_a_part_is_headed_by_the_figures_that_count_it() -> None:
    board = sample()
    assert (
        heading(board, parts(board)[1]) == "B. Counted as: Recommendations · Assessed · Adopted, at least in part (5)"
    )


def test_a_figure_of_none_is_none() -> None:
    board = sample()
    none = replace(board, figures=tuple(replace(figure, value=0) for figure in board.figures), records=())
    assert {one.words for one in sums(none)} == {"0"}


@given(st.lists(st.sets(st.sampled_from(KEYS)), max_size=60))
def test_each_record_is_in_one_part_of_its_own_letter(counted: list[set[str]]) -> None:
    one = sample().records[0]
    records = tuple(replace(one, reference=f"R{n}", figures=tuple(keys)) for n, keys in enumerate(counted))
    board = replace(sample(), records=records)
    found = parts(board)
    assert sorted(entry.reference for part in found for entry in part.records) == sorted(e.reference for e in records)
    assert len({part.letter for part in found}) == len(found)
    for total in sums(board):
        counts = sum(total.figure.key in entry.figures for entry in records)
        assert sum(len(part.records) for part in total.parts) == counts


def test_countries_have_their_names_and_other_places_their_own() -> None:
    assert places(replace(sample().records[0], regions=("IRN", "The Moon"))) == ("Iran", "The Moon")

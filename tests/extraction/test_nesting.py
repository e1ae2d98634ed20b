from hypothesis import given
from hypothesis import strategies as st

from tracker.document import Block, BlockKind, Span
from tracker.extraction.nesting import Nesting

MARKERS = st.sampled_from(["1.", "2.", "(a)", "b)", "(i)", "1.1", "•", "Recommendation 3.", ""])


def item(marker: str, depth: int = 0) -> Block:
    return Block(BlockKind.LIST_ITEM, Span(0, 1), depth=depth, marker=marker)


def depths(*markers: str) -> list[int]:
    nesting = Nesting()
    return [nesting.depth(item(marker)) for marker in markers]


def test_letters_below_numbers_and_parts_of_numbers_stand_deeper() -> None:
    assert depths("1.", "(a)", "(b)", "2.", "(a)") == [0, 1, 1, 0, 1]
    assert depths("1.", "1.1", "1.2", "2.") == [0, 1, 1, 0]
    assert depths("Recommendation 3.", "(a)") == [0, 1]


def test_roman_numbers_below_letters_stand_deeper_still() -> None:
    assert depths("1.", "(a)", "(i)", "(ii)", "(b)") == [0, 1, 2, 2, 1]


def test_the_letter_after_h_is_no_roman_number() -> None:
    assert depths("1.", "(h)", "(i)") == [0, 1, 1]


def test_letters_alone_and_another_numbers_parts_stand_at_the_edge() -> None:
    assert depths("(a)", "(b)", "(i)") == [0, 0, 0]
    assert depths("3.", "1.1") == [0, 0]


def test_bullets_below_a_number_that_opens_a_list_stand_deeper() -> None:
    nesting = Nesting()
    said = [("1.", "The board should:"), ("•", "sell"), ("•", "buy"), ("2.", "The board has met."), ("•", "dine")]
    assert [nesting.depth(item(marker), words) for marker, words in said] == [0, 1, 1, 0, 0]


@given(st.lists(st.tuples(MARKERS, st.integers(0, 3))))
def test_an_indent_always_weighs_more_than_a_marker(items: list[tuple[str, int]]) -> None:
    nesting = Nesting()
    assert all(indent * 4 <= nesting.depth(item(marker, indent)) < (indent + 1) * 4 for marker, indent in items)

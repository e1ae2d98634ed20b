from hypothesis import example, given
from hypothesis import strategies as st

from tracker.document import Span
from tracker.ui.rearranging import places


def test_words_may_be_cut_behind_punctuation_and_before_words_that_join() -> None:
    text = "Open the port, and lower the fee; publish both. Then wait."
    cut = [text[place:] for place in places(text, Span(0, len(text)))]
    assert cut == [
        "and lower the fee; publish both. Then wait.",
        "publish both. Then wait.",
        "Then wait.",
    ]


@example(" and ", 0)
@given(st.text(alphabet="ab,. ;and", max_size=60), st.integers(0, 5))
def test_each_cut_leaves_two_parts_that_say_something(text: str, start: int) -> None:
    span = Span(min(start, len(text)), len(text))
    for place in places(text, span):
        assert text[span.start : place].strip() and text[place : span.end].strip()

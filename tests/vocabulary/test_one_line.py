from hypothesis import given
from hypothesis import strategies as st

from tracker.vocabulary.one_line import one_line, shortened


def test_what_no_reader_sees_is_left_out() -> None:
    assert one_line(" a\x00\x07b\r\n\tc \u202eturned\u2069 \ufeff\uffff\ud800d ") == "ab c turned d"


def test_a_long_text_is_cut_at_a_word() -> None:
    assert shortened("Keep talking, to all of them.", 16) == "Keep talking…"
    assert shortened("w" * 30, 10) == f"{'w' * 9}…"


@given(st.text(), st.integers(2, 50))
def test_it_is_never_longer_than_asked_and_one_line(text: str, length: int) -> None:
    found = shortened(text, length)
    assert len(found) <= length
    assert found == one_line(found)

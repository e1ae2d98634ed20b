import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import Invalid
from tracker.vocabulary.cells import CUT, cleaned, entered, fitting, meant, shown

ACTING = ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1", "＝1+1", "- Take steps", "'=1+1", "''-x"]
ODD = ["\r\n", "_x000D_", "_x005F_x000D_", "x005F_", "\\u{41}", "a\x00b", "\ud800", "'", "''", "'tis"]
VALUES = [
    "01234",
    "12345678901234567890",
    "2020-05-01",
    "1/2",
    "May 2007",
    "3 Mar",
    "1e5",
    "TRUE",
    "10%",
    "12:30",
    "'12",
]
TEXTS = st.one_of(
    st.text(alphabet=st.characters()),
    st.sampled_from([*ACTING, *ODD, *VALUES]),
    st.text(alphabet="'=+-@ \t\r\n01/_x005F\\u{}"),
    st.from_regex(re.compile(r"'{0,3}\s?[\d/.\-]{1,20}"), fullmatch=True),
)


@given(TEXTS, st.booleans())
def test_every_text_comes_back_as_it_was(text: str, as_text: bool) -> None:
    assert meant(shown(text, as_text=as_text)) == text


@given(TEXTS, st.booleans())
def test_no_cell_begins_as_a_formula_does(text: str, as_text: bool) -> None:
    assert not re.match(r"\s*[=+\-@＝＋－＠]|[\t\r\n]", shown(text, as_text=as_text))


@pytest.mark.parametrize("text", VALUES)
def test_a_number_or_a_date_is_kept_from_being_read_as_one(text: str) -> None:
    assert shown(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Keep talking", "2 ministers agreed in May", "Mayors should meet", "'tis", ""])
def test_words_stand_as_they_are(text: str) -> None:
    assert shown(text) == text


def test_a_long_text_is_cut_and_says_so() -> None:
    assert fitting("x" * 32_000) == "x" * 32_000
    cut = fitting("😀" * 20_000)
    assert cut.endswith(CUT)
    assert len(cut.encode("utf-16-le")) <= 2 * 32_767


@given(TEXTS)
def test_a_text_that_no_store_takes_is_refused_and_every_other_one_entered(text: str) -> None:
    if cleaned(text) == text:
        assert entered(shown(text)) == text
    else:
        with pytest.raises(Invalid, match="no character"):
            entered(shown(text))


@given(TEXTS)
def test_what_is_cleaned_can_be_kept(text: str) -> None:
    cleaned(text).encode()
    assert "\x00" not in cleaned(text)

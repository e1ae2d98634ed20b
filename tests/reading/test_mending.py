import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.reading.mending import damaged, mended


@pytest.mark.parametrize(
    "text", ["François", "Ministère de l’Éducation", "“Keep talking” – now", "£5m", "Škoda", "日本"]
)
def test_text_that_went_through_the_wrong_encoding_is_mended(text: str) -> None:
    once = text.encode().decode("cp1252", "replace")
    if "\ufffd" not in once:
        assert mended(once) == text
    assert mended(text.encode().decode("latin-1")) == text
    assert mended(text) == text


@given(st.text(alphabet=st.characters(max_codepoint=0x7F)))
def test_plain_text_stays(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize("text", ["Fran?ois", "Fran\ufffdois", "Ã"])
def test_what_is_lost_is_told(text: str) -> None:
    assert damaged(text + "x")
    assert not damaged("Will it hold? Yes.")

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tracker.ui.plain import of_brief, plain, shortened, strong

PAYLOADS = [
    "$5m to $10m",
    ":red[urgent] and :blue-background[calm]",
    ":smile: :streamlit: :material/home:",
    "![pixel](http://tracker.example/pixel.png)",
    "[press here](javascript:alert(1))",
    "<img src=x onerror=alert(1)><script>alert(1)</script>",
    "# A heading\n\n- a list\n\n1. another",
    "    indented code",
    "`code` **bold** _italic_ ~~gone~~",
    "a -> b <- c <-> d -- e >= f <= g ~= h",
    "see http://evil.example, www.evil.example, me@evil.example",
    "\\$ \\[escaped\\]",
    "&lt;b&gt; &amp; &#36;5 &#36;6",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "> quoted",
    "---",
    "text[^1]\n\n[^1]: note",
    ":help[me] :color[x]{foreground='red'} :small[y] :shimmer[z]",
]
_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_LATER = [
    re.compile(r":(?!material/|streamlit:)[\w+-][\w+-]*:"),
    re.compile(r":material[_/]\w+:|:streamlit:"),
    re.compile(r"(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)"),
    re.compile(r"https?://\S|www\.\S", re.IGNORECASE),
    re.compile(r"[-.\w+]@[-\w]+\.\w"),
]


def shown(markdown: str) -> str:
    (opening, inline, _closing) = _READER.parse(markdown)
    assert opening.type == "paragraph_open"
    assert {child.type for child in inline.children or []} <= {"text", "text_special"}
    return "".join(child.content for child in inline.children or [])


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", "".join(c for c in text if c.isspace() or c.isprintable() or ord(c) > 159)).strip()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_shown_as_it_is(payload: str) -> None:
    text = shown(plain(payload))
    assert text.replace("\u2060", "") == one_line(payload)
    assert not any(pattern.search(text) for pattern in _LATER)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\u2060"), min_size=1))
def test_any_text_is_one_paragraph_of_itself(text: str) -> None:
    if one_line(text):
        found = shown(plain(text))
        assert found.replace("\u2060", "") == one_line(text)
        assert not any(pattern.search(found) for pattern in _LATER)


@given(st.text(alphabet=":$[]<>!-_*`\\@w.# ahtp/=~", min_size=1))
def test_no_mix_of_marks_means_anything(text: str) -> None:
    if text.strip():
        found = shown(plain(text))
        assert not any(pattern.search(found) for pattern in _LATER)


def test_a_dollar_and_a_colon_are_escaped() -> None:
    assert plain("$5 :red[x]") == "\\$5 \\:\u2060red\\[x\\]"


@given(st.text(), st.integers(min_value=2, max_value=50))
def test_shortened_text_fits(text: str, length: int) -> None:
    assert len(shortened(text, length)) <= length


def test_what_turns_the_direction_of_writing_is_left_out() -> None:
    turned = "invoice\u202efdp.exe\u2066 in\u2069 Persian: \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    shown = plain(turned)
    assert not set(shown) & set("\u202e\u2066\u2069")
    assert "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645" in shown


def test_shortened_text_ends_at_a_word() -> None:
    assert shortened("Keep talking to both sides", 14) == "Keep talking…"


def test_nothing_to_see_is_not_set_in_bold() -> None:
    assert strong("\x00\x07") == ""
    assert strong("\x00", "No name") == "**No name**"
    assert strong("End\ufeff") == "**End**"


def test_the_cells_of_a_table_are_told_apart() -> None:
    assert of_brief("Open the archives\tMinistry\t2027") == r"Open the archives · Ministry · 2027"

"""No page is deeper than its parser can bear, whatever its tags; other pages stay as they are."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from tracker.reading.html_nesting import shallow
from tracker.settings import house

MANY = 2500
MOST = 2200
"""What the parser opens of its own accord, as the body of a table, comes to what is counted."""
PAGES = sorted((house() / "data" / "briefs").glob("*.html"))
NAMES = (
    "div p b a span x svg math title desc foreignObject g style script mi mtext annotation-xml td tr table li ul"
    " select option optgroup button template form h1 h2 input font textarea caption object dd dt tbody noscript body rt"
).split()
ODD = ["words", "<!--", "-->", "<![CDATA[", "]]>", '<a b="', '">', "<g c=/>", "<font color=a>", "<b id=%d>", "</br>"]
MARKS = [form.format(name) for name in NAMES for form in ("<{}>", "</{}>", "<{}/>")] + ODD


def depth(text: str) -> int:
    """How deep the deepest element lies for the parser."""
    root = LexborHTMLParser(text).root
    stack, deepest = [(root, 1)] if root else [], 0
    while stack:
        node, here = stack.pop()
        deepest = max(deepest, here)
        stack += [(child, here + 1) for child in node.iter(include_text=False)]
    return deepest


def many(marks: str, times: int = MANY) -> str:
    return "".join(marks.replace("%d", str(at)) for at in range(times))


@pytest.mark.parametrize(
    "marks",
    [
        "<div>",
        "<div/>",
        "<div></x>",
        "<x><div></x></div>",
        "<x><p></x></p>",
        "<div><!--</div>-->",
        "<div><script></div></script>",
        '<div><a b="</div>"></a>',
        "<svg><td>",
        "<svg><style><g></style>",
        "<div><svg></p><style></div></style>",
        "<select><style></select><div></style>",
        "<input><div></select><select>",
        "<select><select><div></select>",
        "<math><mi><mglyph><input>",
        "<b id=%d><p></p>",
        "<div><b id=%d>a</div>",
        "<b><b><button>",
        "<optgroup>",
        "<table><tr><td>",
    ],
)
def test_no_marks_repeated_make_a_deep_page(marks: str) -> None:
    assert depth(shallow(many(marks))) < MOST


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(MARKS), max_size=2), st.lists(st.sampled_from(MARKS), min_size=1, max_size=7))
def test_whatever_is_repeated(before: list[str], repeated: list[str]) -> None:
    assert depth(shallow("".join(before).replace("%d", "0") + many("".join(repeated)))) < MOST


def test_elements_that_close_themselves_outside_of_drawings_are_deep() -> None:
    assert depth("<div/>" * MANY) > MANY
    assert depth(shallow("<div/>" * MANY)) < MOST
    assert depth(shallow("<svg><p>" + "<g/>" * MANY)) < MOST
    assert depth(shallow("<svg><title>" + "<g/>" * MANY)) < MOST


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_keep_their_tags(path: Path) -> None:
    text = path.read_text()
    long = text * (1 + 1000 // text.count("<"))
    assert shallow(long) == long


def test_pages_that_forget_to_close_keep_their_tags() -> None:
    long = many("<div><span>a<p>b<li>c</span></div><ul><li>d<li><p>e</ul><b>f<table><tr><td>g<td>h</table></b>")
    assert shallow(long) == long


def test_formats_that_are_never_closed_are_opened_again_a_few_times_only() -> None:
    text = "<p>" + many("<b id=%d>", 900) + "</p>" + "<p>a" * 1000
    assert len(LexborHTMLParser(shallow(text)).css("b")) < 70 * 1000

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exports.boards import HOSTILE, sample, saying
from tests.exports.reading_back import Page, made, spaced
from tracker.exports import report_parts
from tracker.exports.report import Paper
from tracker.exports.report_html import write_html
from tracker.vocabulary.one_line import one_line

FETCHING = {"script", "link", "img", "iframe", "object", "embed", "video", "audio", "base", "form"}


def test_it_loads_nothing_and_runs_nothing() -> None:
    for data in (made(Paper.HTML, sample), write_html(saying(*HOSTILE, "<script>x()</script>", 'a" onload="x()'))):
        page = Page(data)
        assert {tag for tag, _attrs in page.tags} & FETCHING == set()
        names = {name for _tag, attrs in page.tags for name in attrs}
        assert not [name for name in names if name.startswith("on") or name in ("src", "srcset")]
        assert all((attrs.get("href") or "#").startswith("#") for _tag, attrs in page.tags)
        assert b"url(" not in data and b"@import" not in data


def test_every_figure_leads_to_its_records() -> None:
    page = Page(made(Paper.HTML, sample))
    ids = {attrs["id"] for _tag, attrs in page.tags if "id" in attrs}
    targets = [str(attrs["href"])[1:] for tag, attrs in page.tags if tag == "a"]
    listed = [one for one in report_parts.sums(sample()) if one.parts]
    leading = [[f"part-{part.letter}" for part in one.parts] for one in listed]
    assert targets == [*(f"sum-{one.figure.key}" for one in listed), *(there for parts in leading for there in parts)]
    assert set(targets) <= ids


def test_tables_have_heads_and_the_page_a_language() -> None:
    page = Page(made(Paper.HTML, sample))
    assert ("html", {"lang": "en"}) in page.tags
    assert {attrs.get("scope") for tag, attrs in page.tags if tag == "th"} == {"col", "row"}
    assert [tag for tag, _attrs in page.tags].count("h1") == 1


@settings(max_examples=20)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_any_words_stand_as_they_are_and_add_no_tag(words: str) -> None:
    plain, page = Page(made(Paper.HTML, sample)), Page(write_html(saying(words)))
    inner = {"br", "p", "span", "article", "q", "h3", "section", "ul", "li", "h2", "tr", "td", "th", "b"}
    assert [tag for tag, _attrs in page.tags if tag not in inner] == [tag for tag, _ in plain.tags if tag not in inner]
    assert spaced(one_line(words)) in spaced(page.words)

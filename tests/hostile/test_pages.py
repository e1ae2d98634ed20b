"""Attacks on every page: whatever reads Markdown gets them escaped, and they stand there as they were stored.

How an escaped text is read is shown by `tests/ui/test_plain.py`; that nothing of it acts in a browser, by
`tests/browser/test_hostile.py`.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from tests.hostile.conftest import EACH, attacked_site
from tests.hostile.payloads import ALL, EVENTS, FAMILIES, STREAMLIT
from tests.pages.conftest import Site
from tracker.store.tables import Evidence, Recommendation
from tracker.ui import places
from tracker.ui.plain import plain
from tracker.vocabulary.one_line import one_line

READ_AS_MARKDOWN = {"body", "label", "help", "caption", "options", "captions", "header", "heading", "content", "text"}
"""Which fields of Streamlit's messages its pages read as Markdown."""
AS_THEY_ARE = {
    "text_area",
    "text_input",
    "arrow_data_frame",
    "text",
    "plotly_chart",
    "multiselect",
    "selectbox",
    "html",
}
"""Elements whose words no Markdown is read into, beside their labels: fields, menus, tables, charts and plain text."""
TELLING = {
    one: re.compile(r"(?<!\\)" + re.escape(one_line(one)))
    for one in ALL
    if plain(one) != one_line(one) and len(one_line(one)) > 5
}
"""What stands otherwise in Markdown than it is, and how it stands there where nobody has escaped it."""
RECORDS = len(ALL) // EACH
ADDRESSES = {place.file: place for place in places.PLACES}


def named_words(message: Any) -> Iterator[tuple[str, str]]:
    """Every text in a message of Streamlit's, with the name of its field."""
    for field, value in message.ListFields():
        for one in (value,) if isinstance(value, str | bytes) or not hasattr(value, "__iter__") else value:
            if isinstance(one, str):
                yield field.name, one
            elif hasattr(one, "ListFields"):
                yield from named_words(one)


def words_of(message: Any, kind: str) -> Iterator[str]:
    """The words of an element that are read as Markdown."""
    names = {"label", "help"} if kind in AS_THEY_ARE else READ_AS_MARKDOWN
    return (words for name, words in named_words(message) if name in names)


def elements(app: AppTest) -> Iterator[tuple[str, Any]]:
    """Every element of the page and its side, with its kind."""
    waiting: list[Any] = [app._tree]
    while waiting:
        node = waiting.pop()
        waiting.extend(getattr(node, "children", {}).values())
        if hasattr(message := getattr(node, "proto", None), "ListFields"):
            yield str(getattr(node, "type", "")), message


def read_into(app: AppTest) -> list[str]:
    """The attacks that the page gives to Markdown as they are."""
    told = [words for kind, message in elements(app) for words in words_of(message, kind)]
    return [payload for words in told for payload, bare in TELLING.items() if bare.search(words)]


def everything(app: AppTest) -> str:
    """All that the page was sent, without what keeps Markdown from reading anything into it."""
    sent = "\n".join(words for _kind, message in elements(app) for _name, words in named_words(message))
    return sent.replace("\\", "").replace("\u2060", "")


def test_there_are_attacks_of_every_family() -> None:
    assert len(set(ALL)) == len(ALL) >= 300
    assert min(map(len, FAMILIES.values())) >= 10
    assert len(TELLING) > 250


@pytest.mark.parametrize("payload", ["$5m to $10m", EVENTS[0], "[here](javascript:alert(1))"])
@pytest.mark.parametrize("call", ["markdown({!r})", "button({!r})", "caption({!r})", "error({!r})", "expander({!r})"])
def test_what_is_not_escaped_is_found_out(payload: str, call: str) -> None:
    page = f"import streamlit as st\nst.{call.format(payload)}"
    assert payload in read_into(AppTest.from_string(page).run())
    safe = f"import streamlit as st\nst.{call.format(plain(payload))}"
    assert read_into(AppTest.from_string(safe).run()) == []


QUERIES: dict[str, list[dict[str, str]]] = {
    "explore/recommendations": [
        {},
        {"page": "2"},
        {"search": "alert"},
        {"search": STREAMLIT[0]},
        {"author": EVENTS[0]},
    ],
    "explore/recommendation": [{"id": str(n)} for n in range(1, len(ALL), 40)],
    "work/review": [{}, *({"brief": str(n)} for n in range(5, len(ALL), 110))],
    "work/updates": [{}, {"queue": "all", "at": "1"}],
    "manage/history": [{}, {"page": "3"}],
    "report/meeting": [{}, {"id": "1"}],
    "report/board": [{}, {"figure": "recommendations"}],
    "explore/compare": [{}, {"author": ALL[0]}],
}


@pytest.mark.parametrize("page", ADDRESSES)
def test_no_page_reads_anything_into_what_people_wrote(attacked: Site, page: str) -> None:
    for query in QUERIES.get(page, [{}]):
        app = attacked.visit(page, None, **query)
        assert not app.exception, (page, query)
        assert read_into(app) == [], (page, query)


def test_a_record_shows_what_was_stored(attacked: Site) -> None:
    for key in range(1, RECORDS, 12):
        with attacked.desk.store.reading() as session:
            row = session.get_one(Recommendation, key)
            items = session.exec(select(Evidence).where(Evidence.recommendation_id == key)).all()
        stored = [row.wording, row.outcome, row.notes, *(one.quote for one in items)]
        shown = tight(everything(attacked.visit("explore/recommendation", None, id=str(key))))
        assert [words for words in stored if tight(words) not in shown] == [], key


def tight(words: str) -> str:
    return "".join(one_line(words).replace("\\", "").replace("\u2060", "").split())


@pytest.mark.long
def test_every_record_of_all(tmp_path: Path) -> None:
    with attacked_site(tmp_path, 1) as site:
        for key in range(1, len(ALL) + 1):
            app = site.visit("explore/recommendation", None, id=str(key))
            assert not app.exception
            assert read_into(app) == [], key

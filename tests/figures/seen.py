"""What a page shows, read back: every text, chart, table, link and file of it."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Site
from tracker.store.clock import today
from tracker.ui import downloads

_MARKS = re.compile(r":(?:small|gray|[a-z]+-badge|material/\w+:?)\[|[\]\\\u2060\u200b]|\*\*|</?(?:b|i|br)/?>")
_ENTITIES = {"&#37;": "%", "&#36;": "$", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#123;": "{"}
_SILENT = {"plotly_chart", "dataframe", "html"}


def bare(text: str) -> str:
    """The words without what Markdown and plotly read as marks."""
    text = _MARKS.sub(lambda mark: "\n" if mark[0].startswith("<br") else "", text)
    for entity, letter in _ENTITIES.items():
        text = text.replace(entity, letter)
    return text


@dataclass
class Seen:
    """One page as it was shown: texts and figures in their order, what can be taken along by name."""

    app: AppTest
    texts: list[str] = field(default_factory=list)
    charts: list[dict[str, Any]] = field(default_factory=list)
    links: list[tuple[str, dict[str, list[str]]]] = field(default_factory=list)
    tables: list[pd.DataFrame] = field(default_factory=list)
    files: dict[str, Callable[[], bytes]] = field(default_factory=dict)

    def file(self, name: str) -> str:
        return self.files[name]().decode("utf-8-sig")


_SHUT = ("numbers.", "asks.times.")
"""What is drawn only when it is unfolded."""


def look(site: Site, page: str, /, **query: Any) -> Seen:
    """Open a page and the numbers of its charts; every file that it offers is kept, to be made when it is asked for."""
    files: dict[str, Callable[[], bytes]] = {}
    with pytest.MonkeyPatch.context() as patch:
        button = downloads._button

        def kept(label: str, make: Callable[[], bytes], file: str, *rest: Any) -> None:
            dated = f"-{today().isoformat()}."
            assert dated in file, "a file says of which day it is"
            files[file.replace(dated, ".")] = make
            button(label, make, file, *rest)

        patch.setattr(downloads, "_button", kept)
        expander = st.expander

        def unfolded(label: str, expanded: bool = False, *, key: str = "", **more: Any) -> Any:
            return expander(label, expanded or key.startswith(_SHUT), key=key or None, **more)

        patch.setattr(st, "expander", unfolded)
        app = site.visit(page, **query)
    if app.exception or app.error:  # no AssertionError: a page that breaks is no number that was found wrong
        raise RuntimeError(page, query, app.exception, app.error)
    found = Seen(app, files=files)
    for element in _elements(app.main):
        _read(element, found)
    return found


def _elements(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from _elements(child)


def _written(table: str) -> pd.DataFrame:
    """A table of Markdown; the numbers of its last column without what parts their thousands."""
    head, _line, *rows = ([bare(cell).strip() for cell in line.strip("|").split("|")] for line in table.splitlines())
    return pd.DataFrame([(*row[:-1], row[-1].replace(",", "")) for row in rows], columns=head)


def _read(element: Any, found: Seen) -> None:
    kind, proto = element.type, getattr(element, "proto", None)
    if kind == "plotly_chart" and proto:
        found.charts.append({**json.loads(proto.spec), "alt": proto.alt, "key": proto.id.partition("-figure.")[2]})
    if kind == "page_link" and proto:
        found.links.append((bare(proto.label), parse_qs(proto.query_string)))
    if kind == "dataframe":
        found.tables.append(element.value)
    if kind == "markdown" and proto and proto.body.startswith("| From |"):
        found.tables.append(_written(proto.body))
        return
    if kind in _SILENT or proto is None:
        return
    said = [getattr(proto, name, "") for name in ("body", "label", "help", "text", "placeholder", "caption")]
    said += [str(option) for option in getattr(proto, "options", ()) if isinstance(option, str)]
    if hasattr(proto, "expandable"):
        said.append(proto.expandable.label)
    found.texts += [bare(text) for text in said if isinstance(text, str) and text]

"""Attacks in every format that leaves the tracker: each comes out whole, runs nothing, and says what was stored."""

import csv
import json
from email import message_from_bytes, policy
from io import BytesIO, StringIO
from typing import Any
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from sqlmodel import select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.exports.reading_back import Page, sheets, spaced, text
from tests.hostile.payloads import ALL
from tests.pages.conftest import Site
from tracker.actions import shares, tokens
from tracker.board import Board, board
from tracker.charts import by_author
from tracker.charts.svg import svg
from tracker.exports import csv_sheet, xlsx_sheet
from tracker.exports.digest_mail import digest_mail
from tracker.exports.report import Paper, written
from tracker.queries import records, spreadsheet
from tracker.queries.axes import By
from tracker.queries.counts import counts, totals
from tracker.queries.digest import digest
from tracker.queries.filters import Filter
from tracker.store.clock import today
from tracker.store.tables import Recommendation
from tracker.vocabulary.cells import shown
from tracker.vocabulary.one_line import one_line
from tracker.web import api, middleware, shared_report

ACTING = {"script", "iframe", "object", "embed", "img", "image", "link", "base", "form", "video", "audio", "template"}
"""Elements that no report and no message has."""
STARTS = tuple("=+-@\t\r\n")


@pytest.fixture(scope="module")
def told(attacked: Site) -> Board:
    """The board of the whole store."""
    with attacked.desk.store.reading() as session:
        return board(session, attacked.desk.me, Filter(), today())


def wordings(site: Site) -> list[str]:
    with site.desk.store.reading() as session:
        return list(session.exec(select(Recommendation.wording).where(Recommendation.review == "confirmed")))


def acting(page: str) -> list[str]:
    """What the page would run, load or show that none of ours has; empty where all words are words."""
    found = [f"<{tag}>" for tag, _attributes in Page(page.encode()).tags if tag in ACTING]
    for _tag, attributes in Page(page.encode()).tags:
        found += [name for name in attributes if name.startswith("on") or name in ("src", "srcset", "background")]
        found += [
            there for there in (attributes.get("href") or "",) if not there.startswith(("#", "https://t.example"))
        ]
    return [one for one in found if one]


def test_a_page_that_escapes_nothing_is_found_out() -> None:
    assert [payload for payload in ALL if acting(f"<p>{payload}</p>")] != []
    assert acting("<p>&lt;img src=x onerror=alert(1)&gt;</p>") == []


@pytest.mark.parametrize("paper", list(Paper))
def test_every_report_is_written_and_says_what_was_stored(attacked: Site, told: Board, paper: Paper) -> None:
    data = written(told, paper)
    if paper is Paper.HTML:
        assert acting(data.decode()) == []
    found = "".join(text(paper, data).split())
    asked = {"".join(spaced(one_line(entry.wording)).split()) for entry in told.records}
    if paper is Paper.JSON:
        assert [one["wording"] for one in json.loads(data)["records"]] == [entry.wording for entry in told.records]
    elif paper is Paper.HTML:
        assert {words for words in asked if words not in found} == set()
    else:
        assert len([words for words in asked if words in found]) > len(asked) / 2, "not each font draws each letter"


def rows_of(site: Site) -> tuple[list[str], list[list[str]]]:
    with site.desk.store.reading() as session:
        heads = spreadsheet.heads(session, site.desk.me)
        keys = records.keys(session, site.desk.me, Filter())
        return list(heads), [list(row) for row in spreadsheet.rows(session, site.desk.me, keys)]


def test_a_csv_of_all_has_no_formula_and_every_word(attacked: Site) -> None:
    heads, rows = rows_of(attacked)
    data = b"".join(csv_sheet.write(heads, rows)).decode("utf-8-sig")
    back = list(csv.reader(StringIO(data, newline="")))
    assert len(back) == len(rows) + 1
    assert {len(row) for row in back} == {len(heads)}
    assert [cell for row in back for cell in row if cell.startswith(STARTS)] == []
    place = heads.index("wording")
    assert {shown(words) for words in wordings(attacked)} <= {row[place] for row in back}


def test_a_workbook_of_all_has_no_formula_and_no_link(attacked: Site) -> None:
    heads, rows = rows_of(attacked)
    target = BytesIO()
    xlsx_sheet.write(target, heads, rows)
    book: Any = load_workbook(BytesIO(target.getvalue()))
    cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]
    assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    assert len(next(iter(sheets(target.getvalue()).values()))) == len(rows) + 1


def answered(site: Site, there: str) -> Any:
    with site.desk.store.writing() as session:
        _row, secret = tokens.make(session, site.desk.me, "A program", viewer_only=False)
    app = Starlette(routes=[*api.ROUTES], middleware=list(middleware()))
    client = TestClient(app, base_url="http://127.0.0.1:8501", client=("127.0.0.1", 1))
    return client.get(there, headers={"Authorization": f"Bearer {secret}"})


def test_programs_get_every_word_and_nothing_that_a_browser_would_show(attacked: Site) -> None:
    answer = answered(attacked, "/api/recommendations")
    assert answer.headers["content-type"] == "application/json"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert {row["text"] for row in json.loads(answer.content)} >= set(wordings(attacked))
    csv_text = answered(attacked, "/api/recommendations.csv").content.decode("utf-8-sig")
    cells = [cell for row in csv.reader(StringIO(csv_text, newline="")) for cell in row]
    assert [cell for cell in cells if cell.startswith(STARTS)] == []
    assert answered(attacked, "/api/counts?by=author").status_code == 200
    assert answered(attacked, "/api/briefs").status_code == 200


def test_the_weekly_message_adds_no_header_and_no_element(attacked: Site) -> None:
    with attacked.desk.store.reading() as session:
        found = digest(session, attacked.desk.me)
    assert len(found.items) > 20
    message = digest_mail(found, "tracker@example.org", "https://t.example/")
    again = message_from_bytes(message.as_bytes(), policy=policy.default)
    assert again["Bcc"] is None and again["Set-Cookie"] is None
    html, plain = again.get_body(("html",)), again.get_body(("plain",))
    assert html and plain
    assert acting(html.get_content()) == []


def test_a_shared_report_runs_nothing(attacked: Site) -> None:
    with attacked.desk.store.writing() as session:
        _row, secret = shares.make(session, attacked.desk.me, "The trustees", today())
    app = Starlette(routes=[*shared_report.routes()], middleware=list(middleware()))
    answer = TestClient(app, base_url="http://127.0.0.1:8501", client=("127.0.0.1", 1)).get(f"/share/{secret}")
    assert answer.status_code == 200
    assert acting(answer.text) == []


def test_a_chart_taken_along_is_a_drawing_and_nothing_else(attacked: Site) -> None:
    with attacked.desk.store.reading() as session:
        me = attacked.desk.me
        chart = by_author(counts(session, me, By.AUTHOR, Filter()), totals(session, me, Filter()), theme="light")
    drawn = ElementTree.fromstring(svg(chart))
    assert {node.tag.rpartition("}")[2] for node in drawn.iter()} & {*ACTING, "foreignObject", "a", "animate"} == set()
    assert [name for node in drawn.iter() for name in node.attrib if name.startswith("on") or "href" in name] == []

"""Reading for other programs: what is told, to whom, in which form, and what is refused."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.testclient import TestClient

from tests.actions.conftest import Desk, extraction, finding, take
from tracker.actions import evidence, people, review, tokens
from tracker.errors import NotSignedIn
from tracker.queries.axes import By
from tracker.queries.counts import counts
from tracker.queries.filters import Filter
from tracker.queries.records import keys, records
from tracker.settings import settings
from tracker.store.access import sole_person
from tracker.store.clock import now, standing_at
from tracker.store.people_tables import Person
from tracker.store.upgrade import opened
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.roles import Role
from tracker.web import api, bearing, middleware
from tracker.web.api_views import VIEWS, View, Wanted

APP = Starlette(routes=list(api.ROUTES), middleware=list(middleware()))
FORMULA, SECRET = '=HYPERLINK("http://x","y")', "Told behind closed doors."


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A store of two briefs that the tests only read: one confirmed with evidence of both kinds, the others pending."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{tmp_path_factory.mktemp('api')}/api.db")
        settings.cache_clear()
        with opened(settings().store_url) as store:
            with store.writing() as session:
                me = sole_person(session)
                taken = take(session, me)
                filled(session, me)
            yield Desk(store, me, taken)
    settings.cache_clear()


def filled(session: Session, me: Person) -> None:
    review.confirm(session, me, 1, None)
    kind = EvidenceKind.PUBLIC_DOCUMENT
    evidence.add(session, me, 1, kind, quote="It is so.", source=FORMULA)
    evidence.add(session, me, 1, EvidenceKind.DECISIVE_DOCUMENT, note=SECRET, confidential=True)
    other = extraction(finding("Nobody advised this at all."), title=FORMULA, authors=("@Ann",), regions=("FRA",))
    take(session, me, b"other", found=other)
    for role in (Role.VIEWER, Role.EDITOR, Role.ADMIN):
        people.add(session, me, f"{role.value}@example.org", role)


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A store that the test may change."""
    monkeypatch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{tmp_path}/api.db")
    settings.cache_clear()
    with opened(settings().store_url) as store:
        with store.writing() as session:
            me = sole_person(session)
            taken = take(session, me)
        yield Desk(store, me, taken)
    settings.cache_clear()


class Reader:
    """A program with a token."""

    def __init__(self, desk: Desk, who: Person, *, viewer_only: bool = False) -> None:
        with desk.store.writing() as session:
            self.row, self.token = tokens.make(session, who, "a test", viewer_only=viewer_only)
        self.client = TestClient(APP, base_url="http://127.0.0.1:8501", client=("127.0.0.1", 1))

    def get(self, path: str, method: str = "GET", **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        shown = {"Authorization": f"Bearer {self.token}", **named}
        return self.client.request(method, f"/api/{path}", headers=shown)


@pytest.fixture(scope="module")
def readers(shared: Desk) -> dict[str, Reader]:
    with shared.store.reading() as session:
        found = {one.role: one for one in map(session.get_one, [Person] * 3, [2, 3, 4])}
    return {
        **{role: Reader(shared, person) for role, person in found.items()},
        "limited": Reader(shared, found["editor"], viewer_only=True),
        "sole": Reader(shared, shared.me),
        "sole limited": Reader(shared, shared.me, viewer_only=True),
    }


def table(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_recommendations_are_those_of_the_command_line_with_their_evidence(
    shared: Desk, readers: dict[str, Reader]
) -> None:
    answer = readers["editor"].get("recommendations")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    with shared.store.reading() as session:
        editor = session.get_one(Person, 3)
        known = {one["reference"]: one for one in records(session, editor, keys(session, editor, Filter()))}
    assert len(answer.json()) == len(known) == 3
    for row in answer.json():
        record = known[row["reference"]]
        assert {name: row[name] for name in record if name != "brief"} | {"brief": record["brief"]} == {
            **record,
            "brief": {name: value for name, value in row["brief"].items() if name != "id"},
        }
    assert f"decisive_document (confidential): {SECRET}" in readers["editor"].get("recommendations.csv").text
    first = answer.json()[0]
    assert (first["strength"], [one["confidential"] for one in first["evidence"]]) == (5, [False, True])


@pytest.mark.parametrize("who", ["viewer", "admin", "limited", "sole limited"])
def test_who_may_see_less_is_told_less(readers: dict[str, Reader], who: str) -> None:
    answers = [readers[who].get(f"{name}{suffix}") for name in ("recommendations", "briefs") for suffix in ("", ".csv")]
    assert [answer.status_code for answer in answers] == [200] * 4
    (row,) = answers[0].json()
    assert (row["review"], row["strength"], len(row["evidence"])) == ("confirmed", 2, 1)
    assert [row[name] for name in ("owner", "due", "priority", "notes")] == [None] * 4
    assert [line["id"] for line in table(answers[1])] == ["1"]
    (brief,) = answers[2].json()
    assert (brief["recommendations"], brief["confirmed"], brief["pending"], brief["rejected"]) == (1, 1, None, None)
    assert [answer for answer in answers if SECRET in answer.text or "Nobody advised" in answer.text] == []


@pytest.mark.parametrize("more", ["", "&review=pending&review=confirmed"])
def test_nothing_that_nobody_confirmed_leaves_the_institute(readers: dict[str, Reader], more: str) -> None:
    rows, briefs = (readers["editor"].get(f"{name}?public=1{more}").json() for name in ("recommendations", "briefs"))
    assert [row["review"] for row in rows] == ["confirmed"]
    assert [(one["confirmed"], one["pending"], one["rejected"]) for one in briefs] == [(1, None, None)]
    assert readers["editor"].get("recommendations?public=1&review=pending").status_code == 400
    for by in By:
        rows = readers["editor"].get(f"counts?by={by}&public=1{more}").json()
        assert {row["pending"] for row in rows} <= {None}, by


def test_counts_are_those_of_the_charts(shared: Desk, readers: dict[str, Reader]) -> None:
    for by in By:
        answer = readers["viewer"].get(f"counts?by={by}")
        with shared.store.reading() as session:
            known = counts(session, session.get_one(Person, 2), by, Filter())
        assert answer.json() == [{**row, "pending": None} for row in known.to_dict("records")], by
        assert all(isinstance(row["pending"], int) for row in readers["editor"].get(f"counts?by={by}").json())
    assert readers["viewer"].get("counts?by=region&region=IRN&status=adopted").json() == []
    assert {row["key"] for row in readers["viewer"].get("counts?by=region&region=IRN").json()} == {"IRN", "IRQ"}


@pytest.mark.parametrize("name", list(VIEWS))
def test_csv_has_the_columns_that_are_promised_and_no_formula(readers: dict[str, Reader], name: str) -> None:
    query = "?by=author" if name == "counts" else ""
    answer = readers["editor"].get(f"{name}.csv{query}")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}.csv"'
    rows = table(answer)
    assert list(rows[0]) == list(VIEWS[name].columns)
    cells = [cell for row in rows for cell in row.values()]
    assert all(len(row) == len(VIEWS[name].columns) and None not in row.values() for row in rows)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert any(cell in (f"'{FORMULA}", "'@Ann") for cell in cells)
    empty = readers["editor"].get(f"{name}.csv{query or '?'}&author=nobody")
    assert empty.text.strip() == ",".join(VIEWS[name].columns)
    assert readers["editor"].get(f"{name}{query or '?'}&author=nobody").json() == []


@pytest.mark.parametrize(
    ("path", "accept", "kind"),
    [
        ("briefs", "*/*", "application/json"),
        ("briefs", "text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
        ("briefs", "text/csv", "text/csv"),
        ("briefs", "text/csv, */*;q=0.1", "text/csv"),
        ("briefs", "text/csv;q=0.2, application/json", "application/json"),
        ("briefs", "text/csv;q=nonsense", "application/json"),
        ("briefs?format=csv", "application/json", "text/csv"),
        ("briefs.csv?format=json", "text/csv", "application/json"),
        ("briefs.json", "text/csv", "application/json"),
    ],
)
def test_the_form_is_chosen_by_address_or_header(readers: dict[str, Reader], path: str, accept: str, kind: str) -> None:
    assert readers["viewer"].get(path, accept=accept).headers["content-type"].startswith(kind)


def test_pages_go_on_where_the_last_one_ended(readers: dict[str, Reader]) -> None:
    reader, seen, path = readers["editor"], [], "recommendations?limit=1&level=headline&level=supporting"
    while path:
        answer = reader.get(path)
        seen += [row["id"] for row in answer.json()]
        link = answer.headers.get("link", "")
        assert not link or link.endswith('>; rel="next"')
        path = link.partition(">")[0].removeprefix("</api/")
    assert seen == [row["id"] for row in reader.get("recommendations").json()] == [1, 2, 3]
    assert "link" not in reader.get("recommendations").headers
    assert "link" not in reader.get("recommendations?limit=3").headers
    assert reader.get("recommendations?after=3").json() == []
    assert [row["id"] for row in reader.get("briefs?after=1").json()] == [2]


def test_who_has_the_answer_is_not_sent_it_again(fresh: Desk) -> None:
    reader, other = Reader(fresh, fresh.me), Reader(fresh, fresh.me, viewer_only=True)
    tag = reader.get("recommendations").headers["etag"]
    again = reader.get("recommendations", if_none_match=f'"x", {tag}')
    assert (again.status_code, again.text, again.headers["etag"]) == (304, "", tag)
    assert again.headers["cache-control"].startswith("private")
    for path in ("recommendations.csv", "recommendations?status=adopted", "briefs"):
        assert reader.get(path, if_none_match=tag).status_code == 200
    assert other.get("recommendations", if_none_match=tag).status_code == 200
    with fresh.store.writing() as session:
        review.confirm(session, fresh.me, 1, None)
    assert reader.get("recommendations", if_none_match=tag).status_code == 200
    assert reader.get("recommendations", if_none_match=tag, authorization="Bearer x").status_code == 401


def test_a_head_is_an_answer_without_its_body(readers: dict[str, Reader]) -> None:
    whole, head = readers["editor"].get("briefs?limit=1"), readers["editor"].get("briefs?limit=1", "HEAD")
    assert (head.status_code, head.content) == (200, b"")
    for name in ("etag", "link", "content-type", "cache-control"):
        assert head.headers[name] == whole.headers[name]
    assert readers["editor"].get("nothing", "HEAD").status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "TRACE"])
def test_nothing_is_written_here(readers: dict[str, Reader], method: str) -> None:
    answer = readers["sole"].get("recommendations", method, x_http_method_override="GET")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert answer.json() == {"error": "Here one can read, and nothing else."}


@pytest.mark.parametrize(
    "path", ["", "x", "recommendations/1", "recommendations.xml", "../healthz", "%2e%2e/x", "a\\b"]
)
def test_what_is_not_there_is_not_found(readers: dict[str, Reader], path: str) -> None:
    answer = readers["sole"].client.get(f"/api/{path}" if not path.startswith("..") else f"/api/%2e%2e/{path[3:]}")
    assert answer.status_code == 404
    assert "/api/recommendations" in answer.json()["error"]


WRONG: list[tuple[str, str]] = [
    ("recommendations?status=great", "status"),
    ("recommendations?region=XXX", "region"),
    ("recommendations?brief=1;DROP TABLE brief", "brief"),
    ("recommendations?since=2020-13-01", "since"),
    ("recommendations?since=2020-01-01&since=2020-01-02", "since"),
    ("recommendations?search=a%00b", "search"),
    ("recommendations?search=" + "a" * 30_000, "search"),
    ("recommendations?" + "&".join(["author=a"] * 101), "author"),
    ("recommendations?limit=0", "limit"),
    ("recommendations?limit=10001", "limit"),
    ("recommendations?limit=-1", "limit"),
    ("recommendations?limit=1&limit=2", "limit"),
    ("recommendations?after=x", "after"),
    ("recommendations?after=99999999999999999999", "after"),
    ("recommendations?athor=A", "athor"),
    ("recommendations?page=2", "page"),
    ("recommendations?by=year", "by"),
    ("recommendations?format=xml", "format"),
    ("recommendations?format=", "format"),
    ("recommendations?token=x", "token"),
    ("counts", "by"),
    ("counts?by=", "by"),
    ("counts?by=author&by=year", "by"),
    ("counts?by=title", "by"),
    ("counts?by=year&limit=1", "limit"),
]


@pytest.mark.parametrize(("path", "name"), WRONG, ids=[path[:40] for path, _name in WRONG])
def test_what_cannot_be_meant_is_named_in_one_sentence(readers: dict[str, Reader], path: str, name: str) -> None:
    answer = readers["viewer"].get(path)
    assert answer.status_code == 400
    assert answer.json()["parameter"] == name
    assert len(answer.json()["error"]) < 500


HOSTILE = [
    "' OR 1=1 --",
    "%'; DROP TABLE recommendation; --",
    '" * " NEAR(',
    "\u202e",
    "%_%",
    "../../etc/passwd",
    "{{7*7}}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_words_of_strangers_are_words(readers: dict[str, Reader], text: str) -> None:
    for name in ("author", "search", "topic", "series", "addressee", "and-author"):
        answer = readers["viewer"].client.get(
            "/api/recommendations",
            params={name: text},
            headers={"Authorization": f"Bearer {readers['viewer'].token}"},
        )
        assert answer.status_code in (200, 400), (name, answer.text)
        assert answer.status_code == 400 or answer.json() == []
    assert len(readers["viewer"].get("recommendations").json()) == 1


def refused(answer: Any) -> bool:
    assert answer.headers["www-authenticate"] == 'Bearer realm="tracker"'
    assert "set-cookie" not in answer.headers
    return bool(answer.status_code == 401 and set(answer.json()) == {"error"})


@pytest.mark.parametrize(
    "shown",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic eDp5",
        "Bearer x",
        "Bearer tracker_",
        "Bearer ' OR '1'='1",
        "Bearer " + "x" * 60_000,
    ],
)
def test_without_a_token_there_is_nothing(readers: dict[str, Reader], shown: str) -> None:
    assert refused(readers["viewer"].get("recommendations", authorization=shown))


def test_a_token_is_believed_in_its_header_alone_and_once(readers: dict[str, Reader]) -> None:
    client, token = readers["editor"].client, readers["editor"].token
    assert client.get("/api/briefs", headers={"Authorization": f"bearer  {token} "}).status_code == 200
    assert refused(client.get("/api/briefs", params={"access_token": token}))
    assert refused(client.get("/api/briefs", headers={"X-Authorization": f"Bearer {token}"}))
    assert refused(client.get("/api/briefs", headers={"Cookie": f"token={token}; Authorization=Bearer {token}"}))
    twice = [("Authorization", "Bearer x"), ("Authorization", f"Bearer {token}")]
    assert refused(client.get("/api/briefs", headers=twice))
    assert refused(client.get("/api/briefs", headers={"Authorization": f"Bearer {token}, Bearer x"}))
    assert refused(client.get("/api/briefs", headers={"tracker-test-identity": "editor@example.org"}))


def test_a_token_of_another_store_opens_nothing(fresh: Desk, shared: Desk, readers: dict[str, Reader]) -> None:
    assert refused(readers["editor"].get("recommendations"))


def test_revoking_and_shutting_out_hold_at_the_next_call(fresh: Desk) -> None:
    editor = fresh.person(Role.EDITOR)
    reader = Reader(fresh, editor)
    assert reader.get("briefs").status_code == 200
    for active, status in ((False, 401), (True, 200)):
        with fresh.store.writing() as session:
            people.amend(session, fresh.me, editor.id or 0, None, active=active)
        assert reader.get("briefs").status_code == status
    with fresh.store.writing() as session:
        people.amend(session, fresh.me, editor.id or 0, None, role=Role.VIEWER)
    assert reader.get("recommendations").json() == []
    with fresh.store.writing() as session:
        tokens.revoke(session, editor, reader.row.id or 0)
    assert refused(reader.get("briefs"))


def test_a_token_that_is_revoked_ends_an_answer_on_its_way(fresh: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader(fresh, fresh.me)
    whole = reader.get("recommendations").text
    monkeypatch.setattr(api, "_PIECE", 1)
    one_by_one = VIEWS["recommendations"]
    monkeypatch.setitem(VIEWS, "recommendations", replace(one_by_one, step=1))
    assert reader.get("recommendations").text == whole
    pieces = api._pieces(fresh.store, api._asked(_request(reader)), [1, 2])
    assert next(pieces)
    with fresh.store.writing() as session:
        tokens.revoke(session, fresh.me, reader.row.id or 0)
    with pytest.raises(NotSignedIn):
        list(pieces)


def _request(reader: Reader) -> Any:
    header = (b"authorization", f"Bearer {reader.token}".encode())
    scope = {"type": "http", "query_string": b"", "headers": [header], "path_params": {"name": "recommendations"}}
    return Request(scope)


def test_the_last_use_is_kept_to_the_minute(fresh: Desk) -> None:
    reader = Reader(fresh, fresh.me)
    start, used = now(), []
    for seconds in (0, 30, 90):
        with standing_at(start + timedelta(seconds=seconds)):
            bearing.keep_used(fresh.store, _bearer(fresh, reader))
        used.append(_bearer(fresh, reader).used_at)
    assert used == [start, start, start + timedelta(seconds=90)]
    reader.get("briefs")
    last = _bearer(fresh, reader).used_at
    assert last and last >= start


def _bearer(desk: Desk, reader: Reader) -> Any:
    with bearing.looking(desk.store, reader.token) as look:
        return look.bearer


def test_every_answer_says_how_it_may_be_kept_and_sets_no_cookie(readers: dict[str, Reader]) -> None:
    for path in ("recommendations", "nothing", "counts"):
        answer = readers["viewer"].get(path)
        assert answer.headers["cache-control"].startswith("private")
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "set-cookie" not in answer.headers
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in answer.headers


def test_why_the_store_cannot_be_read_stays_inside(
    readers: dict[str, Reader], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken.db").write_text("no database " * 100)
    monkeypatch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{tmp_path}/broken.db")
    settings.cache_clear()
    answer = readers["viewer"].get("briefs")
    assert (answer.status_code, "broken" in answer.text) == (503, False)


def test_many_rows_need_no_memory_for_them(shared: Desk, readers: dict[str, Reader]) -> None:
    """Rows are asked for in steps; what was sent is kept nowhere."""
    asked: list[int] = []

    def rows(_session: Any, _me: Any, _asked: Any, wanted: Any) -> list[dict[str, Any]]:
        asked.append(len(wanted))
        return [{"id": key} for key in wanted]

    def after(_session: Any, _me: Any, _asked: Any, last: int, most: int) -> list[int]:
        return list(range(last + 1, min(last + most, 20_000) + 1))

    view = View((), ("id",), after, rows)
    found = api.Asked("x", "json", view, Wanted(Filter()), readers["viewer"].token)
    sizes = [len(piece) for piece in api._pieces(shared.store, found, after(0, 0, 0, 0, 5_000))]
    assert max(asked) == view.step and sum(asked) == 20_000
    assert max(sizes) < 2 * api._PIECE
    assert json.loads("[1]") == [1]

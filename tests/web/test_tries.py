"""Wrong secrets: who shows too many waits, nobody else does, and what is kept of it stays small."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, RedirectResponse

from tests.web.conftest import ask
from tests.web.test_sign_in import PROXY, put
from tracker.settings import settings
from tracker.store.upgrade import opened
from tracker.web import middleware, routes
from tracker.web.tries import MOST_ADDRESSES, Tries

MOST = 3


class Hours:
    """A clock that the test turns."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, {"WRONG_TRIES": str(MOST)})


def answering(status: int, clock: Hours) -> Tries:
    return Tries(PlainTextResponse("said", status_code=status), clock)


def statuses(app: Any, times: int, path: str = "/api/counts", **more: str) -> list[int]:
    return [ask(app, path, **more).status for _time in range(times)]


@pytest.mark.parametrize(
    ("path", "status"), [("/api/counts", 401), ("/share/x", 404), ("/evidence/1", 403), ("/oauth2callback", 400)]
)
def test_after_too_many_wrong_ones_an_address_waits(path: str, status: int) -> None:
    clock = Hours()
    app = answering(status, clock)
    assert statuses(app, MOST + 2, path) == [status] * MOST + [429] * 2
    clock.now += 20
    refused = ask(app, path)
    assert (refused.status, refused.headers["retry-after"]) == (429, "40")
    assert b"Wait 40 seconds" in refused.body
    assert statuses(app, 1, path, client="192.0.2.9") == [status], "others are let through"
    clock.now += 41
    assert statuses(app, 1, path) == [status]


def test_what_is_right_and_what_is_no_secret_is_never_counted() -> None:
    assert statuses(answering(200, Hours()), 50) == [200] * 50
    assert statuses(answering(404, Hours()), 50) == [404] * 50, "an address that the API does not have"
    assert statuses(answering(404, Hours()), 50, "/overview") == [404] * 50
    assert statuses(answering(200, Hours()), 50, "/share/x") == [200] * 50


def test_a_right_secret_is_no_way_round_and_waiting_is_not_prolonged() -> None:
    clock, now = Hours(), [401]

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await PlainTextResponse("said", status_code=now[0])(scope, receive, send)

    tries = Tries(app, clock)
    statuses(tries, MOST)
    now[0] = 200
    assert statuses(tries, 5) == [429] * 5, "or one could go on trying"
    clock.now += 61
    assert statuses(tries, 1) == [200]


async def at_once(app: Any, times: int, client: str = "192.0.2.9") -> list[int]:
    """The statuses of so many requests that are all under way before the first is answered."""
    found: list[int] = []

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            found.append(message["status"])

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {"type": "http", "method": "GET", "path": "/api/counts", "query_string": b"", "headers": []}
    asked = (app({**scope, "client": (client, 50000)}, receive, send) for _time in range(times))
    await asyncio.gather(*asked, return_exceptions=True)
    return sorted(found)


def slow(judged: list[int], status: int) -> Any:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.sleep(0.01)
        judged.append(status)
        if not status:
            raise OSError("the store is away")
        await PlainTextResponse("said", status_code=status)(scope, receive, send)

    return app


def run_apart(work: Any) -> Any:
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, work).result()


def test_so_many_wrong_ones_at_once_are_judged_as_after_each_other() -> None:
    judged: list[int] = []
    tries = Tries(slow(judged, 401), Hours())

    async def asked() -> list[int]:
        return [*await at_once(tries, 50), *await at_once(tries, 2, "192.0.2.77")]

    assert run_apart(asked()) == [401] * MOST + [429] * (50 - MOST) + [401] * 2
    assert len(judged) == MOST + 2
    assert tries._unjudged == {}


def test_whoever_is_right_many_times_at_once_is_not_refused() -> None:
    judged: list[int] = []
    tries = Tries(slow(judged, 200), Hours())
    assert run_apart(at_once(tries, 50)) == [200] * 50
    assert tries._unjudged == {}


def test_what_breaks_off_keeps_nobody_waiting() -> None:
    judged: list[int] = []
    assert run_apart(asyncio.wait_for(at_once(Tries(slow(judged, 0), Hours()), 50), 5)) == []
    assert len(judged) == 50


def test_signing_in_counts_where_nobody_was_signed_in() -> None:
    failed, done = RedirectResponse("/", 302), RedirectResponse("/", 302)
    failed.delete_cookie("_streamlit_user")
    done.set_cookie("_streamlit_user", "signed")
    assert statuses(Tries(failed, Hours()), MOST + 1, "/oauth2callback") == [302] * MOST + [429]
    assert statuses(Tries(done, Hours()), MOST + 1, "/oauth2callback") == [302] * (MOST + 1)


@pytest.mark.parametrize("claimed", ["198.51.100.7", "198.51.100.7, 203.0.113.5", "junk"])
def test_a_stranger_cannot_choose_their_address(claimed: str) -> None:
    app = answering(401, Hours())
    found = [
        ask(app, "/api/counts", client="192.0.2.9", x_forwarded_for=f"10.0.0.{n}, {claimed}").status
        for n in range(MOST + 1)
    ]
    assert found == [401] * MOST + [429]


def test_behind_the_proxy_each_has_an_own_count(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, {**PROXY, "PROXY_ADDRESSES": "10.1.0.0/16"})
    app = answering(401, Hours())
    for n in range(MOST + 1):
        asked = ask(app, "/api/counts", client="10.1.0.1", x_forwarded_for=f"1.2.3.{n}, 198.51.100.7, 10.1.0.2")
    assert asked.status == 429
    assert ask(app, "/api/counts", client="10.1.0.1", x_forwarded_for="198.51.100.8").status == 401


def test_one_line_of_ipv6_is_one_address() -> None:
    app = answering(401, Hours())
    found = [ask(app, "/api/counts", client=f"2001:db8::{n}").status for n in range(1, MOST + 2)]
    assert found[-1] == 429
    assert ask(app, "/api/counts", client="2001:db8:0:1::1").status == 401


def test_what_is_kept_is_bounded() -> None:
    app = answering(401, Hours())
    for n in range(MOST_ADDRESSES + 100):
        app._remember(str(n))
    assert len(app._wrong) == MOST_ADDRESSES
    for _time in range(50):
        app._remember("one")
    assert len(app._wrong["one"]) == MOST


def test_the_server_counts_tokens_and_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path}/tries.db"
    opened(url).close()
    put(monkeypatch, {"DATABASE_URL": url})
    site = Starlette(routes=list(routes("overview")), middleware=list(middleware()))
    assert statuses(site, MOST + 1, "/api/recommendations", authorization="Bearer wrong") == [401] * MOST + [429]
    other = Starlette(routes=list(routes("overview")), middleware=list(middleware()))
    assert statuses(other, MOST + 1, "/share/wrong") == [404] * MOST + [429]
    refused = ask(other, "/share/wrong")
    assert refused.headers["x-content-type-options"] == "nosniff"
    assert settings().wrong_tries == MOST

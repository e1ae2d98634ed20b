import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest
from starlette.types import ASGIApp

from tracker.settings import settings


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


Ask = Callable[..., Answer]


@pytest.fixture(autouse=True)
def fresh_settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.cache_clear()
    yield
    settings.cache_clear()


def ask(
    app: ASGIApp, path: str = "/", client: str = "127.0.0.1", kind: str = "http", method: str = "GET", **headers: str
) -> Answer:
    named = {"host": "127.0.0.1:8501", **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope: dict[str, Any] = {
        "type": kind,
        "method": method,
        "path": path.partition("?")[0],
        "query_string": path.partition("?")[2].encode(),
        "headers": [(name.encode(), value.encode()) for name, value in named.items()],
        "client": (client, 50000),
    }
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    async def run() -> None:
        await app(scope, receive, send)

    # A thread of its own: a browser test of the same worker may have left its loop running in this one.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(lambda: asyncio.run(run())).result()
    start = next(message for message in sent if message["type"] in ("http.response.start", "websocket.close"))
    body = b"".join(message.get("body", b"") for message in sent)
    found = {name.decode(): value.decode() for name, value in start.get("headers", [])}
    return Answer(start.get("status", 0), found, body)

"""Static files in gzip: Streamlit sends its own uncompressed, which doubles a first visit.

Each file is compressed once and kept, since its name holds a hash of its content.
"""

import asyncio
import gzip
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_KEPT_BYTES = 32 * 1024 * 1024
_SMALLEST = 1024
_WEIGHT = re.compile(r"q\s*=\s*(\d(?:\.\d{0,3})?)")
_TYPES = ("text/", "application/javascript", "application/json", "application/wasm", "image/svg+xml")


class CompressedFiles:
    """ASGI middleware that answers GET of `/static/…` and of the page itself in gzip, where the browser takes it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[tuple[str, str], bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; hold its answer back until it is whole, and send it compressed."""
        if not _wanted(scope):
            await self.app(scope, receive, send)
            return
        start: Message = {}
        body = bytearray()

        async def collect(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
            elif message["type"] == "http.response.body":
                body.extend(message.get("body", b""))
                if not message.get("more_body"):
                    await self._answer(scope["path"], start, bytes(body), send)
            else:
                await send(message)

        await self.app(scope, receive, collect)

    async def _answer(self, path: str, start: Message, body: bytes, send: Send) -> None:
        headers = MutableHeaders(raw=list(start["headers"]))
        if start["status"] == 200 and len(body) >= _SMALLEST and _compressible(headers):
            body = await self._compressed((path, headers.get("etag", "")), body)
            headers["Content-Encoding"] = "gzip"
            headers["Content-Length"] = str(len(body))
            headers.add_vary_header("Accept-Encoding")
            if tag := headers.get("etag", ""):
                headers["ETag"] = f"W/{tag.removeprefix('W/')}"
        await send({**start, "headers": headers.raw})
        await send({"type": "http.response.body", "body": body})

    async def _compressed(self, key: tuple[str, str], body: bytes) -> bytes:
        found = self._kept.get(key)
        if found is None:
            found = await asyncio.to_thread(gzip.compress, body, 6, mtime=0)
            if key[1] and sum(map(len, self._kept.values())) + len(found) <= _KEPT_BYTES:
                self._kept[key] = found
        return found


def _wanted(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    headers = Headers(scope=scope)
    whole = scope["path"].startswith("/static/") and "range" not in headers
    return whole and _takes_gzip(headers.get("accept-encoding", ""))


def _takes_gzip(accepted: str) -> bool:
    """Whether the header names gzip, or anything at all, with a weight that is not 0; one that is none counts as 1."""
    weights: dict[str, float] = {}
    for coding in accepted.split(","):
        name, _semicolon, weight = coding.partition(";")
        known = _WEIGHT.fullmatch(weight.strip().lower())
        weights[name.strip().lower()] = float(known[1]) if known else 1
    return weights.get("gzip", weights.get("*", 0)) > 0


def _compressible(headers: MutableHeaders) -> bool:
    return "content-encoding" not in headers and headers.get("content-type", "").startswith(_TYPES)

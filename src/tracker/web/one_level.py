"""Addresses of pages have one level; whoever types more is led to the last part, and there finds a page or is told."""

from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OURS = ("api", "share")
"""What the addresses of this server begin with that are no pages."""


class OneLevel:
    """ASGI middleware that leads `/explore/trends` to `/trends`, for which Streamlit has an empty page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; where a page comes back for an address of several levels, lead to its last part."""
        there = _last_part(scope)
        if not there:
            await self.app(scope, receive, send)
            return
        leading = False

        async def led(message: Message) -> None:
            nonlocal leading
            if message["type"] == "http.response.start" and _is_page(message):
                leading = True
                await RedirectResponse(there)(scope, receive, send)
            elif not leading:
                await send(message)

        await self.app(scope, receive, led)


def _last_part(scope: Scope) -> str:
    """Where an address of several levels leads, with its query; empty for every other one, and for files."""
    parts = [part for part in scope.get("path", "").split("/") if part]
    if scope["type"] != "http" or len(parts) < 2 or parts[0].startswith("_") or parts[0] in _OURS or "." in parts[-1]:
        return ""
    query = scope.get("query_string", b"").decode("latin-1")
    return f"/{quote(parts[-1], safe='')}" + (f"?{query}" if query else "")


def _is_page(message: Message) -> bool:
    kind = Headers(raw=message["headers"]).get("content-type", "")
    return message["status"] == 200 and kind.startswith("text/html")

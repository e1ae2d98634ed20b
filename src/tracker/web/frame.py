"""The page that a browser loads first, around every page of the dashboard: Streamlit's own, told where the server is.

Untold, Streamlit asks beside each address first whether a server lives there, and waits a tenth of a second when none
does.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import BaseRoute, Route

_SERVER = "<script>window.__streamlit = {BACKEND_BASE_URL: new URL('.', location).href}</script>"


def routes(addresses: Iterable[str]) -> Sequence[BaseRoute]:
    """The bare address, and one for each of `addresses`."""
    return [Route(f"/{address}", _answer) for address in ("", *addresses)]


async def _answer(_request: Request) -> HTMLResponse:
    return HTMLResponse(_page(), headers={"Cache-Control": "no-cache"})


@cache
def _page() -> str:
    found = (files("streamlit") / "static" / "index.html").read_text("utf-8")
    return found.replace("<head>", f"<head>{_SERVER}", 1)

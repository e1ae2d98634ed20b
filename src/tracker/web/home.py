"""The first page has the server's bare address; whoever types its name gets there too."""

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Route


def route(name: str) -> BaseRoute:
    """Lead from the page's name to the bare address, filters and all."""

    async def lead(request: Request) -> RedirectResponse:
        return RedirectResponse(f"/?{request.url.query}" if request.url.query else "/")

    return Route(f"/{name}", lead)

"""The ASGI side of the tracker: health checks, what every answer carries, who may knock, and the server itself."""

from collections.abc import Sequence

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from tracker.web import api, evidence_files, frame, health, home, logs, shared_report, sign_in
from tracker.web.closed import Closed
from tracker.web.compression import CompressedFiles
from tracker.web.door import Door
from tracker.web.headers import Headers
from tracker.web.health import lifespan
from tracker.web.one_level import OneLevel
from tracker.web.serving import asked, serve
from tracker.web.tries import Tries
from tracker.web.way_back import WayBack

__all__ = ["asked", "lifespan", "logs", "middleware", "routes", "serve"]


def routes(first_page: str, *others: str) -> Sequence[BaseRoute]:
    """The routes of this server; `first_page` is the name of the page at the bare address, `others` those beside it."""
    return (
        *health.ROUTES,
        *sign_in.routes(),
        *evidence_files.ROUTES,
        *api.ROUTES,
        *shared_report.routes(),
        home.route(first_page),
        *frame.routes(others),
    )


def middleware() -> Sequence[Middleware]:
    """What stands around every request, outermost first."""
    return (
        Middleware(Headers),
        Middleware(Door),
        Middleware(Closed),
        Middleware(Tries),
        Middleware(WayBack),
        Middleware(OneLevel),
        Middleware(CompressedFiles),
    )

"""A report for whoever has a link to it and no account: `/share/…`, outside the sign-in, one page and nothing else.

A link that is wrong, over or revoked is answered as one that never was.
"""

from collections.abc import Callable, Mapping
from threading import Lock

from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from tracker import translation
from tracker.actions import shares
from tracker.board import Board, board
from tracker.errors import StoreNotReady, TrackerError
from tracker.exports.plain_page import plain_page
from tracker.exports.report_html import write_html
from tracker.queries.filters import Filter
from tracker.queries.shares import Opens, behind
from tracker.queries.state import data_version, past_version
from tracker.settings import settings
from tracker.store.access import at_most
from tracker.store.clock import today
from tracker.store.sessions import Store
from tracker.translation import gettext as _
from tracker.vocabulary.roles import Role

Render = Callable[[Board], bytes]

AT = "/share"
_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_KEPT = 8


def address(secret: str) -> str:
    """Where the link leads, from the root of this server."""
    return f"{AT}/{secret}"


class SharedReport:
    """The ASGI application below `/share/`; `render` makes the page of the board."""

    def __init__(self, render: Render = write_html) -> None:
        self._render = render
        self._kept: dict[object, bytes] = {}
        self._making = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        translation.speak(settings().language)
        answer = await self._answer(Request(scope, receive))
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method not in ("GET", "HEAD"):
            return _said(405, _("Here one can read, and nothing else."), {"Allow": "GET, HEAD"})
        secret, read = str(request.path_params.get("secret", "")), request.method == "GET"
        try:
            page = await run_in_threadpool(self._opened, secret, read=read)
        except StoreNotReady:
            return _said(503, _("The report cannot be read just now. Try again later."))
        except TrackerError:
            page = None
        if page is None:
            told = _("It may be mistyped, over or withdrawn. Ask whoever sent it to you for a new one.")
            return _said(404, told)
        return Response(page if read else b"", headers=_HEADERS)

    def _opened(self, secret: str, *, read: bool) -> bytes | None:
        """The page behind the link, None where it opens nothing; that it was `read` is kept before anybody sees it."""
        with Store(settings().store_url) as store:
            with store.reading() as session:
                opens = behind(session, secret)
                page = self._page(session, opens) if opens else None
            if opens and read:
                with store.noting() as session:
                    shares.opened(session, opens.share_id)
        return page

    def _page(self, session: Session, opens: Opens) -> bytes:
        """The page, made once for what it rests on; nobody's link shows more than a viewer sees.

        Of a day that is over that is what reaches into the past, of today every writing.
        """
        over = opens.as_of < today()
        state = ("past", past_version(session)) if over else (data_version(session), today())
        key = (settings().store_url, opens.as_of, *state)
        with self._making:
            page = self._kept.pop(key, None)
            if page is None:
                with at_most(Role.VIEWER):
                    page = self._render(board(session, opens.maker, Filter(), opens.as_of))
            self._kept[key] = page
            for oldest in [*self._kept][:-_KEPT]:
                del self._kept[oldest]
        return page


def _said(status: int, told: str, more: Mapping[str, str] | None = None) -> Response:
    """One sentence as a page."""
    title = _("This link opens nothing") if status == 404 else _("This page cannot be shown")
    return Response(plain_page(title, told), status, {**_HEADERS, **(more or {})})


def routes(render: Render = write_html) -> tuple[BaseRoute, ...]:
    """The addresses of shared reports, which `render` makes of the board."""
    app = SharedReport(render)
    return Route(AT, app), Route(f"{AT}/{{secret:path}}", app)

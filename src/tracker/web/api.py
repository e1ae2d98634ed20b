"""Reading for other programs: `/api/recommendations`, `/api/briefs` and `/api/counts`, as JSON or CSV (docs/api.md).

Rows are sent while they are read, a few hundred at a time, each time in a short look of its own: a slow reader holds
nothing, and of a million rows no more than some hundred are in memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from urllib.parse import quote, urlencode

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from tracker import translation
from tracker.errors import BadParameter, Invalid, NotAllowed, NotFound, NotSignedIn, StoreNotReady, TrackerError
from tracker.exports.csv_file import csv_lines
from tracker.exports.json_list import json_lines
from tracker.queries.state import data_version
from tracker.queries.tokens import Bearer
from tracker.settings import settings
from tracker.store.mirror import served
from tracker.store.sealing import digest
from tracker.store.sessions import Store
from tracker.translation import gettext as _
from tracker.web import bearing
from tracker.web.api_views import VIEWS, Row, View, Wanted, flat, wanted

_AT_ONCE = 20_000
"""How many keys are read ahead: the filter is asked once for so many rows."""
_PIECE = 64 * 1024
_TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8"}
_HEADERS = {
    "Cache-Control": "private, no-cache",
    "Vary": "Authorization, Accept",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}
_STATUS: dict[type[TrackerError], int] = {
    NotSignedIn: 401,
    NotAllowed: 403,
    NotFound: 404,
    Invalid: 400,
    StoreNotReady: 503,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that may be answered: by which view, in which form, and with which token."""

    name: str
    shape: str
    view: View
    wanted: Wanted
    token: str


@dataclass(frozen=True, slots=True)
class Found:
    """What is known before the first row is sent: the keys of the first rows, the key to go on after, and the tag."""

    keys: list[int]
    next: int | None
    tag: str
    bearer: Bearer


class Api:
    """The ASGI application below `/api/`; it answers everything itself, so that nothing there is ever a page."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        translation.speak(settings().language)
        request = Request(scope, receive)
        try:
            answer = await _answer(request)
        except TrackerError as wrong:
            answer = _refusal(wrong)
        if request.method == "HEAD":
            answer = _head(answer)
        await answer(scope, receive, send)


async def _answer(request: Request) -> Response:
    if request.method not in ("GET", "HEAD"):
        said = {"error": _("Here one can read, and nothing else.")}
        return JSONResponse(said, status_code=405, headers={**_HEADERS, "Allow": "GET, HEAD"})
    asked = _asked(request)
    store = await run_in_threadpool(served, settings().store_url)
    found = await run_in_threadpool(_found, store, asked, request)
    headers = {**_HEADERS, "ETag": found.tag}
    if found.next is not None:
        headers["Link"] = f'<{_next(request, found.next)}>; rel="next"'
    after = BackgroundTask(bearing.keep_used, store, found.bearer)
    if _known(request.headers, found.tag):
        return Response(status_code=304, headers=headers, background=after)
    if request.method == "HEAD":
        return Response(headers={**headers, "Content-Type": _TYPES[asked.shape]}, background=after)
    if asked.shape == "csv":
        headers["Content-Disposition"] = f'attachment; filename="{asked.name}.csv"'
    pieces = _pieces(store, asked, found.keys)
    return StreamingResponse(pieces, media_type=_TYPES[asked.shape], headers=headers, background=after)


def _asked(request: Request) -> Asked:
    """What is asked for; NotFound, NotSignedIn or BadParameter, in this order."""
    name, _dot, suffix = str(request.path_params.get("name", "")).partition(".")
    if name not in VIEWS or (_dot and suffix not in _TYPES):
        raise NotFound(_("There is no such address. There are: {known}.").format(known=", ".join(_ADDRESSES)))
    token = bearing.shown(request.headers)
    found = wanted(VIEWS[name], request.query_params)
    shape = request.query_params.get("format") or suffix or _preferred(request.headers)
    return Asked(name, shape, VIEWS[name], found, token)


_ADDRESSES = tuple(f"/api/{name}" for name in VIEWS)


def _preferred(headers: Headers) -> str:
    """The form that the header `Accept` asks for: JSON, unless CSV is named and nothing is liked better."""
    liked: dict[str, float] = {}
    for part in ",".join(headers.getlist("accept")).split(","):
        kind, *more = (word.strip().lower() for word in part.split(";"))
        weight = next((word[2:] for word in more if word.startswith("q=")), "1")
        liked[kind] = float(weight) if weight.replace(".", "", 1).isdecimal() and weight.isascii() else 0
    others = max(liked.get(kind, 0) for kind in ("application/json", "application/*", "*/*"))
    return "csv" if liked.get("text/csv", 0) > 0 and liked["text/csv"] >= others else "json"


def _found(store: Store, asked: Asked, request: Request) -> Found:
    limit = asked.wanted.limit
    with bearing.looking(store, asked.token) as look:
        me, most = look.bearer.person, look.bearer.most
        state = data_version(look.session)
        reader = (me.id, me.role, me.sole, me.unit_id, most, settings().language)
        keys = asked.view.keys(
            look.session, me, asked.wanted, asked.wanted.after, _AT_ONCE if limit is None else limit + 1
        )
    question = (asked.name, asked.shape, sorted(request.query_params.multi_items()))
    tag = digest(repr((settings().store_url, state, _RELEASE, asked.view.columns, reader, question)))[:32]
    more = limit is not None and len(keys) > limit
    shown = keys[:limit] if limit is not None else keys
    return Found(shown, shown[-1] if more else None, f'W/"{tag}"', look.bearer)


_RELEASE = version("policy-recommendation-tracker")


def _known(headers: Headers, tag: str) -> bool:
    """Whether who asks has this very answer already."""
    had = [one.strip().removeprefix("W/") for one in headers.get("if-none-match", "").split(",")]
    return "*" in had or tag.removeprefix("W/") in had


def _next(request: Request, key: int) -> str:
    """The address of the next page, from the root of this server: a header that names the server is not believed."""
    query = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
    return f"{quote(request.url.path)}?{urlencode([*query, ('after', str(key))])}"


def _rows(store: Store, asked: Asked, keys: list[int]) -> Iterator[Row]:
    """All rows, read a few hundred at a time; NotSignedIn as soon as the token opens nothing any more."""
    view, step = asked.view, asked.view.step
    while keys:
        for start in range(0, len(keys), step):
            with bearing.looking(store, asked.token) as look:
                found = view.rows(look.session, look.bearer.person, asked.wanted, keys[start : start + step])
            yield from found
        if asked.wanted.limit is not None:
            return
        with bearing.looking(store, asked.token) as look:
            keys = view.keys(look.session, look.bearer.person, asked.wanted, keys[-1], _AT_ONCE)


def _pieces(store: Store, asked: Asked, keys: list[int]) -> Iterator[bytes]:
    """The answer in pieces of some size: a piece is a walk through all that compresses and sends it."""
    rows = _rows(store, asked, keys)
    lines = csv_lines(asked.view.columns, map(flat, rows)) if asked.shape == "csv" else json_lines(rows)
    held: list[str] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= _PIECE:
            yield "".join(held).encode("utf-8", "backslashreplace")
            held, size = [], 0
    yield "".join(held).encode("utf-8", "backslashreplace")


def _refusal(wrong: TrackerError) -> JSONResponse:
    """One sentence with its status; what is wrong with the store stays inside."""
    status = next((code for kind, code in _STATUS.items() if isinstance(wrong, kind)), 500)
    said = {"error": str(wrong) if status < 500 else _("The store cannot be read just now. Try again later.")}
    if isinstance(wrong, BadParameter):
        said["parameter"] = wrong.name
    more = {"WWW-Authenticate": 'Bearer realm="tracker"'} if status == 401 else {}
    return JSONResponse(said, status_code=status, headers={**_HEADERS, **more})


def _head(answer: Response) -> Response:
    """The answer without its body, and without a length that would be that of none."""
    headers = {name: value for name, value in answer.headers.items() if name != "content-length"}
    bare = Response(status_code=answer.status_code, headers=headers, background=answer.background)
    del bare.headers["content-length"]
    return bare


ROUTES: tuple[BaseRoute, ...] = (Route("/api/{name:path}", Api()), Route("/api", Api()))

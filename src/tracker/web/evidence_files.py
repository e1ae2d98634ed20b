"""The file of a piece of evidence, as a download and as nothing else: no browser ever shows it as a page of ours."""

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from tracker.errors import NotFound, TrackerError
from tracker.queries import evidence_files
from tracker.settings import settings
from tracker.store.people_tables import Person
from tracker.store.sessions import Store
from tracker.store.tables import EvidenceFile
from tracker.translation import gettext as _
from tracker.web import tickets

_LONGEST_KEY = 9
_HEADERS = {
    "Content-Type": "application/octet-stream",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


def thing(evidence_id: int) -> str:
    """What a ticket to this file names."""
    return f"evidence/{evidence_id}"


def address(evidence_id: int, ticket: str) -> str:
    """Where the file is fetched with this ticket."""
    return f"/{thing(evidence_id)}?ticket={ticket}"


async def download(request: Request) -> Response:
    """The file for the holder of the ticket, as long as that person may see it; else 403 or 404 and one sentence."""
    named = request.path_params["key"]
    if not (named.isascii() and named.isdecimal() and len(named) <= _LONGEST_KEY):
        raise HTTPException(404)
    key = int(named)
    ticket = request.query_params.get("ticket", "")
    person = tickets.holder(ticket, thing(key), request.headers, request.cookies)
    if person is None:
        said = _("This link no longer holds. Open the recommendation again, and fetch the file from there.")
        return PlainTextResponse(said, status_code=403, headers={"Cache-Control": "no-store"})
    try:
        found = await run_in_threadpool(_found, person, key)
    except TrackerError as wrong:
        status = 404 if isinstance(wrong, NotFound) else 403
        return PlainTextResponse(str(wrong), status_code=status, headers={"Cache-Control": "no-store"})
    disposition = f"attachment; filename=\"evidence-{key}\"; filename*=UTF-8''{quote(found.name, safe='')}"
    return Response(found.data, headers={**_HEADERS, "Content-Disposition": disposition})


def _found(person: int, key: int) -> EvidenceFile:
    with Store(settings().store_url) as store, store.reading() as session:
        return evidence_files.file(session, session.get(Person, person), key)


ROUTES: tuple[BaseRoute, ...] = (Route("/evidence/{key}", download),)

"""Is the server up, and can it use its store? For whoever keeps it running."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Timer
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import text
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from tracker.errors import TrackerError
from tracker.settings import settings
from tracker.stats.incidence import estimator
from tracker.store.mirror import served
from tracker.store.sessions import Store
from tracker.store.upgrade import newest, version

_QUIET_SECONDS = 10.0
"""So long after its start a server imports what is long in coming, before somebody must wait for it."""


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Bring the store up to date before the first request; StoreNotReady stops the start."""
    await run_in_threadpool(served, settings().store_url)
    soon = Timer(_QUIET_SECONDS, estimator)
    soon.daemon = True
    soon.start()
    yield
    soon.cancel()


async def alive(_request: Request) -> JSONResponse:
    """200 as long as the server answers at all."""
    return JSONResponse({"status": "ok"})


async def ready(_request: Request) -> JSONResponse:
    """200 where the store can be read and is of the program's version, else 503; no word on why leaves the server."""
    usable = await run_in_threadpool(_usable)
    return JSONResponse({"status": "ok" if usable else "store not ready"}, status_code=200 if usable else 503)


def _usable() -> bool:
    try:
        url = settings().store_url
        with Store(url) as store:
            if not store.there() or version(store) != newest():
                return False
        with served(url).reading() as session:  # by its own connections: the file that they opened may be gone
            session.connection().execute(text("SELECT data_version FROM store_state"))
        return True
    except (TrackerError, SQLAlchemyError, OSError):
        return False


ROUTES: tuple[BaseRoute, ...] = (Route("/healthz", alive), Route("/readyz", ready))

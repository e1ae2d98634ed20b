"""Running the server: `tracker serve` and `python app.py`."""

import argparse
import resource
import sys
from contextlib import suppress
from typing import Any, TypedDict

import uvicorn

from tracker.settings import house
from tracker.translation import gettext as _
from tracker.web.sign_in import permit

HOST, PORT = "127.0.0.1", 8501
_MESSAGE_BYTES = 200 * 1024 * 1024
_PATIENCE_SECONDS = 5
_WAITING = 256
"""How many connections wait to be taken up; where none can be, each of them is tried once a second."""
_TURN_SECONDS = 0.0005
"""How long a thread keeps Python to itself while others wait: the one that speaks with all browsers waits often."""


class Place(TypedDict):
    """Where a server listens."""

    host: str
    port: int


def serve(host: str = HOST, port: int = PORT, app: Any = "app:app") -> None:
    """Serve the dashboard until stopped; BadSetting where people could not sign in as the settings say.

    `app` is the ASGI application, or the name under which `app.py` of the house gives it.
    """
    permit(host)
    _allow_files()
    sys.setswitchinterval(_TURN_SECONDS)
    uvicorn.run(
        app,
        app_dir=str(house()),
        host=host.strip("[]"),
        port=port,
        access_log=False,
        log_config=None,  # what it says stands in `web.logs`
        log_level="warning",
        backlog=_WAITING,
        server_header=False,
        proxy_headers=False,
        ws="websockets-sansio",
        ws_max_size=_MESSAGE_BYTES,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=_PATIENCE_SECONDS,
    )


def _allow_files() -> None:
    """As many open connections and files as the system lets this program have: the usual limit is a low one."""
    _now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def asked(arguments: list[str] | None = None) -> Place:
    """Where `python app.py --host H --port P` is to listen."""
    parser = argparse.ArgumentParser(prog="app.py", description=_("Serve the dashboard."))
    parser.add_argument("--host", default=HOST)
    parser.add_argument("--port", type=int, default=PORT)
    found = parser.parse_args(arguments)
    return Place(host=found.host, port=found.port)

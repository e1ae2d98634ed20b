"""Running the server: `tracker serve` and `python app.py`."""

import argparse
from typing import Any, TypedDict

import uvicorn

from tracker.errors import BadSetting
from tracker.settings import house, settings
from tracker.translation import gettext as _
from tracker.web.door import TRUSTING
from tracker.web.loopback import is_loopback

HOST, PORT = "127.0.0.1", 8501
_MESSAGE_BYTES = 200 * 1024 * 1024
_PATIENCE_SECONDS = 5


class Place(TypedDict):
    """Where a server listens."""

    host: str
    port: int


def serve(host: str = HOST, port: int = PORT, app: Any = "app:app") -> None:
    """Serve the dashboard until stopped; BadSetting where the sign-in mode trusts whoever is on this machine alone.

    `app` is the ASGI application, or the name under which `app.py` of the house gives it.
    """
    permit(host)
    uvicorn.run(
        app,
        app_dir=str(house()),
        host=host.strip("[]"),
        port=port,
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        ws="websockets-sansio",
        ws_max_size=_MESSAGE_BYTES,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=_PATIENCE_SECONDS,
    )


def permit(host: str) -> None:
    """BadSetting where listening on `host` would let strangers in as somebody whom nobody asked for a proof."""
    mode = settings().sign_in
    if mode in TRUSTING and not is_loopback(host):
        raise BadSetting(
            _(
                "With sign-in mode {mode!r} the tracker listens on this machine only, not on {host!r}. "
                "Use 127.0.0.1, or choose a sign-in mode that asks people who they are."
            ).format(mode=mode.value, host=host)
        )


def asked(arguments: list[str] | None = None) -> Place:
    """Where `python app.py --host H --port P` is to listen."""
    parser = argparse.ArgumentParser(prog="app.py", description=_("Serve the dashboard."))
    parser.add_argument("--host", default=HOST)
    parser.add_argument("--port", type=int, default=PORT)
    found = parser.parse_args(arguments)
    return Place(host=found.host, port=found.port)

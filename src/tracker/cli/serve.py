"""`tracker serve`: the dashboard."""

import os
import socket
from typing import Annotated

import typer

from tracker import web
from tracker.cli.desk import store_url
from tracker.cli.options import Database
from tracker.cli.output import line
from tracker.errors import BadSetting
from tracker.settings import settings
from tracker.store.upgrade import opened
from tracker.translation import gettext as _
from tracker.web.serving import HOST, PORT
from tracker.web.sign_in import permit

app = typer.Typer(add_completion=False)

Host = Annotated[str, typer.Option("--host", help=_("The address to listen on."))]
Port = Annotated[int, typer.Option("--port", min=1, max=65535, help=_("The port to listen on."))]


@app.command(name="serve")
def serve_dashboard(host: Host = HOST, port: Port = PORT, database: Database = "") -> None:
    """Serve the dashboard until stopped."""
    serve(store_url(database), host, port)


def serve(url: str, host: str, port: int) -> None:
    """Serve the store at `url`, and say where; BadSetting where nobody can listen there."""
    permit(host)
    _free(host.strip("[]"), port)
    opened(url).close()
    os.environ["TRACKER_DATABASE_URL"] = url  # the application finds its store as every process does
    settings.cache_clear()
    shown = f"[{host.strip('[]')}]" if ":" in host else host
    line(_("The dashboard is on {address}. Stop it with Ctrl+C.").format(address=f"http://{shown}:{port}"))
    web.serve(host=host, port=port)


def _free(host: str, port: int) -> None:
    """BadSetting where the port is taken, or the host is none of this machine."""
    try:
        family, kind, _proto, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as wrong:
        raise BadSetting(
            _("Nothing can listen on {host} at port {port}: {why}. Choose another with --port.").format(
                host=host, port=port, why=wrong.strerror or wrong
            )
        ) from wrong

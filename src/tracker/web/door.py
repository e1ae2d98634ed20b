"""Who may knock while the tracker trusts whoever is on this machine.

In sign-in modes that ask nobody for a proof, a request must come from this machine, name this machine as its host
(so that no foreign name can be pointed here: DNS rebinding), and, sent by a web page, by a page of our own.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from tracker.settings import SignIn, settings
from tracker.translation import gettext as _
from tracker.web.loopback import is_loopback, without_port

TRUSTING = (SignIn.LOCAL, SignIn.TEST)
"""The modes in which nobody proves who they are."""


class Door:
    """ASGI middleware that turns away, with 403, whoever is not on this machine while the mode is a trusting one."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with one sentence."""
        if scope["type"] not in ("http", "websocket") or settings().sign_in not in TRUSTING or _from_here(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(code=1008)(scope, receive, send)
        else:
            message = _("This tracker answers only on the machine that it runs on. Open http://127.0.0.1 there.")
            await PlainTextResponse(message, status_code=403)(scope, receive, send)


def _from_here(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    client = scope.get("client")
    hosts, origins = headers.getlist("host"), headers.getlist("origin")
    return (
        (client is None or is_loopback(client[0]))
        and len(hosts) == 1
        and is_loopback(without_port(hosts[0]))
        and all(_same(origin, hosts[0]) for origin in origins)
    )


def _same(origin: str, host: str) -> bool:
    try:
        return urlsplit(origin).netloc.lower() == host.strip().lower()
    except ValueError:
        return False

"""Who may knock, and whose word is taken for who they are.

In sign-in modes that ask nobody for a proof, a request must come from this machine, name this machine as its host
(so that no foreign name can be pointed here: DNS rebinding), and, sent by a web page, by a page of our own. In the
other modes a page of others may open no socket here and send nothing, whatever cookies its browser has.

Where a proxy asks people who they are, its header is believed when the proxy itself sends it, and once; anybody else's
is taken away before anything reads it.
"""

from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from tracker.settings import Settings, SignIn, settings
from tracker.translation import gettext as _
from tracker.web.loopback import is_loopback, without_port
from tracker.web.sign_in import TRUSTING


class Door:
    """ASGI middleware that turns away, with 403, whoever may not knock, and takes false headers from the others."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with one sentence."""
        admitted = _admitted(scope) if scope["type"] in ("http", "websocket") else scope
        if admitted is not None:
            await self.app(admitted, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(code=1008)(scope, receive, send)
        else:
            await PlainTextResponse(_refusal(), status_code=403)(scope, receive, send)


def _admitted(scope: Scope) -> Scope | None:
    """The request as it may be read, None where it is turned away."""
    config = settings()
    if config.sign_in in TRUSTING:
        return scope if _from_here(scope) else None
    if _changes(scope) and not _by_own_page(scope, config):
        return None
    if config.sign_in is not SignIn.PROXY:
        return scope
    if _by_proxy(scope, config):
        return _named_once(scope, config)
    client = scope.get("client")
    return _unnamed(scope, config) if config.proxy_public or (client and is_loopback(client[0])) else None


def _refusal() -> str:
    if settings().sign_in is SignIn.OIDC:
        return _("This tracker answers only to its own pages. Open its public address.")
    if settings().sign_in is SignIn.PROXY:
        return _("This tracker answers only to the proxy in front of it. Open its public address.")
    return _("This tracker answers only on the machine that it runs on. Open http://127.0.0.1 there.")


def _by_proxy(scope: Scope, config: Settings) -> bool:
    client = scope.get("client")
    try:
        address = ip_address(client[0]) if client else None
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address is not None and any(address in network for network in config.proxies)


def _named_once(scope: Scope, config: Settings) -> Scope:
    """The request as it is, unless it names somebody twice: then one of the names is not the proxy's."""
    names = [value for name, value in scope["headers"] if name.lower() == config.proxy_header.lower().encode()]
    return scope if len(names) == 1 and b"," not in names[0] else _unnamed(scope, config)


def _unnamed(scope: Scope, config: Settings) -> Scope:
    header = config.proxy_header.lower().encode()
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name.lower() != header]}


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


def _changes(scope: Scope) -> bool:
    """Whether the request may do something: it opens a socket, or sends something."""
    return scope["type"] == "websocket" or scope["method"] not in ("GET", "HEAD", "OPTIONS")


def _by_own_page(scope: Scope, config: Settings) -> bool:
    """Whether every page that the request names is one of this host, or of the public address."""
    headers = Headers(scope=scope)
    hosts = [*headers.getlist("host"), urlsplit(config.public_url).netloc]
    return all(any(_same(origin, host) for host in hosts if host) for origin in headers.getlist("origin"))


def _same(origin: str, host: str) -> bool:
    try:
        return urlsplit(origin).netloc.lower() == host.strip().lower()
    except ValueError:
        return False

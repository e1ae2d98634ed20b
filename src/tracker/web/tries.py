"""Whoever shows wrong secrets again and again waits: tokens, links, tickets and ways of signing in that open nothing.

Counted for each address that asks, in the memory of this server. Behind a proxy that is believed
(`TRACKER_PROXY_ADDRESSES`) the address is the last one that it has not itself put into `X-Forwarded-For`.
"""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address
from math import ceil
from time import monotonic

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tracker.settings import Settings, settings
from tracker.translation import gettext as _

WINDOW = 60.0
"""For so many seconds a wrong try is remembered."""
MOST_ADDRESSES = 10_000
"""Of so many addresses at most; the one that was wrong longest ago is forgotten first."""
_WRONG = {"api": {401}, "share": {404}, "evidence": {403}, "oauth2callback": {400, 401, 403}}
"""Which answers below which address say that a secret opened nothing."""
_SIGNED_IN = re.compile(rb"_streamlit_user=[^;\"]")


class _Unjudged:
    """The requests of one address that are under way and of which it is not known yet whether they are wrong."""

    def __init__(self) -> None:
        self.requests = 0
        self._judged = asyncio.Event()

    def begun(self) -> Callable[[], None]:
        """Count one more, until what is given back is called."""
        self.requests += 1
        waiting = True

        def judged() -> None:
            nonlocal waiting
            if waiting:
                waiting = False
                self.requests -= 1
                self._judged.set()
                self._judged = asyncio.Event()

        return judged

    async def next_judged(self) -> None:
        """Wait until one of them is judged."""
        await self._judged.wait()


class Tries:
    """ASGI middleware that answers 429 to whoever was wrong too often, whatever they show next, until they waited.

    What one address asks at once counts as wrong until it is judged: while that is as much as may be wrong, more of it
    waits for its turn, so that no more are judged at once than after each other, and nobody who is right is refused.
    """

    def __init__(self, app: ASGIApp, clock: Callable[[], float] = monotonic) -> None:
        self.app = app
        self._clock = clock
        self._wrong: OrderedDict[str, list[float]] = OrderedDict()
        self._unjudged: dict[str, _Unjudged] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and look whether it was wrong; or answer it with how long to wait."""
        first = scope["path"].split("/")[1] if scope["type"] == "http" and "/" in scope["path"] else ""
        if first not in _WRONG:
            await self.app(scope, receive, send)
            return
        who = asking(scope, settings())
        if wait := await self._turn(who):
            await _refusal(first, wait)(scope, receive, send)
            return
        here = self._unjudged.setdefault(who, _Unjudged())
        judged = here.begun()

        async def looked_at(message: Message) -> None:
            if message["type"] == "http.response.start":
                if _is_wrong(first, message):
                    self._remember(who)
                judged()
            await send(message)

        try:
            await self.app(scope, receive, looked_at)
        finally:
            judged()
            if not here.requests and self._unjudged.get(who) is here:
                del self._unjudged[who]

    async def _turn(self, who: str) -> int:
        """Wait until one more may be judged; gives the seconds to wait instead, 0 for none."""
        while not (wait := self._wait(who)):
            here = self._unjudged.get(who)
            if here is None or here.requests + len(self._recent(who)) < settings().wrong_tries:
                break
            await here.next_judged()
        return wait

    def _wait(self, who: str) -> int:
        """How many seconds are left to wait, 0 for none."""
        recent = self._recent(who)
        most = settings().wrong_tries
        return ceil(recent[-most] + WINDOW - self._clock()) if len(recent) >= most else 0

    def _recent(self, who: str) -> list[float]:
        since = self._clock() - WINDOW
        return [at for at in self._wrong.get(who, ()) if at > since]

    def _remember(self, who: str) -> None:
        self._wrong[who] = [*self._recent(who), self._clock()][-settings().wrong_tries :]
        self._wrong.move_to_end(who)
        while len(self._wrong) > MOST_ADDRESSES:
            self._wrong.popitem(last=False)


def asking(scope: Scope, config: Settings) -> str:
    """Whose tries are counted together: an IPv4 address, or the network of one line of IPv6 (/64); "" where unknown."""
    client = scope.get("client")
    found = _address(client[0]) if client else None
    forwarded = ",".join(Headers(scope=scope).getlist("x-forwarded-for")).split(",")
    while found and forwarded and any(found in network for network in config.proxies):
        before = _address(forwarded.pop())
        if before is None:
            break
        found = before
    if isinstance(found, IPv6Address):
        return f"{IPv6Address(int(found) >> 64 << 64)}/64"
    return str(found or "")


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text.strip())
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found


def _is_wrong(first: str, message: Message) -> bool:
    if first == "oauth2callback" and message["status"] in range(300, 400):
        cookies = [value for name, value in message.get("headers", ()) if name.lower() == b"set-cookie"]
        return not any(_SIGNED_IN.match(value) for value in cookies)
    return message["status"] in _WRONG[first]


def _refusal(first: str, wait: int) -> JSONResponse | PlainTextResponse:
    said = _("Too many wrong tries from your address. Wait {n} seconds, and look at what you show.").format(n=wait)
    headers = {"Retry-After": str(wait), "Cache-Control": "no-store"}
    if first == "api":
        return JSONResponse({"error": said}, status_code=429, headers=headers)
    return PlainTextResponse(said, status_code=429, headers=headers)

"""After signing in with a provider, back to the page that was asked for, and not to the first one.

Streamlit leads everybody to the bare address. Whoever begins to sign in comes from a page of ours; its address is kept
in a cookie for as long as signing in takes.
"""

from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote, unquote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SIGN_IN, BACK = "/auth/login", "/oauth2callback"
COOKIE = "tracker-way-back"
_SECONDS = 600
_LONGEST = 1000


class WayBack:
    """ASGI middleware that keeps where somebody was when they began to sign in, and leads them there afterwards."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; mark the answers at the beginning and at the end of signing in."""
        if scope["type"] != "http" or scope["path"] not in (SIGN_IN, BACK):
            await self.app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                mark = _keep if scope["path"] == SIGN_IN else _lead
                mark(Headers(scope=scope), MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, marked)


def _keep(asked: Headers, answer: MutableHeaders) -> None:
    """Keep the page from which the request comes, where it is one of ours."""
    try:
        there = urlsplit(asked.get("referer", ""))
    except ValueError:
        return
    place = there.path + (f"?{there.query}" if there.query else "")
    if there.netloc == asked.get("host") and _ours(place):
        answer.append("Set-Cookie", _cookie(quote(place, safe=""), _SECONDS))


def _lead(asked: Headers, answer: MutableHeaders) -> None:
    """Lead to the page that was kept, where Streamlit leads to the first one and has signed somebody in."""
    place = _kept(asked.get("cookie", ""))
    if not place:
        return
    signed_in = any(value.startswith("_streamlit_user=") for value in answer.getlist("set-cookie"))
    if signed_in and answer.get("location") == "/" and _ours(place):
        answer["Location"] = place
    answer.append("Set-Cookie", _cookie("", 0))


def _ours(place: str) -> bool:
    """Whether this is a path here, and nothing that a browser reads as another host."""
    plain = place.isascii() and place.isprintable() and "\\" not in place and len(place) <= _LONGEST
    return plain and place.startswith("/") and not place.startswith("//")


def _kept(cookies: str) -> str:
    try:
        found = SimpleCookie(cookies).get(COOKIE)
    except CookieError:
        return ""
    return unquote(found.value) if found else ""


def _cookie(value: str, seconds: int) -> str:
    return f"{COOKIE}={value}; Max-Age={seconds}; Path={BACK}; HttpOnly; SameSite=Lax"

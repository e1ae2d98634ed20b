"""What every answer tells the browser: guess no types, pass no address on, load nothing from elsewhere, no frames."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tracker.settings import SignIn, settings

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-src 'self'",
        "frame-ancestors 'none'",
    )
)
"""Streamlit needs inline styles, and plotly and vega compile functions; everything comes from this server alone."""

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}

STRICT_TRANSPORT = "max-age=31536000; includeSubDomains"
"""For a year browsers ask for this host over encrypted connections alone."""


class Headers:
    """ASGI middleware that adds `HEADERS` to every answer that does not carry them already."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and mark its answer."""

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if encrypted():
                    headers.setdefault("Strict-Transport-Security", STRICT_TRANSPORT)
                    message["headers"] = [_guarded(*header) for header in message["headers"]]
            await send(message)

        await self.app(scope, receive, marked if scope["type"] == "http" else send)


def encrypted() -> bool:
    """Whether people sign in here over encrypted connections alone, so that cookies need no others."""
    config = settings()
    return config.sign_in in (SignIn.OIDC, SignIn.PROXY) and config.public_url.startswith("https://")


def _guarded(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """The header; a cookie goes back over encrypted connections alone."""
    cookie = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return (name, value + b"; Secure") if cookie else (name, value)

"""What Streamlit offers to everybody and nobody is offered here: its counts of visits, and its way in for programs.

Whoever keeps the server running asks `/readyz`; programs ask `/api/`.
"""

import re

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from tracker.translation import gettext as _

_SHUT = re.compile(r"/_stcore/+(?:metrics|agent|script-health-check)(?:/|$)")


class Closed:
    """ASGI middleware that answers 404 for these addresses, below whatever page they stand."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with one sentence."""
        if scope["type"] == "http" and _SHUT.search(scope["path"]):
            await PlainTextResponse(_("There is nothing at this address."), status_code=404)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

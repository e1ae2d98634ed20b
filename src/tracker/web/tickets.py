"""Tickets: how a page, which knows who asks in every sign-in mode, lets the same browser fetch one file.

A ticket names the person and the thing, holds for some hours, and holds in the browser alone that the page was shown
in: whoever signs in there as somebody else, or opens it elsewhere, is refused. What the person may do is asked anew
from the store at each call; the ticket only says who it is.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import timedelta

from tracker.settings import settings
from tracker.store.clock import now

_NAMED = "tracker-test-identity"
_COOKIES = (_NAMED, "_streamlit_user")
"""How the names of those cookies begin by which sign-in modes know a person."""

HOURS = 12
_SECRET = secrets.token_bytes(32)
"""New with each start of the server, so a ticket ends with it."""

Named = Mapping[str, str]


def issue(person_id: int, thing: str, headers: Named, cookies: Named) -> str:
    """A ticket to `thing` for this person in the browser that sent these headers and cookies."""
    until = now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=HOURS)
    head = f"{person_id}.{int(until.timestamp())}"
    return f"{head}.{_seal(head, thing, headers, cookies)}"


def holder(ticket: str, thing: str, headers: Named, cookies: Named) -> int | None:
    """The id of the person whom the ticket names; None where it does not hold, for this thing, here and now."""
    head, _dot, seal = ticket.rpartition(".")
    person, _dot, until = head.partition(".")
    if not hmac.compare_digest(seal.encode(), _seal(head, thing, headers, cookies).encode()):
        return None
    return int(person) if int(until) > now().timestamp() else None


def _seal(head: str, thing: str, headers: Named, cookies: Named) -> str:
    known = [(name, value) for name, value in sorted(cookies.items()) if name.startswith(_COOKIES)]
    naming = {_NAMED, settings().proxy_header.lower()}
    known += sorted((name.lower(), value) for name, value in headers.items() if name.lower() in naming)
    return hmac.new(_SECRET, repr((head, thing, known)).encode(), hashlib.sha256).hexdigest()

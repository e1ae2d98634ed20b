"""Who reads with a token: it stands in the header `Authorization`, and nowhere else.

Whether it holds is asked of the store at every look into it, so that revoking a token, or shutting its person out,
ends an answer that is still on its way.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session
from starlette.datastructures import Headers

from tracker.actions import tokens
from tracker.errors import NotSignedIn
from tracker.queries.tokens import Bearer, bearer
from tracker.store.access import at_most
from tracker.store.clock import now
from tracker.store.sessions import Store
from tracker.translation import gettext as _

_LONGEST = 200
_SPARING = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Look:
    """One look into the store with a token."""

    session: Session
    bearer: Bearer


def shown(headers: Headers) -> str:
    """The token that the request shows; NotSignedIn where there is none, or more than one."""
    given = headers.getlist("authorization")
    scheme, _space, token = given[0].strip().partition(" ") if len(given) == 1 else ("", "", "")
    if scheme.lower() != "bearer" or not 0 < len(token.strip()) <= _LONGEST:
        raise NotSignedIn(_("Show a token: send the header “Authorization: Bearer …”, once."))
    return token.strip()


@contextmanager
def looking(store: Store, token: str) -> Iterator[Look]:
    """Questions of the token's person, within what the token may; NotSignedIn where it opens nothing."""
    with store.reading() as session:
        found = bearer(session, token)
        if found is None:
            raise NotSignedIn(_("This token opens nothing. It may be mistyped, over or revoked. Make a new one."))
        with at_most(found.most):
            yield Look(session, found)


def keep_used(store: Store, found: Bearer) -> None:
    """Keep that the token was used, to the minute."""
    if found.used_at is None or now() - found.used_at >= _SPARING:
        with store.noting() as session:
            tokens.used(session, found.token_id)

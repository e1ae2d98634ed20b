"""The terms on which a token or a link is given out: what it is called, and how long it holds."""

from datetime import datetime, timedelta

from tracker.actions.people import tidy_name
from tracker.errors import Invalid
from tracker.store.clock import now
from tracker.translation import gettext as _

LONGEST_DAYS = 366
_LONGEST_NAME = 80


def called(name: str, unnamed: str) -> str:
    """The name, tidied; Invalid for one that is too long, and for none, which `unnamed` says in words."""
    found = tidy_name(name)
    if not found:
        raise Invalid(unnamed)
    if len(found) > _LONGEST_NAME:
        raise Invalid(_("A name has at most {most} characters.").format(most=_LONGEST_NAME))
    return found


def until(days: int, other: str) -> datetime:
    """The moment at which it ends; Invalid for no day and for more than a year, which `other` says with `{most}`."""
    if not 1 <= days <= LONGEST_DAYS:
        raise Invalid(other.format(most=LONGEST_DAYS))
    return now() + timedelta(days=days)

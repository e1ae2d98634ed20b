"""Numbers as the board reads them: each with the number of what it was taken from."""

from tracker.translation import gettext as _
from tracker.translation import ngettext

_ENOUGH_FOR_A_SHARE = 20


def number(n: int) -> str:
    """A number with its thousands apart."""
    return f"{n:,}"


def recommendations(n: int) -> str:
    """ "1 recommendation", "1,200 recommendations"."""
    return ngettext("{n} recommendation", "{n} recommendations", n).format(n=number(n))


def briefs(n: int) -> str:
    """ "1 brief", "12 briefs"."""
    return ngettext("{n} brief", "{n} briefs", n).format(n=number(n))


def share(n: int, of: int) -> str:
    """ " (34%)"; nothing where there are too few for a share to mean anything. Only none is 0%, only all is 100%."""
    if of < _ENOUGH_FOR_A_SHARE:
        return ""
    rounded = round(100 * n / of)
    if n and not rounded:
        return _(" (under 1%)")
    if n < of and rounded == 100:
        return _(" (over 99%)")
    return _(" ({share}%)").format(share=rounded)

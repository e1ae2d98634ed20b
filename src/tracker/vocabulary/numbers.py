"""Numbers as people read them: thousands apart, beside their noun, and shares that are never rounded to all or none."""

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


def percent(value: float) -> str:
    """A share from 0 to 1 in whole percent: only none is "0%", only all is "100%"; next to them "<1%" and ">99%"."""
    return f"{_sign(value)}{_whole(value)}%"


def percents(low: float, high: float) -> str:
    """A range of shares: "12–34%", "<1–5%"; as one share where both ends are said alike."""
    first, last = percent(low), percent(high)
    return last if first == last else f"{first.removesuffix('%')}–{last}"


def share(n: int, of: int) -> str:
    """ " (34%)", rounded as `percent` does; nothing where there are too few for a share to mean anything."""
    if of < _ENOUGH_FOR_A_SHARE:
        return ""
    said = {"<": _(" (under {share}%)"), ">": _(" (over {share}%)"), "": _(" ({share}%)")}
    return said[_sign(n / of)].format(share=_whole(n / of))


def _sign(value: float) -> str:
    rounded = _rounded(value)
    if value > 0 and rounded == 0:
        return "<"
    return ">" if value < 1 and rounded == 100 else ""


def _whole(value: float) -> int:
    return _rounded(value) + {"<": 1, ">": -1, "": 0}[_sign(value)]


def _rounded(value: float) -> int:
    """The share in whole percent; one that is a half but for what a sum of fractions loses is rounded as a half."""
    return round(round(100 * value, 9))

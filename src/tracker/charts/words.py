"""The words in and around charts: other people's names made harmless, and the sentences that charts share."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from babel.dates import format_date

from tracker.queries.counts import Totals
from tracker.translation import gettext as _
from tracker.translation import ngettext, spoken
from tracker.vocabulary.numbers import briefs, number, recommendations

_ENTITIES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "$": "&#36;", "%": "&#37;", "{": "&#123;"}
)
_SPACE = re.compile(r"\s+")


def harmless(text: str) -> str:
    """The text as plotly shows it letter by letter: no markup, no formula, no placeholder, no second line."""
    if not text.isprintable():
        text = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return _SPACE.sub(" ", text).strip().translate(_ENTITIES)


def fitted(text: str, room: float) -> str:
    """The text cut with "…" to `room` letters of common width; capitals and wide scripts count for more."""
    used = 0.0
    for place, letter in enumerate(text):
        used += _width(letter)
        if used > room:
            return text[: max(place - 1, 1)].rstrip(" ,;:.-–—") + "…"
    return text


def extent(text: str) -> float:
    """How many letters of common width the text is as wide as."""
    return sum(map(_width, text))


def _width(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 2.0
    return 1.35 if letter.isupper() or letter in "mw@" else 1.0


def counted(totals: Totals) -> str:
    """What is counted, and what stands beside it."""
    words = (
        ngettext("{n} confirmed headline recommendation", "{n} confirmed headline recommendations", totals.total)
        if totals.headline_only
        else ngettext("{n} confirmed recommendation", "{n} confirmed recommendations", totals.total)
    )
    said = _("{what} from {briefs}").format(what=words.format(n=number(totals.total)), briefs=briefs(totals.briefs))
    return _("{said}; {pending}").format(said=said, pending=waiting(totals.pending)) if totals.pending else said


def waiting(pending: int) -> str:
    """How many are to be confirmed, and that no chart counts them."""
    return ngettext(
        "{n} more is to be confirmed and not counted here",
        "{n} more are to be confirmed and not counted here",
        pending,
    ).format(n=number(pending))


def several(total: int, each: str) -> str:
    """Why groups may add up to more than there are."""
    return (
        each + " " + _("The bars may therefore add up to more than the {n} there are.").format(n=recommendations(total))
    )


def day(on: date) -> str:
    """A day in words: "26 November 2026"."""
    return format_date(on, "d MMMM y", locale=spoken())


def listed(names: Sequence[str]) -> str:
    """ "Iran", "Iran and Iraq", "Iran, Iraq and Syria"."""
    if len(names) < 2:
        return "".join(names)
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])


def sentences(*parts: str) -> str:
    """The parts that say something, each as a sentence."""
    return " ".join(part if part[-1] in ".!?" else f"{part}." for part in parts if part)

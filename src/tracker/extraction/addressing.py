"""Whom a heading, or a line of its own over a list, speaks to: "To donors:", "What should funders do?"."""

import re

from tracker.extraction.addressees import LONGEST, enumerated, is_known, named
from tracker.extraction.lexicon import verbs

_TO = re.compile(
    r"^(?:(?:key |our |policy )?(?:recommendations?|proposals?|asks?|advice|messages?)\s+)?(?:addressed |directed )?"
    r"(?P<way>to|for)\s+(?P<who>\S.*?)(?:\s+(?:should|must|ought to|need to))?\s*[:.]?$",
    re.IGNORECASE,
)
_SHOULD = re.compile(
    r"^(?:[Ww]hat\s+)?(?P<who>[A-Z].*?)\s+(?:should|must|can|could|ought to|need to)(?: do(?: next| now)?)?\s*:?$"
)
_MEANS = re.compile(
    r"^what (?:(?:this|it|(?:the|these) findings|does this|do these findings) means? for (?P<who>[^?:]{2,60})"
    r"|(?:should|must|can|could) (?P<asked>[^?:]{2,60}?) do\b[^?:]{0,20})\??$",
    re.IGNORECASE,
)
"""A heading over what follows for somebody: "What this means for funders", "What should funders do?"."""
_MOVED = re.compile(
    r"^(?:it is (?:therefore )?recommended )?that (?P<who>(?:the )?[A-Z][^:]{1,60}?)\s*:$", re.IGNORECASE
)
"""A motion to a council, over the list of what it is to resolve: "That Council:"."""
_PURPOSE = re.compile(
    r"^(?:the )?(?:future|way|better|more|an?|action|change|policy|further)\b|^\w+ing\b", re.IGNORECASE
)


def addressed_in_heading(heading: str, *, inside: bool) -> tuple[str, ...]:
    """Whom a heading addresses ("To the Government of Iran:"); `inside` advice its name alone is enough."""
    said = " ".join(heading.split())
    if match := _TO.match(said):
        return _addressed(match["who"], known=match["way"].casefold() == "for")
    if match := _MEANS.match(said):
        return named(match["asked"]) if match["asked"] else _addressed(match["who"], known=True)
    if (match := _SHOULD.match(said)) and len(match["who"].split()) <= 2 * LONGEST:
        return named(match["who"])
    words = said.rstrip(":").split()
    if not inside or not words or len(words) > 8 or words[0].casefold() in verbs("imperative"):
        return ()
    found = tuple(name for name in named(said) if is_known(name))
    return found if found and sum(len(name.split()) for name in found) + 3 >= len(words) else ()


def addressed_in_line(line: str) -> tuple[str, ...]:
    """Whom a line of its own addresses ("To donors:"), so that a new group begins; () where it is none."""
    said = " ".join(line.split())
    if moved := _MOVED.match(said):
        return named(moved["who"])
    match = _TO.match(said)
    return _addressed(match["who"], known=match["way"].casefold() == "for") if match else ()


def _addressed(who: str, *, known: bool) -> tuple[str, ...]:
    """The names behind "to"; behind "for" (`known`) only those that are known to act, since it also says what for."""
    words = who.split()
    first = words[0].casefold()
    if _PURPOSE.match(who) or len(words) > 2 * LONGEST or (first in verbs("imperative") and who[0].islower()):
        return ()
    found = named(who)
    if known:
        return tuple(name for name in found if is_known(name))
    proper = who[0].isupper() or first in ("the", "all", "both")
    return found or (enumerated(who.rstrip(" :.")) if proper else ())

"""Blocks among advice that hold none of the authors' own: options, replies, contacts, what was found."""

import re

from tracker.document import Block
from tracker.extraction.addressees import is_known

_OPTION = re.compile(
    r"(?:option|alternative|scenario)\s+(?:\d|[A-Z]\b|one\b|two\b|three\b)\w?\s*[:.(–—]", re.IGNORECASE
)

_REPLY = re.compile(
    r"(?P<who>(?:[\w.&’'-]+ ){0,5}?[\w.&’'-]+?)(?:['’]s?)? (?:response|reply|comments?)\s*(?:\([^()]*\)\s*)?[:.]",
    re.IGNORECASE,
)
"""How a block opens that prints an answer: "Department response: Agree."."""

_FOUND = re.compile(
    r"\W*(?:(?:condition|criteria|criterion|cause|effect|(?:key |audit )?finding|key concern|concern|observation)"
    r"(?:\s*(?:\([\w., ]{1,20}\)|\d[\d.-]{0,6}))?|conclusion\s+\d[\d.-]{0,6})\s*[:.–—]\s",
    re.IGNORECASE,
)
"""How a block opens that says what was found and by what it is measured: "Criteria: …", "Conclusion 2-1: …"."""

_STATUS = re.compile(
    r"(?:[.;:!?)\]]\s)(?:this has been |it has been |has been |was |is )?"
    r"(?:(?:not|not yet|partly|partially|largely|fully|only partly|substantially|still|now|since) )*"
    r"(?:(?:carried out|implemented|done|completed|acted (?:up)?on|fulfilled|rejected)"
    r"|(?:accepted|in progress)(?=\.?$))"
    r"(?: (?:in|since|by|on|at|after|only) [^.;:]{2,60}| [\w ]{0,20}(?:19|20)\d\d)?\.?$",
    re.IGNORECASE,
)
"""How a block ends that tells what has become of a recommendation made before: "Not carried out."."""

_CONTACT = re.compile(
    r"\W*notes? (?:for|to) (?:the )?editors?\b[^.]{0,20}:"
    r"|\W*(?:(?:media|press|for media|for further) )?(?:contacts?|enquir\w+|inquir\w+)\b[^.:]{0,20}:",
    re.I,
)


def is_option(block: Block, words: str) -> bool:
    """Whether a block only sets out one of several options."""
    return bool(_OPTION.match(f"{block.marker} {words[:40]}".lstrip()))


def is_reply(words: str) -> bool:
    """Whether a block prints what somebody replied."""
    reply = _REPLY.match(words[:120])
    return bool(reply and is_known(reply["who"]))


def is_contact(words: str) -> bool:
    """Whether a block says whom to ask."""
    return bool(_CONTACT.match(words[:60]))


def tells_what_became_of(words: str) -> bool:
    """Whether a block ends by telling what has become of what it recommends, which was made before."""
    return bool(_STATUS.search(words.rstrip()[-120:]))


def says_what_was_found(words: str) -> bool:
    """Whether a label says that the words are a finding or what it is measured by, and no advice."""
    return bool(_FOUND.match(words[:60]))

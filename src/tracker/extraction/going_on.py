"""What stands around a recommendation: what goes on with an item, the entries of a form, whom an item speaks to."""

import re
from collections.abc import Iterable

from tracker.document import BlockKind, Document
from tracker.extraction.addressees import is_known, named
from tracker.extraction.addressing import addressed_in_line
from tracker.extraction.imperative import imperative
from tracker.extraction.labels import label_of, number_of
from tracker.extraction.openings import finds, opening_of, reports
from tracker.extraction.sentences import Sentence, split

_ASIDE = frozenset({BlockKind.FURNITURE, BlockKind.FOOTNOTE, BlockKind.CAPTION, BlockKind.QUOTATION})
_BESIDES = re.compile(r"\W*(?:in addition|further|beyond|besides|moreover|alongside)\b", re.IGNORECASE)
_LONGEST_ITEM = 12
"""Blocks of the longest item between two numbers."""
_WHO = (
    r"(?:responsib(?:le|ility)(?: (?:for \w+|party|body|agency|institution|office|unit|actors?))?"
    r"|(?:lead|implementing)(?: (?:agency|body|department|ministry|institution|actor|partner))?"
    r"|address(?:ees?|ed to)|directed (?:to|at)|action(?: required)? (?:by|for|owner)|owner|by whom|recipient)"
)
_ENTRY = re.compile(
    rf"\W*(?:{_WHO}|priority|urgency|time ?(?:frame|line|scale)|deadline|due(?: date| by)?|target date|costs?"
    r"|resources|level of (?:priority|effort)|status) ?:\s",
    re.IGNORECASE,
)
"""How a line opens that fills in a form about the recommendation above: "Priority: high.", "Responsible: Union"."""
_FILLED = re.compile(rf"(?:^|[.;|(,]\s*|\s[–—-]\s){_WHO} ?:\s*(?P<who>[^.;:|()]{{2,120}})", re.IGNORECASE)
_BRACKET = re.compile(r"\((?P<who>[^()]{3,100})\)\s*[.;]?\s*$")
_TO_WHOM = re.compile(
    r"(?P<line>(?:To|For) [^:.;]{2,80})[:.](?:\s+(?=[A-Z])|$)"
    r"|(?P<body>[Tt]o [^:.;–—]{2,80}?)\s*[–—:]\s*(?=(?:not )?to [a-z])"
)
"""How a paragraph or an item opens that says to whom it speaks: "To the mining companies: Publish …"."""
_SHORT_FORM = re.compile(r"[A-Z][A-Za-z]*[A-Z]s?")


def goes_on(document: Document, place: int, number: str = "") -> bool:
    """Whether a paragraph between the items of one list only goes on with the item above it, which has this number."""
    block = document.blocks[place]
    below = next((other for other in document.blocks[place + 1 : place + 4] if other.kind not in _ASIDE), None)
    told = split(document, place)
    last = told[-1]
    opens = opening_of(last) or finds(last) or reports(last) or last.text.rstrip().endswith(":")
    labelled = label_of(document.words(block), "")[0] or opens
    led = block.lead and block.lead.end < block.span.end
    orders = imperative(told[0].plain)
    counted = not (orders or _BESIDES.match(told[0].text)) and _counts_on(document, place, number)
    inside = (below is not None and below.kind is BlockKind.LIST_ITEM) or counted
    return not labelled and not led and inside


def _counts_on(document: Document, place: int, number: str) -> bool:
    """Whether paragraphs alone stand before the item whose number is the next one."""
    if not number.isdecimal():
        return False
    after = document.blocks[place + 1 : place + 1 + _LONGEST_ITEM]
    below = next((other for other in after if other.kind not in _ASIDE | {BlockKind.PARAGRAPH}), None)
    counted = number_of(below.marker) if below and below.kind is BlockKind.LIST_ITEM else ""
    return counted.isdecimal() and int(counted) == int(number) + 1


def is_entry(words: str) -> bool:
    """Whether a paragraph fills in a form about the recommendation above it."""
    return bool(_ENTRY.match(words[:60]))


def filled_in(told: Iterable[Sentence]) -> tuple[str, ...]:
    """Who is to act, as a form below a recommendation says it: "Responsible: Ministry of Works"."""
    found = (_FILLED.search(each.text) for each in told)
    return next((named(match["who"]) for match in found if match), ())


def in_brackets(text: str) -> tuple[str, ...]:
    """Who is to act, as brackets behind an item say it: "Publish the list (Ministry of Works)"."""
    match = _BRACKET.search(text[-120:])
    if not match or _SHORT_FORM.fullmatch(match["who"]) or not match["who"][0].isupper():
        return ()
    who = named(match["who"])
    return who if all(is_known(name) for name in who) else ()


def spoken_to(text: str) -> tuple[tuple[str, ...], int]:
    """Whom an item speaks to ahead of its words, "To the mining companies: Publish …", and where those begin."""
    lead = _TO_WHOM.match(text)
    whom = addressed_in_line(lead["line"] or lead["body"]) if lead else ()
    return (whom, lead.end()) if lead and whom else ((), 0)

"""Orders behind a colon: whom a lead names, what a plea announces, to what a statement leads."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.extraction.addressees import named
from tracker.extraction.imperative import Imperative, imperative
from tracker.extraction.lexicon import verbs
from tracker.extraction.parts import to_the_reader
from tracker.extraction.sentences import opening


@dataclass(frozen=True, slots=True)
class Order:
    """An order: the words that give it, who is to act, where the action and the clause begin, whether it forbids.

    `announced` is whether the authors say ahead of it that it is what they ask for.
    """

    said: tuple[int, int]
    subject: str
    action: int
    begins: int
    negated: bool
    announced: bool = False


_PLEA = re.compile(
    r"(?![^:]{0,80}\b(?:was|were|had)\b)\W*(?:so |and |but |then )?"
    r"(?:(?:our|my) (?:advice|plea|message|recommendation|request|appeal)\b(?: to (?P<who>[^:.;,]{2,50}?))?"
    r"(?: is (?:\w+ )?\w+)?|to (?P<who2>[^:.;,]{2,50}?),? (?:we|i) say"
    r"|(?:we|i) say to (?P<who3>[^:.;,]{2,50}?)"
    r"|the (?:first|second|one|main|only|last|next) thing (?:that )?(?:we|i)(?: would|['’]d) "
    r"(?:tell|ask of|ask|advise|say to) (?P<who4>(?!you\b)[^:.;,]{2,50}?) is (?:this|simple|to)):\s+(?=\w)",
    re.IGNORECASE,
)
"""What stands ahead of an order to somebody named: "Our advice to the council is simple: repair the pier"."""
_READERS = re.compile(r"\b(?:readers?|visitors|subscribers)\b", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:To )?(?P<who>(?![^:.;–—]{0,60}\b(?:is|are|was|were|has|have|had) )[A-Z0-9][^:.;–—]{1,60})(?::| [–—])\s+"
)
"""Whom or when a list item names before what is to be done: "Congress: Pass the bill", "Congress – pass the bill"."""
_WHEN = re.compile(r"(?:by|in|within|from|until|before|immediately|now|first|next)\b|\d", re.IGNORECASE)
_STATED = re.compile(
    r"(?:there is no (?:point|sense|use|need)\b|(?:[^:.;]{2,80} )?(?:is|are|can|cannot|will|would|has|have|needs?)\b)"
    r"[^:.;]{2,160}: (?=[a-z])",
    re.IGNORECASE,
)
"""A statement that gives the reason for what follows it: "The money is there: spend it"."""
_OBJECT = re.compile(r"\s+(?:the|an?|its|their|every|each|all|no|it|them|this|that|these|those|any|some)\b")


def ordered(text: str, opened: Imperative | None) -> Iterator[Order]:
    """The orders that stand behind a colon, in a text that opens with the order `opened` or with none."""
    lead = None if opened else _LEAD.match(text)
    below = imperative(text[lead.end() :]) if lead else None
    if lead and below and (named(lead["who"]) or _WHEN.match(lead["who"])):
        at = lead.end() + below.start
        yield Order((at, lead.end() + below.end), lead["who"], at, at, below.negated)
    plea = _PLEA.match(text)
    asked = imperative(text[plea.end() :]) if plea else None
    who = next((name for name in plea.groups() if name), "") if plea else ""
    if plea:
        if asked and not _READERS.search(who) and not to_the_reader(who):
            yield Order(plea.span(), who, plea.end() + asked.start, plea.start(), asked.negated, announced=True)
    elif not opened and ": " in text:
        yield from _led_to(text)


def _led_to(text: str) -> Iterator[Order]:
    """The order to which a statement leads; its verb has an object, as a noun has none."""
    stated = _STATED.match(text, opening(text))
    told = imperative(text[stated.end() :]) if stated else None
    if stated and told and told.verb in verbs("imperative") and _OBJECT.match(text, stated.end() + told.end):
        at = stated.end() + told.start
        yield Order((at, stated.end() + told.end), "", at, at, told.negated)

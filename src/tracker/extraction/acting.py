"""Who is to act on a recommendation: whom its sentence names, or what stands over it."""

import re

from tracker.extraction.addressees import agent, is_known, is_pronoun, is_reader, named
from tracker.extraction.clauses import Clause, Mood, clauses
from tracker.extraction.imperative import let
from tracker.extraction.judging import Judgement
from tracker.extraction.passages import LISTED, Place
from tracker.extraction.rules import CLEFT, NOBODY
from tracker.extraction.subjects import before_base_verb

_AMONG = re.compile(r"\b(?:among|between) (?P<who>the [^,.;:]{3,60}?)(?= (?:that|which|to|on|for|in|about)\b|[,.;:]|$)")
_TO_WHOM = re.compile(r"(?P<who>[A-Z][^:.;,]{2,60}): \w")
"""Whom an item names before the measure that it asks of them: "Landlords: no rise without a survey"."""
_NEITHER = re.compile(r"neither .{2,60}? nor ", re.IGNORECASE)
_APART = re.compile(r"\W*(?P<who>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,5}), for (?:its|their|his|her) part,")
"""Who is set beside others in a sentence, a name that nothing else shows to be one who acts."""
_ASKED = re.compile(
    r"\s*(?:be (?:asked|urged|invited|encouraged|required|told|instructed|directed|ordered)\b"
    r"|(?:not|never) be (?:tempted|deterred|discouraged|put off|swayed|drawn into)\b)"
)
"""How a passive goes on of those who are to act themselves: "should be told to", "should not be tempted"."""
_AND = re.compile(r".*?,? and $|and ", re.DOTALL)


def who_acts(
    judgement: Judgement, above: tuple[str, ...], before: tuple[str, ...], reader: tuple[str, ...]
) -> tuple[str, ...]:
    """Who is to act: as the table, the sentence, the opening, the heading or the passage name them."""
    said, clause = judgement.said, judgement.clause
    if said.addressees is not None:
        return said.addressees
    if clause is None and (doer := _of_measure(said.sentence.plain)):
        return doer
    if clause and clause.passive:
        return _of_passive(said.sentence.plain, clause.subject, clause.action) or _beside(said.sentence.plain, clause)
    if clause and is_reader(clause.subject):
        return reader
    if clause and (is_pronoun(clause.subject) or clause.subject.casefold() == "this"):
        return said.sentence.meant or before
    return _stated(judgement) or _inherited(judgement, above, reader)


def _stated(judgement: Judgement) -> tuple[str, ...]:
    """Who is to act, as the sentence itself names them."""
    said, clause = judgement.said, judgement.clause
    if clause and NOBODY.match(clause.subject):
        return named(clause.subject[len("neither ") :]) if _NEITHER.match(clause.subject) else ()
    stated = (named(clause.subject) if clause else ()) or said.sentence.meant
    if not stated and clause and (apart := _APART.match(said.sentence.plain)):
        return (apart["who"],)
    if not stated and clause and said.place is Place.PROSE:
        stated = named(let(said.sentence.plain)) or _of_cleft(said.sentence.plain)
    if not stated and clause is None and said.place in LISTED and (told := _TO_WHOM.match(said.sentence.plain)):
        stated = tuple(name for name in named(told["who"]) if is_known(name))
    if not stated and (said.place is Place.OPENED or (said.place is Place.ITEM and not clause)):
        stated = _of_item(said.sentence.plain)
    return stated


def _of_item(text: str) -> tuple[str, ...]:
    """Who is named by an item that goes on from "We recommend": "that the council set up an alarm"."""
    nobody = NOBODY.match(text[5:])
    return named(before_base_verb(text[5:])[0]) if text[:5].casefold() == "that " and not nobody else ()


def _of_measure(text: str) -> tuple[str, ...]:
    """Who is named by a measure that is wanted: "an agreement among the states", "an end to raids by the army"."""
    among = _AMONG.search(text)
    return (named(among["who"]) if among else ()) or agent(text)


def _of_cleft(text: str) -> tuple[str, ...]:
    match = CLEFT.match(text)
    return named(match["who"]) if match else ()


def _beside(text: str, passive: Clause) -> tuple[str, ...]:
    """Who is told to act in the same breath: "Banks must publish it, and the rules should be amended"."""
    told = (way for way in clauses(text) if way.mood is Mood.DUTY and not way.passive and way.cue < passive.cue)
    joined = _AND.match(text[: passive.begins][-6:]) or _AND.match(text[passive.begins :])
    return next((named(way.subject) for way in told), ()) if joined else ()


def _inherited(judgement: Judgement, above: tuple[str, ...], reader: tuple[str, ...]) -> tuple[str, ...]:
    """Whom the opening, the heading or the headline above address."""
    opening = judgement.said.opening
    if opening and (opening.addressees or opening.to_reader):
        return opening.addressees or reader
    above = judgement.said.section.addressees or above
    clause = judgement.clause
    return above or (reader if clause and clause.mood is Mood.IMPERATIVE else ())


def _of_passive(text: str, subject: str, action: int) -> tuple[str, ...]:
    return named(subject) if _ASKED.match(text, action) else agent(text[action:])

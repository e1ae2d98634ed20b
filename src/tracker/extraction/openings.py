"""Sentences that open a list: "The Council should:", "We urge the parties to take three steps:"."""

import re
from dataclasses import dataclass

from tracker.extraction.addressees import is_pronoun, is_reader, named
from tracker.extraction.clauses import Clause, Mood, clauses
from tracker.extraction.lexicon import verbs
from tracker.extraction.rules import ENDS, WISH
from tracker.extraction.sentences import Sentence
from tracker.extraction.voice import asked_by_others, not_theirs

_BARE = re.compile(
    r"^[\s,]*(?:not|therefore|also|now|then|urgently|immediately|jointly|in particular|at least|to)*[\s,]*"
    r"(?:consider|explore|examine|look (?:in)?to|look at|weigh)?[\s,]*:?\s*$"
)
_STEPS = re.compile(
    r"\b(?:following|these|this|three|four|five|six|seven|eight|nine|ten|two|several|some"
    r"|the)\b[^:]{0,60}\b(?:steps?|measures?"
    r"|recommendations?|actions?|things|proposals?|principles?|priorities|changes|reforms?|courses?|ways?|points?"
    r"|asks?)\b"
    r"|\b(?:the )?following\s*:$|\bthe following\b[^:]{0,40}\b(?:is|are) (?:\w+ )?"
    r"(?:recommended|suggested|proposed|advised|requested)\b"
    r"|\bthe following\b[^:]{0,40}\b(?:should|must|ought to|need to) be\b|\bas follows\s*:$",
    re.IGNORECASE,
)
_THESE = re.compile(r"\b(?:the following|these|those)\b", re.IGNORECASE)
_RECOMMENDS = re.compile(
    r"\brecommend(?:s|ed|ations?)?\b|\bpropos(?:es?|ed|als?)\b|\burges?\b|\bcalls? (?:up)?on\b"
    r"|\b(?:is|are) (?:\w+ )?(?:suggested|advised|requested)\b",
    re.IGNORECASE,
)
_CONTENT = re.compile(
    r"\b(?:includ(?:e|es|ing)|contains?|covers?|comprises?|consists? of|specify|state|say|be|have|on)\s*:$", re.I
)
_FINDS = re.compile(
    r"\b(?:is|are|was|were|remains?) (?:\w+ ){0,2}(?:concerned|alarmed|troubled|worried|disturbed)\b"
    r"|\b(?:committee|commission|we|panel|inquiry|report|study|review|team|it) (?:\w+ )?(?:regrets?|notes?|noted"
    r"|found|finds"
    r"|observes?|observed|welcomes?|commends?|deplores?|heard|identified|saw)\b",
    re.IGNORECASE,
)
_ASIDE = 8
_ANY = re.compile(r"(?:a|an|any|every|each)\b", re.IGNORECASE)
"""How a subject begins that is one of a kind, so that the list below says what makes it good: "A good tariff must:"."""
_UNENDED = re.compile(
    r"\b(?:should|must|ought to|needs? to|recommends? that|calls? on [^.;:]{3,60} to)$", re.IGNORECASE
)
"""How a sentence without a colon ends over a list that completes it: "The agency should"."""
_FOLLOWING = re.compile(
    r"\b(?:should|must|(?:urged|encouraged|invited|asked|need) to|recommends?(?: that)?)\b[^.;:]{0,60}\bthe following"
    r"(?: \w+){0,2} (?:steps|actions|measures|reforms|changes|recommendations)\.$",
    re.IGNORECASE,
)
"""How a sentence ends that announces a list with a full stop: "… should take the following steps."."""
_STANDING = re.compile(
    r"\bwe have (?:therefore |also |now |thus )?(?:proposed|suggested|put forward|set out|outlined|drawn up) "
    r"(?:the following|these|two|three|four|five|six|seven|eight|nine|ten|several|a (?:number|series|set) of)"
    r"(?: [\w-]+){0,2} (?:reforms|changes|measures|steps|recommendations|proposals|actions|alternatives|amendments"
    r"|remedies|safeguards|demands)\s*:$",
    re.IGNORECASE,
)
"""How a list is opened of what the authors have proposed, and still do: "We have proposed the following reforms:"."""
_ASKED_BEFORE = re.compile(
    r"\b(?:we|i|it|they)\s+(?:\w+ly |also |had |have )?(?:recommended|proposed|urged|called (?:up)?on)\b", re.IGNORECASE
)
_LONG_AGO = re.compile(r"\b(?:in (?:\w+ )?(?:19|20)\d\d|last year|previously|years? ago)\b", re.IGNORECASE)
"""When a list was asked for that is no longer: "In 2015 we proposed the following reforms:"."""
_INFINITIVE = re.compile(r"\bto\s*:$", re.IGNORECASE)
_FOR = re.compile(r"\bfor\s*:$", re.IGNORECASE)
"""How an opening ends over a list of what somebody is called on for: "We call on the bank for:"."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands over a list: who is to act, whether it says nothing else (`bare`), whether it says "you", whether it
    says that measures follow."""

    addressees: tuple[str, ...]
    bare: bool
    negated: bool = False
    to_reader: bool = False
    of_measures: bool = False


def opening_of(told: Sentence) -> Opening | None:
    """The opening that a sentence is to the list below it, None where it is none of advice."""
    text = told.plain.rstrip()
    if not _stands_over(text) or asked_by_others(text) or ENDS.search(text):
        return None
    for clause in clauses(text):
        wish = clause.mood is Mood.CHANCE and WISH.fullmatch(text[slice(*clause.cue)])
        unsaid = clause.mood in (Mood.IMPERATIVE, Mood.CHANCE) and not wish
        if unsaid or not_theirs(told, clause.cue[0]):
            continue
        addressees = named(clause.subject.rstrip(" :").removesuffix(" to"))
        if clause.mood is Mood.DUTY and not addressees and _ANY.match(clause.subject):
            return None
        left = text[clause.action :].strip(" :—–,")
        only_who = bool(clause.subject) and left == clause.subject.strip(" :—–,")
        bare = _BARE.match(text[clause.action :]) or _says_no_verb(text[clause.action :])
        called_for = clause.mood is Mood.CALL and clause.subject and _FOR.search(text)
        if only_who or bare or called_for or _INFINITIVE.search(text):
            addressees = told.meant if is_pronoun(clause.subject) else addressees
            return Opening(addressees, True, clause.negated, is_reader(clause.subject.strip(" :")))
        if _STEPS.search(text):
            return Opening(addressees, bare=True)
    theirs = bool(not_theirs(told, len(text)))
    past = _ASKED_BEFORE.search(text) and _LONG_AGO.search(text)
    announced = not (theirs or past) and _STEPS.search(text) and _RECOMMENDS.search(text)
    if announced or _STANDING.search(text):
        return Opening((), bare=True)
    ordered = not theirs and not _CONTENT.search(text) and any(_orders(clause) for clause in clauses(text))
    return Opening((), bare=False, of_measures=bool(_STEPS.search(text) or _THESE.search(text))) if ordered else None


def reports(told: Sentence) -> bool:
    """Whether a sentence opens a list of what others advised, or the authors before: "The union proposed that:"."""
    text = told.plain.rstrip()
    if not text.endswith(":"):
        return False
    if asked_by_others(text):
        return True
    if _STANDING.search(text):
        return False
    return bool(_RECOMMENDS.search(text)) and bool(not_theirs(told, len(text)) or _ASKED_BEFORE.search(text))


def finds(told: Sentence) -> bool:
    """Whether a sentence opens a list of what the authors found: "The Committee is concerned that:"."""
    return told.plain.rstrip().endswith(":") and bool(_FINDS.search(told.plain))


def _stands_over(text: str) -> bool:
    """Whether a sentence ends as one does that a list completes."""
    return text.endswith((":", ": –", "—")) or bool(_UNENDED.search(text) or _FOLLOWING.search(text))


def _says_no_verb(action: str) -> bool:
    """Whether nothing behind the cue says what to do: "should, within a year:"."""
    words = re.findall(r"[a-z]+", action)
    return len(words) <= _ASIDE and not any(word in verbs("imperative") for word in words)


def _orders(clause: Clause) -> bool:
    """Whether the clause asks for something itself, so that the list below says how."""
    return clause.mood is not Mood.CHANCE

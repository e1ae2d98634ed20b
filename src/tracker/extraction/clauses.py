"""How a sentence advises: the words that do it, who is to act, what is to be done."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from tracker.extraction.addressees import named
from tracker.extraction.courses import courses
from tracker.extraction.imperative import imperative
from tracker.extraction.lexicon import phrases
from tracker.extraction.ordered import ordered
from tracker.extraction.rules import NOBODY
from tracker.extraction.sentences import opening, without_side_clause
from tracker.extraction.subjects import before_base_verb, before_infinitive, before_verb


class Mood(StrEnum):
    """The ways in which a sentence can advise."""

    IMPERATIVE = "imperative"
    CALL = "call"
    """The authors recommend, urge, ask."""
    DUTY = "duty"
    """Somebody should, ought to, must, needs to."""
    VERDICT = "verdict"
    """It is time to, it is essential that."""
    CHANCE = "chance"
    """Somebody could, might, may."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Advice as it stands in a sentence's text, in characters from its start.

    `cue` is what advises ("should", "we recommend that"), `subject` who is to act, as far as the grammar shows
    ("" where nobody), `action` where the action begins, `begins` where the advising clause itself begins, behind what
    is fronted.
    """

    mood: Mood
    cue: tuple[int, int]
    subject: str
    action: int
    begins: int = 0
    negated: bool = False
    passive: bool = False


_LONGEST_DOER = 72
_BRIEF = 6
"""Words of the longest name of what is to be done with in a plan: "Nurses in the hills to be trained"."""
_MOST = 8
"""Ways of advising that are looked at in one sentence."""
_BODY = phrases("calling", "bodies")
_SELF = (
    rf"(?:we(?:, (?:the|as) [^.;:,]{{2,80}},)?|i|staff|officers|the authors?|it(?= (?:also|further) )"
    rf"|this (?:{_BODY}|{phrases('calling', 'papers')})"
    rf"|(?:the|our)(?: special| independent)? (?:{_BODY}|expert(?= recommends)))"
)
# First letters stand ahead of the words that advise, so that most places of a sentence are passed over at once.
_CALL = re.compile(
    rf"\b(?=[iostw])(?P<who>{_SELF})(?:\s+{phrases('calling', 'between')})*,?\s+(?:are\s+|am\s+|is\s+)?"
    rf"(?:{phrases('calling', 'verbs')}|{phrases('calling', 'opinions')}(?= that\b[^.;]{{0,120}}?"
    r"\b(?:should|must|needs?|ought)\b(?! (?:not )?have\b)))\b(?P<that>\s*,?\s*(?:therefore,?\s+)?that\b)?",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"\b(?:we|i) (?:\w+ly )?(?:support|endorse|join|welcome|share|back|commend|echo|oppose|agree with)\b"
    r"(?:(?! (?:that|who|which|they|he|she) )[^.;:]){1,80}? (?:and|in) (?:therefore |also )?"
    r"(?:urg(?:e|ing)|call(?:ing)? (?:up)?on|recommend(?:ing)?|ask(?:ing)?|press(?:ing)?)\b(?P<that> that\b)?",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"\b(?:our|these|the|this) (?:\w+ )?(?:findings?|results?|evidence|analysis|figures|data) (?:\w+ly |all |thus "
    r"|therefore )*(?:argues?|speaks?|calls?|makes? (?:the|a) (?:\w+ )?case|points? to the need) for"
    r"(?P<that>)(?= (?:an? (?!(?:\w+ )?(?:cautious|careful|closer|new|different) )|\w+ing (?!into\b)))",
    re.IGNORECASE,
)
"""What the authors found, and what it speaks for: "Our findings argue for moving the market"."""
_RESOLVED = re.compile(
    r"\W*(?:(?:Also|Further|Again|Once again|Strongly|Therefore|Reiterates its|Repeats its) )?"
    r"(?i:calls (?:up)?on|urges|invites|requests|encourages|recommends|asks(?! the reader\b))"
    r"(?P<that> that)?(?= (?:the|all|both|each|every|its|member|states|parties|that|[A-Z])\b[^.;]{2,200}?"
    r" ?(?:\bto\b|:$))"
)
"""How a paragraph of a resolution opens, whose subject stands at its head: "2. Calls on the Commission to propose"."""
_INVERTED = re.compile(
    r"\W*(?:under no circumstances|on no account|in no case|at no point|nor|never(?: again)?|(?P<only>not only))"
    r" (?:should|must|ought)\b",
    re.IGNORECASE,
)
"""Words in front that turn the order around: "On no account should the bank lend"."""
_DENIED = re.compile(r"\b(?:do|does|would) not\b", re.IGNORECASE)
_NOTHING = re.compile(r"\s+(?:any|either|one)\b", re.IGNORECASE)
_WHICH = re.compile(r"\b(?:the|this|these|that|those|an?|any|each) (?:[\w-]+ ){1,4}(?:that |which )?$", re.IGNORECASE)
_SAID_OF_IT = re.compile(r",?\s+(?:here )?(?:is|are|was|were)\b(?! (?:to|that|for)\b)", re.IGNORECASE)
"""What stands before and behind "we propose" where something is only said of it: "The pause we propose is short"."""
_DISCLAIMED = re.compile(
    r"\bnot\b.*\b(?:propos|oppos|suggest|believ|ask|request|insist|invit|need|call|think|consider|hold|agree|conclu)",
    re.IGNORECASE,
)
_WARNED = re.compile(r"\s+(?P<who>[^.;:,]{2,60}?) against (?=(?:the |any |an? |such )?\w)", re.IGNORECASE)
"""Whom the authors warn off: "We would caution the board against selling"."""
_NOT_HELD = re.compile(
    r"\b(?:we|i) (?:(?:are|am|remain) (?:not|un)(?: yet| at all)? ?(?:persuaded|convinced|satisfied) that"
    r"|(?:do not|don['’]t|cannot) (?:think|believe|accept|agree|hold)(?: that)?)\s+$",
    re.IGNORECASE,
)
_TO_BE = re.compile(
    r"\W*(?P<who>(?-i:[A-Z])[^.;:,]{2,70}?) (?P<cue>to)"
    rf"(?= (?:be (?:\w{{2,}}ed|{phrases('passives', 'participles')})|{phrases('duty', 'planned')})\b)",
    re.IGNORECASE,
)
"""How an item tells who is to do or to get something: "Nurses to be trained", "Ministry to set up a register"."""
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|must|may|might|needs?|ought|wants?|seeks?|\w+ed)\b"
)
_WISH = re.compile(r"i\b.*\bneed", re.IGNORECASE)
_IMPERSONAL = re.compile(
    r"\b(?=[acdfimot])(?:(?:it is|it['’]s)\s+(?:\w+ly\s+|also\s+|thus\s+|therefore\s+|further\s+|now\s+)*"
    r"(?:recommended|suggested|proposed|advised|urged|requested|submitted(?= that))(?:\s+(?P<that>that\b)?|(?=\s*:))"
    r"|(?<=\bwe )(?=[cdft])(?:consider|think|find|deem) it (?:\w+ly |also )?"
    rf"(?:{phrases('judging', 'good')}|expedient|appropriate|desirable|reasonable)(?: (?P<that3>that\b|to\b)|(?=\s*:))"
    rf"|(?:our|my|(?:the|a|another|one)(?! {phrases('calling', 'of_others')} )) (?:\w+ )?"
    r"(?:recommendation|advice|proposal|suggestion)s?"
    r" (?:is|would be) (?P<that2>that\b|to\b|for\b))",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"\b(?=[aiot])(?:(?:it is|it['’]s|it will be|it would be|it remains)\s+"
    rf"(?:{phrases('judging', 'between')}\s+)*(?:(?P<good>{phrases('judging', 'good')})"
    rf"|(?P<bad>{phrases('judging', 'bad')}))\s+(?P<then>for|to|that(?! [a-z]+s [a-z]+ )|(?:up)?on|not|if)\b"
    rf"(?(bad)(?! {phrases('judging', 'thoughts')}\b))"
    r"(?! \w+ing\b)"
    r"|(?:the time has come|there is (?:an? )?(?:(?!no )\w+ )?need)\s+(?P<then2>to|for)\b"
    r"|(?:(?:one|another|a|the) (?:most )?(?:\w+ )?(?:way|step|option|place|start)"
    r"|(?:(?:one|another) (?:solution|remedy) to (?:the|this|that|these) \w+|a better (?:solution|remedy)))\b"
    r"[^.;:]{0,80}?"
    r"\bwould be\b(?:, [^,]{1,80},)? to\b)",
    re.IGNORECASE,
)
_DUTY = re.compile(
    rf"\b(?=[acdhimnosw])(?P<word>{phrases('duty', 'words')}"
    rf"|would be (?:\w+ )?{phrases('duty', 'wise')}(?: not)? to(?! {phrases('duty', 'supposing')}\b)"
    rf"|(?:is|are) (?:therefore |hereby |also |strongly )?{phrases('duty', 'asked')}(?: not)? to"
    r"|(?:is|are) (?:best|better) (?=left|kept|done|served|made)|could usefully)\b",
    re.IGNORECASE,
)
_CHANCE = re.compile(
    r"\b(?=[cm])(?P<word>could|might(?: want to| wish to| (?:also )?consider)?|may (?:want|wish) to"
    r"|may (?:also )?consider(?= (?:\w+ing|the (?:introduction|adoption|creation|use|possibility|option) of)\b)"
    r"|may(?= (?:also |therefore |now )?be \w+(?:ed|en|wn|ght|de|ut)\b)|can)\b",
    re.I,
)
_NEED = re.compile(r"\b(?:the|any|no|some|little|such a|a (?:\w+ )?|\w+ing)\s*$", re.IGNORECASE)
"""Words before "need" where it is a noun: "the need to"."""
_NOT = re.compile(
    r"\s*(?:in particular\s+|\w+ly\s+|also\s+|therefore\s+|,\s*however,\s*)?"
    r"(?:not|never|no longer|neither|under no circumstances)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\bno(?:t| business)\b|\bcannot\b|n['’]t$|unwise|ill.advised|foolish|mistaken|wrong", re.IGNORECASE
)
_COMES_TO = re.compile(
    r"\bfor (?P<who>[^.;:,]{2,60}),? this (?:therefore |also |first of all )?means (?=\w+ing\b)", re.IGNORECASE
)
"""What a finding comes to for somebody: "For the Port Authority this means closing the quay"."""
_CASE = re.compile(r"[^,;]{3,160},? (?:where|wherever|so that) [^,;]{2,60}", re.IGNORECASE)
"""What stands ahead of "can" in a case for which something is meant: "closed wards, where a nurse"."""
_PASSIVE = re.compile(
    r"\s*(?:not(?=,)|not |never |also |now |then |at least |at once |\w+ly |, [\w ]{2,30}, )*(?:be|been|get)\s+"
    rf"(?:not |also |\w+ly )*(?:\w{{2,}}ed|{phrases('passives', 'participles')})\b"
    rf"|\s*(?:also |therefore |\w+ly )?remain {phrases('passives', 'decided')}\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def clauses(text: str) -> tuple[Clause, ...]:
    """The ways in which the text advises, the likeliest first, few enough to be looked at one by one.

    What is quoted has been blanked out before.
    """
    return tuple(islice(_clauses(text), _MOST))


def _clauses(text: str) -> Iterator[Clause]:
    opened = imperative(text)
    if opened:
        yield Clause(Mood.IMPERATIVE, (opened.start, opened.end), "", opened.start, opening(text), opened.negated)
    for order in ordered(text, opened):
        mood = Mood.CALL if order.announced else Mood.IMPERATIVE
        yield Clause(mood, order.said, order.subject, order.action, order.begins, order.negated)
    resolved = _RESOLVED.match(text)
    if resolved and resolved.group().strip()[:1].isupper() and text.rstrip().endswith((";", "; and", ":")):
        yield _called(text, resolved)
    turned = _INVERTED.match(text)
    if turned:
        yield _turned(text, turned)
    yield from _calls(text)
    for match in _VERDICT.finditer(text):
        yield _judged(text, match)
    for course in courses(text):
        yield Clause(Mood.VERDICT, course.said, course.subject, course.action, course.said[0], course.negated)
    if comes_to := _COMES_TO.search(text):
        yield Clause(Mood.CHANCE, comes_to.span(), comes_to["who"], comes_to.end(), comes_to.start())
    planned = _planned(text)
    if planned:
        yield planned
    main = without_side_clause(text, opened.end) if opened else text
    yield from _modal(main, _DUTY, Mood.DUTY)
    yield from _modal(main, _CHANCE, Mood.CHANCE)


def _calls(text: str) -> Iterator[Clause]:
    """Where the authors ask somebody for something."""
    for pattern in (_CALL, _JOINED, _IMPERSONAL, _SHOWN):
        for match in pattern.finditer(text):
            denied = _NOTHING.match(text, match.end()) and _DENIED.search(match.group())
            named_only = _SAID_OF_IT.match(text, match.end()) and _WHICH.search(text, 0, match.start())
            if not (denied or named_only or _WISH.fullmatch(match.group()) or _DISCLAIMED.search(match.group())):
                yield _called(text, match)


def _planned(text: str) -> Clause | None:
    """Somebody to do something, as an item of a plan says it."""
    match = _TO_BE.match(text) if 0 <= text.find(" to ") < _LONGEST_DOER else None
    if not match or _FINITE.search(text, 0, match.start("cue")):
        return None
    passive = bool(_PASSIVE.match(text, match.end("cue")))
    brief = passive and len(match["who"].split()) <= _BRIEF and match["who"].split()[0] not in ("We", "It", "This")
    if not brief and not named(match["who"]):
        return None
    return Clause(Mood.DUTY, match.span("cue"), match["who"], match.end("cue"), 0, False, passive)


def _turned(text: str, match: re.Match[str]) -> Clause:
    """Under no circumstances should somebody act."""
    subject, verb = before_base_verb(text[match.end() :])
    action = match.end() + verb
    passive = bool(_PASSIVE.match(" " + text[action:]))
    return Clause(Mood.DUTY, match.span(), subject, action, opening(text), not match["only"], passive)


def _called(text: str, match: re.Match[str]) -> Clause:
    """The authors recommend that somebody does something, or call on somebody to do it."""
    groups = match.groupdict()
    warned = _WARNED.match(text, match.end())
    if warned:
        return Clause(Mood.CALL, match.span(), warned["who"], warned.end(), match.start(), negated=True)
    against = bool(re.match(r"\s+against\b", text[match.end() :])) or match.group().casefold().endswith("oppose")
    asked = _asked(
        text,
        match,
        Mood.CALL,
        "that" if groups.get("that") or "that" in (groups.get("that2"), groups.get("that3")) else "for",
    )
    return replace(asked, negated=asked.negated or against or bool(_DENIED.search(match.group())))


def _judged(text: str, match: re.Match[str]) -> Clause:
    """It is time for somebody to act, it would be a mistake to act."""
    then = (match["then"] or match["then2"] or "to").lower()
    asked = _asked(text, match, Mood.VERDICT, then)
    negated = asked.negated or bool(match["bad"]) or then == "not"
    return replace(asked, negated=negated)


def _asked(text: str, match: re.Match[str], mood: Mood, then: str) -> Clause:
    rest = text[match.end() :]
    subject, verb = before_base_verb(rest) if then == "that" else (before_infinitive(rest) if then != "to" else "", 0)
    if then == "that" and rest.rstrip().endswith(":") and not subject:
        subject = rest.strip(" :")
    behind = rest[verb:] if verb else rest[rest.find(subject) + len(subject) :]
    negated = bool(_NOT.match(behind)) or bool(NOBODY.match(subject))
    passive = bool(_PASSIVE.match(" " + behind))
    start = match.end() + (verb or len(rest) - len(rest.lstrip()))
    return Clause(mood, match.span(), subject, start, match.start(), negated, passive)


def _modal(text: str, pattern: re.Pattern[str], mood: Mood) -> Iterator[Clause]:
    for match in pattern.finditer(text):
        subject, begins = before_verb(text, match.start())
        if mood is Mood.CHANCE and _CASE.fullmatch(text, begins, match.start()):
            continue
        if match["word"][:4].lower() == "need" and _NEED.search(text, 0, match.start()):
            continue
        if not subject and (mood is Mood.CHANCE or match.start() <= opening(text)):
            continue
        rest = text[match.end() :]
        negated = bool(_NOT.match(rest) or _AGAINST.search(match["word"]) or NOBODY.match(subject))
        negated = negated != bool(_NOT_HELD.search(text, 0, begins))
        yield Clause(mood, match.span(), subject, match.end(), begins, negated, bool(_PASSIVE.match(rest)))

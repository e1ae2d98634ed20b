"""Whether advice says to do something or to leave it alone."""

import re

from tracker.extraction.clauses import Clause
from tracker.extraction.imperative import imperative
from tracker.extraction.lexicon import verbs
from tracker.vocabulary.advice import Stance

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SKIP = frozenset(
    "also then now therefore immediately not jointly be been to urgently at once please always it them".split()
)
_HANDS_ON = frozenset(
    "asked urged told required invited encouraged advised directed instructed made ordered pressed".split()
)
_UNDONE = frozenset("avoid shun stop halt suspend discontinue oppose resist refuse cease".split())
_HANDED = re.compile(rf"\W*(?:be |now |also )*(?:{'|'.join(sorted(_HANDS_ON))})\s+(?:not\s+)?to\s+", re.IGNORECASE)
_NOT = re.compile(r"\W*not\s+(?!only\b)", re.IGNORECASE)
_STILL_TO_DO = re.compile(r"\bnot\s+(?:only|just|merely|hesitate|delay|fail|forget|neglect)\b", re.IGNORECASE)
_AVOID = re.compile(
    r"^\W*(?:against\b|say no\b|hold back on\b|let (?:nobody|no one)|leave\b.{1,60}\balone\b"
    r"|(?:be )?rul(?:e|ed) out\b|no (?:more (?!than)|new |further "
    r"|[a-z]+s (?:without|in|on|for|under|near|beyond|from)\b)"
    r"|that (?:[\w’'-]+ ){1,8}?not be\b|hold off\b|stay (?:out|away)\b"
    r"|keep (?:out|away)\b|(?:an? |the )?(?:\w+ )?(?:end to|halt to|stop to|cessation of|suspension of|moratorium on"
    r"|pause (?:on|in))\b)",
    re.I,
)
_NONE = re.compile(
    r"\W*(?:(?:no (?!more than|later|less|fewer|longer|one\b)(?:[\w’'-]+ ){1,8}?be \w+)|"
    r"(?:\w+ly )?(?!leave|spare|lose|waste|let|make no mistake|be\b)[a-z]+ no "
    r"(?!more than|later|less|fewer|longer|one\b|time\b|effort))",
    re.IGNORECASE,
)
"""How one is told to leave something by a noun: "Issue no permits", "no limit be set"."""
_OPPOSITE = re.compile(
    r"(?:;|,? and|,? but)\s+(?:(?:should|must|ought to|to)\s+)?(?P<not>never|do not|don['’]t"
    r"|not to(?! (?:the|an?|its|their|those|these|any|all|other|another)\b)|stop|cease|refrain|avoid)\b",
    re.I,
)
_AND_DO = re.compile(
    r"\band\s+(?:build|fund|open|pay|train|publish|start|create|adopt|restore|replace|invest|let|give)\b", re.IGNORECASE
)
_THEN = re.compile(r"[;:]\s+(?:instead,?\s+)?|,? but\s+(?:instead\s+|rather\s+)?", re.IGNORECASE)


def stance_of(text: str, clause: Clause | None, *, negated: bool = False) -> Stance | None:
    """What the advice asks for; None where the words do not tell, or ask for both at once.

    `negated` says that the opening over a list already says not to.
    """
    action = text[clause.action :] if clause else text
    opened = imperative(text) if clause is None else None
    against = negated or bool(clause and clause.negated) or bool(opened and opened.negated) or bool(_NOT.match(text))
    if against and _STILL_TO_DO.search(text):
        return Stance.DO
    if against:
        return None if _then_positive(action) else Stance.AVOID
    verb = _main_verb(action)
    if verb in verbs("two_sided"):
        return None
    undone = bool(clause and clause.passive) and not _UNDONE.isdisjoint({verb[:-1], verb[:-2], verb[:-3]})
    if verb in verbs("avoiding") or undone or _NONE.match(action) or _AVOID.match(_behind_hands(action)):
        return None if _AND_DO.search(action) else Stance.AVOID
    return None if _OPPOSITE.search(action) else Stance.DO


def _main_verb(action: str) -> str:
    """The verb that says what is to be done, in small letters; of "asked to stop" it is "stop"."""
    words = [word.casefold() for word in _WORD.findall(_behind_hands(action)[:120])]
    return next((word for word in words if word not in _SKIP and not word.endswith("ly")), "")


def _behind_hands(action: str) -> str:
    """The action itself, where somebody is only asked to take it."""
    handed = _HANDED.match(action)
    return action[handed.end() :] if handed else action.lstrip(" ,·")


def _then_positive(action: str) -> bool:
    """Whether something to do follows what not to do, as in "Do not close them; train them"."""
    followed = (imperative(action[match.end() :]) for match in _THEN.finditer(action))
    return any(opened and not opened.negated and opened.verb not in verbs("avoiding") for opened in followed)

"""Lists of recommendations that somebody else than the paper's authors has made."""

import re
from functools import cached_property

from tracker.document import Document
from tracker.extraction.front import Role, front
from tracker.extraction.lexicon import small_words
from tracker.extraction.own import is_of
from tracker.extraction.sentences import Sentence

_ADVICE = "(?:recommendations|proposals|suggestions|demands|requests)"
_MADE = re.compile(
    r"(?P<who>[^.;:]{2,90}?) (?:(?:has|have|had) )?(?:also )?(?:made|issued|put forward|set out|tabled|submitted) "
    rf"(?:(?!no\b)[\w-]+ ){{0,5}}?{_ADVICE}\b"
    rf"|[^.;:]{{0,60}}\b{_ADVICE} (?:were|had been|have been) (?:made|put forward|raised|submitted|tabled) "
    r"(?:by (?P<by>[^.;:]{2,90})|(?:from|at|during)\b)",
    re.IGNORECASE,
)
"""How a sentence tells that recommendations were made: "A report of the union made four recommendations:"."""
_SPEAKERS = re.compile(r"\b(?:we|i|our|my|us|authors?)\b", re.IGNORECASE)
_HEARD = re.compile(
    r"\bfrom the floor\b|\b(?:participants|respondents|attendees|delegates|witnesses|interviewees|speakers)\b"
    r"|\b(?:at|during|from) (?:the|a|an|its|their|that|our) (?:\w+ ){0,2}(?:hearing|meeting|workshop|conference|forum"
    r"|consultation|roundtable|debate|seminar|assembly)\b",
    re.IGNORECASE,
)
"""That others spoke, whatever else the sentence says."""
_THESE = re.compile(
    r"\b(?:following|these|in (?:this|the present) \w+|based on|drawing (?:up)?on|on the basis of"
    r"|in (?:the )?light of)\b"
    r"|\bthis (?:\w+ ){0,2}(?:paper|report|brief|review|study|note)\b",
    re.IGNORECASE,
)
"""That the list is what the paper itself arrives at."""
_BEFORE = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\b(?:last|previous) (?:year|month|week|spring|summer|autumn|winter|decade)\b"
    r"|\b(?:an?|another|one|earlier|previous|former|prior) (?:\w+ ){0,3}(?:report|paper|study|review|letter|petition"
    r"|submission|inquiry|commission|committee|panel|meeting|hearing)\b",
    re.IGNORECASE,
)
"""That the list is of another time, or stands in another paper."""
_PEOPLE = re.compile(
    r"(?:(?:the|both|many|some|several|other|most) )?(?:[a-z-]+ ){0,2}(?P<who>[a-z]{3,}s)", re.IGNORECASE
)
_OWN_PEOPLE = frozenset(
    "authors analysts consultants evaluators auditors experts inspectors rapporteurs researchers reviewers scientists "
    "teams writers findings results surveys reports reviews analysis".split()
)
"""Plural words for those who write a paper, and for what it found."""
_OWN_BODIES = frozenset("unit team group panel committee commission secretariat inquiry office staff force".split())
"""The last words of names that papers also give their own authors."""
_CAPITAL = re.compile(r"[A-Z][\w’'&-]+")
_WORD = re.compile(r"[^\W_]+(?:[’'&-][^\W_]+)*")
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)


class Others:
    """Who else than its authors a paper tells to have made recommendations.

    A mere name makes somebody else of who has made them only where it is `heeded`.
    """

    def __init__(self, document: Document, *, heeded: bool = True) -> None:
        self.document, self.heeded = document, heeded

    def made(self, told: Sentence) -> bool:
        """Whether a sentence opens a list of the recommendations or proposals that somebody else has made.

        Somebody else is who has spoken at a meeting, at another time or in another paper, people who write no papers,
        and a body by a name that is not on the title page.
        """
        text = told.plain.rstrip()
        found = _MADE.match(text) if text.endswith(":") else None
        if not found or _SPEAKERS.search(text):
            return False
        if _HEARD.search(text):
            return True
        if _THESE.search(text):
            return False
        who = (found["who"] or found["by"] or "").strip(" ,")
        return not self._is_own(who) and (bool(_BEFORE.search(text)) or (self.heeded and self._is_other(who)))

    def _is_own(self, who: str) -> bool:
        """Whether the words name the body that stands on the title page, in full or in part."""
        name = _ARTICLE.sub("", who, count=1)
        words = {word.casefold() for word in _CAPITAL.findall(who)} - small_words()
        return bool(words) and any(is_of(name, line) or words <= set(_words(line)) for line in self._title_page)

    def _is_other(self, who: str) -> bool:
        """Whether the words name people who write no papers, or a body by a name of its own."""
        people = _PEOPLE.fullmatch(who)
        if people and people["who"].islower():
            return people["who"] not in _OWN_PEOPLE
        name = _ARTICLE.sub("", who, count=1)
        proper = name[:1].isupper() and len(_CAPITAL.findall(name)) > 1
        return proper and _words(name)[-1] not in _OWN_BODIES

    @cached_property
    def _title_page(self) -> list[str]:
        lines = (line.text.strip() for line in front(self.document) if line.role is not Role.PROSE)
        return [_ARTICLE.sub("", line, count=1) for line in lines]


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]

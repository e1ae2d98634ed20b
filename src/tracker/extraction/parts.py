"""What a heading says that follows: recommendations, an outlook, options, a summary, or text that advises nothing."""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import lru_cache

from tracker.extraction.lexicon import headings

_NUMBER = re.compile(r"^(?:(?:chapter|part|section)\s+)?(?:\d+(?:\.\d+)*|[IVXLC]+|[A-Z])[.):]?\s+(?=\S)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ASKS_WHAT_TO_DO = re.compile(
    r"^(?!how (?:you|i) can help\b|(?:what|how) (?:should|can|must|could|do|does) i\b)"
    r"(?:what|how)\b.{1,40}\b(?:should|can|must|could|ought to|needs? to)\b.{0,20}"
    r"\b(?:do|act|respond|help|improve|next|now)\b"
)
_DUTY = r"(?:should|must|ought to|needs? to|ha(?:s|ve) to)"
_SAYS_WHO = re.compile(
    rf"^what (?!{_DUTY} i\b)"
    rf"(?:{_DUTY} )?(?!we\b|i\b|you\b)(?:[\w']+ ){{1,6}}(?:{_DUTY} )?(?:now |next )?do(?: now| next)?$"
)
"""A heading that says who should act: "What councils should do", "What must the council do now?"."""
_TO_ANYBODY = re.compile(r"^(?:what|how) (?:else )?you (?:yourself )?can (?:do|help)(?: to help| now)?$")
"""A heading over what whoever reads it may join in: "What you can do"."""
_COUNTED = re.compile(
    r"^(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:\w+ )?(?:steps|priorities|measures"
    r"|actions|tasks|asks|reforms|proposals|things) for (?!(?:granted|sale)\b)"
)
"""A heading that counts what somebody is to do: "Four steps for the council"."""
_OPTION = re.compile(
    r"^(?:policy )?(?:option|alternative|scenario|approach) (?:\d|[a-h]|one|two|three|four|five|six)\b"
    r"(?!.*\b(?:recommended|preferred)\b)"
)
"""A heading over one of several courses that are open: "Option 2 raise fees"."""
_ADVISED = frozenset({"recommendation", "recommendations"})
_LOOKING_BACK = frozenset(
    {"status", "implemented", "previous", "prior", "past", "earlier", "became", "progress", "replies", "responses"}
)
_OPEN_ENDED = frozenset(
    {"about", "annex", "appendix", "contact", "copyright", "obtaining", "order", "related", "subscribe"}
)
_OF_ANYTHING = frozenset({"about", "contact", "order"})
"""Of these, words that open a heading of a page's own only with such a word behind: "About the author"."""
_OF_A_PAGE = frozenset(headings("page"))
_DEEDS, _TO_THE_READER = frozenset(headings("deeds")), frozenset(headings("to_the_reader"))
_OF_OTHERS, _YEAR = frozenset(headings("of_others")), re.compile(r"\b(?:19|20)\d\d\b")
_LONGEST = 16
"""Words in the longest heading that opens a part."""


class Part(StrEnum):
    """What a part of a document is for."""

    BODY = "body"
    ADVICE = "advice"
    """Under a heading that says that recommendations follow."""
    OUTLOOK = "outlook"
    """Under a heading that says what comes next, which may be advice and may be a calendar."""
    OPTIONS = "options"
    """Under a heading such as "Policy options": courses that are open, each with what speaks against it."""
    SUMMARY = "summary"
    ELSEWHERE = "elsewhere"
    """Text that gives no advice of the authors' own: options, replies, method, contacts, references."""


def part_of(heading: str) -> Part | None:
    """What a heading says that follows, None where it says nothing of the kind."""
    said = words_of(heading)
    if not said or len(said) > _LONGEST:
        return None
    line = _line(said)
    if heading.rstrip().endswith("?") and len(said) > 8 and not _ASKS_WHAT_TO_DO.search(line.strip()):
        return None
    return next((part for part, says in _SAYS if says(line)), None)


def looks_back(said: Sequence[str]) -> bool:
    """Whether a heading of these words stands over what was asked before, or over what was answered."""
    return not (_ADVISED.isdisjoint(said) or _LOOKING_BACK.isdisjoint(said)) or _holds(_line(said), "answered")


def _says_who(line: str) -> bool:
    return bool(_SAYS_WHO.match(line) and re.search(_DUTY, line))


def _looks_ahead(line: str) -> bool:
    if _TO_ANYBODY.match(line.strip()):
        return False
    return (
        bool(_ASKS_WHAT_TO_DO.search(line.strip()))
        or line in _lines("outlook_alone")
        or bool(_COUNTED.match(line.strip()))
        or _ends_or_begins(line, "outlook")
    )


_SAYS: tuple[tuple[Part, Callable[[str], bool]], ...] = (
    (Part.ELSEWHERE, lambda line: looks_back(line.split())),
    (Part.ADVICE, lambda line: _holds(line, "advice") or _says_who(line.strip())),
    (Part.OUTLOOK, _looks_ahead),
    (Part.OPTIONS, lambda line: _ends(line, "options") or bool(_OPTION.match(line.strip()))),
    (Part.SUMMARY, lambda line: _ends_or_begins(line, "summary")),
    (Part.ELSEWHERE, lambda line: _opens(line, "elsewhere") or _opens(line, "annexes")),
    (Part.BODY, lambda line: _opens(line, "plain")),
)
"""What a heading may announce, in the order in which it is asked of its line."""


def is_annex(heading: str) -> bool:
    """Whether a heading stands over text that gives no advice, and so do all headings below it."""
    return _opens(_line(words_of(heading)), "annexes")


def speaks_of_deeds(heading: str) -> bool:
    """Whether a heading may stand over a list of what is to be done: "Priorities for the next government".

    One of others, or of a year, tells of what was asked or done: "The opposition's demands", "The plan of 2015".
    """
    said = words_of(heading)
    of_others = not _OF_OTHERS.isdisjoint(said) or any(word.endswith(("'s", "s'")) for word in said)
    return not _DEEDS.isdisjoint(said) and not of_others and not _YEAR.search(heading)


def to_the_reader(text: str) -> bool:
    """Whether words speak to whoever reads the page, as a form or an advertisement does."""
    return not _TO_THE_READER.isdisjoint(words_of(text))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a heading, written small, without its number."""
    return tuple(word.casefold().replace("’", "'") for word in _WORD.findall(_NUMBER.sub("", text.strip())))


def _line(said: Sequence[str]) -> str:
    """The words with a space before and behind each, so that words are found whole."""
    return f" {' '.join(said)} "


@lru_cache
def _lines(name: str) -> tuple[str, ...]:
    """The phrases of one list as lines."""
    return tuple(_line(phrase.split()) for phrase in headings(name))


def _holds(line: str, name: str) -> bool:
    """Whether the heading holds one of the phrases."""
    return any(phrase in line for phrase in _lines(name))


def _ends_or_begins(line: str, name: str) -> bool:
    """Whether the heading is one of the phrases, or begins or ends with it."""
    return line.startswith(_lines(name)) or line.endswith(_lines(name))


def _ends(line: str, name: str) -> bool:
    """Whether the heading ends with one of the phrases."""
    return line.endswith(_lines(name))


def _opens(line: str, name: str) -> bool:
    """Whether the heading is one of the phrases, or goes on after it as a heading of such a part does."""
    return line.startswith(_lines(name)) and any(
        line.startswith(phrase) and _goes_on(phrase, line) for phrase in _lines(name)
    )


def _goes_on(phrase: str, line: str) -> bool:
    rest, words = line[len(phrase) :].split(), phrase.split()
    short = words[0] in _OPEN_ENDED and len(rest) < 5
    short = short and (words[0] not in _OF_ANYTHING or not _OF_A_PAGE.isdisjoint(rest))
    return not rest or len(words) > 1 or short or rest[0] == "and" or len(rest[0]) == 1

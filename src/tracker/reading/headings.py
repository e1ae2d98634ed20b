"""What a heading looks like where no font tells it."""

import re

from tracker.reading.text_groups import DATED

_ENDS = (".", ";", ",", "…", ".)", '."', ".”", ".'")
_VERBS = re.compile(
    r"\b(?:should|shall|must|recommends?|recommended that|urges?|following|follows?|calls? (?:on|upon)|asks?|proposes?|suggests?"
    r"|include|includes|are|is|was|were|will|would|can|may|have|has)\b",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(
    r"^(?:by |from |©|copyright|posted |published |updated |tel\b|ref\b|isbn|issn|distr|original:|contact|e-?mail)|@|https?://|www\.|\|",
    re.IGNORECASE,
)
_SMALL = frozenset(
    "a an and as at but by for from in into of off on or over per the to up via with vs nor after de la et und".split()
)
_DANGLING = frozenset("a an and as at by for from in of or the to with et de du la und der die".split())
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_JOINTS = re.compile(r"\s*(?:,\s*(?:and\s+)?|;|\s+and\s+|\s+&\s+|\s+with\s+|·)\s*")
_NAME = re.compile(
    r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame|Amb|Ambassador|Gen|Col|Lt|Capt|Cdr|Brig)\.?\s+)*"
    r"[A-Z][\w'’-]+(?:\s+(?:[A-Z]\.?|[A-Z][\w'’-]+|van|von|de|del|der|den|al|bin|el|la|le|dos|da)){1,4}(?:\s*\([\w. ]{2,12}\))?"
)
_TITLED = re.compile(r"(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame|Amb|Ambassador|Gen|Col|Lt|Capt|Cdr|Brig)\.?\s")
BOILERPLATE = re.compile(
    r"(?:about (?:the )?(?:authors?|institute|organi[sz]ation|project|us)|recommended|related.{0,30}|read (?:also|more|next)|further reading"
    r"|topics?|regions?(?: (?:&|and) countries)?|tags|share(?: this)?|stay (?:up to date|informed|connected)|subscribe|newsletter"
    r"|more (?:from|on|in|by) .{1,40}|you may also like|latest .{1,30}|contents|table of contents|references|notes|endnotes)",
    re.IGNORECASE,
)


def may_be_heading(text: str, *, words: int = 18, opening: bool = False, apart: bool = False) -> bool:
    """Whether the words could stand over a section: few, begun like a title, and not closed like a sentence.

    `opening`: a line of a longer title, which may break off or go on, counts as well. `apart`: the letters set it off.
    """
    count = len(text.split())
    if not text or count > words or len(text) > 140 or not text[0].isalnum() and text[0] not in "“\"'‘¿¡(":
        return False
    if text.endswith(_ENDS) or _OUTSIDE.search(text) or not _WORD.search(text):
        return False
    if (
        (text[0].islower() and not opening)
        or (DATED.search(text) and count < 9)
        or sum(map(str.isdigit, text)) > 0.4 * len(text)
    ):
        return False
    if ends_open(text) and not opening:
        return False
    if text.endswith(":") and not opening:
        return is_group_label(text)
    return apart or count <= 12 or title_case(text)


def ends_open(text: str) -> bool:
    """Whether the words break off before a word that must follow."""
    words = _WORD.findall(text)
    return bool(words) and words[-1].lower() in _DANGLING and text[-1:].isalpha()


def is_group_label(text: str) -> bool:
    """A line such as "To the Government of Chad:" over the items that are for it."""
    return len(text.split()) <= 14 and not _VERBS.search(text)


def title_case(text: str) -> bool:
    """Whether all words but the small ones are capitalised."""
    words = [word for word in _WORD.findall(text) if word.lower() not in _SMALL]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def in_capitals(text: str) -> bool:
    """Whether no letter is small."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 2 and not any(letter.islower() for letter in letters)


def people(text: str) -> bool:
    """Whether the words are likely two or more names of people joined, or one name with its title."""
    parts = [part for part in _JOINTS.split(text) if part]
    return (
        bool(parts) and all(_NAME.fullmatch(part) for part in parts) and (len(parts) > 1 or bool(_TITLED.match(text)))
    )


def is_name(text: str) -> bool:
    """Whether the words could be one person's name."""
    return bool(_NAME.fullmatch(text.strip()))

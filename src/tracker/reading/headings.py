"""What a heading looks like where no font tells it."""

import re

from tracker.reading.lettering import DATED, WORD, in_capitals, title_case

_ENDS = (".", ";", ",", "…", ".)", '."', ".”", ".'")
_VERBS = re.compile(
    r"\b(?:should|shall|must|recommends?|recommended that|urges?|following|follows?|calls? (?:on|upon)|asks?|proposes?"
    r"|suggests?|include|includes|are|is|was|were|will|would|can|may|have|has)\b",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(
    r"^(?:\(|by |from |©|copyright|posted |published |updated |tel\b|ref\b|isbn|issn|distr|original:|contact|e-?mail)"
    r"|@|https?://|www\.|\|",
    re.IGNORECASE,
)
_DANGLING = frozenset("a an and as at by for from in of or the to with et de du la und der die".split())
_JOINTS = re.compile(r"\s*(?:,\s*(?:and\s+)?|;|\s+and\s+|\s+&\s+|\s+with\s+|·)\s*")
_NAME = re.compile(
    r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame|Amb|Ambassador|Gen|Col|Lt|Capt|Cdr|Brig)\.?\s+)*"
    r"[^\W\d_][\w'’-]+(?:\s+(?:[A-Z]\.?|[^\W\d_][\w'’-]+)){1,4}(?:\s*\([\w. ]{2,12}\))?"
)
_PARTICLES = frozenset("van von de del der den al bin el la le dos da ten ter zu".split())
_TITLED = re.compile(r"(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame|Amb|Ambassador|Gen|Col|Lt|Capt|Cdr|Brig)\.?\s")
BOILERPLATE = re.compile(
    r"(?:about (?:the )?(?:authors?|institute|organi[sz]ation|project|us)|recommended|related.{0,30}"
    r"|read (?:also|more|next)|further reading|topics?|regions?(?: (?:&|and) countries)?|tags|share(?: this)?"
    r"|stay (?:up to date|informed|connected)|subscribe|newsletter|more (?:from|on|in|by) .{1,40}"
    r"|you may also like|latest .{1,30}|contents|table of contents|references|notes|endnotes)",
    re.IGNORECASE,
)


def may_be_heading(text: str, *, words: int = 18, opening: bool = False, apart: bool = False) -> bool:
    """Whether the words could stand over a section: few, begun like a title, and not closed like a sentence.

    `opening`: a line of a longer title, which may break off or go on, counts as well. `apart`: the letters set it off.
    """
    count = len(text.split())
    if not text or count > words or len(text) > 140 or (not text[0].isalnum() and text[0] not in "“\"'‘¿¡("):
        return False
    if text.endswith(_ENDS) or _OUTSIDE.search(text) or not WORD.search(text):
        return False
    if (
        (text[0].islower() and not opening)
        or (DATED.search(text) and count < 12)
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
    words = WORD.findall(text)
    return bool(words) and words[-1] in _DANGLING and text[-1:].isalpha()


def is_group_label(text: str) -> bool:
    """A line such as "To the Government of Chad:" over the items that are for it."""
    return len(text.split()) <= 14 and not _VERBS.search(text)


def people(text: str) -> bool:
    """Whether the words are likely two or more names of people joined, or one name with its title."""
    parts = [part for part in _JOINTS.split(text) if part]
    named = bool(parts) and not in_capitals(text) and all(is_name(part) for part in parts)
    return named and (len(parts) > 1 or bool(_TITLED.match(text)))


def is_name(text: str) -> bool:
    """Whether the words could be one person's name."""
    words = [word for word in text.split() if word.lower() not in _PARTICLES]
    return bool(_NAME.fullmatch(text.strip())) and all(word[0].isupper() or word[0] == "(" for word in words)

"""Which words are a person's name, and the name without what is set around it: titles, posts, degrees, note marks."""

import re

from tracker.extraction.places import mentions
from tracker.extraction.wordlists import words

_LINK = re.compile(r"\\?\((?:https?:|/|mailto:)[^()\s]*\)|<[^<>\s]*>|https?://\S+|\S+@\S+")
_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,60}[)\]]")
_NOTE = re.compile(r"(?<=[^\W\d_])[\d*†‡§¹²³⁴-⁹][\d*†‡§¹²³⁴-⁹,]*|[*†‡§¹²³⁴-⁹]+")
_TITLE = re.compile(
    r"(?:(?:dr|prof|professor|amb|ambassador|col|colonel|gen|general|brig|brigadier|maj|major|lt|lieutenant|capt|commissioner|councillor|cllr"
    r"|captain"
    r"|cdr|cmdr|commander|adm|admiral|vice|rear|sgt|sir|dame|lord|lady|baroness|mr|mrs|ms|miss|mx|hon|honourable"
    r"|honorable|rev|reverend|sen|senator|rep|representative|judge|justice|fr|sr|eng|ing|mag|dipl|h\.e|he|the right hon"
    r"|the hon|the rt hon)\b\.?\s+)+",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:,?\s+(?:ph\.?d|m\.?d|dvm|mph|m\.?a|m\.?sc|mba|b\.?a|ll\.?m|ll\.?b|j\.?d|esq|mp|mep|msp|qc|kc|obe|cbe|mbe"
    r"|frs|cfa"
    r"|cpa|rn|usn|usaf|uscg|usmc|ret|retd)\b\.?)+$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’ʻ.‑-](?=[^\W\d_]))*\.?")
_LONGEST_NAME, _LONGEST_LIST = 200, 1000
"""Characters that are looked at: no name or list of names is longer, and patterns must not meet longer texts."""
_STOP = re.compile(r"(?<=[^\W\d_]{4})\.$")
"""The full stop behind a name, where it ends no short title and no initial."""
_BOUND = ("al-", "el-", "ul-", "d'", "d’")
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def person(text: str) -> str:
    """The person whose name the text is, as the brief prints it; "" where it is no person's name.

    Titles, posts after a comma, degrees, note marks and links are left out.
    """
    if len(text) > _LONGEST_NAME:
        return ""
    bare = _NOTE.sub("", _BRACKETS.sub(" ", _LINK.sub(" ", text)))
    bare = " ".join(bare.replace("\\", " ").split()).strip(" ,;:*_|·•–—-")
    bare = _STOP.sub("", bare)
    bare = _TITLE.sub("", bare, count=1) if _TITLE.match(bare) else bare
    bare = _AFTER.sub("", _generation(bare))
    return _cased(bare) if _is_name(bare) else ""


def people(text: str) -> tuple[str, ...]:
    """The persons in a list such as "A. Ali, Senior Fellow, and Dr. B. Berg"; posts and bodies between are left out.

    () where the text does not start with a person's name.
    """
    text = text[:_LONGEST_LIST]
    flat = " ".join(_NOTE.sub(_comma, _BRACKETS.sub(" ", _LINK.sub(" ", text))).replace("\\", " ").split())
    parts = [part for part in _SEPARATOR.split(flat) if part.strip()]
    found = []
    for place, part in enumerate(parts):
        named = person(part) or (place and _before_post(part)) or ""
        if not named and place == 0:
            return ()
        if named and not _is_generation(part):
            found.append(named)
    return tuple(dict.fromkeys(found))


_SEPARATOR = re.compile(
    r",?\s+(?:and|und|et|y|with)\s+(?:by\s+)?|\s*[;·•|/&\n]\s*|,\s+(?!(?:Jr|Sr|II|III)\b)|\s+[–—]\s+",
    re.IGNORECASE,
)


def _before_post(part: str) -> str:
    """The name with which a part opens that goes on with a post or a body, "" where there is none."""
    parts = part.split()
    end = next((i for i, word in enumerate(parts) if word.casefold().strip(".,") in words("names", "never")), 0)
    return person(" ".join(parts[:end])) if end > 1 else ""


def _comma(mark: re.Match[str]) -> str:
    return ", " if "," in mark.group() else ""


def _generation(name: str) -> str:
    """The name with "Jr." bound to it by a space, not a comma."""
    return re.sub(r", (?=(?:Jr|Sr|II|III)\b)", " ", name)


def _is_generation(part: str) -> bool:
    return part.strip().casefold() in _SUFFIXES


def _is_name(text: str) -> bool:
    """Whether the text has the form of a name: two to six words with capitals, none of a heading or a body."""
    parts = text.split()
    if not 2 <= len(parts) <= 6 or len(text) > 60:
        return False
    capitals = 0
    for word in parts:
        plain = word.casefold().strip(".")
        if (
            not _WORD.fullmatch(word)
            or (plain in words("names", "never") and len(plain) > 1)
            or word.endswith(("'s", "’s"))
        ):
            return False
        if word[0].isupper() or plain.startswith(_BOUND):
            capitals += 1
        elif plain not in words("names", "particles") and plain not in _SUFFIXES:
            return False
    whole = any(hit.start == 0 and hit.end >= len(text) - 1 for hit in mentions(text, heading=True))
    long_word = any(len(word.strip(".")) > 1 for word in parts if word[0].isupper())
    return capitals >= 2 and long_word and not whole and parts[0][0].isupper()


def _cased(name: str) -> str:
    """The name with capitals at the start of its parts only, where it is printed in capitals throughout."""
    if any(c.islower() for c in name) or sum(map(str.isalpha, name)) < 6:
        return name
    return re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), name)

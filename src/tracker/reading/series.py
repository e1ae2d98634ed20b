"""Lists count on: which marker follows which, and what the items before make of a letter."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tracker.reading import markers

_CAPITAL = re.compile(r"[A-Z]\.(?=\s+\S)")
_CAPITALS = re.compile(r"[A-Z]{1,6}\.")
_REFERS = re.compile(r"(?:\b(?:(?:sub)?(?:section|paragraph)|article|para|clause|point)|§)\Z", re.IGNORECASE)
_LEADS_TO_CAPITAL = re.compile(
    r"\b(?:by|of|with|from|the|Dr|Mr|Mrs|Ms|Prof)\.?\Z"
    r"|\b(?:War|Part|Phase|Title|Chapter|Volume|Vol\.|Annex|Book|Schedule|Type|Class|Pillar|Level|Stage|Tier|Category)\Z"
)
_REFERRED = re.compile(r"of (?:the|this|that|its|said)\b")
_COUNT = re.compile(r"[A-Za-z0-9]+")


def follows(marker: str, before: str) -> bool:
    """Whether `marker` counts on from `before`, as "(b)" from "(a)"; a lone i, v or x is a letter or a numeral."""
    return any((family, place - 1) in _readings(before) for family, place in _readings(marker))


def refers(before: str, mark: markers.Marked) -> bool:
    """Whether what looks like a marker under the line `before` is of its sentence.

    So are the part of a law in "section a) of the act", an initial in "by A. Smith", a number in "World War I. Since".
    """
    if markers.kind(mark.marker) == "bullet":
        return False
    if _CAPITALS.fullmatch(mark.marker):
        return bool(_LEADS_TO_CAPITAL.search(before[-20:]))
    return bool(_REFERRED.match(mark.rest)) or (bool(_REFERS.search(before[-20:])) and not mark.rest[:1].isupper())


def starts(texts: Sequence[str], capitals: "Capitals") -> set[int]:
    """The lines of one paragraph that begin an item, told by markers of one manner that count on."""
    reached = Capitals(capitals.reached)
    marks = [reached.split(text) for text in texts]
    found: set[int] = set()
    seen: dict[tuple[str, str, int], int] = {}
    for at, mark in enumerate(marks):
        if not mark.marker or (at and refers(texts[at - 1], mark)):
            continue
        if mark.marker == marks[0].marker and markers.kind(mark.marker) == "bullet":
            found.add(at)
        signs = _COUNT.sub("", mark.marker)
        for family, place in _readings(mark.marker):
            before = seen.get((signs, family, place - 1))
            if before is not None:
                found |= {before, at}
            seen[signs, family, place] = at
    return found


@dataclass(slots=True)
class Letters:
    """The letters that items were counted with so far, so that "i)" is one behind "h)" and a numeral elsewhere."""

    _reached: dict[str, int] = field(default_factory=dict)

    def family(self, marker: str) -> str:
        """The family of the next marker, as `markers.kind` has it."""
        family, lettered = markers.kind(marker), _letter(marker)
        if lettered and (family == lettered[0] or self._reached.get(lettered[0]) == lettered[1] - 1):
            family, self._reached[lettered[0]] = lettered
        return family


@dataclass(slots=True)
class Capitals:
    """How far the capital letters before the items of a list have come: "J." is a marker where "I." was the ninth.

    Outside such a list a letter beyond H with a full stop is the initial of a name.
    """

    reached: int = 0

    def split(self, text: str) -> markers.Marked:
        """Take the marker off, as `markers.split` does, and count."""
        return markers.split(text, self.letter(text))

    def letter(self, text: str) -> str:
        """The letter that the text opens with where the list goes on with it, "" otherwise; it is counted."""
        opened = _CAPITAL.match(text)
        place = ord(text[0]) - 64 if opened else 0
        if not opened or place not in {1, self.reached + 1} or not markers.split(text, opened.group()).marker:
            return ""
        self.reached = place
        return opened.group()


@lru_cache(maxsize=4096)
def _readings(marker: str) -> frozenset[tuple[str, int]]:
    """The families and places that a marker may have; none for bullets."""
    place, lettered = markers.ordinal(marker), _letter(marker)
    counted = (markers.kind(marker), place) if place is not None else None
    return frozenset(one for one in (counted, lettered) if one)


def _letter(marker: str) -> tuple[str, int] | None:
    """The family and place of a marker that is a lone letter, None for others."""
    core = marker.strip("().")
    if len(core) != 1 or not (core.isalpha() and core.isascii()) or marker == "o":
        return None
    return "upper" if core.isupper() else "lower", ord(core.lower()) - 96

"""The signs with which a list item opens: bullets, numbers, letters, and labels such as "Recommendation 3:"."""

import re
from dataclasses import dataclass

from tracker.document import NUMBER_SIGNS, core_of

_BULLETS = "•●◦▪▫‣⁃∙·○■□◆◇►▶▸➢➤➔→✓✔❖✦★➜»§\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf02d\uf0a8\uf06e\uf06c\uf0e8"
_LABEL_WORDS = (
    "recommendations?|rec|asks?|options?|actions?|proposals?|priority|step|principle|measure|recomendación|empfehlung"
    "|recommandation|goal|key recommendation|policy recommendation|policy option|policy ask|demand|conclusion"
)
_BULLET = re.compile(rf"(?:[{_BULLETS}]\s*|(?:--|[-–—*+o!])\s+)(?=\S)")
_LABEL = re.compile(
    rf"((?:{_LABEL_WORDS})\s*(?:no\.?\s*|n°\s*|#\s*)?(?:\d{{1,3}}(?:\.\d{{1,2}})*[a-z]?|(?<=[\s#°.])(?:[IVX]{{1,5}}|[A-Z]))"
    r"(?:\s*(?:[.:)|]|[-–—](?=\s))|(?=\s+[-–—:]\s)))\s*[-–—:]?\s*(?=\S)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(\(?\d{1,3}[.)]|\d{1,3}\.\)|\d{1,2}(?:\.\d{1,3}){1,3}[.)]?|R\d{1,2}[.:)]?|\[\d{1,3}\]"
    rf"|(?:{NUMBER_SIGNS}\d{{1,2}}[:.)]|#\d{{1,2}}|\d{{1,2}}:|\d{{1,2}} [-–—])(?=\s+[“\"'‘]?[A-Z]))\s+(?=\S)"
)
_LETTER = re.compile(
    r"(\([a-zA-Z]\)|[a-zA-Z]\)|[a-z]\.|[A-H]\.|\(?[ivxl]{1,6}[.)]|[IVXL]{1,6}[.)]|\([IVXL]{1,5}\))\s+(?=\S)"
)
_UNIT = re.compile(r"(?:million|billion|trillion|thousand|per\s?cent|percentage points|times|tonnes|kilomet|degrees)\b")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class Marked:
    """A text whose marker is taken off: "2. Close it" is marker "2." and rest "Close it"."""

    marker: str
    rest: str


def split(text: str, letter: str = "") -> Marked:
    """Take the marker off; it is "" where the text opens with none. `letter` is one that the list before asks for."""
    if letter and text.startswith(f"{letter} ") and not _deceives(letter, text[len(letter) :].strip()):
        return Marked(letter, text[len(letter) :].strip())
    for pattern in (_LABEL, _NUMBER, _LETTER, _BULLET):
        found = pattern.match(text)
        if found and not _deceives(found.group(), text[found.end() :]):
            return Marked(found.group().strip(), text[found.end() :].strip())
    return Marked("", text)


def labels(text: str) -> bool:
    """Whether the text is a label and no more, as "Recommendation 3"."""
    bare = text.rstrip(" .:")
    found = _LABEL.match(f"{bare}: X")
    return found is not None and found.end() > len(bare)


def kind(marker: str) -> str:
    """The family of a marker: "label", "number", "part" (as 1.2), "lower", "upper", "roman", "Roman", "bullet"."""
    core = core_of(marker)
    if not core:
        return "bullet" if marker else ""
    if " " in core or len(core) > 6 or (core[0].isalpha() and core[-1].isdigit()):
        return "label"
    if core[0].isdigit():
        return "number" if core.isdigit() else "part"
    return _lettered(core) if core.isalpha() and marker != "o" else "bullet"


def _lettered(core: str) -> str:
    """The family of a marker that is letters alone."""
    if len(core) > 1 or core in "ivxIVX":
        return "Roman" if core.isupper() else "roman"
    return "upper" if core.isupper() else "lower"


def ordinal(marker: str) -> int | None:
    """The place that a marker counts, as 3 for "3.", "(c)" and "iii)"; None for bullets."""
    core = re.split(r"[ .]", core_of(marker))[-1].strip("().:#")
    counted = re.fullmatch(r"[A-Za-z]?(\d{1,4})", core)
    if counted:
        return int(counted.group(1))
    if not core.isalpha() or kind(marker) == "bullet":
        return None
    if _lettered(core) in {"roman", "Roman"}:
        values = [_ROMAN[letter] for letter in core.lower() if letter in _ROMAN]
        return sum(-one if one < max(values[at:]) else one for at, one in enumerate(values))
    return ord(core.lower()) - 96 if len(core) == 1 and core.isalpha() and core.isascii() else None


def _deceives(opening: str, rest: str) -> bool:
    """An initial ("A. Smith"), an area code, a measure, a dash before a number, or a lone sign is no marker."""
    marker = opening.strip()
    if marker == "(c)" and re.match(r"(?:[^\W\d_a-z]\S{0,30}\s+){0,6}(?:19|20)\d\d\b", rest):
        return True
    if len(marker) == 2 and marker[1] == "." and marker[0].isupper() and marker[0] not in "IVX":
        return bool(re.match(r"(?:[A-Z]\.\s*)*[A-Z][a-z]+(?:-[A-Z][a-z]+)?(?:,|\s+(?:and|is|was|et)\b)", rest))
    if (re.fullmatch(r"\(\d{3}\)", marker) and rest[:1].isdigit()) or (marker[:1].isdigit() and _UNIT.match(rest)):
        return True
    return bool(marker in "-–—" and rest[:1].isdigit()) or (marker == "o" and not rest[:1].isupper())

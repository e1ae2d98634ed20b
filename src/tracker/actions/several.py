"""Several names in one cell: authors, countries, addressees or topics, however they are set apart."""

import re
from collections.abc import Callable

from tracker.vocabulary import regions

_SURE = re.compile(r"[;|\n]")
_INITIALS = re.compile(r"(?:[A-Z]\.?[\s\-]?){1,3}")
_AND = re.compile(r",?\s+(?:and|&)\s+|,\s*")
_SLASH = re.compile(r"\s*/\s*")


def several(name: str, cell: str) -> list[str]:
    """The names in the cell, in order. `name` is the field: authors, regions, addressees or topics.

    Semicolons, bars and line ends always part names, and then a comma may stand within one ("Pollock, David"). Else
    commas do, and outside topics slashes and "and", where both sides stand as names of their own.
    """
    if name == "regions" and regions.find(cell):
        return [cell.strip()]
    sure = [part for part in _SURE.split(cell) if part.strip()]
    if len(sure) > 1:
        return [one for part in sure for one in (_turned(part) if name == "authors" else _countries(name, part))]
    return [one for part in sure for one in _PARTED[name](part) if one]


def _countries(name: str, part: str) -> list[str]:
    return _regions(part) if name == "regions" else [part.strip()]


def _turned(part: str) -> list[str]:
    """One author, the family name first or last."""
    family, comma, given = part.partition(",")
    return [" ".join(f"{given} {family}".split()) if comma else " ".join(part.split())]


def _authors(part: str) -> list[str]:
    pieces = [piece.strip() for piece in part.split(",")]
    if len(pieces) % 2 == 0 and all(_INITIALS.fullmatch(piece) for piece in pieces[1::2]):
        return [f"{given} {family}" for family, given in zip(pieces[::2], pieces[1::2], strict=True)]
    return [one.strip() for piece in _SLASH.split(part) for one in _AND.split(piece)]


def _regions(part: str) -> list[str]:
    """Countries: a name that is one, "Bosnia and Herzegovina", is never cut."""
    whole = part.strip()
    if regions.find(whole):
        return [whole]
    for cut in (_SLASH, re.compile(r",(?:\s*and\s)?\s*"), re.compile(r"\s+(?:and|&)\s+")):
        pieces = cut.split(whole)
        if len(pieces) > 1:
            return [one for piece in _joined(pieces) for one in _regions(piece)]
    return [whole] if whole else []


def _joined(pieces: list[str]) -> list[str]:
    """The pieces, two that make one country together put together again, as "Korea, Republic of"."""
    found: list[str] = []
    for piece in pieces:
        if found and not regions.find(piece) and regions.find(f"{found[-1]}, {piece}"):
            found[-1] = f"{found[-1]}, {piece}"
        else:
            found.append(piece)
    return found


def _addressees(part: str) -> list[str]:
    pieces = [piece.strip() for slashed in _SLASH.split(part) for piece in slashed.split(",") if piece.strip()]
    return [one for piece in pieces for one in _two_bodies(re.sub(r"^and\s+", "", piece))]


def _two_bodies(piece: str) -> list[str]:
    """ "The ministry and the bank" are two; "Ministry of Health and Welfare" is one."""
    left, joined, right = piece.partition(" and ")
    first = left.split()[:1]
    alike = right.split()[:1] == first or right.lower().startswith(("the ", "its "))
    countries = bool(regions.find(left) and regions.find(right))
    return [left.strip(), right.strip()] if joined and (alike or countries) else [piece]


def _topics(part: str) -> list[str]:
    return [one.strip() for one in part.split(",")]


_PARTED: dict[str, Callable[[str], list[str]]] = {
    "authors": _authors,
    "regions": _regions,
    "addressees": _addressees,
    "topics": _topics,
}

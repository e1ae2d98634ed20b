"""Countries by ISO 3166-1 alpha-3 code: their names, the groups charts fold them into, and how people type them."""

import unicodedata
from enum import StrEnum
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from tracker.translation import marked
from tracker.vocabulary.countries import ALIASES, MEMBERS, USUAL


class RegionGroup(StrEnum):
    """The part of the world that a country is counted in; a partition, set out in `data/README.md`."""

    MIDDLE_EAST_NORTH_AFRICA = "middle-east-north-africa"
    SUB_SAHARAN_AFRICA = "sub-saharan-africa"
    EUROPE = "europe"
    EASTERN_EUROPE_CENTRAL_ASIA = "eastern-europe-central-asia"
    SOUTH_ASIA = "south-asia"
    EAST_ASIA = "east-asia"
    SOUTH_EAST_ASIA = "south-east-asia"
    OCEANIA = "oceania"
    NORTH_AMERICA = "north-america"
    LATIN_AMERICA_CARIBBEAN = "latin-america-caribbean"
    ANTARCTICA = "antarctica"


REGION_GROUP_LABELS: dict[RegionGroup, str] = {
    RegionGroup.MIDDLE_EAST_NORTH_AFRICA: marked("Middle East and North Africa"),
    RegionGroup.SUB_SAHARAN_AFRICA: marked("Sub-Saharan Africa"),
    RegionGroup.EUROPE: marked("Europe"),
    RegionGroup.EASTERN_EUROPE_CENTRAL_ASIA: marked("Eastern Europe and Central Asia"),
    RegionGroup.SOUTH_ASIA: marked("South Asia"),
    RegionGroup.EAST_ASIA: marked("East Asia"),
    RegionGroup.SOUTH_EAST_ASIA: marked("South-East Asia"),
    RegionGroup.OCEANIA: marked("Oceania"),
    RegionGroup.NORTH_AMERICA: marked("North America"),
    RegionGroup.LATIN_AMERICA_CARIBBEAN: marked("Latin America and the Caribbean"),
    RegionGroup.ANTARCTICA: marked("Antarctica"),
}

_ALPHA2: dict[str, str] = {}
_GROUPS: dict[str, RegionGroup] = {}
for _key, _members in MEMBERS.items():
    for _three, _two in (pair.split(":") for pair in _members.split()):
        _ALPHA2[_three] = _two
        _GROUPS[_three] = RegionGroup(_key)


def codes() -> tuple[str, ...]:
    """Every alpha-3 code, in alphabetical order."""
    return tuple(sorted(_ALPHA2))


def alpha2(code: str) -> str:
    """The alpha-2 code of an alpha-3 code; KeyError for a code that does not exist."""
    return _ALPHA2[code]


def group(code: str) -> RegionGroup:
    """The group that the country of this alpha-3 code belongs to; KeyError for a code that does not exist."""
    return _GROUPS[code]


def name(code: str, language: str = "en") -> str:
    """The usual short name of the country in a language, English where that is unknown.

    KeyError for a code that does not exist.
    """
    two = _ALPHA2[code]
    names = _territories(language)
    if names is _territories("en"):
        return USUAL.get(code) or names[two]
    return names.get(two) or name(code)


def names(code: str) -> tuple[str, ...]:
    """The English names of the country, the usual one first, then official, former and abbreviated ones."""
    return tuple(dict.fromkeys((name(code), _territories("en")[_ALPHA2[code]], *ALIASES.get(code, ()))))


def find(text: str) -> str | None:
    """The alpha-3 code that a person means by a code (alpha-3, alpha-2) or a name; None where it is neither.

    The whole text is the name; letter case, accents, punctuation and a leading "the" make no difference.
    """
    return _index().get(_plain(text))


@lru_cache
def _territories(language: str) -> dict[str, str]:
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en")
    if locale.language == "en" and language != "en":
        return _territories("en")
    return dict(locale.territories)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.replace("&", " and ").replace(".", ""))
    kept = (c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c) and c not in "'’")
    return " ".join("".join(kept).casefold().split()).removeprefix("the ")


@lru_cache
def _index() -> dict[str, str]:
    """What people may type to its code; a name that two could claim goes to the one that has it as its usual name."""
    index: dict[str, str] = {}
    for code in codes():
        for called in (*names(code), _ALPHA2[code], code):
            index.setdefault(_plain(called), code)
    index.update((_plain(name(code)), code) for code in codes())
    index.update((code.casefold(), code) for code in codes())
    return index

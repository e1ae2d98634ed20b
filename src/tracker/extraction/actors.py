"""Who a printed addressee is, so that charts count "Tehran" and "the Government of Iran" once."""

import re
from functools import lru_cache

from tracker.extraction.places import Mention, gazetteer, mentions
from tracker.vocabulary import regions

_ARTICLES = ("the ", "a ", "an ", "all ", "both ")
_ACRONYM = re.compile(r" \([A-Z][A-Za-z.&-]{1,11}\)$")
_GOVERNMENT = (
    "federal government",
    "national government",
    "central government",
    "government",
    "governments",
    "administration",
    "authorities",
    "leadership",
    "leaders",
    "officials",
    "policymakers",
    "policy makers",
    "policy-makers",
    "regime",
    "state",
)
_OF = (
    "federal government of ",
    "national government of ",
    "government of ",
    "administration of ",
    "authorities of ",
    "authorities in ",
    "leaders of ",
    "leadership of ",
    "republic of ",
    "state of ",
    "kingdom of ",
)


@lru_cache(maxsize=4096)
def actor(printed: str) -> str:
    """The name under which charts count the addressee that a brief prints.

    A country's names, people, government and seat of government are the country's usual English name; a body known by
    several names is one of them. Anything else is itself without its article, its first letter a capital.
    """
    name = _bare(printed)
    return _body(name) or _country(name) or _country(_without_government(name)) or name[:1].upper() + name[1:]


def _bare(printed: str) -> str:
    """The name with plain spaces, without its article, final punctuation and acronym in brackets."""
    name = " ".join(printed.split()).strip(" ,;:")
    name = _ACRONYM.sub("", name.replace("’", "'"))
    lower = name.casefold()
    article = next((article for article in _ARTICLES if lower.startswith(article)), "")
    return name[len(article) :] or name


def _body(name: str) -> str:
    """The body that goes by this name, "" where none is known; acronyms of three letters count in capitals only."""
    body = gazetteer().bodies.get(name.casefold(), "")
    return "" if len(name) <= 3 and not name.isupper() else body


def _country(name: str) -> str:
    """The country that the whole name stands for, "" where it is more or less than one."""
    found = mentions(name, heading=True)
    if len(found) != 1 or not _is_whole(found[0], name):
        return ""
    return regions.name(found[0].codes[0])


def _is_whole(mention: Mention, name: str) -> bool:
    """Whether nothing but an apostrophe and punctuation is left of the name, and it is no mere place in the country."""
    rest = name[: mention.start] + name[mention.end :]
    if len(mention.codes) != 1 or rest.strip(" .'") not in ("", "s"):
        return False
    return mention.weight == 1 or mention.entry in gazetteer().seats


def _without_government(name: str) -> str:
    """What a government is the government of: "Iranian" for "Iranian government"."""
    lower = name.casefold()
    for opening in _OF:
        if lower.startswith(opening):
            return _bare(name[len(opening) :])
    for ending in _GOVERNMENT:
        if lower.endswith(" " + ending):
            return name[: -len(ending)].strip()
    return name

"""The words by which recommendations are told apart, from `data/extraction/words.toml`."""

import tomllib
from functools import lru_cache
from typing import Any

from tracker.settings import house

_NOT_VERBS = frozenset(
    "a about above across after all along also although among an and any around as at because before behind below "
    "beneath beside between beyond both but by can could did do does during each either every few for from given had "
    "half has have he her here his how however if in inside into is it its just like many may might more most must my "
    "near neither no nor not nothing now of off on once one only onto or other our out outside over past per rather "
    "several shall she should since so some such than that the their then there these they this those though three "
    "through throughout till to too toward towards two under unless until unlike up upon us very via was we well were "
    "said told came went gave knew saw spoke stood wrote became began brought bought fell felt grew heard lost met "
    "paid ran sent sold took thought won "
    "what when where whether which while who whole whom whose why will with within without would yet you your".split()
)


@lru_cache
def _lists() -> dict[str, Any]:
    return tomllib.loads((house() / "data" / "extraction" / "words.toml").read_text("utf-8"))


@lru_cache
def verbs(name: str) -> frozenset[str]:
    """One list of verbs in their base form; KeyError where there is none of that name."""
    return frozenset(_lists()["verbs"][name].split())


@lru_cache
def headings(name: str) -> tuple[str, ...]:
    """One list of what headings say; KeyError where there is none of that name."""
    return tuple(_lists()["headings"][name])


@lru_cache
def actors(name: str) -> frozenset[str]:
    """One list of nouns for those who act; KeyError where there is none of that name."""
    return frozenset(_lists()["actors"][name].split())


def may_be_verb(word: str) -> bool:
    """Whether the word, written small, is not one of the small words that are never verbs in the imperative."""
    return word not in _NOT_VERBS and not word.endswith(("ing", "ed", "ly", "s", "tion", "ment", "ity", "ness"))


@lru_cache
def small_words() -> frozenset[str]:
    """Words that carry no meaning of their own, those that only advise among them."""
    return _NOT_VERBS | frozenset("are be been being do ought must need needs that this not no so s make".split())


@lru_cache
def past(name: str) -> frozenset[str]:
    """The verbs of the list in every finite form: "say", "says", "said"."""
    forms: set[str] = set()
    for verb in verbs(name):
        forms |= {verb, *_regular(verb)} | _IRREGULAR.get(verb, set())
    return frozenset(forms)


_IRREGULAR: dict[str, set[str]] = {
    "feel": {"felt"},
    "find": {"found"},
    "hold": {"held"},
    "say": {"said"},
    "show": {"shown"},
    "tell": {"told"},
    "think": {"thought"},
    "understand": {"understood"},
    "write": {"wrote", "written"},
}


def _regular(verb: str) -> tuple[str, str]:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies", verb[:-1] + "ied"
    if verb.endswith("e"):
        return verb + "s", verb + "d"
    doubled = verb + verb[-1] if verb in ("admit", "plan") else verb
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s"), doubled + "ed"

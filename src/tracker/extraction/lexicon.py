"""The words and phrases by which recommendations are told apart, from `data/extraction`."""

import re
import tomllib
from functools import lru_cache
from typing import Any

from tracker.settings import house


@lru_cache
def _lists(file: str = "words.toml") -> dict[str, Any]:
    return tomllib.loads((house() / "data" / "extraction" / file).read_text("utf-8"))


@lru_cache
def verbs(name: str) -> frozenset[str]:
    """One list of verbs in their base form; KeyError where there is none of that name."""
    return frozenset(_lists()["verbs"][name].split())


@lru_cache
def headings(name: str) -> tuple[str, ...]:
    """One list of what headings say; KeyError where there is none of that name."""
    return tuple(_lists()["headings"][name])


@lru_cache
def kinds(name: str) -> tuple[str, ...]:
    """One list of the kinds of paper that a title page names; KeyError where there is none of that name."""
    return tuple(_lists()["kinds"][name])


@lru_cache
def actors(name: str) -> frozenset[str]:
    """One list of nouns for those who act; KeyError where there is none of that name."""
    return frozenset(_lists()["actors"][name].split())


def phrases(section: str, name: str) -> str:
    """One list of `phrases.toml` as a regular expression for any of them; KeyError where there is none of that name."""
    listed = (" ".join(phrase.split()) for phrase in re.split(r",\s", _lists("phrases.toml")[section][name]))
    return "(?:" + "|".join(_as_regex(phrase) for phrase in listed if phrase) + ")"


def _as_regex(phrase: str) -> str:
    return re.sub(r"\((?!\?)", "(?:", phrase).replace("*", r"\w+")


@lru_cache
def _small(name: str) -> frozenset[str]:
    return frozenset(_lists()["small"][name].split())


def may_be_verb(word: str) -> bool:
    """Whether the word, written small, is not one of the small words that are never verbs in the imperative."""
    return word not in _small("never_verbs") | _small("past_forms") and not word.endswith(
        ("ing", "ed", "ly", "s", "tion", "ment", "ity", "ness")
    )


@lru_cache
def small_words() -> frozenset[str]:
    """Words that carry no meaning of their own, those that only advise among them."""
    return _small("never_verbs") | _small("advising")


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

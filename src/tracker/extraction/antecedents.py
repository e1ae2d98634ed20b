"""Whom a sentence means that names nobody itself: the "it" of "It should …", the reader of a letter."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.extraction.addressees import named
from tracker.extraction.imperative import imperative
from tracker.extraction.places import gazetteer, mentions
from tracker.extraction.rules import NOBODY
from tracker.extraction.sentences import Sentence
from tracker.extraction.subjects import before_verb

_IT = re.compile(
    r"(?:^|[,;]\s|\b(?:and|but|so)\s)\W*(?P<it>it|they|he|she)(?:\s+(?:also|now|then|therefore|too|\w+ly))*,?\s+"
    r"(?:should|must|ought|needs?|could|might|may|can|would do|had|has|have)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:advise|urge|ask|encourage|invite|counsel|call on|recommend that|suggest that|propose that) "
    r"(?P<it>it|them|they|he|she)\b",
    re.IGNORECASE,
)
_LET = re.compile(r"\blet (?P<it>it|them)\b", re.IGNORECASE)
_VERB = re.compile(
    r"\s(?=(?:is|are|was|were|has|have|had|will|would|can|cannot|could|should|must|may|might|do|does|did|went|came"
    r"|took|gave|told|said|kept|began|met|set|let|put|[a-z]{2,}(?:ed|s)(?! (?:should|must|is|are"
    r"|was|were|has|have|had|will|would|can|cannot|could|may|might|do|does|did|need|ought)\b))\b)"
)
_FRONTED = re.compile(
    r"\W*(?:if|when|whenever|where|once|unless|until|before|after|although|though|because|while|should|since"
    r"|(?:just )?as)\s"
    r"(?P<said>[^,;]{2,160}),\s",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"[a-z]{2}s$")
_NO_NAME = re.compile(r"(?:if|in|on|at|had|given|whether|for|to|by|as|of|with|from)\b", re.IGNORECASE)
_TRIED = 3
"""Words that may be the verb which are looked at: a plural noun looks like one."""
_LONGEST = 12


def with_antecedents(told: Sequence[Sentence], reader: tuple[str, ...] = ()) -> list[Sentence]:
    """The sentences of one block, each with those that it means and does not name.

    `reader` is the one to whom a letter is written, so that its orders are meant for them.
    """
    found: list[Sentence] = []
    for each in told:
        pointing = next((hit for one in (_IT, _LET, _ASKED) if (hit := one.search(each.plain[:300]))), None)
        if pointing:
            meant = _ahead(each.plain, pointing) or (_meant_by(found[-1]) if found else ())
            found.append(replace(each, meant=meant) if _fits(pointing["it"], meant) else each)
        elif reader and imperative(each.plain):
            found.append(replace(each, meant=reader))
        else:
            found.append(each)
    return found


def _fits(pronoun: str, meant: tuple[str, ...]) -> bool:
    """Whether so many can be meant by the pronoun."""
    if pronoun.casefold() != "it":
        return bool(meant)
    one = len(meant) == 1 and not _PLURAL.search(meant[0])
    return one or (
        len(meant) == 1 and (meant[0].casefold() in gazetteer().bodies or bool(mentions(meant[0], heading=True)))
    )


def _ahead(text: str, pointing: re.Match[str]) -> tuple[str, ...]:
    """Who is named in front of the pronoun in its own sentence: "If the Council agrees, it should …"."""
    fronted = _FRONTED.match(text, 0, pointing.start("it"))
    if fronted:
        return _subject(fronted["said"])
    return _subject(text[: pointing.start()]) if pointing.start() else ()


def _meant_by(before: Sentence) -> tuple[str, ...]:
    """Whom a sentence is about, itself pointing back where it does."""
    return before.meant or _subject(before.plain[:300])


def _subject(text: str) -> tuple[str, ...]:
    """The names that stand before the first verb."""
    for tried, verb in enumerate(_VERB.finditer(text)):
        said, _ = before_verb(text, verb.start())
        if tried >= _TRIED or len(said.split()) > _LONGEST or NOBODY.match(said):
            return ()
        names = named(said)
        if names:
            return () if any(_NO_NAME.match(name) for name in names) else names
    return ()

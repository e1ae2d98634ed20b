"""Who is to act: the names in the words before a verb or in an opening."""

import re
from collections.abc import Iterable
from functools import lru_cache

from tracker.extraction.lexicon import actors
from tracker.extraction.places import gazetteer, mentions
from tracker.vocabulary import regions

_ONE_WORD = re.compile(r"[A-Z][A-Za-z]{2,}")
_APART = re.compile(
    r"\s*(?:;|,\s*(?:and|or|as well as|together with)\s|,|/)\s*|\s+(?:and|or|nor|as well as|together with|&)\s+"
)
_JOINED_NAME = re.compile(
    r"\b(?:Ministr(?:y|ies)|Minister|Department|Committee|Subcommittee|Secretary|Commission|Agency|Office|Bureau"
    r"|Council"
    r"|Authority|Administration|Centers?|Directorate|Board|Institute|Organi[sz]ation|Fund|Bank)\b[^,;]*\b(?:of|for"
    r"|on)\b"
)
_RELATIVE = re.compile(
    r",\s+not (?:the|an?|its|their|[A-Z]).*$|,?\s+(?:rather than|instead of|which|who|whose"
    r"|that|where|in order|in turn|if|when|such as|including|like)\b.*$",
    re.DOTALL,
)
_APPOSED = re.compile(r",\s+(?:as|an?|the(?= [a-z])|its|their|for|in|with|by|based|through|together)\s.*$", re.DOTALL)
_ROLE = re.compile(r",\s+as\s.*$", re.DOTALL)
_ENUMERATED = re.compile(r",\s+(?:and|or)\s")
_DOING = re.compile(
    r"(?P<who>(?:[\w’'-]+ ){0,3}[\w’'-]{3,}s) (?:considering|planning|seeking|wishing|receiving|hosting|using|running) "
)
"""People with what they are about: "Counties considering a hub"."""
_LOCAL = re.compile(r"(?<=\w)\s+(?:on|in|at|with|from|across|under|behind)\s+[a-z][a-z\s]*$")
_FRONTED = re.compile(
    r"^(?:[Ii]n|[Uu]nder|[Bb]y|[Oo]n|[Aa]t|[Ff]or|[Ww]ith|[Ff]rom|[Ww]ithin|[Tt]o)\b[^,;]*?"
    r"(?<! of)(?<! for)(?<! on)\s(?=the [A-Z])"
    r"|^(?:[Bb]efore|[Aa]fter|[Dd]uring|[Uu]ntil|[Tt]hroughout|[Ee]ach|[Ee]very)\b[^,;]*?"
    r"(?<! of)(?<! for)(?<! on)\s(?=the [A-Z])"
    r"|^(?:[Bb]efore|[Aa]fter|[Ww]hen|[Oo]nce|[Ii]f|[Uu]ntil|[Uu]nless|[Ww]hile)\b[^,;]*\s(?=the \w+$)"
)
_MODAL = re.compile(
    r"(?:\s+(?:would|will|may|might|also|both|all|each|now|still|then|therefore|thus))+$", re.IGNORECASE
)
_ACROSS = re.compile(r"[a-z]\s+(?:in|from)\s+(?:the\s+)?[A-Z]\w+$")
_BOTH = re.compile(
    r"^(?:both|either|neither|each of|each|every|all of|all|most|many|other|any|this|these|some|individual|relevant|its"
    r"|their|our|his|her|your|the|a|an|(?-i:two|three|four|five|six|seven|eight|nine|ten|twelve)(?= [a-z]))\s+",
    re.I,
)
_SEVERAL_OF = re.compile(
    r"(?:[Tt]he )?(?!members|people|citizens)(?:[a-z]+ )?(?:[Gg]overnments|[Pp]arliaments|[Mm]inistries"
    r"|[Aa]uthorities|[Aa]dministrations"
    r"|[Pp]residents|[Mm]inisters|[Mm]ayors|[Cc]ouncils|[Aa]ssemblies|[Uu]niversities|[Ee]mbassies|[Cc]ourts"
    r"|[Mm]unicipalities) (?:of|in) [A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*"
    r"(?:, (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)*,? and (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*"
)
"""Several of a kind, told by their places: "the governments of Chad and Niger"."""
_IS_OFFICE = re.compile(
    r"^(?!the )(?:[A-Z][\w’'.-]* ){1,4}(?:Administration|Authority|Agency|Board|Bureau|Commission|Committee|Council"
    r"|Department|Directorate|Ministry|Office|Service|Fund|Cabinet|Corporation|Council)\W*$"
)
"""How the second half of an office's name reads: "Water Supply and Sewerage Authority"."""
_ASIDE = re.compile(r"\s*\([^()]*\)")
_AGENT = re.compile(
    r"\bby\s+(?P<who>(?:the\s+)?[A-Z][\w’'.-]*(?:\s+(?:(?:of|for|and|the|de)\s+)*[A-Z][\w’'.-]*)*"
    r"|the\s+[a-z]+(?:\s+(?!to|in|at|before|until|for|with|from|on|and|that|which|who|each|every|as|after"
    r"|by|themselves|itself|alone)[a-z]+){0,4})"
)
_PEOPLE = re.compile(r"(?:ers|ors|ists|ians|ants|men|women|people)$")
_THINGS = frozenset(
    "papers numbers orders borders matters powers figures factors others letters offers centers towers rivers waters "
    "quarters errors doors floors sectors monitors computers members-only parameters chapters registers transfers "
    "documents vectors corridors tenders servers containers answers barriers letters meters covers markers grants "
    "plants pollutants variants constraints indicators drivers".split()
)
_PRONOUNS = frozenset("it they he she we i you this these those that there one who which nobody everyone".split())
_ACRONYM = re.compile(r"(?:\b[A-Z]\.){2,}$")
LONGEST = 14
"""Words of the longest name."""
_PREPOSITIONS = frozenset("in of from for to at on with by under against".split())


@lru_cache(maxsize=8192)
def named(words: str) -> tuple[str, ...]:
    """The actors that the words name, as printed but without article; () where they name none."""
    said = _ASIDE.sub("", words).strip(' ,.:;·"“”')
    said = _RELATIVE.sub("", _MODAL.sub("", _FRONTED.sub("", said.removeprefix("What "))))
    said = (_ROLE if _ENUMERATED.search(said) else _APPOSED).sub("", said)
    found = []
    parts = _parts(said)
    beside = (
        len(parts) > 1 and all(_bare(part)[:1].isupper() for part in parts) and any(map(is_actor, map(_bare, parts)))
    )
    for part in parts:
        name = _LOCAL.sub("", _bare(part))
        if not name:
            continue
        if (beside and _ONE_WORD.fullmatch(name)) or is_actor(
            name, definite=part.strip().casefold().startswith("the ")
        ):
            found.append(name)
        elif not found and "," not in said:
            return ()
    doing = None if found else _DOING.match(said)
    return named(doing["who"]) if doing else tuple(dict.fromkeys(found))


def _is_one(said: str) -> bool:
    """Whether the words are one country's name, "and" included: "Bosnia and Herzegovina"."""
    found = mentions(said, heading=True) if " and " in said else ()
    return len(found) == 1 and found[0].start == 0 and found[0].end == len(said)


def is_actor(name: str, *, definite: bool = False) -> bool:
    """Whether a name is that of somebody who can act: a country, a body, an office, people.

    `definite` says that it stood behind "the", so that one capitalised word is a name.
    """
    words = _words(name)
    if is_known(name):
        return True
    if not words or len(words) > LONGEST or _only_points(words[0]):
        return False
    proper = all(word[0].isupper() or word in ("of", "the", "for", "and", "de") for word in words)
    return proper and (len(words) > 1 or definite or (name.isupper() and len(name) > 1))


def is_known(name: str) -> bool:
    """Whether the name's noun, the gazetteer or its form says that it can act, whatever its capitals."""
    words = _words(name)
    if not words or len(words) > LONGEST or _only_points(words[0]):
        return False
    lower = [word.casefold() for word in words]
    head = _head(lower)
    if any(word in actors("nouns") for word in (head, _singular(head))):
        return True
    if _PEOPLE.search(head) and head not in _THINGS and len(head) > 5:
        return True
    if name.casefold() in gazetteer().bodies or (
        words[-1][:-1].isupper() and words[-1][-1] == "s" and len(words[-1]) > 2
    ):
        return True
    found = mentions(name, heading=True)
    whole = bool(found) and found[-1].end == len(name.rstrip("."))
    return whole and len(words) < 4 and not _PREPOSITIONS & set(lower)


def _only_points(word: str) -> bool:
    """Whether a word is a pronoun, and no name in capitals such as "WHO"."""
    return word.casefold() in _PRONOUNS and not (len(word) > 2 and word.isupper())


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*", name)


def is_pronoun(words: str) -> bool:
    """Whether the words only point back to somebody named before."""
    return words.strip(" ,").casefold() in ("it", "they", "he", "she", "both", "the two", "all", "each", "both sides")


def is_reader(words: str) -> bool:
    """Whether the words mean the one to whom a memo is addressed."""
    return bool(
        re.fullmatch(r"you|your (?:office|department|ministry|team|government)", words.strip(" ,"), re.IGNORECASE)
    )


def governs(names: Iterable[str]) -> bool:
    """Whether one of the names is a body that governs, or a country."""
    told = list(names)
    words = {word.strip("’'.,").casefold() for name in told for word in name.split()}
    return not actors("offices").isdisjoint(words) or bool(mentions(" and ".join(told), heading=True))


def enumerated(words: str) -> tuple[str, ...]:
    """The parts of an enumeration without their articles, whether they are known to act or not."""
    return tuple(_bare(part) for part in _parts(words))


def agent(words: str) -> tuple[str, ...]:
    """Who is to do what a passive asks for: the first name behind "by"."""
    for match in _AGENT.finditer(words):
        found = named(match["who"])
        if found:
            return found[:1]
    return ()


def _parts(said: str) -> list[str]:
    """The names in an enumeration; a ministry "of Agriculture and Rural Development" is one."""
    if _SEVERAL_OF.fullmatch(said):
        return [said]
    cuts = [cut for cut in _APART.finditer(said) if not _within_name(said, cut)]
    edges = [0, *(edge for cut in cuts for edge in (cut.start(), cut.end())), len(said)]
    parts = [said[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return [said] if any(not part.strip() for part in parts) else parts


def _within_name(said: str, cut: re.Match[str]) -> bool:
    """Whether an "and" or a comma joins parts of one office's name."""
    if ";" in cut.group():
        return False
    before, after = said[: cut.start()], said[cut.end() :]
    if _ACROSS.search(before) and len(after.split()) < 3 and mentions(after, heading=True):
        return True
    if "," not in said and _is_half(before, after):
        return True
    office = _JOINED_NAME.search(re.split(r";", before)[-1])
    if not office or re.match(r"(?:the|its|their|all)\s", after):
        return False
    first = re.match(r"\S+", after)
    return bool(first and first.group()[0].isupper() and not is_office(after))


def _is_half(before: str, after: str) -> bool:
    """Whether the words before "and" are no name of their own: "Bulgarian and Romanian river administrations"."""
    if after.startswith("the "):
        return False
    name = _bare(before)
    found = mentions(name, heading=True)
    people = len(name.split()) == 1 and found and all(name not in regions.names(code) for code in found[0].codes)
    seat = bool(found) and found[0].entry in gazetteer().seats
    one = before[:4].casefold() == "the " and not is_known(name) and name[:1].isupper() and _IS_OFFICE.search(after)
    unnamed = name[:1].isupper() and len(name.split()) > 1 and not is_actor(name) and is_office(after)
    return (bool(people) and not seat and len(after.split()) > 1) or unnamed or bool(one)


def is_office(name: str) -> bool:
    """Whether a name opens as that of an office or a country does, and not as the second half of a ministry's."""
    words = re.findall(r"[^\W\d_]+", name)[:4]
    opens = bool(words) and (words[0].casefold() in actors("offices") or bool(mentions(words[0], heading=True)))
    return opens or any(word.casefold() in actors("offices") for word in words[1:])


def _bare(part: str) -> str:
    said = part.strip(" ,:;")
    while (shorter := _BOTH.sub("", said)) != said:
        said = shorter
    return said


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def _head(words: list[str]) -> str:
    """The noun that the name is built on: the last word before "of", "in", "on"."""
    stop = next(
        (
            place
            for place, word in enumerate(words)
            if place
            and word in ("of", "in", "on", "for", "at", "to", "by", "with", "from", "that", "who", "which", "under")
        ),
        len(words),
    )
    return words[stop - 1]

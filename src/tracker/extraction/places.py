"""Which words of a text name a country: one pass over its words against the gazetteer."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tracker.extraction import wordlists
from tracker.settings import house
from tracker.vocabulary import regions

NAME, PLACE, AREA, LESSER = 1.0, 0.75, 0.5, 0.25
"""What a mention weighs: a country's name or people, a place in it, an area it shares, an ambiguous word."""

_WORD = re.compile(r"[^\W\d_]+")
_GAPS = frozenset({"-", ".", "'", "’", "‑", "–"})
_SHORT = 2
_SEVERAL = {"Congo": ("COD", "COG"), "Korea": ("KOR", "PRK"), "Koreas": ("KOR", "PRK"), "Korean": ("KOR", "PRK")}
"""Words for which two countries contend; `mentions` gives the first, `settled` corrects that."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names one country, or several as an area: alpha-3 codes, and its weight for each."""

    start: int
    end: int
    codes: tuple[str, ...]
    weight: float
    entry: str


@dataclass(slots=True)
class _Entry:
    words: tuple[str, ...]
    codes: tuple[str, ...]
    weight: float
    printed: str


@dataclass(slots=True)
class _Node:
    after: dict[str, "_Node"] = field(default_factory=dict)
    ends: list[_Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The word tree, the names that people bear too, the seats of governments, and bodies by what they are called."""

    root: _Node
    borne: frozenset[str]
    seats: frozenset[str]
    bodies: dict[str, str]


def mentions(text: str, *, heading: bool = False) -> tuple[Mention, ...]:
    """The countries that the text names, in order.

    In a `heading` every word may be capitalised, so that capitals beside a name do not make it a person's.
    """
    known = gazetteer()
    words = [(*match.span(), plain(match.group())) for match in _WORD.finditer(text)]
    found = []
    ahead = 0
    for at in [at for at, word in enumerate(words) if word[2].casefold() in known.root.after]:
        entry = _longest(known.root, words, at, text) if at >= ahead else None
        if entry is None:
            continue
        ahead = at + len(entry.words)
        if entry.codes and (heading or not _is_person(known, entry, words, at, text)):
            found.append(Mention(words[at][0], words[ahead - 1][1], entry.codes, entry.weight, entry.printed))
    return tuple(found)


def plain(word: str) -> str:
    """The word without its accents, letter case kept."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


@lru_cache
def gazetteer() -> Gazetteer:
    """The word tree of all that names a country, and the names that people bear too."""
    data = tomllib.loads((house() / "data" / "gazetteer.toml").read_text("utf-8"))
    root = _Node()
    for printed, codes, weight in _entries(data):
        words = tuple(plain(match.group()) for match in _WORD.finditer(printed))
        node = root
        for word in words:
            node = node.after.setdefault(word.casefold(), _Node())
        if all(entry.words != words for entry in node.ends):
            node.ends.append(_Entry(words, codes, weight, printed))
    seats = frozenset(seat for code in regions.codes() for seat in data.get(code, {}).get("seats", ()))
    bodies = {called.casefold(): body for body, printed in data["bodies"].items() for called in printed}
    return Gazetteer(root, frozenset(data["borne"]["words"]), seats, bodies)


def _entries(data: dict[str, dict[str, list[str]]]) -> Iterator[tuple[str, tuple[str, ...], float]]:
    """(Words, codes, weight) of every entry; of two for the same words the first counts."""
    yield from ((words, (), 0.0) for words in data["nothing"]["words"])
    yield from ((words, tuple(codes), AREA) for words, codes in data["areas"].items())
    yield from ((words, (codes[0],), NAME) for words, codes in _SEVERAL.items())
    for code in regions.codes():
        here = data.get(code, {})
        for lesser in here.get("lesser", ()):
            yield lesser, (code,), LESSER
        yield from ((each, (code,), NAME) for each in regions.names(code))
        for people in here.get("people", ()):
            yield people, (code,), NAME
            if not people.endswith(("s", "h", "ese")):
                yield people + "s", (code,), NAME
        yield from ((place, (code,), PLACE) for place in (*here.get("seats", ()), *here.get("places", ())))
    yield "US", ("USA",), NAME


def _longest(root: _Node, words: Sequence[tuple[int, int, str]], at: int, text: str) -> _Entry | None:
    """The longest entry that starts with the word at `at`, in a letter case that fits."""
    node = root.after.get(words[at][2].casefold())
    best: _Entry | None = None
    ahead = at
    while node is not None:
        ahead += 1
        span = words[at:ahead]
        best = next((entry for entry in node.ends if _fits(entry, span, words, at)), best)
        if ahead == len(words) or not node.after or not _adjoins(words[ahead - 1], words[ahead], text):
            break
        node = node.after.get(words[ahead][2].casefold())
    return best


def _adjoins(one: tuple[int, int, str], two: tuple[int, int, str], text: str) -> bool:
    """Whether two words can belong to one name: a space, hyphen or apostrophe between them, or a short word's stop."""
    gap = text[one[1] : two[0]]
    if gap.isspace():
        return len(gap) <= 2 or gap.count("\n") <= 1
    if gap in _GAPS:
        return gap != "." or len(one[2]) <= _SHORT
    return gap.startswith(".") and gap[1:].isspace() and len(one[2]) <= _SHORT


def _fits(
    entry: _Entry,
    span: Sequence[tuple[int, int, str]],
    words: Sequence[tuple[int, int, str]],
    at: int,
) -> bool:
    """Whether the words stand in the entry's letter case, or all in capitals."""
    printed = [word for _, _, word in span]
    same = all(a == b or (b.islower() and a.casefold() == b) for a, b in zip(printed, entry.words, strict=True))
    if same and entry.words == ("US",):
        beside = [words[i][2] for i in (at - 1, at + 1) if 0 <= i < len(words)]
        return not any(len(word) > _SHORT and word.isupper() for word in beside)
    if same:
        return True
    letters = "".join(printed)
    return letters.isupper() and len(letters) > 3


def _is_person(known: Gazetteer, entry: _Entry, words: Sequence[tuple[int, int, str]], at: int, text: str) -> bool:
    """Whether a name that people bear too stands beside another capitalised word, as in "Vernon Jordan"."""
    if entry.printed not in known.borne:
        return False
    pairs = ((at - 1, at - 1), (at, at + 1))
    for left, beside in pairs:
        if left < 0 or left + 1 >= len(words):
            continue
        gap = text[words[left][1] : words[left + 1][0]]
        word = words[beside][2]
        if (
            gap == " "
            and word[0].isupper()
            and not word.isupper()
            and word.casefold() not in wordlists.words("page", "openers")
        ):
            return True
    return False


def settled(found: Sequence[Mention]) -> tuple[tuple[str, ...], ...]:
    """The codes of every mention of one document, () for those that the others speak against.

    "Georgia" among American states is the state; "Congo" is the one whose other names the document uses.
    """
    seen = {code for mention in found for code in mention.codes if mention.entry not in (*_SEVERAL, "Georgia")}
    return tuple(_codes(mention, seen) for mention in found)


def _codes(mention: Mention, seen: set[str]) -> tuple[str, ...]:
    if mention.entry == "Georgia" and "GEO" not in seen and "USA" in seen:
        return ()
    contenders = [code for code in _SEVERAL.get(mention.entry, ()) if code in seen]
    return (contenders[0],) if contenders else mention.codes

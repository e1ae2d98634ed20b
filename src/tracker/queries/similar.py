"""Which names are likely those of the same one: people by surname and given names, bodies by their words.

Every name is held only against those that share a key with it, so ten thousand names take about a second.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

_TITLES = frozenset("dr prof professor mr mrs ms sir dame amb ambassador gen general lord phd md jr sr ii iii".split())
_PARTICLES = frozenset("al bin da de del den der di dos du el ibn la le van von".split())
_SMALL = frozenset("the of for and in on to a an its their her his all".split())
_SHORT = {"un": "united nations", "us": "united states", "uk": "united kingdom", "eu": "european union"}
_LONG = 5
"""Letters from which on one slip of the pen makes no other word."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A name as it is compared: what of it must agree, and the keys that it shares with names that may be the same.

    `front` are given names, `core` the surname; of a body `core` are its words in order of the alphabet.
    """

    front: tuple[str, ...]
    core: tuple[str, ...]
    keys: frozenset[str]


def likely_same(names: Sequence[str], *, people: bool) -> list[tuple[str, ...]]:
    """The names in groups of two or more, each group likely of one person or body, in the order of the names.

    People: the same surname, but for one slip in a long one, and given names of which none speaks against another
    ("D." and "David" agree, "Dora" and "David" do not). Bodies: the same words, whatever their order, number and small
    words, but for one slip inside a long one; or one the initials of the other.
    """
    agree = _same_person if people else _same_body
    known = {name: _person(name) if people else _body(name) for name in names}
    by_key: dict[str, list[list[str]]] = {}
    groups: list[list[str]] = []
    for name, likeness in known.items():
        group = _fitting(name, by_key, known, agree)
        if group is None:
            groups.append(group := [])
        group.append(name)
        for key in likeness.keys:
            there = by_key.setdefault(key, [])
            if not any(other is group for other in there):
                there.append(group)
    return [tuple(group) for group in groups if len(group) > 1]


def _fitting(
    name: str,
    by_key: dict[str, list[list[str]]],
    known: dict[str, Likeness],
    agree: Callable[[Likeness, Likeness], bool],
) -> list[str] | None:
    """The first group of which every name agrees with this one."""
    for key in sorted(known[name].keys):
        for group in by_key.get(key, ()):
            if all(agree(known[name], known[other]) for other in group):
                return group
    return None


def _person(name: str) -> Likeness:
    """Given names and surname, small, without titles and accents; "Pollock, David" is turned round."""
    behind, _comma, before = name.partition(",")
    turned = behind if set(_tokens(before)) <= _TITLES else f"{before} {behind}"
    words = [word for word in _tokens(turned) if word not in _TITLES] or [_plain(name)]
    at = len(words) - 1
    while at > 1 and words[at - 1] in _PARTICLES:
        at -= 1
    given = tuple(part for word in words[:at] for part in word.split("-"))
    surname = " ".join(words[at:])
    return Likeness(given, (surname,), frozenset(f"{given[:1] and given[0][0]} {key}" for key in _slips(surname)))


def _body(name: str) -> Likeness:
    """The words of a body's name, small, in the singular; its initials are a key too, in capitals."""
    bare = re.sub(r"\([^)]*\)", " ", name).replace("'s", "").replace("’s", "")
    spelled = " ".join(_SHORT.get(word, word) for word in _tokens(bare))
    words = [_singular(word) for word in spelled.split() if word not in _SMALL] or [_plain(name)]
    keys = {" ".join(sorted(words))}
    for place, word in enumerate(words):
        rest = [*words[:place], *words[place + 1 :]]
        keys |= {" ".join([slip, *sorted(rest)]) for slip in _slips(word)}
    letters = re.sub(r"[^A-Za-z]", "", name)
    initials = letters if letters.isupper() and 2 < len(letters) < 9 else "".join(word[0] for word in words).upper()
    return Likeness(
        (initials,) if len(words) > 2 or initials == letters else (), tuple(words), frozenset(keys | {initials})
    )


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _tokens(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", _plain(text))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > _LONG:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def _slips(word: str) -> Iterator[str]:
    """The word, and where it is long what is left of it without one of its letters: those of a slip share one."""
    yield word
    if len(word) >= _LONG:
        yield from (word[:at] + word[at + 1 :] for at in range(1, len(word)))


def _same_person(one: Likeness, other: Likeness) -> bool:
    if not one.front or not other.front:
        return one.core == other.core and one.front == other.front
    agree = all(_goes_with(a, b) for a, b in zip(one.front, other.front, strict=False))
    return agree and (one.core == other.core or _slipped(one.core[0], other.core[0]))


def _goes_with(given: str, other: str) -> bool:
    return given == other or (1 in (len(given), len(other)) and given[0] == other[0])


def _same_body(one: Likeness, other: Likeness) -> bool:
    words, others = sorted(one.core), sorted(other.core)
    if len(words) == len(others):
        (left, right) = (list((Counter(a) - Counter(b)).elements()) for a, b in ((words, others), (others, words)))
        return not left or (len(left) == 1 and _slipped(left[0], right[0]))
    return 1 in (len(words), len(others)) and bool(one.front) and one.front == other.front


def _slipped(one: str, other: str) -> bool:
    """Whether one letter behind the first is wrong, missing, too many, or in its neighbour's place."""
    return bool(set(_slips(one)) & set(_slips(other))) and min(len(one), len(other)) >= _LONG and one[0] == other[0]

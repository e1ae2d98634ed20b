"""How much a recommendation asks for, by UPR Info's rules: its first verb and the action as a whole decide."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from tracker.settings import house
from tracker.vocabulary.advice import ActionType

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[,.;:()]")
_LONGEST_WORD = 40
_LOOKED_AT = 120
_SUBJECT = 14
_PREFACE = 30
_OBJECT = 14
_ENDINGS = (("ing", ""), ("ing", "e"), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ies", "y"), ("es", ""), ("s", ""))

_NO_VERB_AFTER = frozenset(
    "a all an any at by each every for from her his in its my no of on our some such the their these this those "
    "with your".split()
)
_JOINTS = frozenset(("and", "or", "and-or", "as", "well", ","))
_CLAUSES = frozenset("to that which who by through so including aimed where when designed . ; :".split())
_GROUPS = frozenset(
    "in on of for with against from at and or as regarding relating concerning under into upon within among between "
    "towards toward , ( )".split()
)
_ANOTHER_SUBJECT = frozenset("that which who whose so how whether where when if what in to by , . ; :".split())
_RELATIVES = frozenset(("that", "which", "who", "whose", "so", "how", "where", "when", "if"))

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Lists:
    """What `data/extraction/action_types.toml` holds: a kind for each verb and phrase, verbs of other forms, words."""

    verbs: dict[str, str]
    phrases: dict[str, str]
    forms: dict[str, str]
    words: dict[str, frozenset[str]]


def action_type(text: str) -> ActionType:
    """How much the words of a recommendation ask for; the general type where no verb is known.

    A means ("by amending the code") makes a continued action general, and a general one specific where it is itself
    specific. Only the first words of a long text count: what is asked stands in front.
    """
    found = (match.group()[:_LONGEST_WORD].casefold() for match in _TOKEN.finditer(text))
    tokens = tuple(islice(found, _LOOKED_AT))
    place = _asked_at(tokens)
    if place is None:
        return _by_object(_objects(tokens, 0), ActionType.GENERAL)
    asked, means = _asked(tokens, place), set(_means(tokens, place))
    if asked is ActionType.CONTINUING and means:
        return ActionType.GENERAL
    return ActionType.SPECIFIC if asked is ActionType.GENERAL and ActionType.SPECIFIC in means else asked


# Where the verb stands


def _asked_at(tokens: Tokens) -> int | None:
    """The place of the verb that says what is asked: a command's, else a duty's, else the first that is known."""
    start = _past_adverbs(tokens, 0)
    if _is_command(tokens, start):
        duty = _duty(tokens, start + 1)
        return start if duty is None else _first_known(tokens, duty)
    reported = _past_report(tokens, start)
    if _is_command(tokens, reported) or (reported > start and _is_gerund(tokens, reported)):
        return reported
    return _first_known(tokens, _past_subject(tokens, reported))


def _is_command(tokens: Tokens, place: int) -> bool:
    return place < len(tokens) and tokens[place] in _lists().verbs


def _is_gerund(tokens: Tokens, place: int) -> bool:
    return place < len(tokens) and tokens[place].endswith("ing") and _base(tokens[place]) is not None


def _past_adverbs(tokens: Tokens, place: int) -> int:
    """The first place from `place` on that holds neither a mark nor an adverb."""
    while place < len(tokens):
        forbids = tokens[place] == "do" and tokens[place + 1 : place + 2] == ("not",)
        if tokens[place][0].isalpha() and not forbids and not _is_adverb(tokens[place]):
            break
        place += 1
    return place


def _is_adverb(word: str) -> bool:
    words = _lists().words
    return word in words["adverbs"] or (word.endswith("ly") and word not in words["not_adverbs"])


def _duty(tokens: Tokens, start: int) -> int | None:
    """The place after the "should" of "Support for tenants should grow"; None where another subject comes first."""
    for place, word in enumerate(tokens[start : start + _SUBJECT], start):
        if word in _lists().words["duties"]:
            return _past_adverbs(tokens, place + 1)
        if word in _ANOTHER_SUBJECT:
            return None
    return None


def _past_report(tokens: Tokens, start: int) -> int:
    """The place after "The panel recommended that"; `start` where nobody recommends in so many words."""
    words = _lists().words
    for place, word in enumerate(tokens[start : start + _PREFACE], start):
        before = tokens[place - 1] if place else ""
        if (word in words["reports"] and before != "as") or (word in words["we_report"] and before == "we"):
            return _past_adverbs(tokens, place + 1)
    return start


def _past_subject(tokens: Tokens, start: int) -> int:
    """The place after "the council should", "In line with its pledges," or "that the rules be"; else `start`."""
    words = _lists().words
    for place in range(start, len(tokens)):
        if tokens[place] in words["duties"]:
            return _past_adverbs(tokens, place + 1)
    for place in range(start, len(tokens)):
        following = _past_adverbs(tokens, place + 1)
        if tokens[place] == "," and _is_command(tokens, following):
            return following
    for place in range(start, len(tokens)):
        if tokens[place] in words["weak_duties"]:
            return _past_adverbs(tokens, place + 1)
        if tokens[place] in _RELATIVES:
            break
    return start


def _first_known(tokens: Tokens, start: int) -> int | None:
    """The place of the first word that is a known verb and does not stand where only a noun can."""
    known = [place for place in range(start, len(tokens)) if _base(tokens[place])]
    verbs = (at for at in known if at == start or tokens[at] in _lists().forms or tokens[at - 1] not in _NO_VERB_AFTER)
    return next(verbs, known[0] if known else None)


# What it asks for


def _asked(tokens: Tokens, place: int) -> ActionType:
    """What the verb there asks for, or the last that is joined to it; what is specific stays so."""
    chain = _chain(tokens, place)
    kinds = [_kind(tokens, at, chain[-1] + 1) for at in chain]
    return ActionType.SPECIFIC if ActionType.SPECIFIC in kinds else kinds[-1]


def _chain(tokens: Tokens, place: int) -> list[int]:
    """The places of the verbs that are joined: "adopt, fund and enforce"."""
    chain = [place]
    for at in range(place + 1, len(tokens)):
        if tokens[at] in _JOINTS or _is_adverb(tokens[at]):
            continue
        joined = not _JOINTS.isdisjoint(tokens[chain[-1] + 1 : at])
        alike = _base(tokens[at]) and (tokens[at] in _lists().verbs or tokens[place] not in _lists().verbs)
        if not (joined and alike):
            break
        chain.append(at)
    return chain


def _kind(tokens: Tokens, place: int, after: int) -> ActionType:
    """What the verb at `place` asks for, its object standing from `after` on."""
    lists = _lists()
    verb = _base(tokens[place]) or tokens[place]
    for length in (3, 2):
        phrase = " ".join((verb, *tokens[place + 1 : place + length]))
        if phrase in lists.phrases:
            return _with_object(tokens, verb, lists.phrases[phrase], max(after, place + length))
    carried = _past_adverbs(tokens, after)
    to_another = "to" in tokens[after:carried] and carried < len(tokens) and _base(tokens[carried])
    if to_another and after == place + 1 and verb in lists.words["carriers"]:
        return _asked(tokens, carried)
    return _with_object(tokens, verb, lists.verbs.get(verb, "general"), after)


def _with_object(tokens: Tokens, verb: str, kind: str, start: int) -> ActionType:
    """What a verb of that kind asks for with the object that starts there."""
    words = _lists().words
    objects = _objects(tokens, start)
    if verb in words["carrying_out"] and objects and objects[0][-1] in words["studied"]:
        return ActionType.CONSIDERING
    leaning = ActionType[kind.removeprefix("leaning_").upper()]
    return _by_object(objects, leaning) if kind.startswith("leaning_") else leaning


def _objects(tokens: Tokens, start: int) -> list[Tokens]:
    """The groups of words up to where another clause begins: the object, then what it is of, in or on."""
    groups: list[list[str]] = [[]]
    start += tokens[start : start + 1] == ("to",)
    for place, word in enumerate(tokens[start : start + _OBJECT], start):
        ends = word in _CLAUSES or (_is_gerund(tokens, place) and word not in _lists().words["concrete"])
        if ends and (groups[-1] or word in _CLAUSES):
            break
        if word in _GROUPS:
            groups.append([])
        else:
            groups[-1].append(word)
    return [tuple(group) for group in groups if group]


def _by_object(objects: list[Tokens], leaning: ActionType) -> ActionType:
    """What the first object that is known makes of a verb, its last word first; `leaning` where none is known."""
    words = _lists().words
    for group in objects:
        if not words["concrete_modifiers"].isdisjoint(group):
            return ActionType.SPECIFIC
        for word in reversed(group):
            if word in words["concrete"]:
                return ActionType.SPECIFIC
            if word in words["vague"]:
                return ActionType.GENERAL
    return leaning


def _means(tokens: Tokens, start: int) -> Iterator[ActionType]:
    """What each means asks for: the gerunds after "by" and "through"."""
    for place in range(start + 1, len(tokens)):
        if tokens[place] in ("by", "through"):
            at = _past_adverbs(tokens, place + 1)
            if _is_gerund(tokens, at):
                yield _asked(tokens, at)


# The lists


def _base(word: str) -> str | None:
    """The verb as the lists hold it: "reviewing", "reviewed" and "reviews" are "review"; None where it is not known."""
    lists = _lists()
    return next((form for form in _stems(word) if form in lists.verbs), lists.forms.get(word))


@lru_cache(4096)
def _stems(word: str) -> tuple[str, ...]:
    stems = [word]
    for ending, put in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 1:
            stem = word[: -len(ending)]
            stems.append(stem + put)
            if len(stem) > 3 and stem[-1] == stem[-2]:
                stems.append(stem[:-1])
    return tuple(stems)


@lru_cache
def _lists() -> _Lists:
    path = house() / "data" / "extraction" / "action_types.toml"
    held = tomllib.loads(path.read_text("utf-8"))
    verbs = {verb: kind for kind, verbs in held["verbs"].items() for verb in verbs}
    words = {name: frozenset(words) for name, words in (held["objects"] | held["words"]).items()}
    return _Lists(verbs, held["phrases"], held["nouns"] | held["irregular"], words)

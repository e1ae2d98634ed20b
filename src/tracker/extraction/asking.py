"""How much a recommendation asks for, by UPR Info's rules: its first verb and the action as a whole decide."""

import re
import tomllib
from functools import lru_cache

from tracker.settings import house
from tracker.vocabulary.advice import ActionType

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MODAL = re.compile(
    r"\b(?:should|shall|must|ought to|needs? to|ha(?:s|ve) to|could|can|might|may|"
    r"(?:recommends?|urges?|propose[sd]?|suggests?) that)\b",
    re.IGNORECASE,
)
_MEANS = re.compile(r"\b(?:by|through) (?:\w+ly )?\w+ing\b", re.IGNORECASE)
_JOINED = re.compile(r"\W+(?:and(?:/or)?|or)\W+(?:to\W+)?([^\W\d_]+)|,\s+([^\W\d_]+)(?=,|\s+and\b)", re.IGNORECASE)
_LOOKED_AT = 25


def action_type(text: str) -> ActionType:
    """How much the words of a recommendation ask for; the general type where no verb is known."""
    modal = _MODAL.search(text)
    said = text[modal.end() :] if modal else text
    for match in list(_WORD.finditer(said))[:_LOOKED_AT]:
        found = _asked(match.group(), said)
        if found is not None:
            return _with_second(found, said[match.end() :], said)
    return ActionType.GENERAL


def _with_second(first: ActionType, rest: str, said: str) -> ActionType:
    """What the second of two joined verbs, or a stated means, makes of the first."""
    joined = _JOINED.match(rest)
    second = _asked(joined[1] or joined[2], said) if joined else None
    asked = second or first
    return ActionType.SPECIFIC if asked is ActionType.GENERAL and _MEANS.search(said) else asked


def _asked(word: str, said: str) -> ActionType | None:
    """What the word asks for as a verb in any of its forms, None where it is no known verb."""
    lists = _lists()
    for form in _base_forms(word.lower()):
        if form in lists["split"]:
            concrete = any(found.lower() in lists["specific_objects"] for found in _WORD.findall(said)[:_LOOKED_AT])
            return ActionType.SPECIFIC if concrete else ActionType.GENERAL
        for kind in ActionType:
            if form in lists[kind.name.lower()]:
                return kind
    return None


def _base_forms(word: str) -> list[str]:
    """The verb as the lists hold it: "reviewing", "reviewed" and "reviews" are "review"."""
    forms = [word]
    for ending, put in (("ing", ""), ("ing", "e"), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ies", "y"), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) > 1:
            stem = word[: -len(ending)]
            forms.append(stem + put)
            if len(stem) > 3 and stem[-1] == stem[-2]:
                forms.append(stem[:-1])
    return forms


@lru_cache
def _lists() -> dict[str, frozenset[str]]:
    path = house() / "data" / "extraction" / "action_types.toml"
    return {name: frozenset(verbs) for name, verbs in tomllib.loads(path.read_text("utf-8")).items()}

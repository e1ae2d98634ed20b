"""The authors' own institution by its name: "The Sahel Desk recommends that …" says what "We recommend that …" says."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tracker.document import Document
from tracker.extraction.front import Role, front
from tracker.extraction.sentences import Sentence

_ASKS = (
    r"(?:is (?:calling (?:up)?on|calling for|urging|asking)|recommends|urges"
    r"|calls (?:up)?on|calls for|encourages|proposes|advises)"
)
_NAMED = re.compile(
    rf"(?P<name>[A-Z][\w&’'.-]{{1,30}}(?: (?:of |for |and |on |the )?[A-Z][\w&’'.-]{{1,30}}){{0,6}})"
    rf",? (?:also |further |therefore |again |strongly )?{_ASKS}\b"
)
"""A name in capitals before a verb of asking."""
_BODY = re.compile(
    r"(?:the|our) (?:committee|commission|panel|inquiry|task force|working group|special rapporteur|rapporteur)\b",
    re.IGNORECASE,
)
_IT = re.compile(rf"It(?= (?:\w+ly |also |further )*{_ASKS}\b)")
_KINDS = ("briefing", "brief", "report", "paper", "submission", "statement", "note")
_LONGEST_NAME = 12
"""Words of an institution's name that its initials are taken from."""
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)


def own_names(document: Document) -> tuple[str, ...]:
    """The names under which the institution that stands on the title page asks for something, without article."""
    found = {_ARTICLE.sub("", match["name"], count=1) for match in _NAMED.finditer(document.text)}
    if not found:
        return ()
    lines = [_ARTICLE.sub("", line.text.strip(), count=1) for line in front(document) if line.role is not Role.PROSE]
    ours = (name for name in found if any(is_of(name, line) for line in lines))
    return tuple(sorted(ours, key=len, reverse=True))


def is_of(name: str, line: str) -> bool:
    """Whether a line of the title page says that the paper is of the institution with this name."""
    begins = line[: len(name)].casefold() == name.casefold() and not line[len(name) : len(name) + 1].isalnum()
    if begins or _initials(line) == name:
        return True
    return any(f"{name} {kind}" in line for kind in _KINDS) or line.endswith((f" by {name}", f" by the {name}"))


def _initials(line: str) -> str:
    """The first letters of a name's words: "TUC" of "Trades Union Congress"."""
    return "".join(word[0] for word in line.split()[:_LONGEST_NAME] if word[0].isupper())


_CITED = re.compile(
    r"\b[A-Z][\w’'-]+(?: (?:and|&) [A-Z][\w’'-]+| et al\.?| and (?:colleagues|others))?,? \((?:19|20)\d\d[a-z]?\)"
    r"|\b(?:[Oo]ne|[Aa]|[Aa]n|[Aa]nother) (?:[\w-]+ ){0,2}(?:study|trial|paper|article|experiment|meta-analysis)\b"
)
"""Words that bring in a work of others."""
_ITS_AUTHORS = re.compile(r"\bThe (?=authors?\b)")


def _of_a_work(told: Sequence[Sentence]) -> list[Sentence]:
    """The sentences, with "His authors" for "The authors" of a work that was cited before in the same block."""
    if not any("The author" in each.plain for each in told):
        return list(told)
    cited, found = False, []
    for each in told:
        found.append(replace(each, plain=_ITS_AUTHORS.sub("His ", each.plain)) if cited else each)
        cited = cited or bool(_CITED.search(each.text))
    return found


def in_own_voice(told: Sequence[Sentence], names: Iterable[str]) -> list[Sentence]:
    """The sentences of one block, with "We" for the authors' institution where it speaks in what is judged.

    An "It" behind such a sentence, or behind one of "the Committee", is "We" too.
    """
    spoken: list[Sentence] = []
    ours = False
    for each in _of_a_work(told):
        plain = each.plain
        for name in names:
            plain = re.sub(
                rf"\b(?:the )?{re.escape(name)}(?=,? (?:\w+ )?{_ASKS}\b)",
                lambda match: "We".ljust(len(match.group())),
                plain,
                flags=re.IGNORECASE,
            )
        it = _IT.match(plain) if ours else None
        plain = "We" + plain[2:] if it else plain
        ours = bool(it) or plain != each.plain or bool(_BODY.match(plain))
        spoken.append(replace(each, plain=plain))
    return spoken

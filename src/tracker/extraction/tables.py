"""Rows of tables that hold recommendations: which cell states it, which says who is to act."""

import re
from dataclasses import dataclass

from tracker.document import Block, Document, Span
from tracker.extraction.addressees import is_office
from tracker.extraction.clauses import clauses
from tracker.extraction.imperative import imperative

_STATES = re.compile(
    r"\b(?:recommendations?|recommended|measures?|actions?|proposals?|asks?"
    r"|(?:proposed|suggested|recommended) (?:changes?|amendments?|wording)|demands?|solutions?|what (?:to do"
    r"|we ask|we are asking|we want"
    r"|should|must|needs to))\b",
    re.I,
)
_WHO = re.compile(
    r"\b(?:responsib\w*|address\w*|who|actors?|lead|owners?|body|bodies|agenc(?:y|ies)|institutions?|recipients?"
    r"|for whom"
    r"|directed|^for|by whom|implement(?:er|ing)\w*|department|entity|target)\b",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"\b(?:status|implemented|progress|year made|made in|date closed|closed|state of play|actions? taken"
    r"|(?:made|proposed|recommended|suggested|requested|put forward) (?:by|in)|what (?:became|has become|happened))\b",
    re.IGNORECASE,
)
"""Heads of columns that tell what became of recommendations, or who else has made them."""
_OF_OTHERS = re.compile(
    r"^(?:sources?|source documents?|accepted\??|carried out\??|done\??)$",
    re.IGNORECASE,
)
"""Heads that say the same where no recommendations were announced."""
_WHEN = re.compile(
    r"^(?:by )?(?:when|deadline|due(?: date)?|date|timing|timeline|time ?frame|timescale|target date)\b", re.IGNORECASE
)
_TERM = re.compile(
    r"(?:in the )?(?:short|near|medium|mid|long|longer|immediate)[- ]?(?:to[- ]\w+[- ])?(?:term|run|action)?\b"
    r"|(?:within|by|in) \d"
    r"|(?:year|phase|months?) \d|\d+[–-]\d+ (?:months|years)|immediately|now\b|first \w+ (?:days|months)",
    re.IGNORECASE,
)
"""Heads of the columns of a plan of action by terms."""
_NUMBER = re.compile(r"^(?:no\.?|number|nr\.?|#|ref\.?|rec\.?)$", re.IGNORECASE)
_BESIDE = re.compile(r" \([A-Z][^()]{3,80} [^()]{2,60}\)$")
"""Who helps, in brackets behind the one who is to act: "Works Department (Ministry of Finance)"."""
_APART = re.compile(r"\s*(?:;|\n|\s/\s|,\s+(?:together )?with\s+|,\s+(?=[A-Z])|\s+and\s+(?=(?:the\s+)?[A-Z]))\s*")


@dataclass(frozen=True, slots=True)
class Row:
    """A recommendation in a table: where its words stand, its number, who is to act (None where no column says it)."""

    span: Span
    number: str
    addressees: tuple[str, ...] | None


def advice_rows(document: Document, block: Block, *, in_advice: bool) -> tuple[Row, ...]:
    """The recommendations that a table row states: one, or one for each term in a plan by terms."""
    row = advice_row(document, block, in_advice=in_advice)
    return (row,) if row else _by_terms(document, block)


def _by_terms(document: Document, block: Block) -> tuple[Row, ...]:
    """What a plan of action says in its columns "Short term" and "Medium term"."""
    terms = [cell for cell in block.cells if _TERM.match(cell.head.strip())]
    who = [cell.span.of(document.text) for cell in block.cells if _WHO.search(cell.head)]
    told = [cell for cell in terms if _advises(cell.span.of(document.text).strip())]
    if len(terms) < 2 or not told:
        return ()
    return tuple(Row(cell.span, "", _bodies(who[0]) if who else None) for cell in told)


def advice_row(document: Document, block: Block, *, in_advice: bool) -> Row | None:
    """The recommendation that a table row states, None where the table is of something else."""
    heads = [cell.head.strip() for cell in block.cells]
    stated = [place for place, head in enumerate(heads) if _STATES.search(head) and len(head.split()) < 8]
    if any(_STATUS.search(head) or (not in_advice and _OF_OTHERS.search(head)) for head in heads):
        return None
    if not stated and in_advice:
        told = [(len(words), place) for place, words in enumerate(_cells(document, block)) if _advises(words)]
        stated = [max(told)[1]] if told else []
    if not stated:
        return None
    head = heads[stated[0]].casefold()
    planned = any(_WHEN.search(head) for head in heads) and any(_WHO.search(head) for head in heads)
    stated_so = "recommend" in head or "proposed" in head or "suggested" in head
    if not stated_so and not in_advice and not planned:
        return None
    span = block.cells[stated[0]].span
    words = span.of(document.text).strip()
    if len(words.split()) < 3 or words.casefold() == head or (planned and not in_advice and not _advises(words)):
        return None
    number = next((cell.span.of(document.text).strip() for cell in block.cells if _NUMBER.match(cell.head.strip())), "")
    who = [
        cell.span.of(document.text)
        for place, cell in enumerate(block.cells)
        if place not in stated and _WHO.search(cell.head)
    ]
    return Row(span, number, _bodies(who[0]) if who else None)


def _cells(document: Document, block: Block) -> list[str]:
    return [cell.span.of(document.text).strip() for cell in block.cells]


def _advises(words: str) -> bool:
    return bool(imperative(words)) or any(clause.subject for clause in clauses(words))


def _bodies(cell: str) -> tuple[str, ...]:
    """The bodies that a cell lists; the comma and the "and" in a ministry's name part nothing."""
    said = _BESIDE.sub("", " ".join(cell.split()))
    parts: list[str] = []
    for part in re.split(r"\s*[;\n]\s*", said):
        for piece in _pieces(part):
            parts.append(piece)
    return tuple(part.removeprefix("the ").removeprefix("The ") for part in parts if part)


def _pieces(part: str) -> list[str]:
    found: list[str] = []
    start = 0
    for cut in _APART.finditer(part):
        helped = "with" in cut.group()
        if helped or is_office(part[cut.end() :]) or not re.search(r"\b(?:of|for|on)\b", part[start : cut.start()]):
            found.append(part[start : cut.start()].strip(" ,"))
            start = cut.end()
    return [*found, part[start:].strip(" ,.")]

"""Which countries a brief is about: those it lists itself, else those that its title and its argument name most."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.document import Block, BlockKind, Document
from tracker.extraction.places import AREA, Mention, mentions, settled
from tracker.extraction.topics import listed_regions
from tracker.vocabulary import regions as vocabulary

_TITLE, _HEADING, _OPENING, _BODY = 12.0, 3.0, 2.0, 1.0
"""What a mention weighs by its place: in the title, a heading, the first paragraphs, the rest."""
_OPENING_PARAGRAPHS = 4
_LEAST = 2.0
"""Weight below which a country is only mentioned in passing."""
_BESIDE_TITLE = 0.45
"""Share of the weight of the title's country that another one needs in the text alone."""
_TOGETHER = 0.4
"""Share of the first country's weight that others need where the title names none."""
_MOST = 8
_TOO_MANY = 4
"""Countries of like weight, none of them in the title, beyond which the brief is about the world."""
_PER_BLOCK = 3
"""Mentions of one country that count in one block, so that one table does not decide."""
_OUTSIDER = 0.5
"""What the United States weighs beside others, being addressed and acting in briefs about anywhere."""


def regions(document: Document, title: str) -> tuple[str, ...]:
    """The alpha-3 codes of the countries that the brief is about, the weightiest first; () where none stands out."""
    listed = [code for code in map(vocabulary.find, listed_regions(document)) if code]
    if listed:
        return tuple(dict.fromkeys(listed))
    placed = list(_placed(document))
    named = _weights([_Place(mentions(title, heading=True), _TITLE)])
    headed = _weights([place for place in placed if place.heading])
    return tuple(_chosen(named, _weights(placed), set(headed)))


@dataclass(frozen=True, slots=True)
class _Place:
    """The mentions of one block, with what a mention weighs there."""

    found: Sequence[Mention]
    weight: float
    heading: bool = False


def _placed(document: Document) -> Iterator[_Place]:
    """The mentions of every block of the brief."""
    paragraphs = 0
    for block in _argument(document):
        heading = block.kind is BlockKind.HEADING
        paragraphs += not heading
        weight = _HEADING if heading else _OPENING if paragraphs <= _OPENING_PARAGRAPHS else _BODY
        yield _Place(mentions(document.words(block), heading=heading), weight, heading)


def _argument(document: Document) -> Iterator[Block]:
    """The blocks of the body up to its end matter."""
    closing = {"references", "bibliography", "notes", "endnotes", "related", "read also", "about the authors"}
    for block in document.body():
        if block.kind is BlockKind.HEADING and document.words(block).strip(" :").casefold() in closing:
            if block.span.start > len(document.text) / 2:
                return
            continue
        yield block


def _weights(placed: Sequence[_Place]) -> dict[str, float]:
    """The weight of every country over the places."""
    codes = iter(settled([mention for place in placed for mention in place.found]))
    total: dict[str, float] = defaultdict(float)
    for place in placed:
        here: Counter[str] = Counter()
        for mention in place.found:
            for code in next(codes):
                here[code] += 1
                total[code] += place.weight * mention.weight if here[code] <= _PER_BLOCK else 0.0
    return total


def _chosen(named: dict[str, float], text: dict[str, float], headed: set[str]) -> list[str]:
    """The codes in the order of their weight.

    Where the title names countries they are in, and others only if a heading names them and the text does so often.
    """
    both = {code: named.get(code, 0.0) + text.get(code, 0.0) for code in {*named, *text}}
    if "USA" in both and any(weight > both["USA"] * _OUTSIDER for code, weight in both.items() if code != "USA"):
        both["USA"] *= _OUTSIDER
    own = [code for code in named if named[code] >= _TITLE * AREA and both[code] >= _LEAST]
    if own:
        least = _BESIDE_TITLE * max(text.get(code, 0.0) for code in own)
        others = [code for code in headed if code not in own and text.get(code, 0.0) >= max(least, _LEAST)]
    else:
        least = _TOGETHER * max(both.values(), default=0.0)
        others = [code for code in both if both[code] >= max(least, _LEAST)]
        others = others if len(others) <= _TOO_MANY else []
    return sorted([*own, *others], key=lambda code: (-both[code], code))[:_MOST]

"""Who wrote the brief: bylines, names under the title, acknowledgments, signatures, the file's properties."""

import re
from collections.abc import Callable, Iterator, Sequence

from tracker.document import Block, BlockKind, Document
from tracker.extraction.front import BYLINE, Line, Role, common_words, is_byline
from tracker.extraction.names import people, person

_STATED = ("head:authors", "head:author", "jsonld:author", "meta:citation_author")
_GUESSED = (
    "html:byline",
    "meta:author",
    "meta:article:author",
    "meta:dc.creator",
    "meta:DC.creator",
    "core:creator",
    "docinfo:author",
)
_WRITTEN = re.compile(
    r"\b(?:was|were|has been|is)\s(?:(?:researched|drafted|prepared|conceived|compiled)(?:,| and)\s)*"
    r"(?:researched|written|authored|drafted|co-authored|prepared|compiled)"
    r"(?: and (?:written|drafted|compiled|prepared))?"
    r"(?:\s(?:principally|mainly|primarily|jointly))?\sby\s",
    re.IGNORECASE,
)
_THE_AUTHORS = re.compile(
    r"\b(?:the )?(?:lead |principal |main )?authors? (?:of this [a-z ]{3,20} )?(?:are|is)\s", re.I
)
_ABOUT = re.compile(r"(?:about )?(?:the )?authors?|author (?:biograph(?:y|ies)|note|bios?)|contributors", re.IGNORECASE)
_VERB = re.compile(
    r"\s(?:is|are|was|were|has|have|teaches|leads|heads|works|served|holds|directs|joined|writes|lives)\s"
)
_ROLE = re.compile(
    r"(?:team|members?|with|and|co-authors?|evaluators?|researchers?|research|authors?)\s*:\s*", re.IGNORECASE
)
_CUT = re.compile(r"\s[|]\s|\.\s(?=[A-Z][a-z]+:)|\s·\s(?=\d)|\s{2,}on\s")
_LONGEST_BLOCK = 1500


def authors(document: Document, lines: Sequence[Line]) -> tuple[str, ...]:
    """The authors in the order printed, without titles and posts; () where only an institution is named, or nobody."""
    sources: tuple[Callable[[], tuple[str, ...]], ...] = (
        lambda: _stated(document, _STATED),
        lambda: _bylines(lines),
        lambda: _under_title(lines),
        lambda: _signed(document),
        lambda: _acknowledged(document),
        lambda: _about(document),
        lambda: _guessed(document),
    )
    found = next((found for source in sources if (found := source())), ())
    return tuple(dict.fromkeys(each for name in found for each in _halves(name, document)))


def _halves(name: str, document: Document) -> list[str]:
    """Two persons where two lines of names ran together: the text names the first one also by himself."""
    parts = name.split()
    first, second = " ".join(parts[:2]), " ".join(parts[2:])
    if len(parts) != 4 or not person(first) or not person(second):
        return [name]
    alone = re.search(re.escape(first) + r"(?:[,.;)]| and\b)", document.text, re.IGNORECASE)
    return [first, second] if alone else [name]


def _stated(document: Document, names: Sequence[str]) -> tuple[str, ...]:
    """The authors that the file states for this brief."""
    for name in names:
        found = [each for value in document.properties.get(name, ()) for each in people(_inverted(value))]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _inverted(value: str) -> str:
    """ "Berg, Anna" the right way round."""
    last, comma, first = value.partition(", ")
    if comma and " " not in last.strip() and 1 <= len(first.split()) <= 2 and not person(first):
        return f"{first} {last}"
    return value


def _bylines(lines: Sequence[Line]) -> tuple[str, ...]:
    """The persons in the lines that say they name the authors, and in lists that go on from them."""
    found: list[str] = []
    for at, line in enumerate(lines):
        if not is_byline(line.text):
            continue
        if line.text.casefold().startswith("(signed)"):
            continue
        rest = BYLINE.sub("", line.text, count=1).strip()
        follows = lines[at + 1 : at + 6]
        found += _persons_of(rest) if rest else next(([*names] for each in follows if (names := people(each.text))), [])
        for other in follows if found and rest else ():
            apart = is_byline(other.text) or other.role in (Role.SERIES, Role.DATE)
            more = () if apart else people(other.text)
            if not more:
                break
            found += [name for name in more if name not in found]
    return tuple(dict.fromkeys(found))


def _persons_of(text: str) -> list[str]:
    """The persons in "A, Senior Fellow, and B. Team: C, D"."""
    found: list[str] = []
    for part in _CUT.split(text):
        found += people(_ROLE.sub("", part.strip(" ."), count=1))
    return found


def _under_title(lines: Sequence[Line]) -> tuple[str, ...]:
    """The names that stand between the title and the text, each line being nothing but names and posts.

    What stands beside the series and its number is whoever publishes it, where the authors have a line of their own.
    """
    titled = next((at for at, line in enumerate(lines) if line.role is Role.TITLE), 0)
    named = [line for line in lines[titled:] if line.role is Role.NAMES and not is_byline(line.text)]
    imprints = {line.block.span for line in lines if line.role is Role.SERIES}
    apart = [line for line in named if line.block.span not in imprints]
    found = (people(line.text) for line in apart or named if not line.text.casefold().startswith("(signed)"))
    return tuple(dict.fromkeys(name for names in found for name in names))


def _signed(document: Document) -> tuple[str, ...]:
    """The persons behind "(Signed)"."""
    found = []
    common = common_words(document)
    for block in _short(document):
        words = document.words(block).strip()
        if words.startswith(("(Signed)", "(signed)")):
            found.append(_first_name(words[len("(signed)") :], common))
    return tuple(dict.fromkeys(name for name in found if name))


_PARTICLES = frozenset("al bin da de den der di dos du el ibn la le ten van von y".split())


def _first_name(text: str, common: frozenset[str]) -> str:
    """The longest name with which the text opens; from the third word on a word also written small ends it.

    Where words in small letters follow, the post that they belong to began with the capital before them.
    """
    words = text.split()
    end = next((i for i, word in enumerate(words) if i > 1 and word.casefold() in common), len(words))
    small = next((i for i, word in enumerate(words) if word.islower() and word not in _PARTICLES), len(words))
    end = min(end, max(small - 1, 2)) if small < len(words) else end
    return next((name for stop in (4, 3, 2) if stop <= end and (name := person(" ".join(words[:stop])))), "")


def _acknowledged(document: Document) -> tuple[str, ...]:
    """The persons of "This report was written by ..." or "The authors are ..."."""
    for block in _short(document):
        text = document.words(block)
        for opening in (_WRITTEN, _THE_AUTHORS):
            match = opening.search(text)
            found = people(_clause(text[match.end() :])) if match else ()
            if found:
                return found
    return ()


def _clause(text: str) -> str:
    """The text up to the end of its sentence; a full stop behind one letter or a short title ends none."""
    for stop in re.finditer(r"\.\s|\.$|;\s", text):
        word = text[: stop.start()].split()[-1:] or [""]
        if len(word[0]) > 2 and word[0].casefold() not in {"prof", "amb", "gen", "col", "hon"}:
            return text[: stop.start()]
    return text


def _about(document: Document) -> tuple[str, ...]:
    """The persons whom the notes on the authors introduce."""
    found: list[str] = []
    inside = False
    for block in document.blocks:
        words = document.words(block).strip()
        if block.kind is BlockKind.HEADING:
            inside = bool(_ABOUT.fullmatch(words.rstrip(":"))) or (inside and bool(person(words)))
        if inside and len(words) < _LONGEST_BLOCK:
            found += [name for name in _introduced(words) if name not in found]
    return tuple(found)


def _introduced(text: str) -> Iterator[str]:
    """The persons with whom sentences open that say what they are."""
    for sentence in re.split(r"(?<=[a-z)]\.)\s+", text):
        match = _VERB.search(sentence)
        if match:
            yield from people(sentence[: match.start()])


def _guessed(document: Document) -> tuple[str, ...]:
    """The author among the file's properties, where the text knows that name too."""
    found = _stated(document, _GUESSED)
    return tuple(name for name in found if document.text.count(name.split()[-1]) > 0)


def _short(document: Document) -> Iterator[Block]:
    outside = (BlockKind.FURNITURE, BlockKind.QUOTATION)
    return (block for block in document.blocks if len(block.span) < _LONGEST_BLOCK and block.kind not in outside)

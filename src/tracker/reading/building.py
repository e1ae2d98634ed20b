"""Pieces of a page become one text with blocks over it, so that every span is right by construction."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.document import Block, BlockKind, Cell, Document, Format, Span
from tracker.reading.language import detect
from tracker.reading.lettering import close_up

_BETWEEN_BLOCKS = "\n\n"
_BETWEEN_CELLS = "\t"
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff\ud800-\udfff]"
)
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)
_SIGNS = re.compile("[\uf020-\uf0ff]")
"""Letters of a symbol font, which are nothing in any other."""


@dataclass(slots=True)
class Piece:
    """One block before it has a place in the text; `lead` counts the characters of its opening run, 0 for none.

    `cells` are (head, words) pairs; where there are any, they are the text. `linked` counts the characters that are
    links, `bold` says that all of it is bold, `size` how large its letters are, 0 where unknown. All else is as in
    `Block`.
    """

    kind: BlockKind
    text: str = ""
    level: int = 0
    depth: int = 0
    marker: str = ""
    lead: int = 0
    page: int | None = None
    cells: tuple[tuple[str, str], ...] = ()
    box: int | None = None
    linked: int = 0
    bold: bool = False
    size: float = 0.0


@dataclass(slots=True)
class Draft:
    """What a reader hands over: pieces in reading order, and what the file says of itself."""

    pieces: list[Piece]
    properties: dict[str, tuple[str, ...]] = field(default_factory=dict)
    pages: int | None = None


def clean(text: str) -> str:
    """The text on one line: runs of white space are one space, ligatures letters, what cannot be printed is gone."""
    return " ".join(_UNPRINTABLE.sub("", text).replace("\xad", "").translate(_LIGATURES).split())


def compose(runs: Iterable[tuple[str, bool]]) -> tuple[str, int]:
    """Join (words, set off) runs into a clean text; also the number of characters that open it set off."""
    head: list[str] = []
    rest: list[str] = []
    opening = True
    for words, marked in runs:
        opening = opening and (marked or not words.strip())
        (head if opening else rest).append(words)
    opened, both = (clean(close_up(words)) for words in ("".join(head), "".join(head) + "".join(rest)))
    return both, len(opened) if both.startswith(opened) else 0


def opening(text: str, lines: Iterable[tuple[str, int]]) -> int:
    """How many characters open `text` set off, where it was joined from lines with (words, characters set off)."""
    letters = 0
    for words, lead in lines:
        letters += sum(map(str.isalnum, words[:lead]))
        if lead < len(words):
            break
    if not letters:
        return 0
    for at, sign in enumerate(text):
        letters -= sign.isalnum()
        if not letters:
            end = at + 1
            while end < len(text) and text[end] in ".,:;!?)”’\"'…":
                end += 1
            return end
    return len(text)


def assemble(name: str, form: Format, draft: Draft) -> Document:
    """Lay the pieces one behind the other; those without words are left out."""
    text: list[str] = []
    blocks: list[Block] = []
    at = 0
    for piece in draft.pieces:
        words, cells = _words(piece, at + len(_BETWEEN_BLOCKS) * bool(blocks))
        if not words:
            continue
        if blocks:
            text.append(_BETWEEN_BLOCKS)
            at += len(_BETWEEN_BLOCKS)
        text.append(words)
        blocks.append(_block(piece, words, cells, at))
        at += len(words)
    whole = "".join(text)
    return Document(name, form, whole, tuple(blocks), _tidy(draft.properties), detect(whole), draft.pages)


def _words(piece: Piece, at: int) -> tuple[str, tuple[Cell, ...]]:
    if not piece.cells:
        return clean(piece.text), ()
    cells, words = [], ""
    for head, raw in piece.cells:
        said = clean(raw)
        if said and words:
            words += _BETWEEN_CELLS
        cells.append(Cell(Span(at + len(words), at + len(words) + len(said)), clean(head)))
        words += said
    return words, tuple(cells)


def _block(piece: Piece, words: str, cells: tuple[Cell, ...], at: int) -> Block:
    lead = len(clean(piece.text[: piece.lead])) if not piece.cells else 0
    return Block(
        kind=piece.kind,
        span=Span(at, at + len(words)),
        level=piece.level if piece.kind is BlockKind.HEADING else 0,
        depth=piece.depth,
        marker=_SIGNS.sub("•", clean(piece.marker)),
        lead=Span(at, at + min(lead, len(words))) if lead else None,
        page=piece.page,
        cells=cells,
        box=piece.box,
    )


def _tidy(properties: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    tidy = {name: tuple(dict.fromkeys(filter(None, map(clean, values)))) for name, values in properties.items()}
    return {clean(name): values for name, values in tidy.items() if values}

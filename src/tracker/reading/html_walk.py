"""Walk a page's tree and cut it into pieces."""

import re
from dataclasses import dataclass, field

from tracker.document import BlockKind
from tracker.reading import html_marks as marks
from tracker.reading import markers
from tracker.reading.building import Piece, compose
from tracker.reading.captions import is_caption
from tracker.reading.html_tables import is_data, rows_of
from tracker.reading.html_tree import Node
from tracker.reading.numbering import numeral
from tracker.reading.series import Capitals, starts

_NOTE_REFERENCE = re.compile(r"\[?(?:\d{1,3}|[*†‡a-z])\]?")
_NOTE_NAMES = re.compile(r"(?:.*[-_:])?(?:fn|footnote|note|endnote|ref|cite|sdfootnote|ftn|noteref)\w*", re.IGNORECASE)
_SEGMENT = 90


@dataclass(slots=True)
class _Run:
    words: str
    set_off: bool
    bold: bool
    linked: bool
    breaks: bool = False


@dataclass(slots=True)
class _State:
    """What holds for the words under an element."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    box: int | None = None
    outside: BlockKind | None = None
    depth: int = -1
    set_off: bool = False
    bold: bool = False
    linked: bool = False
    under_list: bool = False


@dataclass(slots=True)
class Walk:
    """The pieces so far. `main` is the element outside of which all is furniture, `keep` those that never are."""

    keep: set[int] = field(default_factory=set)
    pieces: list[Piece] = field(default_factory=list)
    boxes: int = 0
    _runs: list[_Run] = field(default_factory=list)
    _marker: str = ""
    _capitals: Capitals = field(default_factory=Capitals)

    def take(self, node: Node, state: _State | None = None) -> None:
        """Cut `node` and all under it."""
        state = state or _State()
        if marks.hidden(node) and id(node) not in self.keep:
            return
        if not node.tag:
            self._runs.append(_Run(node.text, state.set_off, state.bold, state.linked))
        elif node.tag == "br":
            self._runs.append(_Run("\n", state.set_off, state.bold, linked=False, breaks=True))
        elif node.tag in marks.INLINE and not _holds_blocks(node):
            self._inline(node, state)
        else:
            self._block(node, state)

    def flush(self, state: _State) -> None:
        """What was gathered becomes a piece."""
        runs, self._runs = self._runs, []
        for part in _segments(runs, state, self._capitals):
            self._piece(part, state)

    def _inline(self, node: Node, state: _State) -> None:
        if node.tag == "sup" and _is_reference(node):
            return
        inner = _State(
            **{name: getattr(state, name) for name in ("kind", "level", "box", "outside", "depth", "under_list")},
            set_off=state.set_off or marks.set_off(node),
            bold=state.bold or marks.bold(node),
            linked=state.linked or (node.tag == "a" and bool(node.get("href"))),
        )
        for child in node.children:
            self.take(child, inner)

    def _block(self, node: Node, state: _State) -> None:
        self.flush(state)
        inner = self._inner(node, state)
        if node.tag in {"ul", "ol"}:
            self._list(node, inner)
        elif node.tag == "table" and is_data(node):
            self._table(node, inner)
        else:
            self._children(node, inner)
        self.flush(inner)

    def _children(self, node: Node, state: _State) -> None:
        for child in node.children:
            self.take(child, state)

    def _inner(self, node: Node, state: _State) -> _State:
        inner = _State(
            state.kind, state.level, state.box, state.outside, state.depth, state.set_off, state.bold, state.linked
        )
        inner.under_list = state.under_list and node.tag not in {"table"}
        inner.set_off, inner.bold = state.set_off or marks.set_off(node), state.bold or marks.bold(node)
        inner.linked = state.linked or (node.tag == "a" and bool(node.get("href")))
        if node.tag == "dt":
            inner.set_off = inner.bold = True
        if node.tag in marks.HEADINGS:
            inner.kind, inner.level, inner.set_off = BlockKind.HEADING, marks.HEADINGS[node.tag], False
        elif marks.headed(node) and _short(node) and not _holds_blocks(node):
            inner.kind, inner.level = BlockKind.HEADING, _class_level(node)
        elif node.tag == "blockquote":
            inner.kind = BlockKind.QUOTATION
        elif node.tag in {"figcaption", "caption"}:
            inner.kind = BlockKind.CAPTION
        if id(node) not in self.keep and inner.outside is None:
            if marks.furniture(node):
                inner.outside = BlockKind.FURNITURE
            elif marks.notes(node):
                inner.outside = BlockKind.FOOTNOTE
        if marks.box(node) and id(node) not in self.keep and state.box is None and inner.outside is None:
            self.boxes += 1
            inner.box = self.boxes
        return inner

    def _list(self, node: Node, state: _State) -> None:
        ordered, number = node.tag == "ol", _whole(node.get("start"), 1)
        state.depth += 1
        for child in node.children:
            if child.tag == "li":
                number = _whole(child.get("value"), number)
                self.flush(state)
                self._marker = numeral(number, node.get("type") or "1") if ordered else "•"
                inner = self._inner(child, state)
                inner.under_list = True
                self._children(child, inner)
                self.flush(inner)
                self._marker = ""
                number += 1
            elif child.tag or self._runs or any(map(str.isalnum, child.text)):
                self.take(child, state)
        self.flush(state)
        state.depth -= 1

    def _table(self, node: Node, state: _State) -> None:
        for caption in node.find("caption"):
            self._children(caption, self._inner(caption, state))
            self.flush(self._inner(caption, state))
        for cells in rows_of(node):
            self.pieces.append(Piece(state.outside or BlockKind.TABLE_ROW, cells=cells, box=state.box))

    def _piece(self, runs: list[_Run], state: _State) -> None:
        text, lead = compose((run.words, run.set_off) for run in runs)
        if not text:
            return
        kind, own, self._marker = state.kind, self._marker, ""
        mark = self._capitals.split(text)
        labelled = markers.kind(mark.marker) not in {"", "bullet"} or (mark.marker and not own)
        if labelled and not (own and markers.kind(mark.marker) in {"number", "bullet"} and own != "•"):
            lead = max(0, lead - (len(text) - len(mark.rest)))
            text, own = mark.rest, mark.marker
        if own and kind in {BlockKind.PARAGRAPH, BlockKind.QUOTATION}:
            kind = BlockKind.LIST_ITEM
        elif kind is BlockKind.PARAGRAPH and is_caption(text):
            kind = BlockKind.CAPTION
        kind = state.outside or kind
        linked = sum(sum(map(str.isalnum, run.words)) for run in runs if run.linked)
        whole = all(run.bold for run in runs if run.words.strip())
        depth = max(0, state.depth) if own and state.under_list else 0
        self.pieces.append(
            Piece(
                kind,
                text,
                state.level,
                depth,
                own,
                lead,
                box=state.box,
                linked=linked,
                bold=whole and kind is not BlockKind.HEADING,
            )
        )


def _segments(runs: list[_Run], state: _State, capitals: Capitals) -> list[list[_Run]]:
    """Lines broken by hand stand apart where they are short, or where a bold word or a marker opens the next."""
    lines: list[list[_Run]] = [[]]
    for run in runs:
        if run.breaks:
            lines.append([])
        else:
            lines[-1].append(run)
    if len(lines) == 1 or state.kind is BlockKind.HEADING:
        return [runs]
    filled = [line for line in lines if any(run.words.strip() for run in line)]
    begun = starts([_text(line) for line in filled], capitals)
    filled = _rejoined(filled, begun)
    lengths = [sum(len(run.words.strip()) for run in line) for line in filled]
    doubled = len(filled) < len(lines) - 1
    if doubled or begun or (lengths and max(lengths) < _SEGMENT) or any(_opens_bold(line) for line in filled[1:]):
        return filled
    return [runs]


def _rejoined(lines: list[list[_Run]], begun: set[int]) -> list[list[_Run]]:
    """A line that begins small goes on with the one before, if it is none of those that begin an item."""
    joined: list[list[_Run]] = []
    for at, line in enumerate(lines):
        if joined and at not in begun and _text(line)[:1].islower():
            joined[-1] += [_Run(" ", line[0].set_off, line[0].bold, linked=False), *line]
        else:
            joined.append(line)
    return joined


def _opens_bold(line: list[_Run]) -> bool:
    first = next((run for run in line if run.words.strip()), None)
    return bool(first and first.bold) or bool(markers.split(_text(line)).marker)


def _text(line: list[_Run]) -> str:
    return "".join(run.words for run in line).strip()


def _is_reference(node: Node) -> bool:
    """A raised number that leads to a footnote; not a power or an ordinal."""
    words = node.words().strip()
    if not _NOTE_REFERENCE.fullmatch(words):
        return False
    linked = next(node.find("a"), None)
    if linked is not None or any(_NOTE_NAMES.fullmatch(name) for name in node.names):
        return True
    return words.strip("[]").isdigit()


def _holds_blocks(node: Node) -> bool:
    return any(
        child.tag and child.tag not in marks.INLINE and child.tag not in marks.SKIPPED and child.tag != "br"
        for child in node.walk()
        if child is not node
    )


def _short(node: Node) -> bool:
    words = " ".join(node.words().split())
    return 0 < len(words) < 200 and not words.endswith((".", ";", ","))


def _class_level(node: Node) -> int:
    level = _whole(node.get("aria-level"), 0)
    for name in node.names:
        sized = re.search(r"h([1-6])\b", name)
        if sized:
            return int(sized.group(1))
    names = " ".join(node.names)
    return level or (
        1
        if re.search(r"\b(?:h-xl|headline|page-title|main-title|article-title)\b", names)
        else 2
        if re.search(r"\bh-l\b|section", names)
        else 3
    )


def _whole(value: str, otherwise: int) -> int:
    return int(value) if re.fullmatch(r"-?\d{1,6}", value.strip()) else otherwise

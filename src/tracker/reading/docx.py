"""Word files: paragraphs, lists with their automatic numbers, tables, boxes, notes, heads and feet."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tracker.document import BlockKind
from tracker.reading import markers
from tracker.reading.building import Draft, Piece, compose
from tracker.reading.captions import is_caption
from tracker.reading.docx_blocks import blocks, cells, rows
from tracker.reading.docx_numbering import Numbering
from tracker.reading.docx_package import Element, Package, open_package
from tracker.reading.docx_runs import Words, drop_capital, mark_deleted, parted, words_of
from tracker.reading.docx_styles import Styles, W, number_of, value
from tracker.reading.docx_tables import is_box, is_layout, rows_of
from tracker.reading.flow import heal
from tracker.reading.furniture import mark_furniture
from tracker.reading.hyphenation import Words as Spelling
from tracker.reading.promoting import joined_titles, promote_bold, promote_large
from tracker.reading.series import Capitals

_DEEPEST = 12


@dataclass(slots=True)
class _Walk:
    """The pieces so far, and the notes already shown."""

    styles: Styles
    numbering: Numbering
    notes: dict[tuple[str, str], Element]
    pieces: list[Piece] = field(default_factory=list)
    boxes: int = 0
    shown: int = 0
    open: Words | None = None
    capitals: Capitals = field(default_factory=Capitals)

    def take(self, container: Element, box: int | None = None, deep: int = 0) -> None:
        """Read the paragraphs and tables of a body, cell, text box or content control."""
        for element in blocks(container):
            if element.tag == f"{W}p":
                self._paragraph(element, box, deep)
            elif deep < _DEEPEST:
                self._table(element, box, deep)

    def _paragraph(self, element: Element, box: int | None, deep: int) -> None:
        words = words_of(element, self.styles)
        if self.open is not None:
            words.runs = self.open.runs + words.runs
            words.notes = self.open.notes + words.notes
            self.open = None
        if mark_deleted(element) or drop_capital(element):
            self.open = words
            return
        for at, part in enumerate(parted(words, self.capitals)):
            piece = self._piece(element, part, opens=not at)
            if piece is not None:
                piece.box = box
                self.pieces.append(piece)
        self.pieces += [note for one in words.notes for note in self._note(one)]
        for inner in words.boxes if deep < _DEEPEST else []:
            self.boxes += 1
            self.take(inner, self.boxes, deep + 1)

    def _piece(self, element: Element, words: Words, *, opens: bool) -> Piece | None:
        properties = element.find(f"{W}pPr")
        style = value(properties.find(f"{W}pStyle")) if properties is not None else ""
        text, lead = compose((run.words, run.set_off) for run in words.runs)
        if not text:
            return None
        level = self._level(properties, style)
        number = (number_of(properties) or self.styles.number(style)) if opens else None
        own = self.numbering.marker(*number) if number else ""
        mark = self.capitals.split(text)
        if mark.marker and (
            not own or (own == "•" and markers.kind(mark.marker) != "bullet") or markers.kind(mark.marker) == "label"
        ):
            lead, text, own = max(0, lead - (len(text) - len(mark.rest))), mark.rest, mark.marker
        kind = self._kind(style, text, own, level)
        bold = all(run.bold for run in words.runs if run.words.strip())
        linked = sum(sum(map(str.isalnum, run.words)) for run in words.runs if run.linked)
        depth = (number[1] if number else 0) or self.styles.depth(style) if kind is BlockKind.LIST_ITEM else 0
        lead = 0 if kind is BlockKind.HEADING else lead
        size = max((run.size for run in words.runs if run.words.strip()), default=0.0)
        return Piece(kind, text, level, depth, own, lead, linked=linked, bold=bold and not level, size=size)

    def _level(self, properties: Element | None, style: str) -> int:
        outline = value(properties.find(f"{W}outlineLvl")) if properties is not None else ""
        return int(outline) + 1 if outline.isdigit() and int(outline) < 6 else self.styles.level(style)

    def _kind(self, style: str, text: str, marker: str, level: int) -> BlockKind:
        name = self.styles.name(style)
        if level and len(text) < 300:
            return BlockKind.HEADING
        if name.startswith("toc ") or name in {"header", "footer", "table of figures"}:
            return BlockKind.FURNITURE
        if "caption" in name or (not marker and is_caption(text)):
            return BlockKind.CAPTION
        if name.startswith(("footnote text", "endnote text")):
            return BlockKind.FOOTNOTE
        if marker:
            return BlockKind.LIST_ITEM
        return BlockKind.QUOTATION if "quote" in name or "zitat" in name or "citation" in name else BlockKind.PARAGRAPH

    def _note(self, identity: tuple[str, str]) -> Iterator[Piece]:
        note = self.notes.get(identity)
        if note is not None:
            self.shown += 1
            text = " ".join(words_of(paragraph, self.styles).text for paragraph in note.iter(f"{W}p"))
            yield Piece(BlockKind.FOOTNOTE, text, marker=str(self.shown))

    def _table(self, table: Element, box: int | None, deep: int) -> None:
        if is_box(table):
            self.boxes += 1
            for cell in cells(next(rows(table))):
                self.take(cell, self.boxes if box is None else box, deep + 1)
        elif is_layout(table):
            for row in rows(table):
                for cell in cells(row):
                    self.take(cell, box, deep + 1)
        else:
            for words, inner, notes in rows_of(table, self.styles, self.numbering):
                self.pieces.append(Piece(BlockKind.TABLE_ROW, cells=words, box=box))
                self.pieces += [note for one in notes for note in self._note(one)]
                for nested in inner if deep < _DEEPEST else []:
                    self._nested(nested, box, deep + 1)

    def _nested(self, element: Element, box: int | None, deep: int) -> None:
        """What hangs on a cell: a table in it, or a text box."""
        if element.tag == f"{W}tbl":
            self._table(element, box, deep)
        else:
            self.boxes += 1
            self.take(element, self.boxes, deep)


def read_docx(data: bytes) -> Draft:
    """The pieces of a Word file; what its properties say is "core:title", "core:creator" and so on."""
    package = open_package(data)
    walk = _Walk(Styles(package.styles), Numbering(package.numbering), _notes(package))
    walk.take(package.body)
    if walk.open is not None:
        walk.pieces.append(Piece(BlockKind.PARAGRAPH, walk.open.text))
    mark_furniture(walk.pieces)
    promote_large(walk.pieces)
    promote_bold(walk.pieces)
    words = Spelling(piece.text for piece in walk.pieces)
    pieces = heal(joined_titles(walk.pieces), words)
    for piece in pieces:
        piece.text = words.mend(piece.text)
    return Draft(pieces + _margins(package, walk.styles), package.properties)


def _notes(package: Package) -> dict[tuple[str, str], Element]:
    return {
        (kind, value(note, "id")): note
        for kind, root in (("footnote", package.footnotes), ("endnote", package.endnotes))
        if root is not None
        for note in root.iterchildren(f"{W}{kind}")
        if value(note, "type") in {"", "normal"}
    }


def _margins(package: Package, styles: Styles) -> list[Piece]:
    """Heads and feet, each once."""
    said: dict[str, None] = {}
    for root in package.margins:
        for paragraph in root.iter(f"{W}p"):
            said.setdefault(" ".join(words_of(paragraph, styles).text.split()))
    return [Piece(BlockKind.FURNITURE, text) for text in said if text]

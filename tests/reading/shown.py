"""A document as short lines, so that a test reads like the page."""

from tracker.document import Block, BlockKind, Document

SIGNS = {
    BlockKind.HEADING: "#",
    BlockKind.PARAGRAPH: "",
    BlockKind.LIST_ITEM: "*",
    BlockKind.TABLE_ROW: "|",
    BlockKind.QUOTATION: ">",
    BlockKind.CAPTION: "caption",
    BlockKind.FOOTNOTE: "note",
    BlockKind.FURNITURE: "aside",
}


def shown(document: Document) -> list[str]:
    """One line a block: its sign (a heading's level, an item's depth, marker), and its words, the lead in [ ]."""
    return [
        " ".join(part for part in (_sign(block), block.marker, _words(document, block)) if part)
        for block in document.blocks
    ]


def _sign(block: Block) -> str:
    sign = SIGNS[block.kind] * max(1, block.level)
    return sign + "*" * block.depth if block.kind is BlockKind.LIST_ITEM else sign


def _words(document: Document, block: Block) -> str:
    words = document.words(block)
    if block.cells:
        return " | ".join(
            f"{cell.head}: {cell.span.of(document.text)}" if cell.head else cell.span.of(document.text)
            for cell in block.cells
        )
    if block.lead:
        lead = block.lead.of(document.text)
        return f"[{lead}]{words[len(lead) :]}"
    return words


def tiles(document: Document) -> None:
    """Blocks lie in order, and between them is nothing but white space."""
    at = 0
    for block in document.blocks:
        assert document.text[at : block.span.start].strip() == ""
        assert block.span.start >= at
        assert document.words(block).strip() == document.words(block) != ""
        assert block.lead is None or block.span.covers(block.lead)
        assert all(block.span.covers(cell.span) for cell in block.cells)
        assert block.kind is BlockKind.HEADING or block.level == 0
        at = block.span.end
    assert document.text[at:].strip() == ""

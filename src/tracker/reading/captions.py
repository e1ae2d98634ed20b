"""What a caption looks like."""

import itertools
import re
from collections.abc import Sequence

from tracker.document import BlockKind
from tracker.reading.building import Piece

_CAPTION = re.compile(
    r"(?:(?:table|figure|fig\.|chart|graph|map|exhibit|photo|image|diagram|tabelle|abbildung|tableau|cuadro|gráfico)\s+"
    r"(?:[A-Z]?\d{1,3}(?:\.\d{1,2})*|[IVX]{1,4}|[A-Z])\s*(?:[.:–—|-]|$)\s*\S?|(?:source|sources|photo|photograph|credit|image)\s*:\s)",
    re.IGNORECASE,
)
_LONGEST = 300


_NOTES = re.compile(r"(?:notes?|sources?|legend|key|n\.b)\b\.?\s*:", re.IGNORECASE)


def mark_table_notes(pieces: Sequence[Piece]) -> None:
    """Turn a note right under a table into a caption, in place."""
    for above, piece in itertools.pairwise(pieces):
        if (
            above.cells
            and piece.kind is BlockKind.PARAGRAPH
            and len(piece.text) <= _LONGEST
            and _NOTES.match(piece.text)
        ):
            piece.kind = BlockKind.CAPTION


def is_caption(text: str) -> bool:
    """Whether the words stand under or over a table or picture, as "Table 6. Measures" or "Source: authors"."""
    return len(text) <= _LONGEST and bool(_CAPTION.match(text))

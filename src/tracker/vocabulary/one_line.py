"""Other people's words on one line: without what no reader sees, and cut where there is no room for all of them."""

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_NONE = "\ufeff\ufffe\uffff"
"""No characters; the first is white space to a reader of Markdown, which then sees no end of a bold word behind it."""
_TURNS = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


def one_line(text: str) -> str:
    """The text on one line.

    Control characters are left out, those too that turn the direction of writing, which would turn what follows as
    well, and what is no character at all.
    """
    if not text.isprintable():
        text = "".join(c for c in text if c.isspace() or not _is_control(c))
    return _SPACE.sub(" ", text).strip()


def shortened(text: str, length: int = 160) -> str:
    """The text on one line, cut at a word with "…" where it is longer than `length` characters."""
    line = one_line(text)
    if len(line) <= length:
        return line
    return (line[: length - 1].rsplit(" ", 1)[0] or line[: length - 1]).rstrip(" ,;:.-–—") + "…"


def _is_control(c: str) -> bool:
    return unicodedata.category(c) in ("Cc", "Cs") or unicodedata.bidirectional(c) in _TURNS or c in _NONE

"""Showing other people's words inside labels and headings, where Streamlit reads Markdown.

Streamlit's Markdown knows more than most: "$5m to $10m" becomes a formula, ":red[" a colour, ":smile:" a picture,
"->" an arrow, and an image's address is fetched. Some of that is looked for after the Markdown is read, where a
backslash no longer helps; there a word joiner, which nobody sees, keeps the parts apart. Whole passages are better
shown with `st.text`, which reads nothing into them.
"""

import re
import unicodedata

_JOINER = "\u2060"
_SPECIAL = re.compile(r"[!-/:-@\[-`{-~]")
_AFTER = re.compile(r"(?<=[:@])(?=\S)|(?<=www)(?=\.)|(?<=[<>~-])(?=[<>=-])", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_MARK = "\ufeff"
"""White space to the reader of Markdown, which then sees no end of a bold word behind it."""
_TURNS = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


def plain(text: object) -> str:
    """Markdown that shows `text` as it is, on one line, and nothing else.

    Control characters are left out, those too that turn the direction of writing: they would turn what follows as well.
    """
    kept = "".join(c for c in str(text) if c.isspace() or not _is_control(c))
    parted = _AFTER.sub(_JOINER, _SPACE.sub(" ", kept).strip())
    return _SPECIAL.sub(r"\\\g<0>", parted)


def strong(text: object, otherwise: str = "") -> str:
    """Markdown that shows `text` as it is, in bold; `otherwise` where nothing of it can be seen."""
    shown = plain(text) or plain(otherwise)
    return f"**{shown}**" if shown else ""


def shortened(text: str, length: int = 160) -> str:
    """The text on one line, cut at a word with "…" where it is longer than `length` characters."""
    line = _SPACE.sub(" ", text).strip()
    if len(line) <= length:
        return line
    return (line[: length - 1].rsplit(" ", 1)[0] or line[: length - 1]).rstrip(" ,;:.-–—") + "…"


def _is_control(c: str) -> bool:
    return unicodedata.category(c) in ("Cc", "Cs") or unicodedata.bidirectional(c) in _TURNS or c == _MARK

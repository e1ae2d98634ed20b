"""Showing other people's words inside labels and headings, where Streamlit reads Markdown.

Streamlit's Markdown knows more than most: "$5m to $10m" becomes a formula, ":red[" a colour, ":smile:" a picture,
"->" an arrow, and an image's address is fetched. Some of that is looked for after the Markdown is read, where a
backslash no longer helps; there a word joiner, which nobody sees, keeps the parts apart. Whole passages are better
shown with `st.text`, which reads nothing into them.
"""

import re

from tracker.vocabulary.one_line import one_line
from tracker.vocabulary.one_line import shortened as shortened

_JOINER = "\u2060"
_SPECIAL = re.compile(r"[!-/:-@\[-`{-~]")
_AFTER = re.compile(r"(?<=[:@])(?=\S)|(?<=www)(?=\.)|(?<=[<>~-])(?=[<>=-])", re.IGNORECASE)


def plain(text: object) -> str:
    """Markdown that shows `text` as it is, on one line, and nothing else.

    Control characters are left out, those too that turn the direction of writing: they would turn what follows as well.
    """
    parted = _AFTER.sub(_JOINER, one_line(str(text)))
    return _SPECIAL.sub(r"\\\g<0>", parted)


def of_brief(text: str) -> str:
    """As `plain`, of a stretch of a brief: a tab parts the cells of a table there, and a dot parts them here."""
    return plain(text.replace("\t", " · "))


def strong(text: object, otherwise: str = "") -> str:
    """Markdown that shows `text` as it is, in bold; `otherwise` where nothing of it can be seen."""
    shown = plain(text) or plain(otherwise)
    return f"**{shown}**" if shown else ""

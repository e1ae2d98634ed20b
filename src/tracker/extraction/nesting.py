"""How deep an item stands, where its marker says more than its indent: "(a)" below "5.", "1.1" below "1.", a bullet
below a number that ends in a colon."""

import re

from tracker.document import Block, core_of

_STEPS = 4
"""Depths that markers can add to that of the indent, so that an indent always weighs more."""
_COUNTS = re.compile(r"\(?(\d+)[.)]*$|.*[^\d.](\d+)[.:)]*$")
_PARTED = re.compile(r"\(?(\d+)(?:\.\d+){1,2}[.)]*$")
_LETTER = re.compile(r"\(?[a-z][.)]+$")
_ROMAN = re.compile(r"\(?[ivx]{1,5}[.)]+$")


class Nesting:
    """The markers of one list as they come by."""

    def __init__(self) -> None:
        self.number: dict[int, str] = {}
        self.letter: dict[int, str] = {}
        self.opened: set[int] = set()

    def depth(self, block: Block, words: str = "") -> int:
        """The depth of the next item of the list, which says these words."""
        marker, indent = block.marker, block.depth
        above = self.number.get(indent)
        base = indent * _STEPS
        if above is not None and (parted := _PARTED.match(marker)):
            return base + (1 if parted[1] == above else 0)
        if above is not None and _ROMAN.match(marker) and self.letter.get(indent, "") not in ("", "h"):
            return base + 2
        if above is not None and _LETTER.match(marker):
            self.letter[indent] = marker.strip("().")
            return base + 1
        counted = _COUNTS.match(marker)
        if not counted and indent in self.opened and not core_of(marker).isalnum():
            return base + 1
        self.opened.discard(indent)
        if counted:
            self.opened |= {indent} if words.rstrip().endswith(":") else set()
            self.number[indent] = counted[1] or counted[2]
            self.letter.pop(indent, None)
        return base

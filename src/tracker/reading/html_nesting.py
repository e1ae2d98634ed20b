"""Keep elements from lying deeper in each other than the parser can bear: its cost grows with depth squared."""

import re

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_SELF_CLOSING = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td th tr dt dd option tbody thead tfoot"
    " html head body".split()
)
_DEEPEST = 1000
_HARMLESS = "wbr"
"""An element that never has anything in it, so that nothing lies deeper for it."""


def shallow(text: str) -> str:
    """The page with the tags that lie too deep made harmless; their words stay."""
    return text if text.count("<") <= _DEEPEST else _TAG.sub(_Depth().counted, text)


class _Depth:
    """How many elements are open at a tag."""

    def __init__(self) -> None:
        self._open = 0

    def counted(self, tag: re.Match[str]) -> str:
        """The tag, or a harmless one in its place."""
        closes, name = tag.groups()
        if name.lower() in _SELF_CLOSING:
            return tag.group()
        deep = self._open > _DEEPEST
        self._open = max(0, self._open - 1) if closes else self._open + 1
        return f"<{closes}{_HARMLESS}" if deep else tag.group()

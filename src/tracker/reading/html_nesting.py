"""Keep elements from lying deeper in each other than the parser can bear: its cost grows with depth squared.

Elements count as open and closed as the standard for HTML has it, and as open where that is not certain. What is not
counted is left out of the page, so that no page is deeper than it is counted.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

from tracker.reading import html_rules as rules
from tracker.reading.html_tags import Tag, Tags

_DEEPEST = 1000
_MOST_FORMATS = 64
"""Formats that are never closed are opened anew in each paragraph that follows."""
_ALIKE = 3
_COLOURED = re.compile(r"(?:^|[\s/\"'])(?:color|face|size)(?:[\s=/]|$)", re.IGNORECASE)


def shallow(text: str) -> str:
    """The page without the tags that lie too deep; its words stay."""
    if text.count("<") <= _DEEPEST:
        return text
    depth, tags = _Depth(), Tags(text)
    parts: list[str] = []
    at = 0
    for tag in tags:
        parts.append(text[at : tag.start])
        if not tag.name:
            parts.append(tag.instead)
        else:
            parts.append(text[tag.start : tag.end] if depth.takes(tag) else " ")
            tags.foreign = bool(depth.inside)
        at = tag.end
    return "".join([*parts, text[at:]])


@dataclass(slots=True)
class _Open:
    """An open element, what it holds ("svg", "math" or "" for a page's own), and whether the page keeps it.

    `formats` counts those open before it, `says` are the attributes of one; the rest are the highest places, up to its
    own, of what shields.
    """

    name: str = ""
    says: str = ""
    inside: str = ""
    foreign: bool = False
    kept: bool = True
    formats: int = 0
    special: int = 0
    scope: int = 0
    table: int = 0
    page: int = 0


class _Depth:
    """Which elements are open at a tag."""

    def __init__(self) -> None:
        self._stack = [_Open()]
        self._places: dict[str, list[int]] = defaultdict(list)
        self._formats: list[_Open] = []

    @property
    def inside(self) -> str:
        """Whether the next tag stands in a drawing or a formula: "svg", "math" or ""."""
        return self._stack[-1].inside

    def takes(self, tag: Tag) -> bool:
        """Count the tag; whether it may stay."""
        name = "heading" if tag.name in rules.HEADINGS else tag.name
        if self.inside and (name in {"p", "br"} if tag.closes else _breaks_out(tag)):
            while self.inside:
                self._pop()
        if tag.closes:
            return self._ends(name)
        if self.inside or name in {"svg", "math"}:
            return not tag.itself and self._draws(name)
        if name in rules.CLOSING_SELECT and self._is_in_select():
            kept = self._ends("select")
            if name == "select":
                return kept
        if name in rules.EMPTY or (name in rules.TABLED and not self._open("table") and not self._open("template")):
            return True
        for closed in rules.CLOSED_BY.get(name, ()):
            self._ends(closed, implied=True)
        made = _Open(name, says=tag.attributes)
        made.kept = name not in rules.FORMATTING or self._formats_take(made)
        return self._push(made)

    def _is_in_select(self) -> bool:
        return self._open("select") and self._places["select"][-1] >= self._shield("select", implied=False)

    def _open(self, name: str) -> bool:
        return bool(self._places[name])

    def _draws(self, name: str) -> bool:
        """Open an element of a drawing or formula."""
        space = self.inside or name
        inside = "" if space == "svg" and name in rules.WORDED else space
        return self._push(
            _Open(name, inside=inside, foreign=True, kept=space == "svg" or name not in rules.MATH_WORDED)
        )

    def _push(self, made: _Open) -> bool:
        here, above = len(self._stack), self._stack[-1]
        made.kept = made.kept and here <= _DEEPEST
        made.formats = len(self._formats)
        worded = made.foreign and not made.inside
        made.special = here if worded or (not made.foreign and made.name in rules.SPECIAL) else above.special
        made.scope = here if worded or (not made.foreign and made.name in rules.SCOPES) else above.scope
        made.table = here if not made.foreign and made.name in {"table", "template"} else above.table
        made.page = above.page if made.foreign else here
        self._stack.append(made)
        self._places[made.name].append(here)
        return made.kept

    def _pop(self) -> _Open:
        gone = self._stack.pop()
        self._places[gone.name].pop()
        if gone.name in rules.MARKERS and not gone.foreign:
            del self._formats[gone.formats :]
        return gone

    def _ends(self, name: str, *, implied: bool = False) -> bool:
        """Close the last element of that name where nothing shields it; whether the tag may stay."""
        if name in rules.FORMATTING and not self._unformat(name):
            return True
        place = self._places[name][-1] if self._open(name) else 0
        if not place or place < self._shield(name, implied=implied):
            return True
        gone = [self._pop() for _ in range(len(self._stack) - place)]
        lasting = {id(one) for one in self._formats}
        for one in reversed(gone):
            if id(one) in lasting:
                self._push(one)
        return gone[-1].kept

    def _shield(self, name: str, *, implied: bool) -> int:
        """The place above which an element of that name must lie to be closed."""
        top = self._stack[-1]
        if top.foreign and self._places[name][-1] > top.page:
            return 0
        if name in rules.TABLED or name == "table":
            return top.table
        if name == "option" and implied:
            return len(self._stack) - 1
        if name == "form" or name not in rules.SPECIAL or (implied and name != "p"):
            return top.special
        lists = [self._places[one][-1] for one in ("ul", "ol") if name == "li" and self._open(one)]
        return max([top.scope, *lists])

    def _formats_take(self, made: _Open) -> bool:
        """Whether a format more may be open; of those that are alike only the last few are opened anew."""
        alike = [at for at, one in enumerate(self._formats) if (one.name, one.says) == (made.name, made.says)]
        if len(alike) >= _ALIKE:
            del self._formats[alike[0]]
        elif len(self._formats) >= _MOST_FORMATS:
            return False
        self._formats.append(made)
        return True

    def _unformat(self, name: str) -> bool:
        """End the last format of that name; whether its element, where one is open, ends with it."""
        top = self._stack[-1]
        if self._open(name) and self._places[name][-1] < top.special:
            return False
        for at in range(len(self._formats) - 1, -1, -1):
            if self._formats[at].name == name:
                del self._formats[at]
                break
        return True


def _breaks_out(tag: Tag) -> bool:
    """Whether the tag ends a drawing or formula."""
    return tag.name in rules.BREAKOUT or (tag.name == "font" and bool(_COLOURED.search(tag.attributes)))

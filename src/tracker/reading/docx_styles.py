"""What a paragraph's and a run's style say: heading level, kind, bold, italic, list."""

import re
from dataclasses import dataclass
from functools import cache

from tracker.reading.docx_package import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|заголовок|başlık|címsor|cabeçalho|encabezado)\s*(\d)",
)
_DEEPER = re.compile(
    r"(?:list(?: bullet| number| continue)?|aufzählungszeichen|listennummer|liste à puces|liste à numéros"
    r"|lista con viñetas|lista con números)\s*([2-9])$"
)
_TITLE = frozenset(
    {"title", "titel", "titre", "título", "titolo", "titulo", "document title", "doc title", "cover title"}
)
_SUBTITLE = frozenset(
    {"subtitle", "untertitel", "sous-titre", "subtítulo", "sottotitolo", "ondertitel", "document subtitle"}
)
_OFF = frozenset({"0", "false", "off", "none"})
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says of itself; None where it leaves it to the style that it is based on."""

    name: str
    based_on: str
    bold: bool | None
    set_off: bool | None
    outline: int | None
    number: tuple[str, int] | None
    size: float | None


def value(element: Element | None, name: str = "val") -> str:
    """The attribute of a word-processing element, "" where there is none."""
    return "" if element is None else element.get(f"{W}{name}", "")


def switch(properties: Element | None, *names: str) -> bool | None:
    """Whether one of the switches is on in a run's properties; None where none is named."""
    found = None
    if properties is None:
        return None
    for name in names:
        element = properties.find(f"{W}{name}")
        if element is not None:
            found = found or value(element).lower() not in _OFF
    return found


def size_of(properties: Element | None) -> float | None:
    """The size of the letters that a run's properties name, in points."""
    half = "" if properties is None else value(properties.find(f"{W}sz"))
    return int(half) / 2 if half.isdigit() and len(half) < 5 else None


def number_of(properties: Element | None) -> tuple[str, int] | None:
    """The list and level that a paragraph's properties name."""
    numbered = None if properties is None else properties.find(f"{W}numPr")
    if numbered is None:
        return None
    level = value(numbered.find(f"{W}ilvl"))
    return value(numbered.find(f"{W}numId")), int(level) if level.isdigit() else 0


class Styles:
    """The styles of one file."""

    def __init__(self, root: Element | None) -> None:
        self._printed = {} if root is None else {value(one, "styleId"): one for one in root.iterchildren(f"{W}style")}
        self._default = (
            ""
            if root is None
            else next(
                (
                    value(one, "styleId")
                    for one in root.iterchildren(f"{W}style")
                    if value(one, "type") == "paragraph" and value(one, "default") in {"1", "true"}
                ),
                "",
            )
        )
        default = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._size = size_of(default) or 10.0
        self.chain = cache(self._chain)

    def _chain(self, identity: str) -> tuple[Style, ...]:
        """The style and those that it is based on, nearest first."""
        found: list[Style] = []
        identity = identity or self._default
        while identity in self._printed and len(found) < _DEEPEST:
            found.append(_style(self._printed[identity]))
            identity = found[-1].based_on
        return tuple(found)

    def level(self, identity: str) -> int:
        """The heading level of a paragraph style, 0 for none."""
        for style in self.chain(identity):
            numbered = _HEADING.match(style.name)
            if numbered:
                return min(6, max(1, int(numbered.group(1))))
            if style.name in _TITLE:
                return 1
            if style.name in _SUBTITLE:
                return 2
            if style.outline is not None and style.outline < 9:
                return min(6, style.outline + 1)
        return 0

    def name(self, identity: str) -> str:
        """The name of the style in small letters."""
        chain = self.chain(identity)
        return chain[0].name if chain else ""

    def bold(self, identity: str) -> bool:
        """Whether the style makes its words bold."""
        return next((style.bold for style in self.chain(identity) if style.bold is not None), False)

    def set_off(self, identity: str) -> bool:
        """Whether the style makes its words bold, italic or underlined."""
        return self.bold(identity) or next(
            (one.set_off for one in self.chain(identity) if one.set_off is not None), False
        )

    def size(self, identity: str) -> float:
        """The size of the style's letters in points."""
        return next((style.size for style in self.chain(identity) if style.size is not None), self._size)

    def depth(self, identity: str) -> int:
        """How deep the name of a list style says that its items stand: 1 for "List Bullet 2", whose list is its own."""
        deeper = _DEEPER.match(self.name(identity))
        return int(deeper[1]) - 1 if deeper else 0

    def number(self, identity: str) -> tuple[str, int] | None:
        """The list and level that belong to the style."""
        return next((style.number for style in self.chain(identity) if style.number is not None), None)


def _style(element: Element) -> Style:
    run, paragraph = element.find(f"{W}rPr"), element.find(f"{W}pPr")
    outline = value(paragraph.find(f"{W}outlineLvl")) if paragraph is not None else ""
    return Style(
        name=value(element.find(f"{W}name")).lower(),
        based_on=value(element.find(f"{W}basedOn")),
        bold=switch(run, "b"),
        set_off=switch(run, "b", "i", "u"),
        outline=int(outline) if outline.isdigit() else None,
        number=number_of(paragraph),
        size=size_of(run),
    )

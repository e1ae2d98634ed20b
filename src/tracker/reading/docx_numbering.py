"""Word's automatic numbers, counted as Word counts them."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from tracker.reading.docx_package import Element
from tracker.reading.docx_styles import W, value
from tracker.reading.numbering import letter, roman

_SLOT = re.compile(r"%(\d)")


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = "%1."


@dataclass(slots=True)
class _List:
    abstract: str
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of one file and how far each has counted."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._restarted: set[tuple[str, int]] = set()
        if root is not None:
            for one in root.iterchildren(f"{W}abstractNum"):
                self._levels[value(one, "abstractNumId")] = dict(map(_level, one.iterchildren(f"{W}lvl")))
            for one in root.iterchildren(f"{W}num"):
                self._lists[value(one, "numId")] = self._list(one)

    def _list(self, element: Element) -> _List:
        made = _List(value(element.find(f"{W}abstractNumId")))
        for override in element.iterchildren(f"{W}lvlOverride"):
            start = value(override.find(f"{W}startOverride"))
            if start.isdigit():
                made.starts[_whole(value(override, "ilvl"), 0)] = int(start)
            own = override.find(f"{W}lvl")
            if own is not None:
                number, level = _level(own)
                private = f"{made.abstract}/{value(element, 'numId')}"
                self._levels.setdefault(private, dict(self._levels.get(made.abstract, {})))[number] = level
                made.abstract = private
        return made

    def marker(self, identity: str, level: int) -> str:
        """Count on at `level` of the list, and what Word prints there; "" where it prints nothing."""
        chosen = self._lists.get(identity)
        if chosen is None:
            return "" if identity in {"", "0"} else "•"
        levels, counts = self._levels.get(chosen.abstract, {}), self._counts[chosen.abstract]
        here = levels.get(level, _Level())
        if level in chosen.starts and (identity, level) not in self._restarted:
            self._restarted.add((identity, level))
            counts[level] = chosen.starts[level]
        else:
            counts[level] = counts[level] + 1 if level in counts else here.start
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if here.form == "bullet":
            return "•"
        if here.form == "none" or not here.text.strip():
            return ""
        return _SLOT.sub(lambda slot: _printed(levels, counts, int(slot.group(1)) - 1), here.text).strip()


def _printed(levels: dict[int, _Level], counts: dict[int, int], at: int) -> str:
    level = levels.get(at, _Level())
    number = counts.get(at, level.start)
    if level.form in {"bullet", "none"}:
        return ""
    if level.form in {"lowerLetter", "upperLetter", "lowerRoman", "upperRoman"}:
        said = (letter if level.form.endswith("Letter") else roman)(number)
        return said.upper() if level.form.startswith("upper") else said
    return f"{number:02}" if level.form == "decimalZero" else str(number)


def _level(element: Element) -> tuple[int, _Level]:
    text = element.find(f"{W}lvlText")
    return _whole(value(element, "ilvl"), 0), _Level(
        start=_whole(value(element.find(f"{W}start")), 1),
        form=value(element.find(f"{W}numFmt")) or "decimal",
        text="%1." if text is None else value(text),
    )


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdigit() and len(text) < 9 else otherwise

"""The tags of a page as a parser tells them: not those in comments, in scripts, in the values of attributes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.reading.html_rules import RAW

# No group is repeated possessively: Python before 3.11.5 takes such a repetition for another one. Nor need it be, since
# what may follow each part of a tag is told by its first letter, so that none is ever read twice.
_TAG = re.compile(
    r"""<!--(?:-?>|.*?(?:--!?>|\Z))
    |(?P<data><!\[CDATA\[)
    |<(?:[!?]|/(?![a-zA-Z]))[^>]*+(?:>|\Z)
    |<(?P<closes>/?)(?P<name>[a-zA-Z][^ \t\n\f\r/>]*+)
    (?P<rest>(?:[ \t\n\f\r]++|/(?!>)|
        [^ \t\n\f\r/>][^ \t\n\f\r/>=]*+(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+
            (?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^ \t\n\f\r>"'][^ \t\n\f\r>]*+|(?=>)|\Z))?)*)
    (?P<itself>/?)(?:>|\Z)""",
    re.VERBOSE | re.DOTALL,
)
_ENDS = {name: re.compile(rf"</{name}(?=[ \t\n\f\r/>])", re.IGNORECASE | re.ASCII) for name in RAW}
_DATA_END = "]]>"


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag between two places of the page; one without a name is words, for which `instead` may stand as well."""

    start: int
    end: int
    name: str = ""
    closes: bool = False
    itself: bool = False
    attributes: str = ""
    instead: str = ""


class Tags:
    """The tags of a page, one after another; `foreign`, set between two, says that one stands in a drawing."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.foreign = False

    def __iter__(self) -> Iterator[Tag]:
        at = 0
        while (found := _TAG.search(self._text, at)) is not None:
            at = found.end()
            if found["data"]:
                at = self._past_data(at)
                yield Tag(found.start(), at, instead=" ")
            elif found["name"]:
                plain = not self.foreign
                tag = _tag(found)
                yield tag
                if plain and tag.name in RAW and not tag.closes:
                    yield self._words(tag)
                    at = self._end_of(tag)

    def _past_data(self, at: int) -> int:
        end = _DATA_END if self.foreign else ">"
        place = self._text.find(end, at)
        return len(self._text) if place < 0 else place + len(end)

    def _end_of(self, tag: Tag) -> int:
        end = _ENDS[tag.name].search(self._text, tag.end)
        return end.start() if end else len(self._text)

    def _words(self, tag: Tag) -> Tag:
        """The words of a script, style, title: no tag for any parser."""
        end = self._end_of(tag)
        sign = r"\u003c" if tag.name == "script" else "&lt;"
        return Tag(tag.end, end, instead=self._text[tag.end : end].replace("<", sign))


def _tag(found: re.Match[str]) -> Tag:
    name = found["name"]
    return Tag(
        start=found.start(),
        end=found.end(),
        name=name.lower() if name.isascii() else name,
        closes=bool(found["closes"]),
        itself=bool(found["itself"]),
        attributes=found["rest"],
    )

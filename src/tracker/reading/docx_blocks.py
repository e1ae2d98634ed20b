"""What lies in a part of a Word file, through all that only wraps it: content controls, insertions, alternatives."""

from collections.abc import Iterator

from tracker.reading.docx_package import Element
from tracker.reading.docx_styles import W

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WRAPPING = frozenset(
    {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")} | {f"{MC}Choice"}
)


def blocks(container: Element) -> Iterator[Element]:
    """Paragraphs and tables in order."""
    return _through(container, f"{W}p", f"{W}tbl")


def rows(table: Element) -> Iterator[Element]:
    """The table's rows, without those that were deleted under tracked changes."""
    return (row for row in _through(table, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None)


def cells(row: Element) -> Iterator[Element]:
    """The row's cells."""
    return _through(row, f"{W}tc")


def _through(container: Element, *tags: str) -> Iterator[Element]:
    stack = list(reversed(container))
    while stack:
        element = stack.pop()
        if element.tag in tags:
            yield element
        elif element.tag in _WRAPPING:
            stack += reversed(element)
        elif element.tag == f"{MC}AlternateContent":
            stack += list(element.iterchildren(f"{MC}Choice"))[:1]

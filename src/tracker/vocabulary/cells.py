"""How a text stands in a cell of a spreadsheet: never as a formula, a date or a number, and back to the very text."""

import re

from tracker.errors import Invalid
from tracker.translation import gettext as _

CUT = " […] (cut: longer than a cell can hold; change it on the page of the recommendation)"
"""How a text ends that does not fit into a cell."""

_LONGEST = 32_000
_FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\n]|\\u\{[9AD]\})")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_VALUE = re.compile(
    r"'*\s*(?:"
    r"(?=[^\d]*\d)[\d\s.,:/\-+()%$€£¥]+(?:e[+\-]?\d+|[ap]m)?"
    rf"|(?=[^\d]*\d)(?:\d{{1,4}}[\s.,/\-]*)?(?:{_MONTHS})[a-z]*(?:[\s.,/\-]*\d{{1,4}}){{0,2}}"
    r"|true|false)\s*",
    re.IGNORECASE,
)
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)|x(?=005F_)|" + r"\\(?=u\{)")
_UNKEPT = re.compile("[\x00\ud800-\udfff]")
_ESCAPED = re.compile(r"\\u\{((?:10|[0-9A-F])?[0-9A-F]{1,4})\}")


def shown(text: str, *, as_text: bool = False) -> str:
    """The text as a cell holds it: with an apostrophe before it where a spreadsheet would take it for something else.

    `as_text` says that the cell is marked as text, so that a number or a date stays what it is. Characters that no
    spreadsheet keeps are spelt out as in "\\u{D}". `meant` gives the very text back.
    """
    plain = _ODD.sub(lambda found: f"\\u{{{ord(found[0]):X}}}", text)
    marked = plain.startswith("'") or not as_text
    return f"'{plain}" if _FORMULA.match(plain) or (marked and _VALUE.fullmatch(plain)) else plain


def meant(cell: str) -> str:
    """The text that `shown` put into the cell, or that a person typed there."""
    rest = cell[1:]
    text = rest if cell.startswith("'") and (_FORMULA.match(rest) or _VALUE.fullmatch(rest)) else cell
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def entered(cell: str) -> str:
    """What `meant` gives, as a text to be kept; Invalid where it holds a character that no store takes."""
    text = meant(cell)
    if found := _UNKEPT.search(text):
        raise Invalid(_("{code} stands in the text, which is no character.").format(code=f"U+{ord(found[0]):04X}"))
    return text


def cleaned(text: str) -> str:
    """The text with a mark in place of what is no character."""
    return _UNKEPT.sub("\ufffd", text)


def fitting(cell: str) -> str:
    """The cell as it fits into a workbook, where a text has its longest; what is cut off is said."""
    if len(cell) * 2 <= _LONGEST or len(cell.encode("utf-16-le", "surrogatepass")) <= 2 * _LONGEST:
        return cell
    return cell.encode("utf-16-le", "surrogatepass")[: 2 * _LONGEST].decode("utf-16-le", "ignore") + CUT

"""Fragments that stand side by side on one base line become lines; raised note numbers go."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.reading import markers
from tracker.reading.building import clean
from tracker.reading.pdf_initials import settled
from tracker.reading.pdf_page import Fragment, Page

_GAP = 1.15
_MARKER_GAP = 4.5
_FAR = 30
_BARE = re.compile(r"\d{1,3}|[IVXL]{1,5}|[ivx]{1,5}")


@dataclass(slots=True)
class Line:
    """Words side by side, with their fragments; `number` is a bare number set apart before them.

    `letter` is a capital letter that only the list before the line makes its marker.
    """

    fragments: list[Fragment]
    page: int
    text: str = ""
    left: float = 0.0
    right: float = 0.0
    base: float = 0.0
    size: float = 0.0
    runs: list[tuple[str, bool, bool]] = field(default_factory=list)
    number: str = ""
    letter: str = ""

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return all(bold for words, _, bold in self.runs if any(map(str.isalnum, words)))

    @property
    def marker(self) -> str:
        """The marker that it opens with, "" for none."""
        return self.number or markers.split(self.text, self.letter).marker


def lines_of(page: Page) -> list[Line]:
    """The page's lines, from the top down; what stands apart on one base line is several lines."""
    rows: list[list[Fragment]] = []
    for fragment in sorted(settled(page.fragments), key=lambda one: (-one.base, one.left)):
        row = next((row for row in reversed(rows[-4:]) if _same_row(row, fragment)), None)
        if row is None:
            rows.append([fragment])
        else:
            row.append(fragment)
    rows = _with_notes(rows)
    lines = [line for row in rows for line in _apart(sorted(row, key=lambda one: one.left), page.number)]
    return [line for line in lines if line.text]


def _with_notes(rows: list[list[Fragment]]) -> list[list[Fragment]]:
    """The rows; a raised sign that came by before the words that it stands behind is put into their row."""
    kept: list[list[Fragment]] = []
    for at, row in enumerate(rows):
        alone = len(row) == 1 and len(row[0].text.strip()) < 4 and row[0].text.strip().isalnum()
        near = rows[at + 1 : at + 3] if alone else []
        host = next((other for other in near if len(other) > 1 and _stands_behind(row[0], other)), None)
        if host is None:
            kept.append(row)
        else:
            host.append(row[0])
    return kept


def _stands_behind(sign: Fragment, row: Sequence[Fragment]) -> bool:
    words = min(row, key=lambda one: abs(sign.left - one.right))
    return sign.size < 0.8 * words.size and abs(sign.left - words.right) < words.size and _same_row([words], sign)


def _same_row(row: Sequence[Fragment], fragment: Fragment) -> bool:
    largest = max(row, key=lambda one: one.size)
    height = max(largest.size, fragment.size)
    sign = min(row, key=lambda one: len(one.text)) if len(row) == 1 else fragment
    tolerance = 0.5 if _sign([sign]) else 0.25
    if abs(largest.base - fragment.base) < tolerance * height:
        return True
    raised = fragment if fragment.size < largest.size else largest
    other = largest if raised is fragment else fragment
    small = raised.size < 0.8 * other.size and -0.25 * other.size < raised.base - other.base < 0.7 * other.size
    beside = any(max(fragment.left - one.right, one.left - fragment.right) < height for one in row)
    return small and beside and len(raised.text.strip()) < 5


def _apart(row: Sequence[Fragment], number: int) -> list[Line]:
    parts: list[list[Fragment]] = []
    for fragment in row:
        if parts and _joined(parts[-1], fragment):
            parts[-1].append(fragment)
        else:
            parts.append([fragment])
    return [line_of(part, number) for part in parts]


def _joined(part: Sequence[Fragment], fragment: Fragment) -> bool:
    last = part[-1]
    gap, size = fragment.left - last.right, max(last.size, fragment.size)
    if gap < _GAP * (size if size < 1.3 * min(last.size, fragment.size) else min(last.size, fragment.size)):
        return True
    said = "".join(one.text for one in part).strip()
    return (
        gap < _MARKER_GAP * size
        and len(said) < 6
        and (_sign(part) or bool(markers.split(f"{said} X").marker) or bool(_BARE.fullmatch(said)))
    )


def _sign(part: Sequence[Fragment]) -> bool:
    return (
        len(part) == 1
        and len(part[0].text.strip()) == 1
        and (part[0].font.symbol or not part[0].text.strip().isalnum())
    )


def line_of(fragments: Sequence[Fragment], number: int) -> Line:
    """The line that the fragments make on page `number`."""
    largest = max(fragments, key=lambda one: (len(one.text) > 2, one.size * (len(one.text) > 1)))
    line = Line(
        list(fragments), number, left=fragments[0].left, right=max(one.right for one in fragments), base=largest.base
    )
    line.size = max((one.size for one in fragments if len(one.text.strip()) > 2), default=largest.size)
    if (
        len(fragments) > 1
        and _BARE.fullmatch(fragments[0].text.strip())
        and fragments[1].left - fragments[0].right > 0.7 * line.size
    ):
        line.number, fragments = fragments[0].text.strip(), fragments[1:]
    before: Fragment | None = None
    for at, fragment in enumerate(fragments):
        words = _said(fragment, opens=at == 0)
        if _is_note(fragment, line) and at > 0:
            continue
        if (
            before is not None
            and not line.runs[-1][0].endswith(" ")
            and fragment.left - before.right > 0.12 * fragment.size
        ):
            words = f" {words}"
        line.runs.append((words, fragment.font.bold or fragment.font.italic, fragment.font.bold))
        before = fragment
    line.text = clean("".join(run[0] for run in line.runs))
    return line


def _said(fragment: Fragment, *, opens: bool) -> str:
    """A sign of a symbol font is a bullet at the head of a line, nothing elsewhere."""
    words = "".join("-" if sign in "\ufffe\x02\xad" else sign for sign in fragment.text)
    if fragment.font.symbol and len(words.strip()) <= 2:
        return "• " if opens else " "
    return "".join("•" if 0xF000 <= ord(sign) <= 0xF0FF else sign for sign in words)


def _is_note(fragment: Fragment, line: Line) -> bool:
    """A small raised number behind a word refers to a footnote."""
    said = fragment.text.strip().strip(",[]")
    raised = fragment.size < 0.8 * line.size and fragment.base > line.base + 0.12 * line.size
    return raised and (said.isdigit() or said in {"*", "†", "‡"}) and len(said) <= _FAR

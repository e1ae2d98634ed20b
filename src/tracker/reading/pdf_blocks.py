"""Lines in reading order become pieces: one a paragraph, item or heading, with lead, size and page."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.document import BlockKind
from tracker.reading import markers
from tracker.reading.building import Piece, compose, opening
from tracker.reading.captions import is_caption
from tracker.reading.contents import is_contents_line, pages_count_on
from tracker.reading.hyphenation import Words
from tracker.reading.pdf_lines import Line
from tracker.reading.series import Capitals, follows, refers

_DOUBLE = 1.8
_FAR_FROM_EDGE = 0.3
_STOPS = (".", "!", "?", ":", ";", ".”", '."', ".)", "?”")


@dataclass(slots=True)
class _Column:
    """One column's measures: its edges, and how far its lines stand apart."""

    left: float
    right: float
    leadings: dict[float, float]
    justified: bool
    size: float


@dataclass(slots=True)
class _Part:
    """Lines that are one block."""

    lines: list[Line] = field(default_factory=list)
    column: _Column | None = None


def pieces_of(columns: Sequence[Sequence[Line]], words: Words, capitals: Capitals) -> list[Piece]:
    """The pieces of one page, in the order of its columns; `capitals` counts on over all pages."""
    parts: list[_Part] = []
    for lines in columns:
        column = _measured(lines)
        for line in lines:
            line.letter = capitals.letter(line.text)
            if parts and parts[-1].column is column and not _begins(line, parts[-1], column):
                parts[-1].lines.append(line)
            elif parts and parts[-1].column is not column and _taken_up(parts[-1], line):
                parts[-1].lines.append(line)
                parts[-1].column = column
            else:
                parts.append(_Part([line], column))
    return [_piece(part, words) for part in parts]


def _measured(lines: Sequence[Line]) -> _Column:
    rights = sorted(line.right for line in lines)
    lefts = sorted(line.left for line in lines)
    steps: dict[float, Counter[float]] = defaultdict(Counter)
    for above, below in itertools.pairwise(lines):
        step = above.base - below.base
        if 0 < step < 3 * above.size and abs(above.size - below.size) < 0.5:
            steps[round(above.size)][round(2 * step) / 2] += 1
    right = rights[int(len(rights) * 0.9)]
    full = sum(line.right > right - 3 for line in lines)
    size = Counter(round(line.size, 1) for line in lines).most_common(1)[0][0]
    usual = {size: _usual(counted) for size, counted in steps.items()}
    return _Column(lefts[len(lefts) // 10], right, usual, full > 0.55 * len(lines), size)


def _usual(steps: Counter[float]) -> float:
    """The smallest step that is common: that between the lines of one paragraph."""
    most = max(steps.values())
    return min(step for step, n in steps.items() if n >= max(2, 0.2 * most) or len(steps) == 1 or most == 1)


def _begins(line: Line, part: _Part, column: _Column) -> bool:
    """Whether `line` opens a block of its own under the lines of `part`."""
    last, first = part.lines[-1], part.lines[0]
    step = last.base - line.base
    leading = column.leadings.get(round(line.size)) or 1.25 * line.size
    inner = leading if len(part.lines) < 2 else part.lines[-2].base - last.base
    if abs(line.size - last.size) > 0.08 * max(line.size, last.size) or (
        line.bold is not last.bold and not _runs_on(last, line)
    ):
        return True
    if step < -0.5 * line.size or step > max(
        1.45 * leading, 1.12 * inner, 1.55 * line.size * (line.size > 1.1 * column.size)
    ):
        return True
    if (line.marker and _marker_holds(line, part, column)) or _ends_entry(part, line):
        return True
    slack = 0.12 if column.justified else 0.3
    short = last.right < column.right - slack * (column.right - column.left) and not last.text.endswith("-")
    closed = last.text.endswith(_STOPS) and not line.text[:1].islower()
    fits = last.right + 0.5 * line.size * (len(line.text.split(maxsplit=1)[0]) + 1) < column.right
    if closed and (
        (short and fits) or step > 1.15 * max(leading, inner, 1.2 * line.size * (line.size > 1.1 * column.size))
    ):
        return True
    if closed and step > _DOUBLE * line.size:
        return True
    hanging = bool(first.marker) and len(part.lines) == 1
    indented = line.left > last.left + 0.8 * line.size and not hanging and len(part.lines) > 0
    return (indented and closed) or (
        bool(first.marker) and len(part.lines) > 1 and line.left < last.left - 0.8 * line.size and closed
    )


def _ends_entry(part: _Part, line: Line) -> bool:
    """Whether a table of contents names a page at the end of `part`, and `line` is under it."""
    last, before = part.lines[-1], part.lines[-2:-1]
    if any(abs(one.base - line.base) < 0.5 * line.size for one in part.lines[-2:]):
        return False
    apart = any(abs(one.base - last.base) < 0.5 * last.size and last.left - one.right > last.size for one in before)
    return (
        is_contents_line(last.text)
        or pages_count_on(last.text, line.text)
        or (apart and last.text.isdigit() and len(last.text) < 4)
    )


def _runs_on(last: Line, line: Line) -> bool:
    """A bold opening that ends in this line, or in the one before, is no change of block."""
    if line.bold:
        return any(run[2] for run in last.runs[-1:]) and not last.text.endswith((".", ":"))
    return (
        any(run[2] for run in line.runs) or not last.bold or (line.text[:1].islower() and not last.text.endswith(":"))
    )


def _marker_holds(line: Line, part: _Part, column: _Column) -> bool:
    marker, first = line.marker, part.lines[0]
    family = markers.kind(marker)
    if refers(part.lines[-1].text, markers.split(line.text, line.letter)):
        return False
    if family == "bullet":
        return marker not in "-–—" or first.marker == marker or part.lines[-1].text.endswith(_STOPS)
    if first.marker and (markers.kind(first.marker) == family or follows(marker, first.marker)):
        return True
    return (
        part.lines[-1].text.endswith((*_STOPS, ",", "and", "or"))
        or line.left < part.lines[-1].left - 2
        or markers.ordinal(marker) == 1
        or _breaks_off(part.lines[-1], line, column)
    )


def _breaks_off(last: Line, line: Line, column: _Column) -> bool:
    """Whether the line above ends so far from the edge that `line` would begin in it, were it one block with it."""
    return last.right < column.right - _FAR_FROM_EDGE * (column.right - column.left) and line.left <= last.left + 1


def _taken_up(part: _Part, line: Line) -> bool:
    """Whether a sentence goes on at the head of the next column."""
    last = part.lines[-1]
    if (
        last.text.endswith(_STOPS)
        or line.marker
        or abs(line.size - last.size) > 0.05 * line.size
        or line.bold is not last.bold
        or last.page != line.page
    ):
        return False
    return (
        line.text[:1].islower()
        or last.text.endswith("-")
        or (len(part.lines) > 1 and part.column is not None and _is_full(last, line, part.column))
    )


def _is_full(last: Line, line: Line, column: _Column) -> bool:
    """Whether the next word would not have fitted into the last line of the column."""
    word = 0.5 * line.size * (len(line.text.split(maxsplit=1)[0]) + 1)
    return last.right > min(0.93 * column.right, column.right - word)


def _piece(part: _Part, words: Words) -> Piece:
    said = [compose((run[0], run[1]) for run in line.runs) for line in part.lines]
    text = words.joined(one for one, _ in said)
    lead = opening(text, said)
    first = part.lines[0]
    mark = markers.Marked(first.number, text) if first.number else markers.split(text, first.letter)
    taken = len(text) - len(mark.rest)
    kind = BlockKind.LIST_ITEM if mark.marker else BlockKind.PARAGRAPH
    if not mark.marker and is_caption(text):
        kind = BlockKind.CAPTION
    indent = round(first.left - (part.column.left if part.column else first.left))
    rest = words.mend(mark.rest)
    return Piece(
        kind,
        rest,
        depth=max(0, indent),
        marker=mark.marker,
        lead=min(len(rest), max(0, lead - taken)),
        page=first.page,
        bold=all(line.bold for line in part.lines),
        size=max(line.size for line in part.lines),
    )

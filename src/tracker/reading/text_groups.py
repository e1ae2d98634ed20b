"""Lines of plain text become stretches: what belongs together, with what interrupts it put behind it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.reading import markers
from tracker.reading.contents import is_contents_line
from tracker.reading.hyphenation import Words
from tracker.reading.lettering import DATED, in_capitals, title_case
from tracker.reading.series import follows, refers
from tracker.reading.text_lines import Line, columns
from tracker.reading.text_pages import Role

_STOPS = (".", "!", "?", ":", ";", '."', ".”", ".)", "]", '"', "”", "♦")
_BYLINE = re.compile(r"(?:[Bb]y|BY|[Ww]ritten by|[Pp]repared by|Authors?:) [A-Z][^;:]{2,80}(?<!\.)$")
LABELLED = re.compile(r"[A-Z][A-Za-z ./-]{0,18}:(?:\s{2,}|\s*$)")


@dataclass(slots=True)
class Stretch:
    """Lines that are one block. `alone`: blank lines on both sides; `asides`: what interrupted it."""

    lines: list[Line]
    marker: str = ""
    text: str = ""
    alone: bool = False
    underline: str = ""
    asides: list[tuple[Role, list[Line]]] = field(default_factory=list)

    @property
    def indent(self) -> int:
        """The column at which the first line begins."""
        return self.lines[0].indent

    @property
    def page(self) -> int | None:
        """The page on which it begins."""
        return self.lines[0].page


def stretches(lines: Sequence[Line], roles: Sequence[Role], width: int | None, words: Words) -> list[Stretch]:
    """Cut the body into stretches, in reading order."""
    found: list[Stretch] = []
    for group in _groups(lines, roles, width):
        parts = _parts(group, width)
        for part in parts:
            part.alone = len(parts) == 1
        parts[-1].asides = group.asides
        found += parts
    for stretch in found:
        _say(stretch, words)
    return found


def _groups(lines: Sequence[Line], roles: Sequence[Role], width: int | None) -> list[Stretch]:
    """Lines between blank lines; a group goes on over a page's end where its sentence does."""
    groups: list[Stretch] = []
    current: Stretch | None = None
    asides: list[tuple[Role, list[Line]]] = []
    for line, role in zip(lines, roles, strict=True):
        if role is not Role.BODY:
            _set_aside(asides, role, line)
        elif line.blank:
            current = None
        elif line.rule:
            if current is not None and _underlines(line, current):
                current.underline = line.words[0]
            current = None
        else:
            if asides or line.opens_page:
                current = groups[-1] if groups and _goes_on(groups[-1], line, width) else None
            if current is None:
                current = Stretch([])
                (groups[-1] if groups else current).asides += asides
                groups.append(current)
            else:
                current.asides += asides
            asides = []
            current.lines.append(line)
    if groups:
        groups[-1].asides += asides
    return groups


def _set_aside(asides: list[tuple[Role, list[Line]]], role: Role, line: Line) -> None:
    fresh = not asides or asides[-1][0] is not role or role is Role.FURNITURE or bool(line.marked.marker)
    note = (
        role is Role.FOOTNOTE
        and not fresh
        and re.match(r"\[?\d{1,3}\]?[.)]?\s+[^\W\d]", line.words)
        and line.indent == 0
    )
    if fresh or note:
        asides.append((role, [line]))
    else:
        asides[-1][1].append(line)


def _underlines(line: Line, group: Stretch) -> bool:
    last = group.lines[-1]
    return (
        len(group.lines) <= 3
        and line.words[0] in "=-~_─═"
        and 0.5 * len(last.words) <= len(line.words) <= 2 * len(last.words) + 2
    )


def _goes_on(group: Stretch, line: Line, width: int | None) -> bool:
    """Whether the sentence that the page's end cut is taken up by `line`."""
    last = group.lines[-1]
    if last.barred is not line.barred or group.underline or last.words.endswith(_STOPS) or line.marked.marker:
        return False
    full = last.end > 0.8 * width if width else len(last.words) > 150
    return line.words[:1].islower() or last.words.endswith(("-", ",")) or full


def _parts(group: Stretch, width: int | None) -> list[Stretch]:
    parts = [_opened(group.lines[0])]
    widest = max(line.end for line in group.lines)
    near = min(width, widest) if width and len(group.lines) > 4 else widest
    for line in group.lines[1:]:
        if _begins(line, parts, width, near):
            parts.append(_opened(line))
        else:
            parts[-1].lines.append(line)
    parts[-1].underline = group.underline
    return parts


def _opened(line: Line) -> Stretch:
    return Stretch([line], line.marked.marker)


def _begins(line: Line, parts: Sequence[Stretch], width: int | None, near: int) -> bool:
    """Whether `line` begins a block of its own inside its group."""
    before = parts[-1].lines[-1]
    in_table = parts[-1].lines[0].barred
    if in_table or line.barred or _breaks_word(before, line):
        return not (line.barred or line.between_rows) if in_table else line.barred
    if (
        (_BYLINE.match(line.words) and (in_capitals(before.words) or title_case(before.words)))
        or abs(before.indent - line.indent) > 20
        or is_contents_line(before.words)
        or any(len(columns(one.words, 6)) > 1 for one in (before, line) if not LABELLED.match(one.words))
    ):
        return True
    if width is None and not _goes_on_title(before, line):
        return not line.words[:1].islower() or bool(line.marked.marker)
    mark = line.marked
    if mark.marker and refers(before.words, mark):
        return False
    fits = before.end + 1 + len(line.words.split(maxsplit=1)[0]) <= near
    if (mark.marker and _marker_holds(mark, parts, fits=fits)) or _stands_apart(line, before, near):
        return True
    own_item = bool(parts[-1].marker) and line.indent > parts[-1].lines[0].indent
    short = fits and (len(parts[-1].lines) < 2 or before.end < 0.85 * near)
    return short and not line.words[:1].islower() and not own_item


def _breaks_word(before: Line, line: Line) -> bool:
    """Whether the line's end cuts a word, as in "COVID-" and "19"."""
    return before.words.endswith("-") and before.words[-2:-1].isalnum() and line.words[:1].isalnum()


def _stands_apart(line: Line, before: Line, near: int) -> bool:
    """A field of a memo's head, a date at the right, what a short opening with a colon announces."""
    if LABELLED.match(line.words) or (DATED.search(line.words) and len(line.words) < 40 and line.indent > 8):
        return True
    return before.words.endswith(":") and before.end < 0.5 * near and len(line.words) > 1.5 * len(before.words)


def _goes_on_title(before: Line, line: Line) -> bool:
    """Two lines of about one length, both in capitals as titles have them."""
    alike = 0.6 < len(before.words) / max(1, len(line.words)) < 1.6 and max(len(before.words), len(line.words)) < 90
    titled = (
        title_case(before.words) and title_case(line.words) and in_capitals(before.words) is in_capitals(line.words)
    )
    long = len(before.words) > 30 and len(before.words.split()) > 3
    return alike and titled and long and not DATED.search(f"{before.words} {line.words}")


def _marker_holds(mark: markers.Marked, parts: Sequence[Stretch], *, fits: bool) -> bool:
    """A marker inside a group counts where the list goes on, or where the line before it had come to its end."""
    before, marker = parts[-1].lines[-1], mark.marker
    family = markers.kind(marker)
    if any(marker == part.marker or follows(marker, part.marker) for part in reversed(parts) if part.marker):
        return True
    if family == "bullet":
        return marker not in "-–—*" or fits or before.words.endswith(_STOPS)
    return markers.ordinal(marker) == 1 or (fits and before.words.endswith((*_STOPS, ",", "and", "or")))


def _say(stretch: Stretch, words: Words) -> None:
    """Join the lines, take the marker off."""
    said = words.joined(line.words for line in stretch.lines)
    marked = markers.split(said, stretch.lines[0].letter)
    stretch.marker, stretch.text = marked.marker, words.mend(marked.rest)

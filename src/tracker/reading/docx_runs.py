"""The words of a Word paragraph: insertions kept, deletions not, with what hangs on it (notes, text boxes)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tracker.reading.docx_blocks import MC
from tracker.reading.docx_package import Element
from tracker.reading.docx_styles import Styles, W, size_of, switch, value
from tracker.reading.series import Capitals

_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_GONE = {
    f"{W}{name}"
    for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "delInstrText", "annotationRef", "rt")
} | {f"{MC}Fallback"}
_PAGE = "\f"
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; `size` in points."""

    words: str
    set_off: bool = False
    bold: bool = False
    linked: bool = False
    size: float = 0.0


@dataclass(slots=True)
class Words:
    """The runs of a paragraph, the notes that it refers to as (kind, number), the contents of text boxes."""

    runs: list[Run] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All words."""
        return "".join(run.words for run in self.runs)


def words_of(paragraph: Element, styles: Styles) -> Words:
    """Read one paragraph."""
    found = Words()
    properties = paragraph.find(f"{W}pPr")
    style = value(properties.find(f"{W}pStyle")) if properties is not None else ""
    _gather(paragraph, found, styles, style, linked=False)
    return found


def parted(words: Words, capitals: Capitals) -> list[Words]:
    """The paragraph cut where a page ends in it, and where a break by hand puts a marker at the head of a line."""
    parts, lines = [Words()], [Words()]
    reached = Capitals(capitals.reached)
    for run in words.runs:
        if run.words in {"\n", _PAGE}:
            lines.append(Words())
        lines[-1].runs.append(run)
    for line in lines:
        mark = reached.split(line.text.strip())
        if parts[-1].runs and (line.runs[:1] == [Run(_PAGE)] or mark.marker):
            parts.append(Words())
        parts[-1].runs += line.runs
    return parts


def mark_deleted(paragraph: Element) -> bool:
    """Whether the paragraph's end was struck out, so that it goes on in the next."""
    marks = paragraph.find(f"{W}pPr/{W}rPr")
    return marks is not None and (marks.find(f"{W}del") is not None or marks.find(f"{W}moveFrom") is not None)


def drop_capital(paragraph: Element) -> bool:
    """Whether the paragraph is the large letter with which the next one opens."""
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    return frame is not None and value(frame, "dropCap") in {"drop", "margin"}


def _gather(element: Element, found: Words, styles: Styles, style: str, *, linked: bool) -> None:
    stack: list[tuple[Element, bool]] = [(child, linked) for child in reversed(element)]
    while stack:
        child, within = stack.pop()
        if child.tag in _GONE or not isinstance(child.tag, str):
            continue
        if child.tag == f"{W}txbxContent":
            found.boxes.append(child)
        elif child.tag == f"{_MATHS}t":
            found.runs.append(Run(child.text or ""))
        elif child.tag == f"{W}r":
            _run(child, found, styles, style, linked=within)
        else:
            inside = within or child.tag == f"{W}hyperlink"
            stack += [(one, inside) for one in reversed(child)]


def _run(run: Element, found: Words, styles: Styles, style: str, *, linked: bool) -> None:
    properties = run.find(f"{W}rPr")
    if switch(properties, "vanish"):
        return
    own = value(properties.find(f"{W}rStyle")) if properties is not None else ""
    bold = switch(properties, "b")
    bold = bold if bold is not None else (bool(own) and styles.bold(own)) or styles.bold(style)
    slanted = switch(properties, "i", "u")
    set_off = bold or (slanted if slanted is not None else bool(own) and styles.set_off(own))
    size = size_of(properties) or styles.size(own or style)
    raised = properties is not None and value(properties.find(f"{W}vertAlign")) == "superscript"
    for child in _parts(run):
        if child.tag == f"{W}t":
            text = child.text or ""
            if not (raised and text.strip().isdigit() and found.text[-1:] in set(".,;:!?”’\"')")):
                found.runs.append(Run(text, set_off, bold, linked, size))
        elif child.tag == f"{W}br" and value(child, "type") == "page":
            found.runs.append(Run(_PAGE))
        elif child.tag in _SIGNS:
            found.runs.append(Run(_SIGNS[child.tag], set_off, bold, linked, size))
        elif child.tag == f"{W}sym":
            found.runs.append(Run(_symbol(value(child, "char")), set_off, bold, linked, size))
        elif child.tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
            found.notes.append((child.tag[len(W) : -len("Reference")], value(child, "id")))
        elif child.tag == f"{W}txbxContent":
            found.boxes.append(child)


def _parts(run: Element) -> Iterator[Element]:
    """The run's children, those inside drawings and alternatives too; text boxes are not entered."""
    stack = list(reversed(run))
    while stack:
        child = stack.pop()
        if child.tag in _GONE or not isinstance(child.tag, str):
            continue
        yield child
        if child.tag not in {f"{W}t", f"{W}txbxContent"}:
            stack += reversed(child)


def _symbol(char: str) -> str:
    try:
        code = int(char, 16)
    except ValueError:
        return ""
    return "•" if 0xF000 <= code <= 0xF0FF else chr(code) if code < 0x110000 else ""

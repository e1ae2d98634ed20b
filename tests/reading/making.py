"""Files for tests, made by the programs that people make them with."""

import io
import zipfile
from collections.abc import Callable, Iterable

import docx
from docx.document import Document as WordDocument
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
LEFT, TOP, STEP, SIZE = 72.0, 760.0, 14.0, 11.0
PLAIN, BOLD, ITALIC, SYMBOL = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "ZapfDingbats"


class Sheet:
    """A PDF that is written line by line, from the top of each page down."""

    def __init__(self, **settings: object) -> None:
        self._target = io.BytesIO()
        self.canvas = Canvas(self._target, pagesize=A4, **settings)
        self.y = TOP

    def at(self, x: float, y: float, words: str, font: str = PLAIN, size: float = SIZE) -> "Sheet":
        """Write at a place."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, words)
        return self

    def say(self, *lines: str, font: str = PLAIN, size: float = SIZE, x: float = LEFT, gap: float = STEP) -> "Sheet":
        """Write lines under each other, and leave `gap` under the last."""
        for line in lines:
            self.at(x, self.y, line, font, size)
            self.y -= size * STEP / SIZE
        self.y -= gap
        return self

    def runs(self, *runs: tuple[str, str], x: float = LEFT, size: float = SIZE) -> "Sheet":
        """Write (words, font) runs side by side on one line."""
        for words, font in runs:
            self.at(x, self.y, words, font, size)
            x += self.canvas.stringWidth(words, font, size)
        self.y -= STEP
        return self

    def skip(self, gap: float = STEP) -> "Sheet":
        """Leave a gap."""
        self.y -= gap
        return self

    def turn(self) -> "Sheet":
        """Begin the next page."""
        self.canvas.showPage()
        self.y = TOP
        return self

    def bytes(self) -> bytes:
        """The finished file."""
        self.canvas.save()
        return self._target.getvalue()


def pdf_of(*lines: str, **settings: object) -> bytes:
    """A PDF of one page."""
    return Sheet(**settings).say(*lines).bytes()


def saved(document: WordDocument) -> bytes:
    """The Word file's bytes."""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def docx_of(*paragraphs: str) -> bytes:
    """A Word file of plain paragraphs."""
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    return saved(document)


def replaced(data: bytes, changes: Iterable[tuple[str, Callable[[bytes], bytes]]]) -> bytes:
    """The zip file with some of its members changed."""
    wanted = dict(changes)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, wanted[member](content) if member in wanted else content)
    return target.getvalue()

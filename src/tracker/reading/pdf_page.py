"""The pages of a PDF as fragments of text with place and font, through pypdfium2; no other module knows the parser."""

import ctypes
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from tracker.errors import DamagedFile, EncryptedFile
from tracker.translation import gettext as _

_BOLD = re.compile(r"bold|black|heavy|semibd|demi|\bbd\b|-bd|extrab|ultrab", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|kursiv|\bit\b|-it$", re.IGNORECASE)
_SYMBOL = re.compile(r"wingding|webding|dingbat|symbol|zapf|marlett|bullet", re.IGNORECASE)
_HALVES = re.compile("[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]")
"""Halves of letters beyond U+FFFF without their other half."""
_MOST_PATHS = 4000
_MOST_CHARS = 400_000
_object_at = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)


@dataclass(frozen=True, slots=True)
class Font:
    """What a font's name and flags say."""

    bold: bool = False
    italic: bool = False
    symbol: bool = False


@dataclass(slots=True)
class Fragment:
    """Characters of one font on one base line, in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    base: float
    size: float
    font: Font
    top: float = 0.0


@dataclass(frozen=True, slots=True)
class Rect:
    """A drawn line or area."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom


@dataclass(slots=True)
class Page:
    """One page: `number` counts from 1, sizes in points."""

    number: int
    width: float
    height: float
    fragments: list[Fragment] = field(default_factory=list)
    drawn: list[Rect] = field(default_factory=list)
    pictures: int = 0


class Pdf:
    """An open PDF; raises EncryptedFile or DamagedFile when it cannot be opened."""

    def __init__(self, data: bytes) -> None:
        try:
            self._document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as problem:
            if getattr(problem, "err_code", None) in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
                raise EncryptedFile(_("The file asks for a password. Save it without one and try again.")) from problem
            raise DamagedFile(
                _("The PDF is damaged and cannot be opened. Make it again from its source and retry.")
            ) from problem
        self._fonts: dict[int, Font] = {}

    def __len__(self) -> int:
        return len(self._document)

    def close(self) -> None:
        """Give the memory back."""
        self._document.close()

    def properties(self) -> dict[str, tuple[str, ...]]:
        """The file's own words on itself: "docinfo:title", "docinfo:author", "docinfo:created" and so on."""
        names = {"CreationDate": "created", "ModDate": "modified"}
        found: dict[str, tuple[str, ...]] = {}
        for name in self._document.METADATA_KEYS:
            with suppress(UnicodeDecodeError):  # half a character is no word of the file's
                if value := self._document.get_metadata_value(name):
                    found[f"docinfo:{names.get(name, name.lower())}"] = (value,)
        return found

    def pages(self) -> Iterator[Page]:
        """The pages, one at a time; raises DamagedFile at one that cannot be loaded."""
        for at in range(len(self._document)):
            try:
                page = self._document[at]
            except pypdfium2.PdfiumError as problem:
                told = _("Page {n} of the PDF is damaged and cannot be read. Make it again from its source and retry.")
                raise DamagedFile(told.format(n=at + 1)) from problem
            made = Page(at + 1, *_size(page))
            _Reader(page, made, self._fonts).read()
            page.close()
            yield made


class _Reader:
    """Reads one page with as few calls as it takes."""

    def __init__(self, page: pypdfium2.PdfPage, made: Page, fonts: dict[int, Font]) -> None:
        self._page, self._made, self._fonts = page, made, fonts
        self._box, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._by_turn: dict[int, list[Fragment]] = {0: []}
        self._turn, self._width, self._height = 0, made.width, made.height

    def read(self) -> None:
        """Read the words that run as most of the page's do, as if the page were turned so that they stand upright."""
        text = self._page.get_textpage()
        self._raw = text.raw
        count = min(text.count_chars(), _MOST_CHARS)
        if count > 0:
            self._cut(self._characters(count), count)
        text.close()
        self._turn = max(self._by_turn, key=lambda turn: sum(len(one.text) for one in self._by_turn[turn]))
        self._made.fragments = self._by_turn[self._turn]
        if self._turn % 2:
            self._made.width, self._made.height = self._height, self._width
        self._paths()

    def _characters(self, count: int) -> str:
        """As many as pdfium counts: a letter beyond U+FFFF is two of them, one half each."""
        buffer = (ctypes.c_ushort * (count + 1))()
        got = pdfium.FPDFText_GetText(self._raw, 0, count, buffer)
        said = bytes(buffer)[: max(0, got - 1) * 2].decode("utf-16-le", errors="replace")
        if len(said) == count:
            return said
        codes = (pdfium.FPDFText_GetUnicode(self._raw, at) for at in range(count))
        return _HALVES.sub(" ", "".join(chr(code) if 0 < code < 0x110000 else " " for code in codes))

    def _cut(self, said: str, count: int) -> None:
        """Cut at line ends and where the text object changes."""
        address = ctypes.cast(self._raw, ctypes.c_void_p)
        objects = [_object_at(address, at) for at in range(count)]
        start, current = 0, objects[0]
        for at in range(1, count + 1):
            ended = at == count or said[at] in "\r\n" or said[at - 1] in "\r\n"
            other = not ended and objects[at] and objects[at] != current and said[at] != " "
            if ended or other:
                if said[start] not in "\r\n":
                    self._fragment(said[start:at], start, current or next(filter(None, objects[start:at]), None))
                start, current = at, objects[at] if at < count else None

    def _fragment(self, words: str, start: int, identity: int | None) -> None:
        mine = self._by_turn[self._turn]
        stripped = words.rstrip(" \u200b\ufeff")
        lead = len(stripped) - len(stripped.lstrip(" \u200b\ufeff"))
        if not stripped or identity is None:
            if mine and " " in words and not mine[-1].text.endswith(" "):
                mine[-1].text += " "
            return
        first, last = start + lead, start + len(stripped) - 1
        pdfium.FPDFText_GetMatrix(self._raw, first, ctypes.byref(self._matrix))
        matrix = self._matrix
        self._turn = _turn(matrix.a, matrix.b)
        mine = self._by_turn.setdefault(self._turn, [])
        left, _, top, right_of_first = self._edges(first)
        right = self._edges(last)[3] if last > first else right_of_first
        pdfium.FPDFText_GetCharOrigin(self._raw, first, ctypes.byref(self._x), ctypes.byref(self._y))
        base = self._turned(self._x.value, self._y.value, self._x.value, self._y.value)[1]
        size = pdfium.FPDFText_GetFontSize(self._raw, first) * (matrix.d**2 + matrix.c**2) ** 0.5
        text = stripped[lead:].replace("\xa0", " ")
        space = " " if words.endswith(" ") else ""
        font = self._font(identity)
        for part, at in self._gaps(text, first, right - left, size):
            here_left, here_right = (
                (left, right)
                if part == text
                else (self._edges(first + at)[0], self._edges(first + at + len(part) - 1)[3])
            )
            mine.append(Fragment(_joined(part) + space, here_left, here_right, base, size or 1.0, font, top))

    def _gaps(self, text: str, first: int, width: float, size: float) -> list[tuple[str, int]]:
        """Cut where a space inside the object is wide as a column's gutter."""
        if " " not in text or width < 0.62 * size * len(text):
            return [(text, 0)]
        parts, start = [], 0
        for at in [found.start() for found in re.finditer(" ", text)]:
            if (
                at > start
                and at + 1 < len(text)
                and self._edges(first + at + 1)[0] - self._edges(first + at - 1)[3] > 1.2 * size
            ):
                parts.append((text[start:at], start))
                start = at + 1
        return [*parts, (text[start:], start)]

    def _edges(self, at: int) -> tuple[float, float, float, float]:
        pdfium.FPDFText_GetLooseCharBox(self._raw, at, ctypes.byref(self._box))
        left, bottom, right, top = self._turned(self._box.left, self._box.bottom, self._box.right, self._box.top)
        return left, bottom, top, right

    def _turned(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """The same area on the page turned."""
        wide, high = self._width, self._height
        if self._turn == 1:
            return bottom, wide - right, top, wide - left
        if self._turn == 2:
            return wide - right, high - top, wide - left, high - bottom
        return (high - top, left, high - bottom, right) if self._turn == 3 else (left, bottom, right, top)

    def _font(self, identity: int) -> Font:
        handle = pdfium.FPDFTextObj_GetFont(ctypes.cast(identity, pdfium.FPDF_PAGEOBJECT))
        key = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if key not in self._fonts:
            buffer = ctypes.create_string_buffer(256)
            pdfium.FPDFFont_GetBaseFontName(handle, buffer, 256)
            name = buffer.value.decode("utf-8", errors="replace")
            flags, weight = pdfium.FPDFFont_GetFlags(handle), pdfium.FPDFFont_GetWeight(handle)
            bold = bool(_BOLD.search(name)) or weight >= 600 or bool(flags > 0 and flags & (1 << 18))
            self._fonts[key] = Font(
                bold, bool(_ITALIC.search(name)) or bool(flags > 0 and flags & (1 << 6)), bool(_SYMBOL.search(name))
            )
        return self._fonts[key]

    def _paths(self) -> None:
        """Where lines and areas are drawn."""
        box = [ctypes.c_float() for _ in range(4)]
        for at in range(min(pdfium.FPDFPage_CountObjects(self._page.raw), 60_000)):
            drawn = pdfium.FPDFPage_GetObject(self._page.raw, at)
            kind = pdfium.FPDFPageObj_GetType(drawn)
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._made.pictures += 1
            elif (
                kind == pdfium.FPDF_PAGEOBJ_PATH
                and len(self._made.drawn) < _MOST_PATHS
                and pdfium.FPDFPageObj_GetBounds(drawn, *map(ctypes.byref, box))
            ):
                self._made.drawn.append(Rect(*self._turned(*(edge.value for edge in box))))


def _joined(halves: str) -> str:
    """The words with each letter whole."""
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _turn(along: float, across: float) -> int:
    """How many quarters, against the clock, words are turned that run so far along and across the page."""
    if abs(across) > abs(along) + 0.01:
        return 1 if across > 0 else 3
    return 2 if along < -0.01 else 0


def _size(page: pypdfium2.PdfPage) -> tuple[float, float]:
    """Width and height before the page is turned for the screen."""
    wide, high = page.get_size()
    return (high, wide) if page.get_rotation() % 180 else (wide, high)

"""Each file that cannot be read is told from the others, in one sentence that says what to do."""

import io
import struct
import zipfile

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption

from tests.reading.making import Sheet, docx_of, pdf_of, replaced
from tracker import errors
from tracker.errors import NotReadable
from tracker.parsing import Parser
from tracker.reading import LARGEST, read
from tracker.settings import house

BRIEFS = house() / "data" / "briefs"
LINE = "Open the gates on the first of April."


def refused(name: str, data: bytes, kind: type[NotReadable], *words: str) -> None:
    with pytest.raises(NotReadable) as problem:
        read(name, data)
    assert type(problem.value) is kind
    for word in words:
        assert word in str(problem.value)


def picture() -> Image.Image:
    return Image.new("RGB", (60, 80), (200, 200, 200))


def scan(*stamps: str) -> bytes:
    """Pages that are pictures, each with a stamp."""
    sheet = Sheet()
    for stamp in stamps:
        sheet.canvas.drawInlineImage(picture(), 0, 0, 595, 842)
        sheet.say(stamp).turn()
    return sheet.bytes()


@pytest.mark.parametrize("stamps", [("",), ("", "", ""), ("1", "2", "3"), ("Downloaded from an archive, page 1",) * 3])
def test_a_scan_without_text(stamps: tuple[str, ...]) -> None:
    refused("scan.pdf", scan(*stamps), errors.ScannedFile, "OCR")


def test_a_picture_beside_a_text_makes_no_scan() -> None:
    sheet = Sheet()
    sheet.canvas.drawInlineImage(picture(), 0, 0, 595, 842)
    assert read("brief.pdf", sheet.say(LINE, "They have been shut for two winters.").bytes()).text.startswith(LINE)


def test_a_short_text_without_pictures_is_no_scan() -> None:
    assert read("brief.pdf", pdf_of("Open it.")).text == "Open it."


def test_an_empty_page_is_empty() -> None:
    refused("brief.pdf", pdf_of(""), errors.EmptyFile, "no text")


@pytest.mark.parametrize("strength", [40, 128])
def test_a_pdf_behind_a_password(strength: int) -> None:
    locked = pdf_of(LINE, encrypt=StandardEncryption("open", "own", strength=strength))
    refused("brief.pdf", locked, errors.EncryptedFile, "password", "Save it without one")


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    sealed = pdf_of(LINE, encrypt=StandardEncryption("", "own", canPrint=0, canCopy=0))
    assert read("brief.pdf", sealed).text == LINE


def compound(*names: str, filling: int = 0) -> bytes:
    """An old Office container with streams of these names; its directory lies behind `filling` sectors."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIII", 0, 1, filling + 1, 0)
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2) + bytes(62)
        for name in ("Root Entry", *names)
    )
    return header.ljust(512, b"\0") + bytes(512 * (filling + 1)) + entries.ljust(512, b"\0")


@pytest.mark.parametrize("filling", [0, 1000])
def test_a_word_file_behind_a_password(filling: int) -> None:
    """Word wraps an encrypted file in the container of its old formats."""
    locked = compound("EncryptionInfo", "EncryptedPackage", filling=filling)
    refused("brief.docx", locked, errors.EncryptedFile, "password")


def test_an_old_word_file_is_none_of_the_formats() -> None:
    refused(
        "brief.docx", compound("WordDocument", "1Table"), errors.UnknownFormat, "Use TXT, Markdown, HTML, PDF or DOCX"
    )


def test_a_word_file_whose_parts_are_encrypted() -> None:
    data = bytearray(docx_of(LINE))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    refused("brief.docx", bytes(data), errors.EncryptedFile, "password")


@pytest.mark.parametrize("data", [b"", b"\r\n \t\n", b"\xef\xbb\xbf", b"\x00" * 40])
@pytest.mark.parametrize("name", ["brief.txt", "brief.pdf", "brief.docx", "brief.html", "brief.md"])
def test_empty_files(name: str, data: bytes) -> None:
    refused(name, data, errors.EmptyFile, name)


@pytest.mark.parametrize("name", ["brief.txt", "brief.md", "brief.html"])
def test_a_text_of_invisible_signs_is_empty(name: str) -> None:
    refused(name, "\u200b \u00ad\n\ufeff".encode(), errors.EmptyFile)


def test_a_word_file_without_words_is_empty() -> None:
    refused("brief.docx", docx_of("", " "), errors.EmptyFile)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
@pytest.mark.parametrize("name", ["d25_kenya_medicines.docx", "d27_atacama_brine.docx"])
def test_a_word_file_that_is_cut_short(name: str, share: float) -> None:
    data = (BRIEFS / name).read_bytes()
    refused(name, data[: int(share * len(data))], errors.DamagedFile, "damaged", name)


@pytest.mark.parametrize("share", [0.02, 0.1])
def test_a_pdf_that_is_cut_short(share: float) -> None:
    data = (BRIEFS / "d20_shrimp_superbugs.pdf").read_bytes()
    refused("brief.pdf", data[: int(share * len(data))], errors.DamagedFile, "damaged")


def test_a_word_file_with_broken_xml() -> None:
    broken = replaced(docx_of(LINE), [("word/document.xml", lambda content: content[:-40])])
    refused("brief.docx", broken, errors.DamagedFile, "damaged")


def test_another_office_file_that_is_called_docx() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("xl/workbook.xml", "<workbook/>")
    refused("brief.docx", target.getvalue(), errors.UnknownFormat)
    refused("brief.xlsx", target.getvalue(), errors.UnknownFormat)


def test_the_limit_on_size_is_25_megabytes() -> None:
    assert LARGEST == 25 * 1024 * 1024
    for refuse in (read, Parser().parse):
        with pytest.raises(errors.OversizedFile, match=r"larger than 25\.0 MB.*split it"):
            refuse("brief.txt", b"x" * (LARGEST + 1))


@pytest.mark.parametrize("name", sorted(path.name for path in BRIEFS.iterdir() if path.suffix in {".pdf", ".docx"}))
def test_a_suffix_that_lies_does_no_harm(name: str) -> None:
    data = (BRIEFS / name).read_bytes()
    truth = read(name, data)
    for other in ("brief.txt", "brief.html", "brief.md", "brief.pdf", "brief.docx", "brief"):
        assert read(other, data).blocks == truth.blocks


def test_a_text_that_is_longer_than_a_brief_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.reading.reader.MOST_TEXT", 40)
    assert read("short.txt", b"The river is dirty.").text
    with pytest.raises(errors.ParseLimit, match=r"“long\.txt” holds 59 characters of text; at most 40"):
        read("long.txt", b"The river is dirty. " * 3)

"""A file is what its bytes say; its suffix decides only where they say nothing."""

import pytest

from tests.reading.making import docx_of, pdf_of
from tracker import errors
from tracker.document import Format
from tracker.reading import read
from tracker.reading.sniff import misnamed, sniff

PAGE = b"<!DOCTYPE html><html><body><p>Open the gates.</p></body></html>"
PLAIN = b"Open the gates on the first of April."


@pytest.mark.parametrize(
    "name", ["brief.pdf", "brief.docx", "brief.txt", "brief.html", "brief.md", "brief", "brief.xyz"]
)
def test_content_outranks_every_suffix(name: str) -> None:
    assert sniff(name, pdf_of("Open the gates.")) is Format.PDF
    assert sniff(name, docx_of("Open the gates.")) is Format.DOCX
    assert sniff(name, PAGE) is Format.HTML
    assert read(name, pdf_of("Open the gates on the first of April.")).text == "Open the gates on the first of April."


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("brief.txt", Format.TXT),
        ("BRIEF.TXT", Format.TXT),
        ("brief.md", Format.MARKDOWN),
        ("C:\\briefs\\brief.Markdown", Format.MARKDOWN),
        ("brief", Format.TXT),
        ("brief.pdf", Format.TXT),
        ("brief.docx", Format.TXT),
        ("brief.v2", Format.TXT),
    ],
)
def test_the_suffix_decides_between_texts(name: str, form: Format) -> None:
    assert sniff(name, PLAIN) is form


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"---\ntitle: Gates\n---\n\nOpen them.\n", Format.MARKDOWN),
        (b"# Gates\n\n## What to do\n\n> Open them.\n", Format.MARKDOWN),
        (b"<div><p>Open them.</p><p>Now.</p><ul><li>All</li></ul></div>", Format.HTML),
        (b"\xef\xbb\xbf  <html><p>Open them.</p>", Format.HTML),
        ("<html><p>Open them.</p>".encode("utf-16"), Format.HTML),
        ("# Gates\n\n## What to do\n\n> Open them.\n".encode("utf-16"), Format.MARKDOWN),
        (b"\n\n%PDF-1.7 is the mark at the head of a PDF", Format.PDF),
    ],
)
def test_without_a_suffix_the_content_decides(data: bytes, form: Format) -> None:
    assert sniff("brief", data) is form


def test_a_text_that_speaks_of_html_is_a_text() -> None:
    assert sniff("brief.txt", b"Ministries should write <p> and <br> with care. " * 5) is Format.TXT


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("brief.pdf", b"\x00\x01\x02\x03" * 99, errors.DamagedFile),
        ("brief.docx", b"\x00\x01\x02\x03" * 99, errors.DamagedFile),
        ("brief.txt", b"\x00\x01\x02\x03" * 99, errors.UnknownFormat),
        ("brief.docx", b"{\\rtf1 Open the gates.}", errors.UnknownFormat),
        ("brief.pdf", b"\x89PNG\r\n\x1a\n" + bytes(99), errors.UnknownFormat),
        ("brief.html", b"%!PS-Adobe-3.0\n", errors.UnknownFormat),
    ],
)
def test_what_no_suffix_makes_readable(name: str, data: bytes, kind: type[errors.NotReadable]) -> None:
    with pytest.raises(kind) as problem:
        sniff(name, data)
    assert name in str(problem.value)


def test_a_name_that_tells_of_another_format_is_told() -> None:
    assert misnamed("brief.pdf", Format.TXT).startswith("Its name says PDF, but its content is Plain text;")
    assert misnamed("brief.pdf", Format.PDF) == misnamed("brief", Format.TXT) == ""

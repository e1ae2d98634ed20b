"""Whatever the bytes, a document comes out or an error that says why not."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reading.shown import tiles
from tracker import errors
from tracker.errors import NotReadable
from tracker.reading import read
from tracker.settings import house

NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a", "", "\x00.pdf", "ä/ö.markdown"])
ENTITY = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
TYPES = b'<Types><Override PartName="/word/document.bin" ContentType="application/vnd.main+xml"/></Types>'
BRIEFS = sorted(path for path in (house() / "data" / "briefs").iterdir() if path.suffix != ".json")
FEW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def tried(name: str, data: bytes) -> None:
    try:
        document = read(name, data)
    except NotReadable as problem:
        assert str(problem).endswith((".", "first."))
        assert len(str(problem)) > 20
    else:
        tiles(document)
        document.text.encode()


@FEW
@given(NAMES, st.binary(max_size=400))
def test_any_bytes(name: str, data: bytes) -> None:
    tried(name, data)


@FEW
@given(NAMES, st.text(max_size=400))
def test_any_text(name: str, text: str) -> None:
    tried(name, text.encode("utf-8", "surrogatepass"))


@FEW
@given(
    st.sampled_from(["a.txt", "a.md", "a.html"]),
    st.lists(
        st.sampled_from(
            [
                "# ",
                "- ",
                "1. ",
                "(a) ",
                "\n",
                "\n\n",
                "    ",
                "word ",
                "Word.",
                "| a | b |\n|---|---|\n",
                "<p>",
                "<ul><li>",
                "</ul>",
                "<table><tr><td>",
                "<b>",
                "\f",
                "Page 2\n",
                "____\n1 note\n",
                "> ",
                "**",
                "[x](/y)",
                "---\n",
                "a: b\n",
                "<br>",
                "\u200b",
                "&nbsp;",
            ]
        ),
        max_size=60,
    ),
)
def test_any_marks(name: str, parts: list[str]) -> None:
    tried(name, "".join(parts).encode())


@FEW
@given(st.sampled_from([path for path in BRIEFS if path.suffix in {".pdf", ".docx"}]), st.data())
def test_damaged_files(path: Path, data: st.DataObject) -> None:
    content = bytearray(path.read_bytes())
    cut = data.draw(st.integers(0, len(content)))
    del content[cut:]
    for _ in range(data.draw(st.integers(0, 8))):
        if content:
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    tried(path.name, bytes(content))


def archive(members: dict[str, bytes]) -> bytes:
    """A zip file, deflated."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"", errors.EmptyFile),
        ("a.txt", b" \r\n\t", errors.EmptyFile),
        ("a.html", b"<html><body><script>x()</script></body></html>", errors.EmptyFile),
        ("a.bin", bytes(range(256)) * 4, errors.UnknownFormat),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(100), errors.UnknownFormat),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), errors.UnknownFormat),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), errors.EncryptedFile),
        ("a.pdf", b"%PDF-1.7\nnothing follows", errors.DamagedFile),
        ("a.pdf", bytes(range(256)) * 4, errors.DamagedFile),
        ("a.zip", archive({"notes.txt": b"x"}), errors.UnknownFormat),
        ("a.docx", archive({"notes.txt": b"x"}), errors.DamagedFile),
        ("a.docx", archive({"xl/workbook.xml": b"<x/>"}), errors.UnknownFormat),
        ("a.docx", archive({"ppt/presentation.xml": b"<x/>"}), errors.UnknownFormat),
        ("a.docx", b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.textPK", errors.UnknownFormat),
        (
            "a.docx",
            archive({"word/document.xml": b"<w:document/>", "word/big.bin": bytes(40_000_000)}),
            errors.DamagedFile,
        ),
        ("a.docx", archive({"word/document.xml": ENTITY.encode()}), errors.DamagedFile),
        ("a.docx", archive({"word/document.bin": ENTITY.encode(), "[Content_Types].xml": TYPES}), errors.DamagedFile),
        ("a.docx", archive({"word/document.xml": ENTITY.encode("utf-32")}), errors.DamagedFile),
        ("a.docx", archive({"word/document.xml": b"<?xml version='1.0' encoding='UTF-7'?><a/>"}), errors.DamagedFile),
    ],
)
def test_each_situation_has_its_error(name: str, data: bytes, kind: type[NotReadable]) -> None:
    with pytest.raises(kind) as problem:
        read(name, data)
    assert type(problem.value) is kind


def test_a_file_over_the_limit_is_refused() -> None:
    with pytest.raises(errors.OversizedFile, match=r"1\.0 MB"):
        read("a.txt", b"x" * (1024 * 1024 + 1), largest=1024 * 1024)


def test_content_outranks_suffix() -> None:
    pdf = next(path for path in BRIEFS if path.suffix == ".pdf").read_bytes()
    assert read("brief.txt", pdf).format == "pdf"
    assert read("brief.pdf", b"<!DOCTYPE html><html><body><p>Close the gate.</p></body></html>").format == "html"
    assert read("brief", b"Close the gate.").format == "txt"


@pytest.mark.parametrize(
    "text",
    [
        "(" * 50_000,
        "[" * 50_000,
        "a- " * 30_000,
        "- " * 40_000,
        "*" * 50_000,
        "1." * 40_000,
        "<div>" * 20_000,
        "<div/>" * 20_000,
        "<div></x>" * 20_000,
        "<svg><p>" + "<g/>" * 20_000,
        "<svg>" + "<td>" * 20_000,
        "> " * 20_000,
        "A " * 50_000,
        "x" * 100_000,
        "|" * 50_000,
        "\n" * 50_000 + "a",
        "<b>" * 30_000,
        "&" * 60_000,
        "  " * 50_000 + "a",
        "Page 1\n" * 15_000,
        "a@" * 50_000,
        "1\n\n" * 30_000,
        "---\na: " + "b" * 90_000,
        "![" * 40_000,
        "A. B " * 20_000,
        "[a](" * 20_000,
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_monotonous_texts_are_read_at_once(name: str, text: str) -> None:
    tried(name, text.encode())

"""Tell a file's format by its content, then by its suffix."""

import re
from pathlib import PurePosixPath, PureWindowsPath

from tracker.document import FORMAT_LABELS, Format
from tracker.errors import DamagedFile, EncryptedFile, UnknownFormat
from tracker.reading.encoding import decode
from tracker.translation import gettext as _

_SUFFIXES = {
    ".txt": Format.TXT,
    ".text": Format.TXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".mdown": Format.MARKDOWN,
    ".htm": Format.HTML,
    ".html": Format.HTML,
    ".xhtml": Format.HTML,
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".docm": Format.DOCX,
}
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word 97"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
    (b"%!PS", "PostScript"),
    (b"\x7fELF", "ELF"),
    (b"SQLite format 3", "SQLite"),
)
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_TAGS = re.compile(rb"<(?:p|div|h[1-6]|ul|ol|li|table|span|article|section|br|meta)\b[^>]*>", re.IGNORECASE)
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|\s{0,3}[-*] \S.*\*\*|```|\|.+\|$|> \S|\*\*[^*\n]+\*\*)", re.MULTILINE)
_OTHER_PARTS = (b"mimetypeapplication/vnd.oasis", b"xl/workbook", b"ppt/presentation")
"""What archives hold that are tables, slides or texts of other programs."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HEAD = 4096
_CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1b")


def suffix_of(name: str) -> str:
    """The suffix of a file's name in lower case, with its dot."""
    return PurePosixPath(PureWindowsPath(name.replace("\x00", "")).name).suffix.lower()


def sniff(name: str, data: bytes) -> Format:
    """The format of the file; raises UnknownFormat, DamagedFile or EncryptedFile where its head already tells."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    suffix = _SUFFIXES.get(suffix_of(name))
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(name, data)
    _refuse_foreign(name, head, data)
    if suffix in {Format.PDF, Format.DOCX} and not _printable(data):
        raise DamagedFile(
            _("“{name}” is damaged: it does not begin as its name says it should. Save it again and retry.").format(
                name=name
            )
        )
    if not _printable(data):
        raise UnknownFormat(_unknown(name))
    return _worded(suffix, _narrow(data))


def misnamed(name: str, read_as: Format) -> str:
    """A sentence for a file whose name says another format than its content, which counts; "" for others."""
    said = _SUFFIXES.get(suffix_of(name), read_as)
    if said is read_as:
        return ""
    words = _("Its name says {name}, but its content is {content}; it was read as that.")
    return words.format(name=_(FORMAT_LABELS[said]), content=_(FORMAT_LABELS[read_as]))


def _worded(suffix: Format | None, data: bytes) -> Format:
    """The format of a text."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if suffix is Format.MARKDOWN and not head[:15].lower().startswith((b"<!doctype html", b"<html")):
        return Format.MARKDOWN
    if _HTML.search(head) or (suffix is Format.HTML and _TAGS.search(data)):
        return Format.HTML
    if suffix in {Format.TXT, Format.MARKDOWN}:
        return suffix
    if len(_TAGS.findall(data[:_HEAD])) > 3:
        return Format.HTML
    text = decode(data[: 4 * _HEAD])
    return Format.MARKDOWN if text.startswith("---\n") or len(_MARKDOWN.findall(text)) > 2 else Format.TXT


def _narrow(data: bytes) -> bytes:
    """The bytes, or where two or four stand for a letter, what they say in UTF-8."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:_HEAD].count(0) > 0.2 * len(data[:_HEAD])
    return decode(data[: 16 * _HEAD]).encode("utf-8", "replace") if wide else data


def _archive(name: str, data: bytes) -> Format:
    other = any(part in data for part in _OTHER_PARTS)
    if b"word/document" in data or (_SUFFIXES.get(suffix_of(name)) is Format.DOCX and not other):
        return Format.DOCX
    raise UnknownFormat(_unknown(name))


def _refuse_foreign(name: str, head: bytes, data: bytes) -> None:
    for magic, _label in _FOREIGN:
        if head.startswith(magic):
            if _ENCRYPTED in data:
                raise EncryptedFile(
                    _("“{name}” asks for a password. Save it without one and try again.").format(name=name)
                )
            raise UnknownFormat(_unknown(name))


def _unknown(name: str) -> str:
    return _("“{name}” is none of the formats that are read. Use TXT, Markdown, HTML, PDF or DOCX.").format(name=name)


def _printable(data: bytes) -> bool:
    """Whether the bytes can be a text: few control characters, in one of the wide codes or none."""
    sample = data[: 16 * _HEAD]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    nulls, control = sample.count(0), len(sample) - len(sample.translate(None, _CONTROL))
    wide = len(sample) > 8 and max(sample[0::2].count(0), sample[1::2].count(0)) > 0.35 * len(sample)
    return wide or (nulls < 0.01 * len(sample) + 1 and control - nulls < 0.02 * len(sample) + 2)

"""Bytes become text: by the mark at their head, else as UTF-8, else as the old single-byte code that fits."""

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WESTERN = {"cp1252", "latin_1", "iso8859_15", "cp1250", "cp850", "cp437", "mac_roman", "iso8859_9", "cp1254", "cp1257"}
_ESCAPED, _ESCAPE = "iso2022", b"\x1b"
_INVISIBLE = re.compile("[\u200b\u2060\ufeff]")
_SAMPLE = 64 * 1024


def decode(data: bytes, declared: str = "") -> str:
    """The text of `data`; `declared` is the code that the file's own words name, tried when the bytes are no UTF-8.

    A code whose letters are all below 128 is tried first, where what switches its letters is there.
    """
    return _INVISIBLE.sub("", decoded(data, declared))


def decoded(data: bytes, declared: str = "") -> str:
    """As `decode`, every character kept but the mark at the head."""
    for mark, code in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(code, errors="replace")
    if code := wide(data):
        return data.decode(code, errors="replace")
    named = _named(declared)
    escaped = named.startswith(_ESCAPED) and _ESCAPE in data and data.isascii()
    for code in (named if escaped else "", "utf-8", named):
        text = _attempt(data, code)
        if text is not None:
            return text
    return data.decode(_guess(data), errors="replace")


def _named(declared: str) -> str:
    """The code of that name, "" where it is none, or one of two or four bytes a letter: its name was read in single."""
    try:
        found = codecs.lookup(declared)
    except (LookupError, ValueError):
        return ""
    return found.name if found._is_text_encoding and not found.name.startswith(("utf-16", "utf-32")) else ""


def _attempt(data: bytes, code: str) -> str | None:
    try:
        return data.decode(code) if code else None
    except (LookupError, ValueError, TypeError):
        return None


def wide(data: bytes) -> str:
    """UTF-16 without a mark: every second byte of a Western text is nought."""
    head = data[:2000]
    if len(head) < 4 or len(data) % 2:
        return ""
    half = len(head) // 2
    if head[1::2].count(0) > 0.7 * half:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > 0.7 * half else ""


def _guess(data: bytes) -> str:
    best = from_bytes(data[:_SAMPLE]).best()
    code = best.encoding if best else "cp1252"
    return "cp1252" if code in _WESTERN or code == "ascii" else code

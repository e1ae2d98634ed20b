"""Bytes become the letters that were meant, whatever code they are in and whatever code they claim."""

import pytest

from tracker.document import Format
from tracker.reading import read
from tracker.reading.encoding import decode

QUOTED = "The council’s own “open gates” plan — the first of two — was never funded. " * 3
CP1252 = "Élise’s café needs “open gates”"
JAPANESE = "評議会は水門を開くべきである。"


@pytest.mark.parametrize("code", ["utf-16-le", "utf-16-be"])
def test_wide_letters_without_a_mark_keep_quotes_and_dashes(code: str) -> None:
    data = QUOTED.encode(code)
    assert data.decode("utf-8")  # they would pass for the other code
    assert read("brief.txt", data).text == QUOTED.strip()


@pytest.mark.parametrize("code", ["utf-16-le", "utf-16-be"])
def test_a_page_in_wide_letters_without_a_mark_is_a_page(code: str) -> None:
    document = read("brief.html", "<html><body><p>Open the gates at once.</p></body></html>".encode(code))
    assert (document.format, document.text) == (Format.HTML, "Open the gates at once.")


def page(declared: str, said: str, code: str) -> bytes:
    return f"<html><head><meta charset='{declared}'></head><body><p>{said}</p></body></html>".encode(code)


@pytest.mark.parametrize("declared", ["utf-16", "UTF-16LE", "utf-16-be", "utf-32", "no-such-code"])
@pytest.mark.parametrize("filling", [b"", b" ", b"  ", b"   "])
def test_a_page_whose_bytes_are_single_declares_no_wide_code(declared: str, filling: bytes) -> None:
    for code in ("cp1252", "utf-8"):
        assert read("brief.html", page(declared, CP1252, code) + filling).text == CP1252


def test_a_code_of_seven_bits_that_is_declared_is_read() -> None:
    assert read("brief.html", page("iso-2022-jp", JAPANESE, "iso-2022-jp")).text == JAPANESE


def test_a_code_of_seven_bits_that_is_declared_wrongly_is_not_believed() -> None:
    assert read("brief.html", page("iso-2022-jp", CP1252, "utf-8")).text == CP1252
    assert decode(b"\x1b" + JAPANESE.encode(), "iso-2022-jp") == "\x1b" + JAPANESE

"""The language is told by script and small words; what is not parsed is read all the same and marked so."""

import pytest

from tracker.document import BlockKind
from tracker.extraction import extract
from tracker.reading import read
from tracker.reading.language import detect

SAID = {
    "en": "The commission should meet every month and publish its minutes so that people can hold it to its word.",
    "fr": "La commission devrait se réunir tous les mois et publier les comptes rendus de ses réunions aux villages.",
    "de": "Die Kommission sollte jeden Monat tagen und ihre Protokolle veröffentlichen, damit man sie lesen kann.",
    "es": "La comisión debería reunirse cada mes y publicar las actas de sus reuniones para que se las lea.",
    "pt": "A comissão deveria reunir-se todos os meses e publicar as atas das suas reuniões para que não se percam.",
    "it": "La commissione dovrebbe riunirsi ogni mese e pubblicare i verbali delle riunioni che non sono ancora noti.",
    "ru": "Комиссия должна собираться каждый месяц и публиковать протоколы, чтобы жители не ждали и могли их читать.",
    "ar": "ينبغي أن تجتمع اللجنة كل شهر وأن تنشر محاضرها حتى يتمكن أهل القرى من قراءتها.",
    "zh": "委员会应当每月举行一次会议并公布会议记录，以便村民能够查阅。",
    "ja": "委員会は毎月会合を開き、議事録を公表すべきである。",
}


@pytest.mark.parametrize("language", SAID)
def test_the_language_of_a_text(language: str) -> None:
    assert detect(SAID[language] * 2) == language


@pytest.mark.parametrize("text", ["", "12 345 67,8", "Ja.", "Kassala Gedaref Port Sudan"])
def test_too_little_to_tell(text: str) -> None:
    assert detect(text) == ""


def test_a_quotation_in_another_language_does_not_change_it() -> None:
    assert detect(SAID["en"] * 5 + SAID["fr"]) == "en"


@pytest.mark.parametrize("language", ["fr", "ar", "zh", "ru"])
def test_a_brief_in_a_language_that_is_not_parsed_is_read(language: str) -> None:
    """Marked "read, not parsed" downstream: `parsed` is False, and nothing is found in it."""
    text = f"# {SAID[language]}\n\n- {SAID[language]}\n- {SAID[language]}\n"
    document = read("brief.md", text.encode())
    assert document.language == language
    assert [block.kind for block in document.blocks] == [BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM]
    assert document.text.count(SAID[language]) == 3
    extraction = extract(document)
    assert (extraction.parsed, extraction.findings) == (False, ())


def test_a_brief_in_english_is_parsed() -> None:
    assert extract(read("brief.txt", (SAID["en"] * 3).encode())).parsed

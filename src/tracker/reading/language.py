"""Tell in which language a text is written: by its script, then by its most common small words."""

import re
from collections import Counter

from tracker.reading.stopwords import STOPWORDS

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
)
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_OTHER = re.compile("|".join(script.pattern for script in (_CYRILLIC, *dict(_SCRIPTS).values())))
_SAMPLE = 60_000
_LEAST_WORDS = 8


def detect(text: str) -> str:
    """The language as ISO 639-1, "" where too little speaks for any."""
    sample = text if len(text) <= _SAMPLE else text[: _SAMPLE // 2] + text[len(text) // 2 :][: _SAMPLE // 2]
    if not _OTHER.search(sample):
        return _by_words(sample, cyrillic=False)
    letters = sum(map(str.isalpha, sample))
    if not letters:
        return ""
    for language, script in _SCRIPTS:
        share = len(script.findall(sample)) / letters
        if share > (0.1 if language == "ja" else 0.4):
            return language
    return _by_words(sample, cyrillic=len(_CYRILLIC.findall(sample)) > 0.4 * letters)


def _by_words(sample: str, *, cyrillic: bool) -> str:
    counts = Counter(_WORD.findall(sample.lower()))
    total = counts.total()
    if total < _LEAST_WORDS:
        return ""
    found = {language: sum(counts[word] for word in words) for language, words in STOPWORDS.items()}
    best, second, *_ = sorted(found, key=lambda language: found[language], reverse=True)
    if found[best] < 0.12 * total or found[best] == found[second]:
        return "ru" if cyrillic else ""
    return best

"""The series and the number that a brief bears, as printed: "Policy #41", "Briefing No. 93", "HC 731"."""

import re
from collections.abc import Iterator

from tracker.extraction.wordlists import words

_CODE = re.compile(r"(?:[A-Za-z]{1,5}[-/]?)?\d[\dA-Za-z]{0,9}(?:[-/.–][\dA-Z]{1,10}){0,5}")
_GLUED = re.compile(r"(?:n[°ºo]\.?|#|№|nr\.?|no\.)(?=[\dA-Z])", re.IGNORECASE)
_SYMBOL = re.compile(
    r"[A-Z]{1,6}(?:[-/][A-Z]{1,6}){0,3}[-/][A-Z]?\d[\dA-Z]*(?:[-/.][\dA-Z]{1,8}){0,4}(?:/(?:Add|Rev|Corr)\.\d{1,3}){0,2}"
)
_LETTERS = re.compile(r"[A-Z]{1,4} \d{2,6}")
"""A number of two words, where a sign announces it: "Number SN 4471"."""
_PRINTED_PAPERS = frozenset({"HC", "HL", "CP", "Cm", "Cmnd", "Cmd"})
"""Command papers and papers of either House in Westminster: "HC 731"."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_PARTS = re.compile(r"\s*[|·•\n\t]\s*|\s[–—-]\s|,\s+")
_SESSION = re.compile(r"\b(?:report|paper) of session\b|^session (?:19|20)\d\d", re.IGNORECASE)
_SHORT_LINE = 24
_LONGEST_KIND = 1
"""Words ahead of the noun in "Advisory memo 4"."""
_LONGEST = 400


def number_in(line: str) -> tuple[str, str]:
    """(Series, number) that a line of the title page, a running head or the end of a brief prints; ("", "") where none.

    The series is "" where the number stands alone.
    """
    if len(line) > _LONGEST or len(line.split()) > _SHORT_LINE:
        return "", ""
    parts = [part for part in _PARTS.split(line) if part]
    for find in (_signed, _symbol):
        for place, part in enumerate(parts):
            series, number = find(part.split())
            if number:
                return series or _kind_before(parts[:place]), number
    return "", ""


def is_series(line: str) -> bool:
    """Whether the line says to which series the brief belongs, or what its number is."""
    return (
        len(line) <= _LONGEST
        and len(line.split()) <= _SHORT_LINE
        and (bool(number_in(line)[1]) or bool(_SESSION.search(line)))
    )


def _kind_before(parts: list[str]) -> str:
    """The series that a part before the number names, as in "Policy Brief | Issue 19"."""
    named = (part for part in parts if part.split() and part.split()[-1].casefold() in words("series", "kinds"))
    return next(named, "")


def _signed(parts: list[str]) -> tuple[str, str]:
    """A number behind a sign or the word for a kind of publication."""
    for at, word in enumerate(parts):
        glued = _GLUED.match(word)
        if glued and _is_code(word[glued.end() :]):
            return _series(parts[:at]), _code(word[glued.end() :])
        if word in ("No.", "No", "Number") and _LETTERS.fullmatch(" ".join(parts[at + 1 : at + 3])):
            return _series(parts[:at]), " ".join(parts[at + 1 : at + 3])
        if at + 1 == len(parts) or not _is_code(parts[at + 1]):
            continue
        number = _code(parts[at + 1])
        if _plain(word) in words("series", "signs") and (at or word[0].isupper() or word in ("#", "№")):
            return _series(parts[:at]), number
        if (
            _plain(word) in words("series", "kinds")
            and (word[0].isupper() or _plain(parts[0]) in words("series", "kinds") or _is_all(parts, at))
            and not _is_year(number, parts[at + 2 :])
        ):
            return _series(parts[: at + 1]), number
        if word in _PRINTED_PAPERS and number.isdigit():
            return "", f"{word} {number}"
    return "", ""


def _symbol(parts: list[str]) -> tuple[str, str]:
    """A number that is known by its own form, as "S/2022/17" or, where it stands alone, "OP-08"."""
    for word in parts:
        bare = word.strip(".,;:()[]")
        if _SYMBOL.fullmatch(bare) and (len(parts) == 1 or len(re.findall(r"[-/]", bare)) > 1):
            return "", bare
    return "", ""


def _is_all(parts: list[str], at: int) -> bool:
    """Whether a part is nothing but a kind in few words, of which the first has a capital, and a number."""
    return at <= _LONGEST_KIND and at + 2 == len(parts) and parts[0][:1].isupper() and parts[0].isalpha()


def _is_year(number: str, rest: list[str]) -> bool:
    """Whether the digits behind "Report" or "Review" are a year and not a number."""
    return bool(_YEAR.fullmatch(number)) and not rest


def _is_code(word: str) -> bool:
    bare = word.strip(".,;:()[]")
    return bool(_CODE.fullmatch(bare) or _SYMBOL.fullmatch(bare)) and len(bare) <= 24


def _code(word: str) -> str:
    return word.strip(".,;:()[]")


def _plain(word: str) -> str:
    return word.strip(".,;:()[]'’").casefold().split("'")[-1].split("’")[-1]


def _series(parts: list[str]) -> str:
    """The words before the number without brackets and a last sign or "issue"."""
    kept = list(_outside_brackets(parts))
    while kept and (_plain(kept[-1]) in words("series", "signs") or _plain(kept[-1]) in {"report:", ""}):
        kept.pop()
    return " ".join(kept).strip(" ,;:")


def _outside_brackets(parts: list[str]) -> Iterator[str]:
    depth = 0
    for word in parts:
        depth += word.count("(")
        if not depth:
            yield word
        depth = max(0, depth - word.count(")"))

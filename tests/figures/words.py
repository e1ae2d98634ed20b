"""How a number is said, written anew: what a page may say is made of these and of nothing of the product's own."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from tests.figures.oracle import Rows
from tracker.vocabulary.one_line import shortened

MONTHS = "January February March April May June July August September October November December".split()
_DATES = re.compile(rf"(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}) \d{{4}}(?:, \d\d:\d\d)?|\b\d{{4}}-\d\d(?:-\d\d)?\b")
_YEAR_ALONE = re.compile(r"(?<![\w·] )(?<!\d)20\d\d(?= ·|$)|(?<= · )20\d\d(?= ·|$)")
"""A date that is known to the year, among the parts of a line."""
_REFERENCES = re.compile(r"\bB-\d{4}-[\w.-]+/R\d+\b")
_CUTS = (40, 60, 80, 90, 110, 120, 160, 180, 200, 280, 400)


def n(number: int) -> str:
    return f"{number:,}"


def many(number: int, noun: str, plural: str = "") -> str:
    return f"{n(number)} {noun if number == 1 else plural or f'{noun}s'}"


def recs(number: int) -> str:
    return many(number, "recommendation")


def be(number: int, one: str = "is", more: str = "are") -> str:
    return one if number == 1 else more


def pct(share: float) -> str:
    """Whole percent; only none is 0 % and only all is 100 %."""
    whole = round(round(100 * share, 9))
    if share > 0 and whole == 0:
        return "<1%"
    return ">99%" if share < 1 and whole == 100 else f"{whole}%"


def pcts(low: float, high: float) -> str:
    return pct(high) if pct(low) == pct(high) else f"{pct(low)[:-1]}–{pct(high)}"


def beside(part: int, of: int) -> str:
    """The share in brackets, of enough."""
    said = {"<": "under 1%", ">": "over 99%"}
    return "" if of < 20 else f" ({said.get(pct(part / of)[0], pct(part / of))})"


def on(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def listed(names: Sequence[str]) -> str:
    return "".join(names) if len(names) < 2 else f"{', '.join(names[:-1])} and {names[-1]}"


def typed(rows: Rows) -> list[str]:
    """All that people wrote and that holds a digit, also as it is cut short: of these digits no query is asked."""
    written = [brief[name] for brief in rows.of["brief"].values() for name in ("title", "file_name", "series")]
    written += [
        row[name] for row in rows.of["recommendation"].values() for name in ("wording", "quote", "outcome", "detail")
    ]
    written += [item[name] for item in rows.of["evidence"].values() for name in ("quote", "note", "source", "url")]
    written += [
        meeting[name] for meeting in rows.of["meeting"].values() for name in ("covering", "decisions", "stories")
    ]
    written += [one["name"] for table in ("author", "addressee", "person", "topic") for one in rows.of[table].values()]
    written += [change["why"] for change in rows.changes]
    lines = {" ".join(text.split()) for text in written if text and any(c.isdigit() for c in text) and len(text) > 5}
    return sorted({cut for line in lines for cut in (line, *(shortened(line, room) for room in _CUTS))}, key=len)[::-1]


def pattern(phrases: Iterable[str], *, loose: bool = False) -> re.Pattern[str]:
    """Any of the phrases, the longest first, none of them a piece of a longer word or number.

    `loose` lets white space stand wherever a paper breaks a line.
    """
    made = []
    for phrase in sorted(set(filter(None, phrases)), key=len, reverse=True):
        inner = r"\s*".join(map(re.escape, "".join(phrase.split()))) if loose else re.escape(phrase)
        before = r"(?<![\w.,-])" if phrase[0].isalnum() and not loose else r"(?<![\d.,])" if phrase[0].isdigit() else ""
        after = (
            r"(?![\w%])(?![.,]\d)"
            if phrase[-1].isalnum() and not loose
            else r"(?![\d%])"
            if phrase[-1].isdigit()
            else ""
        )
        made.append(before + inner + after)
    return re.compile("|".join(made) or r"(?!)")


def leftover(text: str, explained: re.Pattern[str], theirs: Sequence[str]) -> str:
    """The text without what is explained, without people's own words, references and dates."""
    text = explained.sub("…", text)
    if any(c.isdigit() for c in text):
        for words in theirs:
            text = text.replace(words, "…")
    return _YEAR_ALONE.sub("…", _DATES.sub("…", _REFERENCES.sub("…", text)))


def unexplained(texts: Iterable[str], phrases: Iterable[str], theirs: Sequence[str]) -> list[str]:
    """What is left of each text that holds a digit which nothing explains."""
    explained = pattern(phrases)
    rest = (leftover(text, explained, theirs) for text in texts)
    return [said for said in rest if any(c.isdigit() for c in said)]


def without(whole: str, said: Iterable[str]) -> tuple[str, list[str]]:
    """The text without what is said in it, the longest first, and what of that is not in it."""
    missing = []
    for phrase in sorted(set(said), key=len, reverse=True):
        pieces, there = [], False
        start = at = whole.find(phrase)
        last = 0
        while at >= 0:
            end = at + len(phrase)
            before, after = whole[at - 1 : at], whole[end : end + 2]
            cut = phrase[0].isdigit() and before and before in "0123456789,"
            cut = cut or (phrase[-1].isdigit() and bool(re.match(r"\d|,\d", after)))
            if not cut:
                pieces.append(whole[last:at])
                last, there = end, True
            start = end if not cut else at + 1
            at = whole.find(phrase, start)
        whole = "…".join([*pieces, whole[last:]])
        missing += [] if there else [phrase]
    return whole, missing

"""When the brief was published: the dates that a text prints, and the one that says so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from tracker.extraction.wordlists import months
from tracker.vocabulary.dates import PartialDate, Precision

_MONTH = "(?:" + "|".join(sorted(months(), key=len, reverse=True)) + r")\b\.?"
_SEASON = "spring|summer|autumn|fall|winter"
_YEAR = r"(?:19|20)\d\d"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d)(?P<year>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)",
        rf"(?<![\d-])(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?[\s-]{{1,3}}(?:de |of |day of )?(?P<month>{_MONTH})"
        rf",?[\s-]{{1,3}}(?:de |del )?(?P<year>{_YEAR})(?!\d)",
        rf"\b(?P<month>{_MONTH})\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>{_YEAR})(?!\d)",
        rf"(?<![\d./])(?P<d>\d{{1,2}})[./](?P<m>\d{{1,2}})[./](?P<year>{_YEAR})(?!\d)",
        rf"(?<![\d./])(?P<year>{_YEAR})[./](?P<m>\d{{1,2}})[./](?P<d>\d{{1,2}})(?![\d./])",
        rf"(?<![–/-])\b(?P<month>{_MONTH}),?\s(?:de |of )?(?P<year>{_YEAR})(?!\d)",
        rf"\b(?:{_SEASON})\s(?P<year>{_YEAR})(?!\d)",
    )
)
_ANY_YEAR = re.compile(_YEAR)
_SIGNS = frozenset("-./")
_BEFORE_YEAR = re.compile(rf"(?:\b(?:{_MONTH}|{_SEASON}).{{0,9}}|[./])\Z", re.IGNORECASE | re.DOTALL)
_NEAR = 24
"""Characters ahead of a year that hold a month, and what stands between the two."""
_AHEAD, _BEHIND = 48, 12
"""Characters beside its year that the longest date has, and more."""
_SAID = re.compile(
    r"publi(?:shed|cation)|released?\b|posted|issued|report date|\bdate\s*:|first appeared|launched", re.I
)
_OTHER = re.compile(
    r"updated|accessed|retrieved|modified|corrected|revised|events?\b|held|deadline|expected|data (?:to|as)|as of"
    r"|through|until|since|between|fieldwork|approved|extended|printed|dated|visited|conference|interview|meeting"
    r"|session of|effective|translated|photo|adopted|expires?|valid|embargo|next|version of|cut-off|last"
    r"|founded|established",
    re.IGNORECASE,
)
_LONGEST = 1000
"""Characters of a line that are searched for dates."""
_BREAK = re.compile(r"[|·•;\n]|, (?=[a-z])|\. ")


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as printed: where, what, and whether the words before it say that it is of publication (1) or not (-1)."""

    start: int
    end: int
    when: PartialDate
    said: int = 0


def dates(text: str) -> tuple[Printed, ...]:
    """Every date with at least its year and season that the text prints, in order."""
    text = text[:_LONGEST]
    years = [year.span() for year in _ANY_YEAR.finditer(text) if _may_be_of_date(text, *year.span())]
    found: list[Printed] = []
    for form, (start, end) in product(_FORMS, years):
        for match in form.finditer(text, max(0, start - _AHEAD), end + _BEHIND):
            when = _date(match) if match.start("year") == start else None
            if when and not any(match.start() < other.end and other.start < match.end() for other in found):
                found.append(Printed(match.start(), match.end(), when))
    found.sort(key=lambda printed: printed.start)
    return tuple(_with_label(text, found))


def _may_be_of_date(text: str, start: int, end: int) -> bool:
    """Whether what stands beside a year may make a date of it: far sooner told than which date."""
    return text[end : end + 1] in _SIGNS or bool(_BEFORE_YEAR.search(text[max(0, start - _NEAR) : start]))


def without_dates(text: str) -> str:
    """The text with its dates left out."""
    for printed in reversed(dates(text)):
        text = text[: printed.start] + text[printed.end :]
    return text


def _date(match: re.Match[str]) -> PartialDate | None:
    parts = match.groupdict()
    year = int(parts["year"])
    month = months()[parts["month"].rstrip(".").casefold()] if parts.get("month") else int(parts.get("m") or 0)
    day = int(parts.get("d") or 0)
    if month > 12 >= day:
        month, day = day, month
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    return PartialDate(first, Precision.DAY if day else Precision.MONTH if month else Precision.YEAR)


def _with_label(text: str, found: list[Printed]) -> Iterator[Printed]:
    """The dates with what the words before them, back to the last break or date, say of them."""
    after = 0
    for printed in found:
        before = text[max(after, printed.start - 60) : printed.start]
        before = _BREAK.split(before)[-1]
        said = 1 if _SAID.search(before) else -1 if _OTHER.search(before) else 0
        after = printed.end
        yield Printed(printed.start, printed.end, printed.when, said)

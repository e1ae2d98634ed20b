"""A view as the parameters of an address: what the pages show and what other programs ask for are told in the same way.

Every parameter is text from a stranger: it becomes an enum, a number, a date or a name of bounded length, or it is
refused. A page ignores what it cannot read, and says so (`read`); a program is told at once (`strictly`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from tracker.errors import BadParameter
from tracker.queries.filters import Filter
from tracker.queries.search import searchable
from tracker.translation import gettext as _
from tracker.translation import marked
from tracker.vocabulary.advice import ActionType, Level
from tracker.vocabulary.answers import NO_OUTCOME, STRONGEST, Contribution, OutcomeType, Review
from tracker.vocabulary.regions import RegionGroup, codes
from tracker.vocabulary.statuses import Status

_LONGEST = 200
_MOST = 100
_SHOWN = 40

Query = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: the field of the filter that it fills, how one value is read (ValueError), and what it wants."""

    field: str
    read: Callable[[str], Any]
    wants: str
    many: bool = True


def a_name(text: str) -> str:
    """A name or words on one line; ValueError for nothing, for what cannot be printed, and for what is too long."""
    if not text.strip() or len(text) > _LONGEST or not text.isprintable():
        raise ValueError(text)
    return text


def a_number(text: str) -> int:
    """A whole number from 1 on, of at most nine digits; ValueError for anything else."""
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text)):
        raise ValueError(text)
    return int(text)


def _region(text: str) -> str:
    if text.upper() in codes():
        return text.upper()
    return RegionGroup(text.lower()).value


def _kind_of_outcome(text: str) -> str:
    return text if text == NO_OUTCOME else OutcomeType(text)


def _strength(text: str) -> int:
    if text not in map(str, range(STRONGEST + 1)):
        raise ValueError(text)
    return int(text)


def a_day(text: str) -> date:
    """A day as "2007-05-30"; ValueError for anything else."""
    found = date.fromisoformat(text)
    if found.isoformat() != text:
        raise ValueError(text)
    return found


def _one_of(words: type[StrEnum]) -> str:
    return ", ".join(words)


_NAME = marked("a name of at most 200 characters")
_PLACE = marked("a country by its code of three letters, as IRN, or a part of the world, as europe")
_WORDS = marked("words, at most 24 of them and 200 characters")
_DAY = marked("a day such as 2007-05-30")

PARAMETERS: dict[str, Parameter] = {
    "author": Parameter("authors", a_name, _NAME),
    "region": Parameter("regions", _region, _PLACE),
    "addressee": Parameter("addressees", a_name, _NAME),
    "topic": Parameter("topics", a_name, _NAME),
    "status": Parameter("statuses", Status, _one_of(Status)),
    "review": Parameter("reviews", Review, _one_of(Review)),
    "level": Parameter("levels", Level, _one_of(Level)),
    "series": Parameter("series", a_name, _NAME),
    "action": Parameter("action_types", lambda text: ActionType(a_number(text)), marked("a number from 1 to 5")),
    "brief": Parameter("briefs", a_number, marked("the number of a brief")),
    "ask": Parameter("asks", a_number, marked("the number of a repeated ask")),
    "since": Parameter("since", a_day, _DAY, many=False),
    "until": Parameter("until", a_day, _DAY, many=False),
    "search": Parameter("search", lambda text: searchable(a_name(text)), _WORDS, many=False),
    "contribution": Parameter("contributions", Contribution, _one_of(Contribution)),
    "outcome-type": Parameter("outcome_types", _kind_of_outcome, f"{_one_of(OutcomeType)}, {NO_OUTCOME}"),
    "strength": Parameter("strengths", _strength, marked("a number from 0 to 5")),
    "and-author": Parameter("and_authors", a_name, _NAME),
    "and-region": Parameter("and_regions", _region, _PLACE),
}


def read(query: Mapping[str, Sequence[str]]) -> tuple[Filter, list[str]]:
    """The filter that the parameters ask for, and "name=value" of those that mean nothing.

    Parameters of other names are left alone.
    """
    chosen: dict[str, Any] = {}
    ignored: list[str] = []
    for name, parameter in PARAMETERS.items():
        values = []
        for text in list(query.get(name, ()))[:_MOST]:
            try:
                values.append(parameter.read(text))
            except ValueError:
                ignored.append(f"{name}={text}")
        if values:
            chosen[parameter.field] = tuple(dict.fromkeys(values)) if parameter.many else values[-1]
    return Filter(**chosen), ignored


def strictly(query: Mapping[str, Sequence[str]]) -> Filter:
    """As `read`; BadParameter for the first one that cannot be meant, or is given too often.

    Parameters of other names are left alone.
    """
    for name, parameter in PARAMETERS.items():
        given = query.get(name, ())
        if len(given) > (_MOST if parameter.many else 1):
            raise too_often(name, _MOST if parameter.many else 1)
        for text in given:
            try:
                parameter.read(text)
            except ValueError:
                raise unreadable(name, text, _(parameter.wants)) from None
    return read(query)[0]


def unreadable(name: str, text: str, wants: str) -> BadParameter:
    """What to say of a value that a parameter cannot have."""
    short = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    said = _("The parameter {name} cannot be {text!r}. It wants: {wants}.")
    return BadParameter(said.format(name=name, text=short, wants=wants), name)


def too_often(name: str, most: int) -> BadParameter:
    """What to say of a parameter that is given more than `most` times."""
    if most == 1:
        return BadParameter(_("The parameter {name} is given twice. Give it once.").format(name=name), name)
    said = _("The parameter {name} is given more than {most} times. Ask in parts.")
    return BadParameter(said.format(name=name, most=most), name)


def written(chosen: Filter) -> Query:
    """The parameters that ask for this filter, empty ones left out; `read` gives the filter back."""
    query: Query = {}
    for name, parameter in PARAMETERS.items():
        value = getattr(chosen, parameter.field)
        values = list(value) if parameter.many else [value] if value else []
        if values:
            query[name] = [_text(item) for item in values]
    return query


def _text(item: Any) -> str:
    if isinstance(item, date):
        return item.isoformat()
    return str(int(item)) if isinstance(item, int) else str(item)

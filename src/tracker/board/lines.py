"""Recommendations by region and by author, a line each, never without what the adopted ones were taken from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from tracker.translation import ngettext, nmarked
from tracker.vocabulary.numbers import number, recommendations
from tracker.vocabulary.statuses import Group, assessed, statuses


@dataclass(frozen=True, slots=True)
class Line:
    """One group: its name, how many recommendations it has, how many are assessed, and how many of those adopted."""

    name: str
    total: int
    assessed: int
    adopted: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """The lines, those with the most recommendations first, and in words what is not among them, "" where all is.

    One that belongs to several groups counts in each of them, so that lines may add up to more than there are.
    """

    lines: tuple[Line, ...]
    note: str


def by_region(table: pd.DataFrame, shown: int) -> Ranking:
    """The `shown` parts of the world with the most, from the table of `counts` by region group; the others a number."""
    named, nameless = _lines(table[table["key"].notna()]), _lines(table[table["key"].isna()])
    rest = _rest(named[shown:], nmarked("{n} more part has {most}.", "{n} more parts have {most} at most."))
    return Ranking((*named[:shown], *nameless), rest)


def by_author(table: pd.DataFrame, shown: int) -> Ranking:
    """The `shown` authors with the most, from the table of `counts` by author; the others are told as a number."""
    named, nameless = _lines(table[table["key"].notna()]), _lines(table[table["key"].isna()])
    rest = _rest(named[shown:], nmarked("{n} more author has {most}.", "{n} more authors have {most} at most."))
    return Ranking((*named[:shown], *nameless), rest)


def _rest(more: Sequence[Line], said: tuple[str, str]) -> str:
    if not more:
        return ""
    return ngettext(*said, len(more)).format(n=number(len(more)), most=recommendations(more[0].total))


def _lines(table: pd.DataFrame) -> tuple[Line, ...]:
    """The groups with a confirmed recommendation, in the table's order."""
    return tuple(_line(row) for row in table.to_dict("records") if row["total"])


def _line(row: Mapping[Any, Any]) -> Line:
    assessed_ones = sum(int(row[status.value]) for status in assessed())
    adopted_ones = sum(int(row[status.value]) for status in statuses(Group.ADOPTED))
    return Line(str(row["label"]), int(row["total"]), assessed_ones, adopted_ones)

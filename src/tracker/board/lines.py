"""Recommendations by region and by author, a line each, never without what the adopted ones were taken from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from tracker.translation import gettext as _
from tracker.translation import ngettext
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
    """The lines, those with the most recommendations first, and in words what is not among them and how they add up."""

    lines: tuple[Line, ...]
    note: str


def by_region(table: pd.DataFrame, whole: int) -> Ranking:
    """All parts of the world, from the table of `counts` by region group; `whole` is the distinct number."""
    note = _("One about several parts of the world counts once in each, so the lines may add up to more than {n}.")
    return Ranking(_lines(table), note.format(n=number(whole)))


def by_author(table: pd.DataFrame, whole: int, shown: int) -> Ranking:
    """The `shown` authors with the most, from the table of `counts` by author; the others are told as a number."""
    named, nameless = _lines(table[table["key"].notna()]), _lines(table[table["key"].isna()])
    note = _("One by several authors counts once for each, so the lines may add up to more than {n}.")
    return Ranking((*named[:shown], *nameless), " ".join([*_rest(named[shown:]), note.format(n=number(whole))]))


def _rest(more: Sequence[Line]) -> list[str]:
    if not more:
        return []
    said = ngettext("{n} more author has {most}.", "{n} more authors have {most} at most.", len(more))
    return [said.format(n=number(len(more)), most=recommendations(more[0].total))]


def _lines(table: pd.DataFrame) -> tuple[Line, ...]:
    """The groups with a confirmed recommendation, in the table's order."""
    return tuple(_line(row) for row in table.to_dict("records") if row["total"])


def _line(row: Mapping[Any, Any]) -> Line:
    assessed_ones = sum(int(row[status.value]) for status in assessed())
    adopted_ones = sum(int(row[status.value]) for status in statuses(Group.ADOPTED))
    return Line(str(row["label"]), int(row["total"]), assessed_ones, adopted_ones)

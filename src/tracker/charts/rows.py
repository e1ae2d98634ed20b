"""The rows of a table of counts, as charts draw them."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from tracker.charts.palette import ORDER
from tracker.charts.words import harmless, waiting
from tracker.translation import gettext as _
from tracker.vocabulary.numbers import number
from tracker.vocabulary.statuses import GROUP_LABELS, Group, statuses


@dataclass(frozen=True, slots=True)
class Row:
    """One bar or column: the filter behind it as `field` and `key` ("" where there is none), its label and numbers."""

    field: str
    key: str
    label: str
    total: int
    pending: int
    groups: tuple[int, ...]

    @property
    def opens(self) -> bool:
        """Whether a list stands behind it."""
        return bool(self.field and self.key)


def rows(table: pd.DataFrame, field: str) -> list[Row]:
    """The rows of a table of `queries.counts.counts`; `field` is the part of the filter that their keys fill."""
    keys, labels = table["key"].tolist(), table["label"].tolist()
    totals, pending = table["total"].tolist(), table["pending"].tolist()
    grouped = zip(*(_sums(table, group) for group in ORDER), strict=True)
    return [
        Row(field if key is not None else "", "" if key is None else str(key), label, int(n), int(p), tuple(parts))
        for key, label, n, p, parts in zip(keys, labels, totals, pending, grouped, strict=True)
    ]


def _sums(table: pd.DataFrame, group: Group) -> list[int]:
    """What each row counts in a group; of short columns pandas takes a hundred times as long to add them up."""
    return [sum(parts) for parts in zip(*(table[status.value].tolist() for status in statuses(group)), strict=True)]


def together(label: str, parts: Sequence[Row]) -> Row:
    """Several rows as one that opens no list; one that stands in several of them counts in each."""
    groups = tuple(sum(numbers) for numbers in zip(*(row.groups for row in parts), strict=True))
    return Row("", "", label, sum(row.total for row in parts), sum(row.pending for row in parts), groups)


def hover(row: Row, group: Group) -> str:
    """What a mark says when it is pointed at."""
    n = row.groups[ORDER.index(group)]
    lines = [
        f"<b>{harmless(row.label)}</b>",
        _("{group}: {n} of {total}").format(group=_(GROUP_LABELS[group]), n=number(n), total=number(row.total)),
    ]
    if row.pending:
        lines.append(waiting(row.pending))
    if row.opens:
        lines.append(_("Click for the list"))
    return "<br>".join(lines)


def mark(row: Row, group: Group) -> list[str]:
    """The filter behind a mark, as `Chart` has it."""
    return [row.field, row.key, group.value] if row.opens else []

"""`tracker counts`: how many recommendations, and what became of them, by author, region, time and more."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

import pandas as pd
import typer

from tracker.cli import choosing, output
from tracker.cli.desk import reading
from tracker.cli.options import Actor, Database, Format, Shape
from tracker.queries.axes import By
from tracker.queries.counts import ALL_LEVELS, HEADLINE, Totals, counts, totals
from tracker.queries.standing import Standing, standing
from tracker.translation import gettext as _
from tracker.vocabulary.advice import Level
from tracker.vocabulary.statuses import STATUSES, Status

app = typer.Typer(add_completion=False)


class CountedLevel(StrEnum):
    """Which levels are counted."""

    HEADLINE = Level.HEADLINE.value
    SUPPORTING = Level.SUPPORTING.value
    ALL = "all"


By_ = Annotated[By, typer.Option("--by", help=_("What the groups are."))]
Levels = Annotated[list[CountedLevel], choosing.repeated("--level", _("Headline ones unless said otherwise."))]


@app.command(name="counts")
def show_counts(
    *,
    by: By_,
    author: choosing.Authors,
    region: choosing.Regions,
    addressee: choosing.Addressees,
    topic: choosing.Topics,
    status: choosing.Statuses,
    review: choosing.Reviews,
    level: Levels,
    since: choosing.Since = "",
    until: choosing.Until = "",
    search: choosing.Search = "",
    shape: Format = Shape.TABLE,
    database: Database = "",
    email: Actor = "",
) -> None:
    """Count confirmed recommendations by group and status; pending ones stand beside them."""
    wanted = choosing.chosen(author, region, addressee, topic, status, review, (), since, until, search)
    with reading(database, email) as (session, me):
        levels = _levels(level)
        table = counts(session, me, by, wanted, levels=levels)
        if shape is Shape.JSON:
            output.json_list(_objects(table))
        elif shape is Shape.CSV:
            output.csv(list(table.columns), (group.values() for group in _objects(table)))
        else:
            _table(by, table, totals(session, me, wanted, levels=levels))
            output.line(_in_force(standing(session, me, wanted, levels=levels)))


def _levels(asked: list[CountedLevel]) -> tuple[str, ...]:
    if CountedLevel.ALL in asked:
        return ALL_LEVELS
    return tuple(level.value for level in asked) or HEADLINE


def _objects(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """One plain object a group."""
    numbers = list(table.columns[2:])
    for group in table.to_dict("records"):
        yield {"key": group["key"], "label": group["label"], **{name: int(group[name]) for name in numbers}}


def _table(by: By, table: pd.DataFrame, distinct: Totals) -> None:
    shown = [status for status in Status if table[status.value].sum()]
    pending = ["pending"] if table["pending"].sum() or distinct.pending else []
    heads = {by.value: "left", _("Total"): "right", **({_("Pending"): "right"} if pending else {})}
    heads |= {_(STATUSES[status].label): "right" for status in shown}
    rows = [
        (group["label"], group["total"], *(group[name] for name in pending), *(group[status.value] for status in shown))
        for group in _objects(table)
    ]
    output.table(heads, rows, _caption(by, distinct))


def _in_force(now: Standing) -> str:
    """What of it was adopted, and what of that still holds: two figures, since what is adopted can be undone."""
    said = _("{adopted} adopted, at least in part; {in_force} of them still in force.")
    return said.format(adopted=now.adopted, in_force=now.in_force)


def _caption(by: By, distinct: Totals) -> str:
    said = _("{total} distinct confirmed recommendations of {briefs} briefs.")
    if distinct.told:
        said = _("{total} distinct confirmed recommendations of {briefs} briefs; {pending} pending beside them.")
    caption = said.format(total=distinct.total, briefs=distinct.briefs, pending=distinct.pending)
    if by in (By.MONTH, By.QUARTER) and distinct.year_only:
        left_out = _("{n} known to the year alone are left out.").format(n=distinct.year_only)
        return f"{caption} {left_out}"
    return caption

"""`tracker list`: recommendations, as a table, a spreadsheet or objects."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

import typer

from tracker.cli import choosing, output
from tracker.cli.desk import reading
from tracker.cli.options import Actor, Database, Format, Shape
from tracker.queries.records import keys, records
from tracker.translation import gettext as _
from tracker.vocabulary.advice import Level
from tracker.vocabulary.answers import REVIEW_LABELS, Review
from tracker.vocabulary.statuses import STATUSES, Status

app = typer.Typer(add_completion=False)

Levels = Annotated[list[Level], choosing.repeated("--level", _("Set off by the document, or supporting."))]
_HEADS = ("Reference", "Recommendation", "Addressees", "Review", "Status", "Date", "Published", "Authors")
_CELL = 90


@app.command(name="list")
def show_list(
    *,
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
    """List recommendations, pending ones included. Repeated options mean or, different ones and."""
    levels = tuple(level)
    wanted = choosing.chosen(author, region, addressee, topic, status, review, levels, since, until, search)
    with reading(database, email) as (session, me):
        found = records(session, me, keys(session, me, wanted))
        if shape is Shape.JSON:
            output.json_list(found)
        elif shape is Shape.CSV:
            _csv(found)
        else:
            _table(list(found))


def _csv(found: Iterator[Mapping[str, Any]]) -> None:
    rows = map(_flat, found)
    first = next(rows, None)
    if first is not None:
        output.csv(list(first), (row.values() for row in _and(first, rows)))


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    flat = {name: value for name, value in record.items() if name != "brief"}
    return {**flat, **{f"brief_{name}": value for name, value in record["brief"].items()}}


def _and(first: dict[str, Any], rest: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    yield first
    yield from rest


def _table(found: list[dict[str, Any]]) -> None:
    rows = [
        (
            record["reference"],
            record["text"] if len(record["text"]) <= _CELL else f"{record['text'][: _CELL - 1]}…",
            record["addressees"],
            _(REVIEW_LABELS[Review(record["review"])]),
            _(STATUSES[Status(record["status"])].label),
            record["status_on"],
            record["brief"]["published"],
            record["brief"]["authors"],
        )
        for record in found
    ]
    output.table(dict.fromkeys(map(_, _HEADS), "left"), rows, _("{n} recommendations.").format(n=len(rows)))

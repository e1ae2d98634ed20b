"""`tracker export`: recommendations as a spreadsheet that can be edited and taken back."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from tracker.cli import choosing
from tracker.cli.desk import reading
from tracker.cli.listing import Levels
from tracker.cli.options import Actor, Database
from tracker.cli.output import in_place_of, line
from tracker.errors import Invalid
from tracker.exports import csv_sheet, xlsx_sheet
from tracker.queries import records, spreadsheet
from tracker.translation import gettext as _
from tracker.translation import ngettext

app = typer.Typer(add_completion=False)


@app.command(name="export")
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("What to write: a name that ends in .xlsx or .csv."))],
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
    database: Database = "",
    email: Actor = "",
) -> None:
    """Write recommendations into a spreadsheet. Edit it, and take it back with `tracker import`."""
    if file.suffix.lower() not in (".xlsx", ".csv"):
        raise Invalid(_("“{name}” ends neither in .xlsx nor in .csv.").format(name=file.name))
    levels = tuple(level)
    wanted = choosing.chosen(author, region, addressee, topic, status, review, levels, since, until, search)
    with reading(database, email) as (session, me):
        heads = spreadsheet.heads(session, me)
        rows = spreadsheet.rows(session, me, records.keys(session, me, wanted))
        with in_place_of(file) as there:
            count = _written(there, heads, rows, workbook=file.suffix.lower() == ".xlsx")
    line(ngettext("{n} recommendation in {file}", "{n} recommendations in {file}", count).format(n=count, file=file))


def _written(file: Path, heads: Sequence[str], rows: Iterable[Sequence[str]], *, workbook: bool) -> int:
    """How many rows were written."""
    if workbook:
        return xlsx_sheet.write(file, heads, rows)
    with file.open("wb") as out:
        return sum(bool(out.write(piece)) for piece in csv_sheet.write(heads, rows)) - 1

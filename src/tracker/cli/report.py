"""`tracker report`: the board's report as a file, as it stood at the end of a day."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from tracker.board import Board, board, digest
from tracker.cli.desk import reading
from tracker.cli.options import Actor, Database, day
from tracker.cli.output import in_place_of, line
from tracker.errors import Invalid
from tracker.exports.report import Paper, files, paper_of
from tracker.queries.filters import Filter
from tracker.store.clock import today
from tracker.translation import gettext as _

app = typer.Typer(add_completion=False)

AsOf = Annotated[
    str,
    typer.Option("--as-of", metavar="DAY", help=_("As it stood at the end of this day; today unless said otherwise.")),
]
Wanted = Annotated[Paper | None, typer.Option("--format", help=_("What to write; else the name of the file says it."))]
Output = Annotated[Path, typer.Option("--output", metavar="FILE", help=_("The file to write."))]


@app.command(name="report")
def report(output: Output, as_of: AsOf = "", wanted: Wanted = None, database: Database = "", email: Actor = "") -> None:
    """Write the board's report. Made again for the same day, it comes out the same to the byte."""
    paper = wanted or paper_of(output.name)
    if paper is None:
        raise Invalid(
            _("“{name}” tells of no format. Name one with --format, or end the name in one of {all}.").format(
                name=output.name, all=", ".join(f".{paper}" for paper in Paper)
            )
        )
    found = _board(day(as_of, "--as-of") or today(), database, email)
    made = files(found, paper, output.name)
    _write(output, made)
    names = ", ".join(str(output.with_name(name)) for name in made)
    line(
        _("{files}: as of {day}, SHA-256 of the contents {digest}").format(
            files=names, day=found.as_of.isoformat(), digest=digest(found)
        )
    )


def _board(as_of: date, database: str, email: str) -> Board:
    with reading(database, email) as (session, me):
        return board(session, me, Filter(), as_of)


def _write(output: Path, made: dict[str, bytes]) -> None:
    for name, data in made.items():
        with in_place_of(output.with_name(name)) as there:
            there.write_bytes(data)

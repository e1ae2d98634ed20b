"""`tracker restore`: a store made of a backup."""

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.desk import store_url
from tracker.cli.options import Database
from tracker.cli.output import line
from tracker.store import backup
from tracker.translation import gettext as _

app = typer.Typer(add_completion=False)

Source = Annotated[Path, typer.Argument(metavar="FILE", help=_("A file that `tracker backup` wrote."))]
Replace = Annotated[bool, typer.Option("--replace", help=_("Put it in place of the store that is there."))]


@app.command(name="restore")
def restore(file: Source, replace: Replace = False, database: Database = "") -> None:
    """Make the store what a backup holds, once every byte of it has been checked."""
    made = backup.restore(file, store_url(database), replace=replace)
    rows = sum(one.rows for one in made.tables.values())
    said = _("Restored from {file}, made at {at} by tracker {program}: {rows} rows, the same as in the backup.")
    line(said.format(file=file, at=made.made_at, program=made.program, rows=rows))
    if made.broken:
        line(_("Warning: the history was altered before: {broken}.").format(broken=made.broken))

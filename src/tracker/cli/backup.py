"""`tracker backup`: the whole store as one file, made while people go on working."""

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.desk import store_url
from tracker.cli.options import Database
from tracker.cli.output import line
from tracker.errors import StoreNotReady
from tracker.store.backup import back_up
from tracker.store.sessions import Store
from tracker.translation import gettext as _

app = typer.Typer(add_completion=False)

Target = Annotated[Path, typer.Argument(metavar="FILE", help=_("The file to write; there must be none of that name."))]


@app.command(name="backup")
def backup(file: Target, database: Database = "") -> None:
    """Write the whole store to a file, files and history included, as it is at one moment."""
    with Store(store_url(database)) as store:
        if not store.there():
            raise StoreNotReady(_("There is no store there yet, so there is nothing to back up."))
        made = back_up(store, file)
    rows = sum(one.rows for one in made.tables.values())
    said = _("{file}: {rows} rows in {tables} tables; state of the history {state}")
    line(said.format(file=file, rows=rows, tables=len(made.tables), state=made.state or _("none")))
    if made.broken:
        line(_("Warning: the history was altered before: {broken}.").format(broken=made.broken))

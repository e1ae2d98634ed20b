"""`tracker migrate-store`: a whole store moved to another place, and proved to be the same there."""

from typing import Annotated

import typer

from tracker.cli.desk import store_url
from tracker.cli.output import line
from tracker.errors import StoreNotReady
from tracker.store.moving import move
from tracker.store.sessions import Store
from tracker.translation import gettext as _

app = typer.Typer(add_completion=False)

Place = Annotated[str, typer.Argument(metavar="FROM", help=_("The store to move: an address or an SQLite file."))]
Target = Annotated[str, typer.Argument(metavar="TO", help=_("Where to: an address or an SQLite file; nothing there."))]


@app.command(name="migrate-store")
def migrate_store(source: Place, target: Target) -> None:
    """Copy everything, history included, to an empty store on either engine, and prove that it is the same."""
    with Store(store_url(source)) as old:
        if not old.there():
            raise StoreNotReady(_("There is no store there yet, so there is nothing to move."))
        with Store(store_url(target)) as new:
            held = move(old, new)
    for name, one in sorted(held.tables.items()):
        line(_("{table}: {rows} rows, SHA-256 {sha256}").format(table=name, rows=one.rows, sha256=one.sha256))
    said = _("Moved {rows} rows: every table has the same SHA-256 in both, and the history the same state {state}.")
    line(said.format(rows=sum(one.rows for one in held.tables.values()), state=held.state or _("none")))
    if held.broken:
        line(_("Warning: the history was altered before: {broken}.").format(broken=held.broken))

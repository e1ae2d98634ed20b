"""`tracker remove`: remove an upload or a person for good."""

from typing import Annotated

import typer

from tracker.actions import removal
from tracker.cli.desk import signed_in
from tracker.cli.options import Actor, Database
from tracker.cli.output import line
from tracker.queries.handles import brief_id, handle
from tracker.store.access import known_person
from tracker.translation import gettext as _

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def remove() -> None:
    """Remove a wrong upload, or a person, for good. It cannot be undone."""


@app.command(name="brief")
def remove_brief(
    brief: Annotated[str, typer.Argument(metavar="BRIEF", help=_("As `tracker ingest` named it: B-2020-41."))],
    *,
    why: Annotated[str, typer.Option("--why", help=_("Kept in the history; do not repeat what must not be known."))],
    again: Annotated[bool, typer.Option("--let-in-again", help=_("Allow a removed brief's file again."))] = False,
    database: Database = "",
    email: Actor = "",
) -> None:
    """Remove a brief's file, text and all that was said of it, also from the history."""
    with signed_in(database, email) as (store, me):
        with store.writing() as session:
            key = brief_id(session, me, brief)
            known_as = handle(session, me, key)
            if again:
                removal.let_in_again(session, me, key, why)
            else:
                removal.remove_brief(session, me, key, why)
        store.forget()
    line(f"{known_as}: {_('its file may be taken in again') if again else _('removed for good')}")


@app.command(name="person")
def remove_person(
    address: Annotated[str, typer.Argument(metavar="EMAIL", help=_("The address under which they signed in."))],
    *,
    why: Annotated[str, typer.Option("--why", help=_("Kept in the history."))] = "",
    database: Database = "",
    email: Actor = "",
) -> None:
    """Replace a person's name and address by a mark everywhere, and switch the account off."""
    with signed_in(database, email) as (store, me):
        with store.writing() as session:
            found = known_person(session, address)
            gone = removal.remove_person(session, me, found.id or 0, why)
        store.forget()
    line(_("removed; in the history it is now {mark}").format(mark=gone.name))

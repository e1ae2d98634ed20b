"""`tracker person add`: let people in."""

from typing import Annotated

import typer

from tracker.actions.people import add
from tracker.cli.desk import writing
from tracker.cli.options import Actor, Database
from tracker.cli.output import line
from tracker.translation import gettext as _
from tracker.vocabulary.roles import ROLE_LABELS, Role

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def person() -> None:
    """Say who may use the tracker."""


@app.command(name="add")
def add_person(
    address: Annotated[str, typer.Argument(metavar="EMAIL", help=_("The address under which they sign in."))],
    *,
    role: Annotated[Role, typer.Option("--role", help=_("What they may do."))],
    name: Annotated[str, typer.Option("--name", help=_("What to call them."))] = "",
    unit: Annotated[str, typer.Option("--unit", help=_("Their programme or department."))] = "",
    database: Database = "",
    email: Actor = "",
) -> None:
    """Let somebody in, in one of five roles."""
    with writing(database, email) as (session, me):
        added = add(session, me, address, role, name=name, unit=unit)
        line(f"{added.email}: {_(ROLE_LABELS[role])}")

"""`tracker token make|list|revoke`: what programs show to read as a person may read."""

from typing import Annotated

import typer

from tracker.actions.terms import LONGEST_DAYS
from tracker.actions.tokens import make, revoke
from tracker.cli.desk import reading, writing
from tracker.cli.options import Actor, Database, Format, Shape
from tracker.cli.output import csv, json_list, line, table
from tracker.queries.tokens import Listed, everybodys, mine
from tracker.translation import gettext as _

app = typer.Typer(no_args_is_help=True, add_completion=False)

COLUMNS = "number name email viewer_only state made ends used".split()


@app.callback()
def token() -> None:
    """Let programs read with a token."""


@app.command(name="make")
def make_token(
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("What it is for."))],
    *,
    days: Annotated[int, typer.Option("--days", min=1, max=LONGEST_DAYS, help=_("For how long it holds."))] = 90,
    whole: Annotated[bool, typer.Option("--own-role", help=_("Reads as you may, and not as a viewer."))] = False,
    database: Database = "",
    email: Actor = "",
) -> None:
    """Make a token of one's own, and print it; it is shown this once."""
    with writing(database, email) as (session, me):
        _row, secret = make(session, me, name, days, viewer_only=not whole)
    line(secret)


@app.command(name="list")
def list_tokens(
    *,
    everybody: Annotated[bool, typer.Option("--all", help=_("Everybody's, for admins."))] = False,
    shape: Format = Shape.TABLE,
    database: Database = "",
    email: Actor = "",
) -> None:
    """One's own tokens, those that hold first."""
    with reading(database, email) as (session, me):
        found = [_row(one) for one in (everybodys if everybody else mine)(session, me)]
    if shape is Shape.JSON:
        json_list(found)
    elif shape is Shape.CSV:
        csv(COLUMNS, (row.values() for row in found))
    else:
        table(dict.fromkeys(COLUMNS, "left"), [list(row.values()) for row in found])


@app.command(name="revoke")
def revoke_token(
    number: Annotated[
        int, typer.Argument(metavar="NUMBER", min=1, max=2**31 - 1, help=_("As in `tracker token list`."))
    ],
    database: Database = "",
    email: Actor = "",
) -> None:
    """Let a token open nothing from the next call on: one's own, or anybody's for admins."""
    with writing(database, email) as (session, me):
        row = revoke(session, me, number)
    line(_("{name} is revoked.").format(name=row.name))


def _row(one: Listed) -> dict[str, object]:
    moments = (one.made_at, one.ends_at, one.used_at)
    told = [at.isoformat(timespec="seconds") if at else None for at in moments]
    values = (one.id, one.name, one.email, one.viewer_only, one.state.value, *told)
    return dict(zip(COLUMNS, values, strict=True))

"""`tracker person add|list|set|disable`: who may use the tracker."""

from typing import Annotated, Any

import typer

from tracker.actions.people import add, amend
from tracker.cli.desk import reading, writing
from tracker.cli.options import Actor, Database, Format, Shape
from tracker.cli.output import csv, json_list, line, table
from tracker.errors import Invalid
from tracker.queries.people import Listed, people, person_id
from tracker.translation import gettext as _
from tracker.vocabulary.roles import ROLE_LABELS, Role

app = typer.Typer(no_args_is_help=True, add_completion=False)

COLUMNS = "email name role unit active digest".split()

Address = Annotated[str, typer.Argument(metavar="EMAIL", help=_("The address under which they sign in."))]


@app.callback()
def person() -> None:
    """Say who may use the tracker."""


@app.command(name="add")
def add_person(
    address: Address,
    *,
    role: Annotated[Role, typer.Option("--role", help=_("What they may do."))],
    name: Annotated[str, typer.Option("--name", help=_("What to call them."))] = "",
    unit: Annotated[str, typer.Option("--unit", help=_("Their programme or department."))] = "",
    database: Database = "",
    email: Actor = "",
) -> None:
    """Let somebody in, in one of five roles."""
    with writing(database, email, new=True) as (session, me):
        added = add(session, me, address, role, name=name, unit=unit)
    line(f"{added.email}: {_(ROLE_LABELS[role])}")


@app.command(name="list")
def list_people(
    shape: Format = Shape.TABLE,
    database: Database = "",
    email: Actor = "",
) -> None:
    """Everybody, those who are let in first."""
    with reading(database, email) as (session, me):
        found = [_row(one) for one in people(session, me)]
    if shape is Shape.JSON:
        json_list(found)
    elif shape is Shape.CSV:
        csv(COLUMNS, ([row[column] for column in COLUMNS] for row in found))
    else:
        heads = (_("E-mail"), _("Name"), _("Role"), _("Unit"), _("Let in"), _("Weekly message"))
        table(dict.fromkeys(heads, "left"), ([_said(row[column]) for column in COLUMNS] for row in found))


@app.command(name="set")
def set_person(
    address: Address,
    *,
    role: Annotated[Role | None, typer.Option("--role", help=_("What they may do."))] = None,
    name: Annotated[str | None, typer.Option("--name", help=_("What to call them."))] = None,
    unit: Annotated[str | None, typer.Option("--unit", help=_("Their programme or department."))] = None,
    digest: Annotated[bool | None, typer.Option("--digest/--no-digest", help=_("The weekly message."))] = None,
    enable: Annotated[bool, typer.Option("--enable", help=_("Let them in again."))] = False,
    database: Database = "",
    email: Actor = "",
) -> None:
    """Change a person's role, name, unit or weekly message, or let them in again. An empty text takes a value away."""
    fields: dict[str, Any] = {"role": role, "name": name, "unit": unit, "digest": digest, "active": enable or None}
    wanted = {field: value for field, value in fields.items() if value is not None}
    if not wanted:
        raise Invalid(_("Say what to set: `tracker person set --help` lists it."))
    _amend(database, email, address, wanted)


@app.command(name="disable")
def disable_person(address: Address, database: Database = "", email: Actor = "") -> None:
    """Shut somebody out from their next call on; what they did stays in the history."""
    _amend(database, email, address, {"active": False})


def _amend(database: str, email: str, address: str, fields: dict[str, Any]) -> None:
    with writing(database, email) as (session, me):
        row = amend(session, me, person_id(session, me, address), None, **fields)
    line(f"{row.email}: {_(ROLE_LABELS[Role(row.role)])}{'' if row.active else ', ' + _('shut out')}")


def _row(one: Listed) -> dict[str, Any]:
    return {column: getattr(one, column) for column in COLUMNS}


def _said(value: Any) -> Any:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _(ROLE_LABELS[value]) if isinstance(value, Role) else value

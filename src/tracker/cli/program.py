"""The program `tracker`: its commands, each in a module that is imported when it is asked for."""

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from tracker.translation import gettext as _

COMMANDS = {
    "extract": "extract",
    "ingest": "ingest",
    "reextract": "reextract",
    "list": "listing",
    "show": "show",
    "set": "set_fields",
    "evidence": "evidence",
    "history": "history",
    "undo": "undo",
    "remove": "remove",
    "counts": "counts",
    "repeated": "repeated",
    "export": "export",
    "report": "report",
    "import": "importing",
    "person": "people",
    "token": "tokens",
    "digest": "digest",
    "evaluate": "evaluate",
    "serve": "serve",
    "demo": "demo",
    "check": "check",
    "backup": "backup",
    "restore": "restore",
    "migrate-store": "migrate_store",
}
"""Each command and its module in `tracker.cli`."""
BELOW = {
    "evidence": ("add",),
    "person": ("add", "list", "set", "disable"),
    "token": ("make", "list", "revoke"),
    "remove": ("brief", "person"),
}
"""The commands below a command."""


class Commands(TyperGroup):
    """Imports a command's module only when that command runs: reading files needs neither the store nor tables."""

    def list_commands(self, _ctx: Any) -> list[str]:
        """Every command, in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, _ctx: Any, cmd_name: str) -> Any:
        """The command, None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command = get_command(import_module(f"tracker.cli.{COMMANDS[cmd_name]}").app)
        command.name = cmd_name
        return command


program = typer.Typer(cls=Commands, no_args_is_help=True, add_completion=False)


@program.callback()
def tracker(
    ctx: typer.Context,
    database: Annotated[str, typer.Option("--db", metavar="URL", help=_("The store, for the command."))] = "",
    email: Annotated[str, typer.Option("--as", metavar="EMAIL", help=_("Who asks, for the command."))] = "",
) -> None:
    """Find the recommendations in policy briefs, and keep what became of them."""
    given = {"database": database, "email": email}
    ctx.default_map = {name: {**given, **dict.fromkeys(BELOW.get(name, ()), given)} for name in COMMANDS}

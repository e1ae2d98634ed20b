"""The options that commands share, and reading what people type into them."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from tracker.errors import Invalid
from tracker.translation import gettext as _
from tracker.vocabulary.dates import PartialDate

Database = Annotated[
    str,
    typer.Option("--db", metavar="URL", help=_("The store: an address or an SQLite file, in place of the setting.")),
]
Actor = Annotated[str, typer.Option("--as", metavar="EMAIL", help=_("Who asks; else the one person of this machine."))]
Reference = Annotated[str, typer.Argument(metavar="REFERENCE", help=_("As in `tracker list`: B-2020-41/R2."))]


class Shape(StrEnum):
    """How a result is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


Format = Annotated[
    Shape, typer.Option("--format", help=_("Table for people, CSV for spreadsheets, JSON for programs."))
]


def partial_date(text: str, name: str) -> PartialDate | None:
    """ "2007-05-30", "2007-05" or "2007"; None for ""; Invalid for anything else."""
    try:
        return PartialDate.parse(text) if text.strip() else None
    except ValueError:
        raise Invalid(
            _("{name} wants a date such as 2007-05-30, 2007-05 or 2007, not {text!r}.").format(name=name, text=text)
        ) from None


def day(text: str, name: str) -> date | None:
    """ "2007-05-30"; None for ""; Invalid for anything else, also for a month or a year."""
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise Invalid(_("{name} wants a day such as 2007-05-30, not {text!r}.").format(name=name, text=text)) from None

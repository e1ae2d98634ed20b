"""`tracker history`: what was changed, by whom, when and why."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer
from sqlmodel import Session

from tracker.cli import output
from tracker.cli.desk import reading
from tracker.cli.options import Actor, Database, Format, Shape, day
from tracker.queries.audit import MANY, Asked, Gesture, gestures
from tracker.store.access import known_person
from tracker.translation import gettext as _
from tracker.translation import ngettext

app = typer.Typer(add_completion=False)

COLUMNS = "at who on_behalf_of entity record field old new why batch".split()


@app.command(name="history")
def show_history(
    record: Annotated[str, typer.Argument(metavar="[REFERENCE]", help=_("A recommendation, or a brief."))] = "",
    *,
    person: Annotated[str, typer.Option("--person", metavar="EMAIL", help=_("Who changed it."))] = "",
    field: Annotated[str, typer.Option("--field", help=_("What was changed, such as status."))] = "",
    since: Annotated[str, typer.Option("--since", metavar="DAY", help=_("From this day on."))] = "",
    until: Annotated[str, typer.Option("--until", metavar="DAY", help=_("Up to the end of this day."))] = "",
    batch: Annotated[str, typer.Option("--batch", help=_("The number of a change."))] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help=_("How many gestures."))] = 50,
    shape: Format = Shape.TABLE,
    database: Database = "",
    email: Actor = "",
) -> None:
    """Print what was changed, the newest first."""
    with reading(database, email) as (session, me):
        asked = Asked(_person(session, person), field, day(since, "--since"), day(until, "--until"), batch, record)
        found = gestures(session, me, asked, size=limit, lines=MANY)
    rows = [row for gesture in found.shown for row in _rows(gesture)]
    if shape is Shape.JSON:
        output.json_list(dict(zip(COLUMNS, row, strict=True)) for row in rows)
    elif shape is Shape.CSV:
        output.csv(COLUMNS, rows)
    else:
        said = ngettext("{n} change of {all}", "{n} changes of {all}", len(found.shown))
        output.table(dict.fromkeys(COLUMNS, "left"), rows, said.format(n=len(found.shown), all=found.total))


def _person(session: Session, email: str) -> int | None:
    return known_person(session, email).id if email.strip() else None


def _rows(gesture: Gesture) -> Iterator[list[Any]]:
    at = f"{gesture.at:%Y-%m-%d %H:%M:%S}Z"
    for line in gesture.lines:
        about = [line.entity, line.called, line.field, line.old, line.new]
        yield [at, gesture.who, gesture.on_behalf_of, *about, gesture.why, gesture.batch]

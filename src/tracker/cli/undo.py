"""`tracker undo`: restore what a gesture replaced."""

from typing import Annotated

import typer

from tracker.actions.undo import plan, undo
from tracker.cli.desk import reading, writing
from tracker.cli.options import Actor, Database
from tracker.cli.output import line
from tracker.errors import Stale
from tracker.queries.history import in_words
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.vocabulary.labels import label

app = typer.Typer(add_completion=False)


@app.command(name="undo")
def undo_batch(
    batch: Annotated[str, typer.Argument(metavar="BATCH", help=_("Its number, as `tracker history` prints it."))],
    *,
    why: Annotated[str, typer.Option("--why", help=_("Kept in the history."))] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only say what would be restored."))] = False,
    database: Database = "",
    email: Actor = "",
) -> None:
    """Undo a gesture, unless somebody changed one of its values since."""
    if dry_run:
        _tell(database, email, batch)
        return
    with writing(database, email) as (session, me):
        done = undo(session, me, batch, why)
    values = ngettext("{n} value", "{n} values", done.values).format(n=done.values)
    rows = ngettext("{n} record", "{n} records", done.rows).format(n=done.rows)
    line(_("{values} restored in {records}, as change {batch}").format(values=values, records=rows, batch=done.batch))


def _tell(database: str, email: str, batch: str) -> None:
    with reading(database, email) as (session, me):
        planned = plan(session, me, batch)
    if planned.refused:
        raise Stale(planned.refused)
    for step in planned.steps:
        now, then = (in_words(step.field, kept) for kept in (step.now, step.then))
        line(f"{step.called}  {label(step.field)}: {now} → {then}")
    said = ngettext("{n} value would be restored", "{n} values would be restored", len(planned.steps))
    line(said.format(n=len(planned.steps)))

"""`tracker reextract`: bring a brief's candidates up to date with a newer extractor."""

from typing import Annotated

import typer

from tracker.actions.reextraction import document_of, reextract
from tracker.cli.desk import writing
from tracker.cli.options import Actor, Database
from tracker.cli.output import line
from tracker.extraction import extract
from tracker.queries.handles import brief_id, handle
from tracker.translation import gettext as _

app = typer.Typer(add_completion=False)


@app.command(name="reextract")
def again(
    brief: Annotated[str, typer.Argument(metavar="BRIEF", help=_("As `tracker ingest` named it: B-2020-41."))],
    database: Database = "",
    email: Actor = "",
) -> None:
    """Extract a brief again. What a person decided stays as it is."""
    with writing(database, email) as (session, me):
        key = brief_id(session, me, brief)
        done = reextract(session, me, key, extract(document_of(session, key)))
        known_as = handle(session, me, key)
    told = _("{added} added, {updated} updated, {gone} no longer found, {kept} left as people decided")
    line(f"{known_as}: {told.format(added=done.added, updated=done.updated, gone=done.gone, kept=done.kept)}")

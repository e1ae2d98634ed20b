"""`tracker evidence add`: keep what shows what came of a recommendation."""

from pathlib import Path
from typing import Annotated

import typer

from tracker.actions.evidence import add, strength_of
from tracker.cli.desk import writing
from tracker.cli.options import Actor, Database, Reference, partial_date
from tracker.cli.output import line
from tracker.errors import NotFound
from tracker.queries.handles import recommendation_id
from tracker.translation import gettext as _
from tracker.vocabulary.answers import KIND_LABELS, EvidenceKind

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def evidence() -> None:
    """Keep evidence of what came of a recommendation."""


@app.command(name="add")
def add_evidence(
    reference: Reference,
    *,
    kind: Annotated[EvidenceKind, typer.Option("--kind", help=_("Where it comes from; that makes its strength."))],
    url: Annotated[str, typer.Option("--url", help=_("Its address: https://…"))] = "",
    quote: Annotated[str, typer.Option("--quote", help=_("Its own words."))] = "",
    note: Annotated[str, typer.Option("--note", help=_("What it shows, in your words."))] = "",
    dated: Annotated[str, typer.Option("--date", metavar="DATE", help=_("When it was said or published."))] = "",
    source: Annotated[str, typer.Option("--source", help=_("Who says so."))] = "",
    file: Annotated[Path | None, typer.Option("--file", help=_("A file that goes with it."))] = None,
    confidential: Annotated[bool, typer.Option("--confidential", help=_("It stays inside the institute."))] = False,
    database: Database = "",
    email: Actor = "",
) -> None:
    """Add a piece of evidence: a quote, a note, a link, a source or a file."""
    when = partial_date(dated, "--date")
    kept = _read(file) if file else None
    with writing(database, email) as (session, me):
        key = recommendation_id(session, me, reference)
        add(
            session,
            me,
            key,
            kind,
            quote=quote,
            note=note,
            url=url,
            dated=when,
            source=source,
            confidential=confidential,
            file=kept,
        )
        strength = strength_of(session, key)
    said = _("{reference}: {kind} added; the evidence has strength {n} from 0 to 5")
    line(said.format(reference=reference.strip(), kind=_(KIND_LABELS[kind]), n=strength))


def _read(file: Path) -> tuple[str, bytes]:
    try:
        return file.name, file.read_bytes()
    except OSError as wrong:
        raise NotFound(
            _("The file “{name}” cannot be read: {wrong}").format(name=file, wrong=wrong.strerror)
        ) from wrong

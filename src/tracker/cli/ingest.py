"""`tracker ingest`: take briefs in."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from tracker.actions.ingest import Taken, ingest
from tracker.cli.desk import signed_in
from tracker.cli.files import Read, Unread, read_all
from tracker.cli.options import Actor, Database
from tracker.cli.output import line
from tracker.errors import NotFound, StoreNotReady, TrackerError
from tracker.queries.handles import handle
from tracker.reading.sniff import misnamed
from tracker.store.people_tables import Person
from tracker.store.sessions import Store
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.vocabulary.advice import Level

app = typer.Typer(add_completion=False)

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx"})
"""What is taken from a folder; a file that is named itself is read whatever its suffix."""


@app.command(name="ingest")
def take_in(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help=_("Briefs, or folders that hold them."))],
    confirm: Annotated[bool, typer.Option("--confirm", help=_("Take headline findings in as confirmed."))] = False,
    database: Database = "",
    email: Actor = "",
) -> None:
    """Take briefs in with what is found in them. The same file twice adds nothing."""
    files = list(within(paths))
    failed = False
    with signed_in(database, email) as (store, me), progress_bar() as bar:
        task = bar.add_task(_("Taking in"), total=len(files))
        for found in read_all(files):
            done, said = _taken(store, me, found, confirm=confirm)
            failed |= not done
            with_bar_away(bar, f"{found.path}: {said}")
            bar.advance(task)
    if failed:
        raise typer.Exit(1)


def within(paths: Iterable[str]) -> Iterator[str]:
    """Each file, and for a folder the briefs in it and under it, by name; NotFound for a folder without any."""
    for path in paths:
        if not Path(path).is_dir():
            yield path
            continue
        files = sorted(file for file in Path(path).rglob("*") if _is_brief(file, Path(path)))
        if not files:
            raise NotFound(_("There is no brief in the folder “{path}”.").format(path=path))
        yield from map(str, files)


def _is_brief(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return file.suffix.lower() in SUFFIXES and not hidden and file.is_file()


def _taken(store: Store, me: Person, found: Read | Unread, *, confirm: bool) -> tuple[bool, str]:
    """Whether it is in, and what to say of it."""
    if isinstance(found, Unread):
        return False, found.why
    name = found.document.name
    try:
        with store.writing() as session:
            taken = ingest(session, me, name, found.data, found.document, found.extraction, confirm=confirm)
            known_as = handle(session, me, taken.brief.id or 0)
    except StoreNotReady:
        raise
    except TrackerError as wrong:
        return False, str(wrong)
    told = (known_as, _told(found, taken), taken.brief.title, misnamed(name, found.document.format))
    return True, " · ".join(part for part in told if part)


def _told(found: Read, taken: Taken) -> str:
    if not taken.new:
        return _("there already, nothing added")
    if not taken.brief.parsed:
        return _("read, not parsed: it is in a language ({code}) that is not parsed").format(code=taken.brief.language)
    headline = sum(finding.level is Level.HEADLINE for finding in found.extraction.findings)
    told = ngettext("{n} finding", "{n} findings", taken.findings).format(n=taken.findings)
    return f"{told}, {_('{n} of them headline').format(n=headline)}" if taken.findings else told


def progress_bar() -> Progress:
    """A bar on standard error while that is a terminal; nothing of it stays."""
    shown = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=shown, transient=True, disable=not shown.is_terminal)


def with_bar_away(bar: Progress, text: str) -> None:
    """Print a line of result while the bar is out of its way."""
    bar.stop()
    line(text)
    bar.start()

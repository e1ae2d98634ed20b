"""`tracker ingest`: take briefs in."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from sqlmodel import Session

from tracker.actions.ingest import Taken, ingest
from tracker.cli.archive import read_by_workers
from tracker.cli.desk import signed_in
from tracker.cli.files import Read, Unread, read_all
from tracker.cli.options import Actor, Database
from tracker.cli.output import line
from tracker.errors import Invalid, NotFound, NoWorkers, StoreNotReady, TrackerError
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
_A_BATCH = 25
"""How many briefs are kept as one where many come at once: the disk is asked less often."""

Workers = Annotated[int, typer.Option("--workers", metavar="N", min=0, help=_("Read with N processes, by Dask."))]
Scheduler = Annotated[
    str, typer.Option("--scheduler", metavar="ADDRESS", help=_("Read with the workers of this Dask scheduler."))
]


@app.command(name="ingest")
def take_in(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help=_("Briefs, or folders that hold them."))],
    confirm: Annotated[bool, typer.Option("--confirm", help=_("Take headline findings in as confirmed."))] = False,
    workers: Workers = 0,
    scheduler: Scheduler = "",
    database: Database = "",
    email: Actor = "",
) -> None:
    """Take briefs in with what is found in them. The same file twice adds nothing."""
    if workers and scheduler:
        raise Invalid(_("Name the scheduler, or how many workers this machine starts itself; not both."))
    files = list(within(paths))
    many = bool(workers or scheduler)
    failed = False
    with signed_in(database, email, new=True) as (store, me), progress_bar() as bar:
        task = bar.add_task(_("Taking in"), total=len(files))
        read = read_by_workers(files, workers, scheduler) if many else read_all(files)
        for some in _batches(read, _A_BATCH if many else 1):
            for found, (done, said) in zip(some, _all_taken(store, me, some, confirm=confirm), strict=True):
                failed |= not done
                with_bar_away(bar, f"{found.path}: {said}")
            bar.advance(task, len(some))
    if failed:
        raise typer.Exit(1)


def _batches(read: Iterable[Read | Unread], size: int) -> Iterator[list[Read | Unread]]:
    """So many at a time; what was read before somebody gives up still comes."""
    some: list[Read | Unread] = []
    try:
        for found in read:
            some.append(found)
            if len(some) == size:
                yield some
                some = []
    except NoWorkers:
        yield some
        raise
    yield some


def within(paths: Iterable[str]) -> Iterator[str]:
    """Each file, and for a folder the briefs in it and under it, by name.

    NotFound for a folder without any, and for one in which not everything may be looked at.
    """
    for path in paths:
        if not _is_folder(path):
            yield path
            continue
        under = (Path(folder, name) for folder, _f, names in os.walk(path, onerror=_shut) for name in names)
        files = sorted(file for file in under if _is_brief(file, Path(path)))
        if not files:
            raise NotFound(_("There is no brief in the folder “{path}”.").format(path=path))
        yield from map(str, files)


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except OSError:  # a name at which nobody can look is told when it is opened
        return False


def _shut(wrong: OSError) -> None:
    told = _("The folder “{path}” cannot be looked through: {why}.")
    raise NotFound(told.format(path=wrong.filename, why=wrong.strerror)) from wrong


def _is_brief(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return file.suffix.lower() in SUFFIXES and not hidden and file.is_file()


def _all_taken(store: Store, me: Person, some: list[Read | Unread], *, confirm: bool) -> list[tuple[bool, str]]:
    """Of each whether it is in, and what to say of it; all are kept as one, or each by itself where one may not be."""
    if all(isinstance(found, Unread) for found in some):
        return [(False, found.why) for found in some if isinstance(found, Unread)]
    try:
        with store.writing() as session:
            return [_taken(session, me, found, confirm=confirm) for found in some]
    except StoreNotReady:
        raise
    except TrackerError as wrong:
        if len(some) == 1:
            return [(False, str(wrong))]
        return [said for found in some for said in _all_taken(store, me, [found], confirm=confirm)]


def _taken(session: Session, me: Person, found: Read | Unread, *, confirm: bool) -> tuple[bool, str]:
    if isinstance(found, Unread):
        return False, found.why
    name = found.document.name
    taken = ingest(session, me, name, found.data, found.document, found.extraction, confirm=confirm)
    known_as = handle(session, me, taken.brief.id or 0)
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

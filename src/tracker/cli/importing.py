"""`tracker import`: take an edited export back, or move recommendations in from another tracker's spreadsheet."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from tracker.actions import guessing, importing, returned
from tracker.actions.importing import Progress, Told
from tracker.actions.plan import FIELDS, Plan
from tracker.actions.returned import Judged, Verdict
from tracker.cli.desk import signed_in
from tracker.cli.ingest import progress_bar
from tracker.cli.options import Actor, Database
from tracker.cli.output import line
from tracker.cli.stopping import stopped_as_by_hand
from tracker.errors import Invalid, NotFound
from tracker.parsing import sheet_apart
from tracker.queries import profiles
from tracker.reading.sheet import Sheet
from tracker.settings import settings
from tracker.store.people_tables import Person
from tracker.store.sessions import Store
from tracker.translation import gettext as _
from tracker.translation import ngettext

app = typer.Typer(add_completion=False)

_TOLD = 50


@app.command(name="import")
def take_in(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("A spreadsheet: XLSX or CSV."))],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Say what would happen, and write nothing."))] = False,
    profile: Annotated[
        str, typer.Option("--profile", metavar="NAME", help=_("How to read a foreign file; else that is guessed."))
    ] = "",
    database: Database = "",
    email: Actor = "",
) -> None:
    """Take a spreadsheet in: an edited export, or recommendations of another tracker. Rows in error are left out."""
    sheet = _read(file)
    with signed_in(database, email, new=True) as (store, me):
        plan = None if returned.is_export(sheet) else _plan(store, me, sheet, profile)
        with _bar() as progress, stopped_as_by_hand():
            if dry_run:
                told = importing.dry_run(store.reading, me, sheet, plan, progress)
            else:
                told = importing.run(store.writing, me, sheet, plan, progress)
    _rows(told)
    _last(told)
    if told.stopped:
        raise Invalid(_("The import stopped before its end: {why}").format(why=told.stopped)) from told.fault


def _read(file: Path) -> Sheet:
    limits = settings()
    largest = limits.upload_megabytes * 1024 * 1024
    try:
        with file.open("rb") as opened:
            data = opened.read(largest + 1)
    except OSError as wrong:
        why = wrong.strerror or str(wrong)
        raise NotFound(_("“{path}” cannot be opened: {why}.").format(path=file, why=why)) from wrong
    return sheet_apart(file.name, data, seconds=limits.parse_seconds, megabytes=limits.parse_megabytes, largest=largest)


def _plan(store: Store, me: Person, sheet: Sheet, profile: str) -> Plan:
    """How to read the foreign file, with a line on each column and each open question."""
    plan = guessing.guess(sheet)
    if profile:
        with store.reading() as session:
            kept = Plan.from_json(profiles.mapping(session, me, profile))
        plan = guessing.filled(sheet, kept.but(title=plan.title))
    for name, column in plan.columns.items():
        line(_("{column} is read as: {field}").format(column=column, field=_(FIELDS[name])))
    open_ = guessing.questions(sheet, plan)
    if open_.wording:
        raise Invalid(_("No column of this file holds recommendations. Map its columns on the page Import."))
    for name in open_.orders:
        line(_("{column}: is 3/4 in March or in April? Say so on the page Import.").format(column=plan.columns[name]))
    for name, words in open_.words.items():
        known = ", ".join(word for word, _n in words)
        line(_("{column}: no word of ours is known for {words}").format(column=plan.columns[name], words=known))
    return plan


@contextmanager
def _bar() -> Iterator[Progress]:
    with progress_bar() as bar:
        task = bar.add_task(_("Rows"), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _rows(told: Told) -> None:
    """The first rows that change or are left out, a line each."""
    shown = [row for verdict in (Verdict.CHANGE, *importing.LEFT_OUT) for row in told.first.get(verdict, ())]
    for row in sorted(shown, key=lambda row: row.number)[:_TOLD]:
        line(_("row {n}, {label}: {said}").format(n=row.number, label=row.label or "–", said=_said(row)))
    more = len(told.left_out) + told.counts[Verdict.CHANGE] - min(len(shown), _TOLD)
    if more > 0:
        line(ngettext("and {n} row more", "and {n} rows more", more).format(n=more))


def _said(row: Judged) -> str:
    if row.verdict is Verdict.CHANGE:
        changes = "; ".join(f"{name}: {old or '–'} → {new or '–'}" for name, old, new in row.changes)
        return " · ".join(filter(None, (changes, row.besides)))
    return importing.why(row)


def _last(told: Told) -> None:
    """The last line, which programs read."""
    if there := told.counts[Verdict.THERE]:
        line(ngettext("{n} row is there already", "{n} rows are there already", there).format(n=there))
    if reading := told.counts[Verdict.READING]:
        said = ngettext(
            "{n} row was changed where it is for reading", "{n} rows were changed where they are for reading", reading
        )
        line(said.format(n=reading))
    numbers = {
        "add": told.counts[Verdict.ADD],
        "change": told.counts[Verdict.CHANGE],
        "conflict": told.counts[Verdict.CONFLICT],
        "wrong": told.wrong,
    }
    if told.batch:
        if told.wanted:
            line(_("To take it back: tracker undo {batch}").format(batch=told.batch))
        line(_("{add} added, {change} changed, {conflict} in conflict, {wrong} invalid").format(**numbers))
    else:
        line(_("{add} to add, {change} to change, {conflict} in conflict, {wrong} invalid").format(**numbers))

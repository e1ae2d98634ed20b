"""`tracker check`: is the store there, whole, of the program's version, and its history as it was written down?"""

import platform
import sqlite3
import time
from collections.abc import Iterator
from importlib.metadata import version
from typing import Annotated

import typer
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, func, select, text

from tracker.cli.desk import absent, store_url
from tracker.cli.options import Database
from tracker.cli.output import line
from tracker.errors import StoreNotReady, TrackerError
from tracker.store import shape, upgrade
from tracker.store.clock import now
from tracker.store.people_tables import LedgerLine, Person, StoreState
from tracker.store.sessions import Store, understood, without_password
from tracker.store.tables import Brief, Recommendation
from tracker.store.verifying import state_at, verify
from tracker.translation import gettext as _

app = typer.Typer(add_completion=False)

_SHOWN = ("streamlit", "sqlmodel", "sqlalchemy", "alembic", "pandas", "plotly", "pypdfium2")
_SAFE_SQLITE = (3, 51, 3)
"""Before this version, two programs that reset the log of one file at the same moment can lose what was kept."""

State = Annotated[
    str, typer.Option("--state", metavar="DIGITS", help=_("Say when the history was in the state that a report names."))
]


@app.command(name="check")
def check(state: State = "", database: Database = "") -> None:
    """Say where the store is and how it is; exit status 1 where it cannot be used, or its history was altered."""
    line(f"tracker {version('policy-recommendation-tracker')}, Python {platform.python_version()}")
    line(", ".join(f"{name} {version(name)}" for name in _SHOWN))
    url = store_url(database)
    line(_("Store: {url}").format(url=without_password(url)))
    if absent(url):
        line(_("There is no store there yet; what takes something in makes it."))
        return
    upgrade.refuse_foreign(url)
    try:
        with understood(_("The store cannot be opened: {wrong}")), Store(url) as store:
            for said in _said(store, state.strip()):
                line(said)
    except BrokenPipeError:  # whoever reads has seen enough
        raise
    except (SQLAlchemyError, OSError) as wrong:
        raise StoreNotReady(
            _("The store cannot be opened: {wrong}").format(wrong=getattr(wrong, "orig", wrong))
        ) from wrong


def _said(store: Store, state: str) -> Iterator[str]:
    """How the store is, a line each; TrackerError for the first thing that is wrong."""
    found, wanted = upgrade.version(store), upgrade.newest()
    yield _("Migration: {found}, the program's is {wanted}").format(found=found or _("none"), wanted=wanted)
    if found != wanted:
        if found is None and shape.begun(store):
            raise _altered("alembic_version")
        if found is not None and not upgrade.known(found):
            raise StoreNotReady(_("The store was written by a newer version of the tracker. Update the program."))
        yield _("The next command that opens the store brings it up to date.")
        return
    if store.engine.dialect.name == "sqlite" and sqlite3.sqlite_version_info < _SAFE_SQLITE:
        yield _old_sqlite()
    with store.reading() as session:
        yield _whole(session)
        yield _contents(session)
        yield _history(session)
        _linked(session)
        if state:
            yield _when(session, state)
    if lacking := shape.missing(store):
        raise _altered(lacking)


def _altered(name: str) -> TrackerError:
    told = _("The store was altered: its “{name}” is not what the program made. Restore it from a backup.")
    return TrackerError(told.format(name=name))


def _old_sqlite() -> str:
    said = _(
        "Warning: SQLite {version} can lose what was just kept where two programs write to one file. The tracker's own "
        "programs wait for each other; let no other program write to the store, or update SQLite to {safe}."
    )
    return said.format(version=sqlite3.sqlite_version, safe=".".join(map(str, _SAFE_SQLITE)))


def _history(session: Session) -> str:
    """That the history is whole; TrackerError with the first row that is not as it was written down."""
    start = time.perf_counter()
    found = verify(session.connection())
    if found.broken:
        raise TrackerError(
            _("The history was altered: {broken}. Restore the store from a backup, and find out who did it.").format(
                broken=found.broken
            )
        )
    said = _("History: {n} changes, as they were written down; state {state}; checked in {seconds} s.")
    ahead = _ahead(session)
    told = said.format(n=found.changes, state=found.head or _("none"), seconds=f"{time.perf_counter() - start:.1f}")
    removed = _("Of {n} of them words were removed for good.").format(n=found.removed) if found.removed else ""
    return " ".join(part for part in (told, removed, ahead) if part)


def _ahead(session: Session) -> str:
    """That the clock was wrong, where the last line of the ledger is of a time that has not come."""
    last = session.exec(select(func.max(col(LedgerLine.at)))).one()
    if last is None or last <= now():
        return ""
    told = _("Warning: its last entry is of {at}, which has not come yet: the clock was wrong.")
    return told.format(at=last.strftime("%Y-%m-%d %H:%M UTC"))


def _when(session: Session, state: str) -> str:
    found = state_at(session.connection(), "".join(state.split()))
    if found is None:
        raise TrackerError(_("The history was never in the state {state}.").format(state=state))
    place, at, whole = found
    said = _("The history was in the state {state} on {at}, with {n} lines in its ledger.")
    return said.format(state=whole, at=at.strftime("%Y-%m-%d %H:%M UTC"), n=place)


def _whole(session: Session) -> str:
    if session.get_bind().dialect.name != "sqlite":
        return _("It can be read.")
    problem = session.connection().execute(text("PRAGMA quick_check(1)")).scalar()
    if problem != "ok":
        raise TrackerError(
            _("The store's file is damaged ({problem}). Restore it from a backup.").format(problem=problem)
        )
    return _("Its file is whole.")


def _linked(session: Session) -> None:
    """TrackerError where a row leads to one that is not there."""
    if session.get_bind().dialect.name == "sqlite":
        lost = session.connection().execute(text("PRAGMA foreign_key_check")).first()
        if lost is not None:
            told = _("The store was altered: row {row} of {table} leads to none of {other}. Restore it from a backup.")
            raise TrackerError(told.format(row=lost[1], table=lost[0], other=lost[2]))


def _contents(session: Session) -> str:
    briefs, found, people = (
        session.exec(select(func.count(col(table.id)))).one() for table in (Brief, Recommendation, Person)
    )
    state = session.get_one(StoreState, 1)
    said = _("{briefs} briefs, {found} recommendations, {people} people; data version {version}")
    sample = f"; {_('sample data')}" if state.sample else ""
    return said.format(briefs=briefs, found=found, people=people, version=state.data_version) + sample

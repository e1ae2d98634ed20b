"""`tracker check`: is the store there, whole, and of the program's version?"""

import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import typer
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlmodel import Session, col, func, select, text

from tracker.cli.desk import store_url
from tracker.cli.options import Database
from tracker.cli.output import line
from tracker.errors import StoreNotReady, TrackerError
from tracker.store import upgrade
from tracker.store.people_tables import Person, StoreState
from tracker.store.sessions import Store
from tracker.store.tables import Brief, Recommendation
from tracker.translation import gettext as _

app = typer.Typer(add_completion=False)

_SHOWN = ("streamlit", "sqlmodel", "sqlalchemy", "alembic", "pandas", "plotly", "pypdfium2")


@app.command(name="check")
def check(database: Database = "") -> None:
    """Say where the store is and how it is; exit status 1 where it cannot be used."""
    line(f"tracker {version('policy-recommendation-tracker')}, Python {platform.python_version()}")
    line(", ".join(f"{name} {version(name)}" for name in _SHOWN))
    url = store_url(database)
    line(_("Store: {url}").format(url=_without_password(url)))
    if _absent(url):
        line(_("There is no store there yet; the first command that needs one makes it."))
        return
    try:
        with Store(url) as store:
            for said in _said(store):
                line(said)
    except (SQLAlchemyError, OSError) as wrong:
        raise StoreNotReady(
            _("The store cannot be opened: {wrong}").format(wrong=getattr(wrong, "orig", wrong))
        ) from wrong


def _said(store: Store) -> Iterator[str]:
    """How the store is, a line each; TrackerError for the first thing that is wrong."""
    found, wanted = upgrade.version(store), upgrade.newest()
    yield _("Migration: {found}, the program's is {wanted}").format(found=found or _("none"), wanted=wanted)
    if found != wanted:
        if found is not None and found > wanted:
            raise StoreNotReady(_("The store was written by a newer version of the tracker. Update the program."))
        yield _("The next command that opens the store brings it up to date.")
        return
    with store.reading() as session:
        yield _whole(session)
        yield _contents(session)


def _whole(session: Session) -> str:
    if session.get_bind().dialect.name != "sqlite":
        return _("It can be read.")
    problems = [str(row[0]) for row in session.connection().execute(text("PRAGMA quick_check"))]
    problems += [str(tuple(row)) for row in session.connection().execute(text("PRAGMA foreign_key_check"))]
    if problems != ["ok"]:
        raise TrackerError(
            _("The store's file is damaged ({problem}). Restore it from a backup.").format(problem=problems[0])
        )
    return _("Its file is whole.")


def _contents(session: Session) -> str:
    briefs, found, people = (
        session.exec(select(func.count(col(table.id)))).one() for table in (Brief, Recommendation, Person)
    )
    state = session.get_one(StoreState, 1)
    said = _("{briefs} briefs, {found} recommendations, {people} people; data version {version}")
    sample = f"; {_('sample data')}" if state.sample else ""
    return said.format(briefs=briefs, found=found, people=people, version=state.data_version) + sample


def _absent(url: str) -> bool:
    try:
        address = make_url(url)
    except ArgumentError:
        return False
    on_disk = address.get_backend_name() == "sqlite" and address.database not in (None, "", ":memory:")
    return on_disk and not Path(str(address.database)).exists()


def _without_password(url: str) -> str:
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "…"

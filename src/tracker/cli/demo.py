"""`tracker demo`: the dashboard on sample data."""

from pathlib import Path
from typing import Annotated

import typer
from platformdirs import user_data_path

from tracker.cli.demo_data import fill
from tracker.cli.output import line
from tracker.cli.serve import Host, Port, serve
from tracker.settings import house
from tracker.translation import gettext as _
from tracker.web.serving import HOST, PORT

app = typer.Typer(add_completion=False)


@app.command(name="demo")
def demo(
    host: Host = HOST,
    port: Port = PORT,
    fresh: Annotated[bool, typer.Option("--fresh", help=_("Throw away what was edited and begin again."))] = False,
    load: Annotated[bool, typer.Option("--load-only", help=_("Make the sample store and serve nothing."))] = False,
) -> None:
    """Serve the dashboard on sample briefs with invented outcomes. What you edit is kept for the next time."""
    file = demo_store()
    if fresh:
        for part in (file, *_beside(file)):
            part.unlink(missing_ok=True)
    if not file.exists():
        line(_("Loading the sample briefs …"))
        _make(file)
    if not load:
        serve(f"sqlite:///{file}", host, port)


def demo_store() -> Path:
    """Where the sample data are: in a source checkout beside its data, else in the user's data folder."""
    source = (house() / "pyproject.toml").is_file()
    return (house() / "data" if source else user_data_path("tracker", appauthor=False)) / "demo.db"


def _make(file: Path) -> None:
    """Make the store under another name first, so that one broken off is never taken for a whole one."""
    unfinished = file.with_name("demo.unfinished.db")
    file.parent.mkdir(parents=True, exist_ok=True)
    for part in (unfinished, *_beside(unfinished)):
        part.unlink(missing_ok=True)
    fill(unfinished)
    unfinished.replace(file)
    for part in _beside(unfinished):
        part.unlink(missing_ok=True)


def _beside(file: Path) -> list[Path]:
    """The files that SQLite and the store's lock keep beside it."""
    return [file.with_name(file.name + end) for end in ("-wal", "-shm", ".lock")]

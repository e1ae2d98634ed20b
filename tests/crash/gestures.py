"""What people do to a store, each with the folder it begins in and every state that may be left of it."""

import csv
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import chdir, closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache, partial, wraps
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from sqlmodel import Session, col, select

from tests.actions.conftest import document, extraction, finding, take
from tests.cli.running import run
from tests.conftest import empty_store
from tests.store.conftest import values
from tracker.actions import bulk, evidence
from tracker.actions.ingest import ingest
from tracker.actions.updates import advance
from tracker.cli import main
from tracker.cli.desk import reading
from tracker.cli.program import program
from tracker.extraction import extract
from tracker.parsing import Parsed
from tracker.reading import read
from tracker.reading.sheet import Sheet
from tracker.reading.sheet_reader import read_sheet
from tracker.store.access import sole_person
from tracker.store.backup import back_up, restore
from tracker.store.people_tables import Change
from tracker.store.sessions import Store
from tracker.store.tables import Recommendation
from tracker.store.upgrade import downgrade, opened, version
from tracker.vocabulary.answers import EvidenceKind

STORE, BACKUP, SHEET, BRIEF = "store.db", "b.tracker", "edited.csv", "brief.txt"
MANY = 40
CHUNK = 15
_WORDS = "Ministers should take step {n}."
_FIRST = "B-2020-12-3/R1"

State = dict[tuple[str, str], Any]
"""The values of each column of each table, in the order of the keys, by the table's name and the column's."""


@dataclass(frozen=True, slots=True)
class Case:
    """A gesture: how its folder is made, how it is done, whether it is done in several steps, and what is looked at."""

    name: str
    make: Callable[[Path], None]
    do: Callable[..., None]
    arguments: tuple[str, ...]
    steps: tuple[Callable[[Path], None], ...] = ()
    """What makes of the folder, before the gesture is done in it, one in which it leads to a step on its way."""
    halts: tuple[Callable[[Path], None], ...] = ()
    """What makes of the folder one that the gesture may leave on its way, where it leads to none such by itself."""


class Here:
    """Parses files in this process: what becomes of a process apart is another test's."""

    def __init__(self, **_limits: int) -> None:
        pass

    def parse(self, name: str, data: bytes) -> Parsed:
        document = read(name, data)
        return Parsed(document, extract(document))

    def __enter__(self) -> "Here":
        return self

    def __exit__(self, *_exc: object) -> None:
        pass


def _sheet_here(name: str, data: bytes, **_limits: int) -> Sheet:
    return read_sheet(name, data)


def command(*arguments: str) -> None:
    """Run `tracker` with these arguments."""
    apart = patch.multiple("tracker.cli.importing", sheet_apart=_sheet_here)
    with apart, patch("tracker.cli.files.Parser", Here), patch("sys.argv", ["tracker", *arguments]):
        main()


def here(folder: Path, case: Case) -> tuple[int, str]:
    """Do the gesture in this process; gives its exit status, and what it said went wrong."""
    err = StringIO()
    with chdir(folder), redirect_stdout(StringIO()), redirect_stderr(err):
        try:
            case.do(*case.arguments)
        except SystemExit as end:
            return int(end.code or 0), err.getvalue()
    return 0, err.getvalue()


def look(folder: Path) -> State:
    """All that the store of the folder holds, and its backup where the gesture makes one."""
    found = _held(folder / STORE)
    made = folder / "made.tracker"
    if made.exists():
        restore(made, f"sqlite:///{folder}/of-backup.db")
        found |= {
            (f"backup of {table}", column): value for (table, column), value in _held(folder / "of-backup.db").items()
        }
        for file in folder.glob("of-backup.db*"):
            file.unlink()
    return found


def _held(file: Path) -> State:
    if not file.exists() or not file.stat().st_size:
        return {}
    with Store(f"sqlite:///{file}") as store:
        found = values(store)
        return {("", "migration"): version(store), **found} if found else {}  # a file without tables is none yet


def index_is_true(file: Path) -> None:
    """The search index says of every text what the text says; sqlite3.DatabaseError where it does not."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(
            "INSERT INTO recommendation_search (recommendation_search, rank) VALUES ('integrity-check', 1)"
        )
        connection.rollback()


@cache
def _filled() -> bytes:
    """A store with a brief of many recommendations and one of two, with evidence and a file."""
    text = "\n\n".join(_WORDS.format(n=n) for n in range(1, MANY + 1))
    found = extraction(*(finding(part, text) for part in text.split("\n\n")), title="Steps", number="7")
    with TemporaryDirectory() as folder:
        with Store(empty_store(Path(folder, STORE))) as store, store.writing() as session:
            me = sole_person(session)
            take(session, me, confirm=True)
            ingest(session, me, "steps.txt", b"steps", document(text), found, confirm=True)
            file = ("a.pdf", bytes(range(256)) * 60)
            evidence.add(session, me, 1, EvidenceKind.PUBLIC_DOCUMENT, note="It says so.", file=file)
        return Path(folder, STORE).read_bytes()


def filled(folder: Path) -> None:
    """A store, and a brief to come."""
    (folder / STORE).write_bytes(_filled())
    sample = Path(__file__).parents[2] / "data" / "briefs" / "d01_isfara_canals.txt"
    shutil.copy(sample, folder / BRIEF)


def _seen(session: Session) -> list[tuple[int, int]]:
    rows = session.exec(select(Recommendation).where(Recommendation.brief_id == 2).order_by(col(Recommendation.id)))
    return [(row.id or 0, 1) for row in rows]


def as_command(gesture: Callable[[], object]) -> Callable[..., None]:
    """Does it as `tracker` does a command: what goes wrong is one line."""

    @wraps(gesture)
    def done(*_arguments: str) -> None:
        with patch("tracker.cli.program", lambda **_options: gesture()):
            main()

    return done


@as_command
def bulk_edit() -> None:
    """Set two fields of many recommendations, and say in which batch, as the page does."""
    print(_looked_at(Path()), flush=True)


def _looked_at(folder: Path) -> str:
    """Set two fields of many recommendations; gives the batch."""
    with opened(f"sqlite:///{folder}/{STORE}") as store, store.writing() as session:
        fields = {"notes": "Looked at.", "outcome": "Nothing yet."}
        return bulk.update_all(session, sole_person(session), _seen(session), "as agreed", fields).batch


def with_a_batch(folder: Path) -> None:
    """A store in which many were changed at once, which may be undone."""
    filled(folder)
    _looked_at(folder)


@as_command
def undo() -> None:
    """Run `tracker undo` on the batch of the bulk edit."""
    with reading(STORE, "") as (session, _me):
        found = session.exec(select(Change.batch).where(Change.why == "as agreed")).first()
    program(["undo", found or "", "--db", STORE], standalone_mode=False)


def with_a_sheet(folder: Path) -> None:
    """A store, and its export with another note in every row."""
    filled(folder)
    assert run("export", str(folder / SHEET), "--db", str(folder / STORE)).status == 0
    rows = list(csv.reader(StringIO(_sheet(folder).read_text("utf-8-sig"), newline="")))
    notes, why = rows[0].index("notes"), rows[0].index("why")
    for number, row in enumerate(rows[1:]):
        row[notes], row[why] = f"Note {number}.", "as noted"
    _write(folder, rows)


def cut(rows: int, folder: Path) -> None:
    """Leave so many rows of the sheet."""
    every = list(csv.reader(StringIO(_sheet(folder).read_text("utf-8"), newline="")))
    _write(folder, every[: rows + 1])


def _sheet(folder: Path) -> Path:
    return folder / SHEET


def _write(folder: Path, rows: list[list[str]]) -> None:
    with _sheet(folder).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def in_chunks(*arguments: str) -> None:
    """Run `tracker import` as with a file of many chunks."""
    with patch("tracker.actions.importing.CHUNK", CHUNK):
        command(*arguments)


def with_a_backup(folder: Path) -> None:
    """A store, and a backup of it from before a bulk edit."""
    with_a_whole_backup(folder)
    _looked_at(folder)


def with_a_backup_alone(folder: Path) -> None:
    """A backup, and no store."""
    with_a_whole_backup(folder)
    for file in folder.glob(f"{STORE}*"):
        file.unlink()


def of_nothing(folder: Path) -> None:
    """In place of the backup and of the store that is to be moved, ones that hold nothing: tables are made first."""
    (folder / BACKUP).unlink(missing_ok=True)
    (folder / "old.db").unlink(missing_ok=True)
    with Store(empty_store(folder / "old.db")) as store:
        back_up(store, folder / BACKUP)


def of_an_older_program(folder: Path) -> None:
    """A store as a program had it before there were drafts, saved views, meetings, tokens and the ledger."""
    filled(folder)
    with Store(f"sqlite:///{folder}/{STORE}") as store:
        downgrade(store, "0004")


def with_a_store_elsewhere(folder: Path) -> None:
    """A store that is to be moved."""
    filled(folder)
    (folder / STORE).rename(folder / "old.db")


def nothing(_folder: Path) -> None:
    """A store is made by the first command that needs one."""


def tables_alone(folder: Path) -> None:
    """A store in which there is nobody yet: tables are made first."""
    empty_store(folder / STORE)


def first_person_alone(folder: Path) -> None:
    """A store in which there is only who made it: others are let in afterwards."""
    empty_store(folder / STORE)
    with opened(f"sqlite:///{folder / STORE}") as store, store.writing() as session:
        sole_person(session)


@as_command
def one_by_one() -> None:
    """A careless writer, who keeps each row of a gesture by itself."""
    with opened(f"sqlite:///{STORE}") as store:
        with store.reading() as session:
            seen = _seen(session)
        for key, _version in seen[:4]:
            with store.writing() as session:
                advance(session, sole_person(session), key, None, "as agreed", notes="Looked at.")
        print("done", flush=True)


@as_command
def too_early() -> None:
    """A careless writer, who says that it is done before it is."""
    with opened(f"sqlite:///{STORE}") as store, store.writing() as session:
        advance(session, sole_person(session), 1, None, "as agreed", notes="Looked at.")
        print("done", flush=True)


def with_a_whole_backup(folder: Path) -> None:
    """A store, and a backup of it that is whole."""
    filled(folder)
    with Store(f"sqlite:///{folder}/{STORE}") as store:
        back_up(store, folder / BACKUP)


@as_command
def in_place() -> None:
    """A careless backup, which is written under its name from the first byte on."""
    with Path(BACKUP).open("rb") as whole, Path("made.tracker").open("wb", buffering=0) as made:
        while piece := whole.read(8192):
            made.write(piece)
    print("done", flush=True)


def _of(*arguments: str) -> tuple[str, ...]:
    return (*arguments, "--db", STORE)


EDIT = Case("edit", filled, command, _of("set", _FIRST, "--notes", "Looked at.", "--outcome", "Nothing yet."))
CASES = (
    EDIT,
    Case("ingest", filled, command, _of("ingest", BRIEF)),
    Case("bulk edit", filled, bulk_edit, ()),
    Case("import", with_a_sheet, command, _of("import", SHEET)),
    Case("undo", with_a_batch, undo, ()),
    Case("backup", filled, command, _of("backup", "made.tracker")),
    Case("restore in place of another", with_a_backup, command, _of("restore", BACKUP, "--replace")),
    Case("bringing up to date", of_an_older_program, command, _of("list")),
    Case(
        "import in chunks",
        with_a_sheet,
        in_chunks,
        _of("import", SHEET),
        steps=tuple(partial(cut, rows) for rows in range(CHUNK, MANY, CHUNK)),
    ),
    Case("restore where nothing is", with_a_backup_alone, command, _of("restore", BACKUP), steps=(of_nothing,)),
    Case(
        "making",
        nothing,
        command,
        _of("person", "add", "ann@example.org", "--role", "editor"),
        halts=(tables_alone, first_person_alone),
    ),
    Case("moving", with_a_store_elsewhere, command, ("migrate-store", "old.db", STORE), steps=(of_nothing,)),
)
CARELESS = (
    Case("half", filled, one_by_one, ()),
    Case("lost", filled, too_early, ()),
    Case("not whole", with_a_whole_backup, in_place, ()),
)
"""The controls: each by the word for what is found wrong with it."""

"""Opening the store, and the two ways to talk to it: reading, and writing as one unit of work."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlmodel import Session, create_engine

from tracker.errors import Stale, StoreNotReady
from tracker.store import ledger
from tracker.store.holding import GESTURE
from tracker.store.keepable import refuse_others
from tracker.store.lock import alone, busy
from tracker.translation import gettext as _

_PRAGMAS = ("busy_timeout=30000", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY")
_STARTING = 30.0
_HIDDEN = "…"
_PAUSE_SECONDS = 0.005

MIRROR = "mirror"
"""Where a session has what answers in the store's place, if anything does."""
_ONE_STATE = {"isolation_level": "REPEATABLE READ"}
_CLASHES = {
    *("23505", "40001", "40P01"),
    *("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"),
}
"""What the engines call it when two write the same, or wait for each other: not unique, not in order, a deadlock."""


class Mirrored(Protocol):
    """What may answer in a store's place: a copy of it, in which much is counted sooner."""

    def answers(self, session: Session, statement: Any) -> Sequence[Any] | None:
        """The rows of a select, as the store would give them to the session; None where the store has to answer."""


def answers(session: Session, statement: Any) -> Sequence[Any]:
    """The rows of a select that counts, from the copy of the store where it keeps one, else from the store."""
    mirror: Mirrored | None = session.info.get(MIRROR)
    found = mirror.answers(session, statement) if mirror else None
    return session.execute(statement).all() if found is None else found


class Store:
    """A store at an SQLAlchemy address. Close it when done; one store may serve many threads."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        file = file_of(url)
        self._lock = Path(f"{file}.lock") if file else None
        steady = self.engine.dialect.name == "postgresql"  # SQLite reads one state anyway
        self.mirror: Mirrored | None = None
        self._for_questions = self.engine.execution_options(**_ONE_STATE) if steady else self.engine

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for questions; it sees one state of the store from its first question on."""
        with understood(), Session(self._for_questions) as session:
            session.info[MIRROR] = self.mirror
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session for one gesture: all of it is kept, or nothing. Raises the data version.

        Stale where others wrote the same at the same moment, and the store could keep one of the two alone.
        """
        with self.noting() as session:
            session.info[GESTURE] = True
            yield session
            session.flush()
            session.execute(text("UPDATE store_state SET data_version = data_version + 1"))

    @contextmanager
    def noting(self) -> Iterator[Session]:
        """A session for what is nobody's data yet, such as a draft: kept as one, and the data version stays."""
        bound = self.engine.execution_options(writing=True)
        with understood(), self.alone(), Session(bound, expire_on_commit=False) as session, session.begin():
            yield session
            ledger.enter(session)

    def there(self) -> bool:
        """Whether there is something at the address; an SQLite file that is not there yet is made by opening it."""
        file = file_of(self.url)
        return file is None or not missing(file)

    def alone(self) -> AbstractContextManager[None]:
        """The cross-process lock around writing and checkpointing, where the engine needs one."""
        return alone(self._lock) if self._lock else nullcontext()

    def forget(self) -> None:
        """Leave nothing of what was removed in the log beside an SQLite file, unless others are reading it just now."""
        if self._lock:
            with understood(), self.alone(), self.engine.connect() as connection:
                connection.rollback()
                connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()


def address_of(url: str) -> URL:
    """The store's address in its parts; StoreNotReady where it is none."""
    try:
        address = make_url(url)
        address.get_dialect()().create_connect_args(address)
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as wrong:
        raise _unusable(url, wrong) from wrong
    return address


def file_of(url: str) -> Path | None:
    """The file of a store in SQLite; None for a store elsewhere, or in memory."""
    address = address_of(url)
    in_file = address.get_backend_name() == "sqlite" and address.database not in (None, "", ":memory:")
    return Path(str(address.database)) if in_file else None


def missing(file: Path) -> bool:
    """Whether there is no such file; where the system does not say so, opening it will tell why."""
    try:
        return not file.exists()
    except OSError:
        return False


def _unusable(url: str, wrong: Exception) -> StoreNotReady:
    shown = without_password(url)
    if shown == _HIDDEN:  # what is wrong may be a piece of the password
        return StoreNotReady(_("The store's address cannot be read. Write signs in a password as %40 and the like."))
    return StoreNotReady(_("The store's address {url!r} cannot be used: {wrong}").format(url=shown, wrong=wrong))


def _engine(url: str) -> Engine:
    address, file = address_of(url), file_of(url)
    try:
        if address.get_backend_name() == "sqlite":
            if file:
                file.parent.mkdir(parents=True, exist_ok=True)
            engine = create_engine(address, connect_args={"check_same_thread": False}, hide_parameters=True)
            one = _OneFile(file or Path(":memory:"))
            event.listen(engine, "do_connect", one.asked)
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "connect", one.opened)
            event.listen(engine, "checkout", one.taken)
            event.listen(engine, "begin", _begin_sqlite)
        else:
            engine = create_engine(address, pool_pre_ping=True, hide_parameters=True)
        event.listen(engine, "before_cursor_execute", refuse_others)
        return engine
    except (ImportError, OSError) as wrong:
        raise _unusable(url, wrong) from wrong


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    connection.create_function("lower", 1, _lower, deterministic=True)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    _keep_a_log(connection)


class _OneFile:
    """The file that was opened first: connections stay with it whatever bears its name, and what one keeps is lost."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._opened: tuple[int, int] | None = None

    def asked(self, *_how: Any) -> None:
        """Before a connection is made: SQLite would make a new file where none is, and clear away the log beside it."""
        self._refuse_another()

    def opened(self, _connection: Any, _record: Any) -> None:
        """The first connection says which file it is."""
        self._opened = self._opened or self._identity()

    def taken(self, _connection: Any, _record: Any, _proxy: Any) -> None:
        """Whenever a connection is taken up again."""
        self._refuse_another()

    def _refuse_another(self) -> None:
        if self._opened not in (None, self._identity()):
            raise StoreNotReady(
                _("The store's file was replaced or taken away while it was open. Start the program anew.")
            )

    def _identity(self) -> tuple[int, int] | None:
        """What tells the file from another one of its name; None where there is none."""
        try:
            found = self._file.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino


def _keep_a_log(connection: Any) -> None:
    """Let who writes and who reads not wait for each other; of several that open a new file at once SQLite refuses all
    but one at once, however long they would wait.
    """
    until = monotonic() + _STARTING
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as wrong:
            if not _busy(wrong) or monotonic() > until:
                raise
            sleep(_PAUSE_SECONDS)


def _lower(value: Any) -> Any:
    """As PostgreSQL and Python have it; SQLite's own knows A to Z alone."""
    return value.lower() if isinstance(value, str) else value


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def understood(otherwise: str = "") -> Iterator[None]:
    """Turn the engine's own failures into one that a person understands; `otherwise` is what is said of a rare one."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as wrong:
        if _clash(wrong):
            raise Stale(
                _("Somebody else wrote the same at the same moment. Look at what is there now, and try again.")
            ) from wrong
        if _busy(wrong):
            raise busy() from wrong
        told = otherwise or _("The store could not be used: {wrong}")
        raise StoreNotReady(told.format(wrong=_first_line(wrong))) from wrong


def _clash(wrong: Exception) -> bool:
    origin = getattr(wrong, "orig", wrong)
    return bool(_CLASHES & {getattr(origin, "sqlstate", None), getattr(origin, "sqlite_errorname", None)})


def _busy(wrong: Exception) -> bool:
    """Whether another program kept the file to itself for longer than anybody waits."""
    return str(getattr(getattr(wrong, "orig", wrong), "sqlite_errorname", "")).startswith(
        ("SQLITE_BUSY", "SQLITE_LOCKED")
    )


def _first_line(wrong: Exception) -> str:
    return str(getattr(wrong, "orig", wrong)).splitlines()[0]


def without_password(url: str) -> str:
    """The store's address as it may be shown."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return _HIDDEN

"""A copy in memory of what is counted, by columns: over a million rows a store takes seconds to count by itself.

It answers the same statements as the store, in the state that the session sees, or leaves the answer to the store. What
was written since it was last asked is found by the history that every writing leaves, and read again.
"""

import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from threading import Lock, Thread
from time import monotonic
from typing import Any, TypeVar

import duckdb
import pandas as pd
from sqlalchemy import select
from sqlmodel import Session, col

from tracker.errors import TrackerError
from tracker.store import tables
from tracker.store.looked_for import LookedFor, OlderState
from tracker.store.mirror_language import DIALECT, in_its_language
from tracker.store.mirrored import COPIED, HISTORY, LEADING, NAMES, STEPS, Copied, lines
from tracker.store.people_tables import Change, LedgerLine, StoreState
from tracker.store.sessions import Store
from tracker.store.upgrade import opened

LEAST = 50_000
"""How many recommendations there are at least for a copy to be kept: the tables of a smaller store answer as fast."""
_CHUNK = 30_000
_PAUSE = 600.0
"""Seconds after which what could not be copied is tried again; until then the store answers."""
_SETTINGS = ("TimeZone = 'UTC'", "temp_directory = ''", "enable_external_access = false", "lock_configuration = true")
"""It keeps to memory: nothing of it is written to the disk, and no statement reaches a file or the network."""
_LOG = logging.getLogger(__name__)
Answer = TypeVar("Answer")


class AnotherHistory(Exception):
    """What was copied is not what the store holds any more: another store was put in its place."""


class Mirror:
    """The copy of one store; it may be asked by many threads. Close the store when done, and it goes."""

    def __init__(self, store: Store, least: int = LEAST) -> None:
        self._store, self._least = store, least
        self._copy: _Copy | None = None
        self._filling = Lock()
        self._not_before = 0.0

    def answers(self, session: Session, statement: Any) -> Sequence[Any] | None:
        """The rows of a select over what is copied; None where the store has to answer.

        That is while the copy is being filled, where the session sees an older state than it, or asks for what it does
        not hold or cannot tell. A copy that failed is filled anew, though not at once.
        """
        return self._answered(session, statement, lambda cursor: list(cursor.fetchall()))

    def table(self, session: Session, statement: Any) -> pd.DataFrame | None:
        """The same in columns, called as the select calls them; words of a vocabulary are categories."""
        return self._answered(session, statement, lambda cursor: cursor.df())

    def _answered(self, session: Session, statement: Any, fetched: Callable[[Any], Answer]) -> Answer | None:
        copy = self._copy
        if copy is None:
            if monotonic() >= self._not_before and not self._filling.locked() and _many(session, self._least):
                self.begin()
            return None
        try:
            return copy.answered(session, statement, fetched)
        except AnotherHistory:
            self._copy = None
        except duckdb.Error as wrong:
            _LOG.error("the copy in memory failed (%s): it is left for a while", type(wrong).__name__)
            self._copy, self._not_before = None, monotonic() + _PAUSE
        return None

    def fill(self) -> None:
        """Read everything, where there is enough to read; returns when it is there."""
        with self._filling:
            self._fill()

    def begin(self) -> None:
        """Fill it in a thread of its own, unless one is at it, or it failed a short while ago."""
        if not self._filling.acquire(blocking=False):
            return
        if monotonic() < self._not_before:
            self._filling.release()
            return
        try:
            Thread(target=self._try_to_fill, name="mirror", daemon=True).start()
        except RuntimeError:  # the system has no thread to give
            self._filling.release()

    def _try_to_fill(self) -> None:
        try:
            self._fill()
        except (TrackerError, duckdb.Error) as wrong:
            _LOG.error("the copy in memory could not be filled (%s)", type(wrong).__name__)
            self._not_before = monotonic() + _PAUSE
        finally:
            self._filling.release()

    def _fill(self) -> None:
        if self._copy is None:
            with self._store.reading() as session:
                if _many(session, self._least):
                    self._copy = _Copy(session)


@lru_cache
def served(url: str) -> Store:
    """The store at `url` as a server keeps it: brought up to date, open until the server ends, and copied meanwhile."""
    store = opened(url)
    store.mirror = mirror = Mirror(store)
    mirror.begin()
    return store


def _many(session: Session, least: int) -> bool:
    last = select(col(tables.Recommendation.id)).order_by(col(tables.Recommendation.id).desc()).limit(1)
    return (session.execute(last).scalar() or 0) >= least


class _Copy:
    """What is copied, and up to where: `place` is the last line of the ledger that is in it, with its hash."""

    def __init__(self, session: Session) -> None:
        self._lock = Lock()
        self._place, self._hash = 0, b""
        self._duck = duckdb.connect(":memory:", config={"threads": 2})
        self._looked_for = LookedFor(self._duck)
        self._duck.execute("ATTACH ':memory:' AS copy (COMPRESS); USE copy")
        for setting in _SETTINGS:
            self._duck.execute(f"SET GLOBAL {setting}")
        self._duck.execute("CREATE TABLE held (version BIGINT, place BIGINT, hash BLOB)")
        self._duck.execute("INSERT INTO held VALUES (-1, 0, ''::BLOB)")
        for one in (*COPIED, *NAMES, HISTORY):
            self._duck.execute(f"CREATE TABLE {one.name} ({one.columns_made})")
        self._read_everything(session)

    def answered(self, session: Session, statement: Any, fetched: Callable[[Any], Answer]) -> Answer | None:
        """What is fetched of a select, unless the session sees an older state, or asks for what is not here."""
        wanted = int(session.execute(select(col(StoreState.data_version))).scalar_one())
        try:
            own = in_its_language(session, statement, partial(self._looked_for.table, wanted))
        except OlderState:
            return None
        with self._at(session, wanted) as cursor:
            if cursor is None:
                return None
            asked = own.compile(dialect=DIALECT, compile_kwargs={"render_postcompile": True})
            values = asked.construct_params()
            try:
                cursor.execute(str(asked), [values[name] for name in asked.positiontup or ()])
                return fetched(cursor)
            except (duckdb.BinderException, duckdb.CatalogException, duckdb.ParserException):
                return None
            except (duckdb.DataError, duckdb.OutOfMemoryException) as wrong:
                _LOG.warning("a question was left to the store (%s)", type(wrong).__name__)
                return None

    @contextmanager
    def _at(self, session: Session, wanted: int) -> Iterator[Any]:
        """A cursor that sees the state of that version, which the session sees; None where the copy is past it."""
        with self._duck.cursor() as cursor:
            cursor.execute("USE copy")
            if self._held(cursor)[0] < wanted:
                with self._lock:
                    if self._held(cursor)[0] < wanted:
                        self._go_on(session, wanted)
            cursor.execute("BEGIN")
            version, place, last = self._held(cursor)
            if version == wanted and self._last(session, place) != last:
                raise AnotherHistory
            yield cursor if version == wanted else None

    @staticmethod
    def _held(cursor: Any) -> tuple[int, int, bytes]:
        """The data version of what is here, and the last line of the ledger that is in it, with its hash."""
        version, place, last = cursor.execute("SELECT version, place, hash FROM held").fetchone()
        return version, place, bytes(last)

    def _go_on(self, session: Session, version: int) -> None:
        """Bring the copy to the state which the session sees."""
        if self._last(session, self._place) != self._hash:
            raise AnotherHistory
        changed = self._changed(session)
        self._duck.execute("BEGIN")
        try:
            for one in COPIED:
                self._read_again(session, one, changed.get(one.entity, set()))
            self._read_names(session, changed)
            self._add_steps(session)
            last = self._hold(session, version)
            self._duck.execute("COMMIT")
        except BaseException:
            self._duck.execute("ROLLBACK")
            raise
        self._place, self._hash = last

    def _read_everything(self, session: Session) -> None:
        """Each piece is kept by itself, since DuckDB makes small what is kept alone; nobody sees it before the end."""
        version = session.execute(select(col(StoreState.data_version))).scalar_one()
        for one in (*COPIED, *NAMES):
            self._read(session, one, lines(session, one))
        self._add_steps(session)
        self._place, self._hash = self._hold(session, version)

    def _changed(self, session: Session) -> dict[str, set[int]]:
        """The keys of what was changed since, by kind; with a brief its recommendations."""
        found: dict[str, set[int]] = {}
        for kind, key in session.execute(self._since(select(col(Change.entity), col(Change.entity_id)).distinct())):
            found.setdefault(kind, set()).add(key)
        for keys in _chunks(found.get("brief", ())):
            its = select(col(tables.Recommendation.id)).where(col(tables.Recommendation.brief_id).in_(keys))
            found.setdefault("recommendation", set()).update(session.execute(its).scalars())
        return found

    def _since(self, statement: Any) -> Any:
        """The statement over changes, of those alone that were entered since."""
        entered = col(LedgerLine.change_id) == col(Change.id)
        return statement.join(LedgerLine, entered).where(col(LedgerLine.place) > self._place)

    def _read_again(self, session: Session, one: Copied, keys: Collection[int]) -> None:
        belongs = one.table.__table__.c[one.belongs]
        for chunk in _chunks(keys):
            self._duck.execute(f"DELETE FROM {one.name} WHERE {one.belongs} IN (SELECT unnest(?))", [chunk])  # noqa: S608
            self._read(session, one, lines(session, one).where(belongs.in_(chunk)))

    def _add_steps(self, session: Session) -> None:
        kept = (col(Change.field).in_(STEPS), col(Change.entity).in_(("recommendation", "brief")))
        self._read(session, HISTORY, self._since(lines(session, HISTORY).where(*kept)))

    def _read_names(self, session: Session, changed: Mapping[str, set[int]]) -> None:
        """All of them where a brief changed: with one that is removed for good names go, and others get their keys."""
        for one in NAMES:
            if "brief" in changed:
                self._duck.execute(f"DELETE FROM {one.name}")  # noqa: S608
                self._read(session, one, lines(session, one))
            else:
                self._read_again(session, one, changed.get(one.entity, set()))
        self._add_names(session)

    def _add_names(self, session: Session) -> None:
        """Read the names to which something leads and that are not here."""
        for one in NAMES:
            key = one.belongs
            links = " UNION ".join(f"SELECT {column} AS key FROM {link}" for link, column in LEADING[one.name])  # noqa: S608
            wanted = f"SELECT key FROM ({links}) WHERE key NOT IN (SELECT {key} FROM {one.name})"  # noqa: S608
            self._read_again(session, one, [name for (name,) in self._duck.execute(wanted).fetchall()])

    def _read(self, session: Session, one: Copied, statement: Any) -> None:
        """Add the rows of a statement that gives each as a line of JSON: no value of theirs is an object of Python."""
        rows = session.execute(statement, execution_options={"yield_per": _CHUNK})
        for chunk in rows.scalars().partitions():
            self._duck.execute(one.add, ["\n".join(chunk)])

    def _hold(self, session: Session, version: int) -> tuple[int, bytes]:
        """Remember up to where the store is copied: the last line of its ledger, and its hash."""
        last = select(col(LedgerLine.place), col(LedgerLine.hash)).order_by(col(LedgerLine.place).desc()).limit(1)
        place, found = session.execute(last).first() or (0, b"")
        self._duck.execute("UPDATE held SET version = ?, place = ?, hash = ?", [version, place, bytes(found)])
        return place, bytes(found)

    @staticmethod
    def _last(session: Session, place: int) -> bytes:
        wanted = select(col(LedgerLine.hash)).where(col(LedgerLine.place) == place)
        return bytes(session.execute(wanted).scalar() or b"")


def _chunks(keys: Collection[Any]) -> Iterator[list[Any]]:
    every = sorted(keys)
    return (every[start : start + _CHUNK] for start in range(0, len(every), _CHUNK))

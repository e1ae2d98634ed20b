"""The store as it was at the end of a day, rebuilt from history in memory: the very same questions are asked of it.

Every row that is there now is taken back to what it held then, by the changes that came since; what was made since is
left out. That costs what changed since that day, and a copy of the rest.

What was removed for good stays removed: an old report does not bring it back. Whether the actor may ask is told by the
actor's row as it is now. The texts of briefs, files, drafts and history itself are not in it: they never change, or are
nobody's data yet. Names that came in later are in it, with nothing linked to them.
"""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlmodel import Session, col

from tracker.errors import Invalid
from tracker.queries.relinked import LINKS, Names, relinked
from tracker.queries.since import Since
from tracker.store.access import allow
from tracker.store.clock import end_of, standing_at, today
from tracker.store.people_tables import Person, StoreState, Unit
from tracker.store.sessions import Store
from tracker.store.tables import (
    Addressee,
    Author,
    Brief,
    Evidence,
    Recommendation,
    RecommendationAuthor,
    RecommendationRegion,
    RecommendationTopic,
    Region,
    Topic,
)
from tracker.store.tombstones import gone
from tracker.store.upgrade import upgrade
from tracker.translation import gettext as _
from tracker.vocabulary.roles import Verb

_TOLD: tuple[Any, ...] = (Unit, Person, Author, Addressee, Brief, Recommendation, Evidence)
"""The tables whose rows have their history."""
_OF_THE_ROW: tuple[Any, ...] = (RecommendationAuthor, RecommendationRegion, RecommendationTopic)
"""Links that come with a recommendation and never change."""
_CHUNK = 1000
_LEFT_OUT = {"text": ""}

Row = dict[str, Any]


def past(session: Session, actor: Person, day: date) -> AbstractContextManager[Session]:
    """A session over the store as it was at the end of the day, and the clock of that day; for questions alone.

    Invalid for a day that has not come.
    """
    viewer = allow(session, actor, Verb.VIEW)
    if day > today():
        raise Invalid(_("{day} has not come yet. Ask for an earlier day.").format(day=day.isoformat()))
    return _opened(session, viewer.id or 0, end_of(day))


@contextmanager
def _opened(session: Session, asker: int, end: datetime) -> Iterator[Session]:
    with Store("sqlite://") as then:
        _prepare(then)
        with then.engine.begin() as connection:
            _fill(session, connection, Since.read(session, end), asker)
        with standing_at(end - timedelta(microseconds=1)), Session(then.engine) as rebuilt:
            yield rebuilt


def _prepare(then: Store) -> None:
    """Make the tables. Keys may lead nowhere: the one who asks may be of a unit that was not there yet."""
    with then.engine.connect() as connection:
        connection.rollback()
        own: Any = connection.connection.driver_connection
        own.deserialize(_tables())
        own.execute("PRAGMA foreign_keys=OFF")


@cache
def _tables() -> bytes:
    """An empty store, as bytes: to run all migrations takes longer than to fill a small one."""
    with Store("sqlite://") as empty:
        upgrade(empty)
        with empty.engine.connect() as connection:
            own: Any = connection.connection.driver_connection
            return bytes(own.serialize())


def _fill(session: Session, connection: Connection, since: Since, asker: int) -> None:
    for table in _TOLD:
        for rows in _chunks(_rows(session, table)):
            found = (row if _asks(table, row, asker) else _then(table, row, since) for row in rows)
            _insert(connection, table, [row for row in found if row is not None])
    _lead_past_the_removed(connection)
    for table in (Topic, Region):
        for rows in _chunks(_rows(session, table)):
            _insert(connection, table, rows)
    _link(session, connection, since)
    state = session.get_one(StoreState, 1)
    connection.execute(update(StoreState).values(data_version=state.data_version, sample=state.sample))


def _link(session: Session, connection: Connection, since: Since) -> None:
    names = Names(session)
    for link in LINKS:
        kept = (row for row in _rows(session, link.table) if not since.touched(link.entity, row[link.of], link.field))
        for rows in _chunks(kept):
            _insert(connection, link.table, rows)
        _insert(connection, link.table, list(relinked(link, since, names)))
    for table in _OF_THE_ROW:
        for rows in _chunks(row for row in _rows(session, table) if not _made(since, row)):
            _insert(connection, table, rows)
    for named, missing in names.missing.items():
        _insert(connection, named, [{"id": key, "name": name, "version": 1} for name, key in missing.items()])


def _made(since: Since, row: Row) -> bool:
    return ("recommendation", row["recommendation_id"]) in since.made


def _asks(table: Any, row: Row, asker: int) -> bool:
    return table is Person and row["id"] == asker


def _then(table: Any, row: Row, since: Since) -> Row | None:
    """The row as it was; None where it was made since.

    Confidential evidence is there even so: what a recommendation rests on in confidence today says nothing of it that
    may be told of any day.
    """
    if table is Evidence and row["confidential"] and ("evidence", row["id"]) in since.made:
        return None if _made(since, row) else row
    return since.row(table, row, _kept(table, row))


def _kept(table: Any, row: Row) -> tuple[str, ...]:
    """What stays as it is now: what was removed for good, and what has become confidential."""
    if table in (Brief, Person) and gone(table(**row)):
        return ("removed", "active")
    return ("confidential",) if table is Evidence and row["confidential"] else ()


def _lead_past_the_removed(connection: Connection) -> None:
    """A brief whose newer version was removed for good since counts, as if that had never been there."""
    rows = connection.execute(select(col(Brief.id), col(Brief.newer_id), col(Brief.removed), col(Brief.title)))
    newer = {key: (following, gone(Brief(removed=out, title=title))) for key, following, out, title in rows}
    for key, (following, _out) in newer.items():
        leads = following
        while leads is not None and newer[leads][1]:
            leads = newer[leads][0]
        if leads != following:
            connection.execute(update(Brief).where(col(Brief.id) == key).values(newer_id=leads))


def _rows(session: Session, table: Any) -> Iterator[Row]:
    columns = [column for column in table.__table__.columns if column.name not in _LEFT_OUT]
    found = session.execute(select(*columns).execution_options(yield_per=_CHUNK))
    more = _LEFT_OUT if len(columns) < len(table.__table__.columns) else {}
    return ({**row, **more} for row in found.mappings())


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    chunk: list[Row] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    yield chunk


def _insert(connection: Connection, table: Any, rows: list[Row]) -> None:
    if rows:
        connection.execute(insert(table.__table__), rows)

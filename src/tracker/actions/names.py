"""One author or addressee under several names: merging them, parting them again, keeping apart what only looks alike.

A merged name stays as it was printed, and leads to the one that counts: a later brief that prints it is counted right.
"""

from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, select

from tracker.actions.changes import change, found, unchanged
from tracker.actions.links import insert_unless_there
from tracker.errors import Invalid
from tracker.store.access import allow
from tracker.store.history import By, one_batch, typed
from tracker.store.people_tables import Person
from tracker.store.tables import NAMES
from tracker.store.work_tables import KeptApart
from tracker.translation import gettext as _
from tracker.vocabulary.names import Named
from tracker.vocabulary.roles import Verb


def merge(
    session: Session,
    actor: Person | None,
    kind: Named,
    into: int,
    others: Sequence[int],
    why: str = "",
    seen: Mapping[int, int] | None = None,
) -> str:
    """Let the name `into` count for the `others` too, and for all that they counted for; gives the batch.

    Invalid where nothing is left to merge, NotFound for a name that is not there, Stale where somebody merged or parted
    one of them since the version that was `seen` of it.
    """
    by = By(allow(session, actor, Verb.CONFIRM), typed(why))
    table = NAMES[kind]
    chosen = found(session, table, into)
    rows = [found(session, table, key) for key in dict.fromkeys(others) if key != into]
    if not rows:
        raise Invalid(_("Choose two names or more."))
    for row in (chosen, *rows):
        unchanged(session, row, (seen or {}).get(row.id or 0))
    keys = [row.id for row in rows]
    under = session.exec(select(table).where(col(table.same_as_id).in_(keys), col(table.id) != into))
    with one_batch() as batch:
        if chosen.same_as_id is not None:
            change(session, chosen, None, by, {"same_as_id": None})
        for row in {row.id: row for row in (*rows, *under)}.values():
            change(session, row, None, by, {"same_as_id": into})
    return batch


def part(session: Session, actor: Person | None, kind: Named, name: int, why: str = "", seen: int | None = None) -> str:
    """Let the name count for itself again; gives the batch. Invalid where it does already, Stale as `merge`."""
    by = By(allow(session, actor, Verb.CONFIRM), typed(why))
    row = found(session, NAMES[kind], name)
    unchanged(session, row, seen)
    if row.same_as_id is None:
        raise Invalid(_("“{name}” counts for itself already.").format(name=row.name))
    with one_batch() as batch:
        change(session, row, None, by, {"same_as_id": None})
    return batch


def keep_apart(session: Session, actor: Person | None, kind: Named, names: Sequence[int]) -> None:
    """Say that these names are those of different people or bodies: they are no longer proposed for a merger."""
    allow(session, actor, Verb.CONFIRM)
    keys = sorted(found(session, NAMES[kind], key).id or 0 for key in set(names))
    for place, one in enumerate(keys):
        for other in keys[place + 1 :]:
            insert_unless_there(session, KeptApart, {"entity": kind.value, "one_id": one, "other_id": other})

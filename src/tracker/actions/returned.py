"""An export of ours that comes back edited: row by row what would change, what is in the way, and the taking in."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice
from typing import Any

from sqlmodel import Session, col, select

from tracker.actions.edited import Edited, Known, as_told, read_edits
from tracker.actions.updates import advance, all_columns, planned
from tracker.actions.whole_rows import broken
from tracker.errors import Invalid, NotAllowed, NotFound, Stale, gathered
from tracker.reading.sheet import Sheet
from tracker.store.access import allow
from tracker.store.people_tables import Change, Person
from tracker.store.tables import Recommendation
from tracker.translation import gettext as _
from tracker.vocabulary.columns import EDITABLE, REFERENCE, SEEN, WHY
from tracker.vocabulary.roles import Verb

CHUNK = 500
_OURS = re.compile(r"[A-Za-z0-9]\S{1,100}/R\d{1,6}")
_LOOKED_AT = 20
_READ = (REFERENCE, SEEN, *EDITABLE, WHY)
Record = tuple[int, dict[str, str]]


class Verdict(StrEnum):
    """What an import makes of one row."""

    UNCHANGED = "unchanged"
    ADD = "add"
    CHANGE = "change"
    CONFLICT = "conflict"
    THERE = "there"
    READING = "reading"
    UNKNOWN = "unknown"
    INVALID = "invalid"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that somebody else changed too: what the file was made of, what stands now, what the file says."""

    field: str
    seen: str
    now: str
    entered: str
    who: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Judged:
    """One row of the file, by its number there: the verdict, in words why, and the fields as (name, old, new).

    `besides` says what else was changed in the file and is not taken in, "" where nothing was.
    """

    number: int
    label: str
    verdict: Verdict
    why: str = ""
    changes: tuple[tuple[str, str, str], ...] = ()
    clashes: tuple[Clash, ...] = ()
    besides: str = ""


def is_export(sheet: Sheet) -> bool:
    """Whether the file is one that the tracker has written: its rows name a record and its version.

    Invalid for one that has lost the version: its rows would be taken for those of another tracker.
    """
    head = _by_our_names(sheet.head)
    if REFERENCE in head and SEEN not in head:
        named = [record[head[REFERENCE]].strip() for _n, record in islice(sheet.records(), _LOOKED_AT)]
        if 2 * sum(map(bool, map(_OURS.fullmatch, named))) > sum(map(bool, named)):
            told = _(
                "“{name}” was downloaded here and has lost its column “{column}”. Download it anew, and edit that."
            )
            raise Invalid(told.format(name=sheet.name, column=SEEN))
    return {REFERENCE, SEEN} <= head.keys()


def _by_our_names(head: Iterable[str]) -> dict[str, str]:
    """The heads by how we write them: some programs write them large. One that is ours to the letter comes first."""
    heads = list(head)
    return {**{name.casefold(): name for name in reversed(heads)}, **{name: name for name in heads}}


def judge(session: Session, actor: Person | None, records: Sequence[Record], met: set[str]) -> Iterator[Judged]:
    """What taking in these rows of an edited export would do; nothing is written.

    `met` holds the references of rows that came before, and gets those of these. NotAllowed for who may change nothing.
    """
    return _each(session, actor, records, met, _planned)


def take(session: Session, actor: Person | None, records: Sequence[Record], met: set[str]) -> Iterator[Judged]:
    """Take in these rows of an edited export; what cannot be taken in is left out whole, and said as by `judge`."""
    return _each(session, actor, records, met, _advanced)


Plan = Callable[[Session, Person, Edited], dict[str, Any]]


def _each(
    session: Session, actor: Person | None, records: Sequence[Record], met: set[str], act: Plan
) -> Iterator[Judged]:
    person = allow(session, actor, Verb.UPDATE)
    records = [
        (number, {ours: record[name] for ours, name in _by_our_names(record).items()}) for number, record in records
    ]
    known = Known.of(session, [record.get(REFERENCE, "").strip() for _number, record in records])
    for number, record in records:
        reference = record.get(REFERENCE, "").strip()
        why = broken(record, _READ)
        if not why and reference in met:
            why = _("This reference stands in the file twice.")
        met.add(reference)
        yield (
            Judged(number, reference, Verdict.INVALID, why)
            if why
            else _judged(session, person, known, number, record, act)
        )


def _judged(
    session: Session, person: Person, known: Known, number: int, record: Mapping[str, str], act: Plan
) -> Judged:
    reference = record.get(REFERENCE, "").strip()
    row = known.rows.get(reference)
    if row is None:
        why = _("There is no recommendation {reference}.").format(reference=reference or "–")
        return Judged(number, reference, Verdict.UNKNOWN, why)
    besides = ""
    try:
        edited = read_edits(session, known, row, record)
        besides = _besides(edited.reading)
        changes: tuple[tuple[str, str, str], ...] = ()
        if edited.fields or edited.unread:
            before = row.model_dump()
            changes = _told(session, known, before, act(session, person, edited))
        if changes:
            return Judged(number, reference, Verdict.CHANGE, changes=changes, besides=besides)
        return Judged(number, reference, Verdict.READING if besides else Verdict.UNCHANGED, besides=besides)
    except Stale as stale:
        clashes = tuple(
            _clash(session, known, row, edited.seen, *clash)
            for clash in stale.conflicts
            if not clash[0].endswith("_precision")
        )
        why = _("It was changed since the file was made. Change it on its page, or in a file exported anew.")
        verdict, told = (Verdict.CONFLICT, why) if clashes else (Verdict.INVALID, str(stale))
        return Judged(number, reference, verdict, told, clashes=clashes, besides=besides)
    except NotAllowed as wrong:
        return Judged(number, reference, Verdict.REFUSED, str(wrong), besides=besides)
    except (Invalid, NotFound) as wrong:
        return Judged(number, reference, Verdict.INVALID, str(wrong), besides=besides)


def _besides(reading: Sequence[str]) -> str:
    if not reading:
        return ""
    said = _(
        "A change in {columns} is not taken in, since that is there for reading. Correct it in the brief's review."
    )
    return said.format(columns=", ".join(f"“{name}”" for name in reading))


def _planned(session: Session, person: Person, edited: Edited) -> dict[str, Any]:
    """What the row would be; Invalid where a change of it has no reason, as in a form and where many are edited.

    All that is amiss in the row is told at once.
    """
    with gathered() as part:
        changes, values = True, dict[str, Any]()
        for unread in edited.unread:
            with part():
                raise unread
        with part():
            if edited.unread:  # what follows from all of it is not known without them
                all_columns(session, edited.fields)
            else:
                row, _person, values = planned(session, person, edited.key, edited.seen, edited.fields)
                changes = any(getattr(row, name) != value for name, value in values.items())
        with part():
            _need(edited.why, changes=changes)
    return values


def _need(why: str, *, changes: bool) -> None:
    if changes and not why:
        said = _("Say in the column “{name}”, in a few words, what this change rests on.")
        raise Invalid(said.format(name=WHY))


def _advanced(session: Session, person: Person, edited: Edited) -> dict[str, Any]:
    if edited.unread or not edited.why:
        return _planned(session, person, edited)
    return advance(session, person, edited.key, edited.seen, edited.why, **edited.fields).model_dump()


def _told(
    session: Session, known: Known, before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[tuple[str, str, str], ...]:
    """The fields that differ, old and new as the spreadsheet shows them."""
    old, new = as_told(session, known, before), as_told(session, known, {**before, **after})
    return tuple((name, old[name], new[name]) for name in old if old[name] != new[name])


def _clash(
    session: Session, known: Known, row: Recommendation, seen: int, column: str, was: Any, now: Any, entered: Any
) -> Clash:
    """The conflict in the words of the spreadsheet, with who wrote what stands there now, and when."""
    statement = (
        select(Change, Person)
        .join(Person, col(Person.id) == Change.actor_id)
        .where(Change.entity == "recommendation", Change.entity_id == row.id, Change.field == column)
        .where(col(Change.version) > seen)
        .order_by(col(Change.id).desc())
    )
    last = session.exec(statement.limit(1)).first()
    before, after, wanted = (
        next(iter(as_told(session, known, {column: value}).values()), "") for value in (was, now, entered)
    )
    who = (last[1].name or last[1].email) if last else ""
    return Clash(column.removesuffix("_id"), before, after, wanted, who, last[0].at if last else None)

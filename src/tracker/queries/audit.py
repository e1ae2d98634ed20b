"""Everything that was changed, gesture by gesture, the newest first: a page at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from tracker.errors import Invalid
from tracker.queries.exactness import of_a_date, vague
from tracker.queries.history import ENTITIES, cited, in_words, name, referred
from tracker.settings import settings
from tracker.store.access import allow, can
from tracker.store.access_tables import Share, Token
from tracker.store.history import CREATED
from tracker.store.people_tables import Change, Person
from tracker.store.report_tables import Meeting
from tracker.store.tables import Addressee, Author, Brief, Evidence, Recommendation
from tracker.translation import gettext as _
from tracker.vocabulary.labels import LABELS, label
from tracker.vocabulary.roles import Verb
from tracker.vocabulary.said_dates import day

FEW, MANY = 6, 200
"""How many changes of a gesture are shown among others, and where it is asked for alone."""

_OF_THE_WORK = ("recommendation", "brief", "evidence", "author", "addressee")
"""What everybody who works here sees; changes of people are for those who read the audit."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which changes: by a person (id), of a field, of a record (a reference, or what a brief's begin with), of a batch.

    `field` is a name as in docs/words.md, such as "owner", or a column. `since` and `until` are the first and the last
    day, where the institute is. What is empty restricts nothing.
    """

    person: int | None = None
    field: str = ""
    since: date | None = None
    until: date | None = None
    batch: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One change: what of, `called` so, in words. `reference` or `brief` lead to the record, where there is one;
    `evidence` says which piece of evidence of it was changed, if one was.
    """

    entity: str
    called: str
    reference: str
    brief: int | None
    evidence: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Gesture:
    """Changes made at once, as one `batch`: who, for whom, when (UTC) and why; the first `lines` of `total`."""

    batch: str
    at: datetime
    who: str
    on_behalf_of: str
    why: str
    lines: tuple[Line, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Gestures:
    """A page of gestures, and how many there are in all."""

    shown: tuple[Gesture, ...]
    total: int


def gestures(
    session: Session, actor: Person, asked: Asked, *, page: int = 1, size: int = 50, lines: int = 0
) -> Gestures:
    """A page (from 1) of what was changed, with up to so many `lines` of each, 0 for as many as fit a page.

    Contents of confidential evidence, and the reasons of gestures over it, are told to those alone who may see it.
    Invalid for a field that nothing has.
    """
    viewer = allow(session, actor, Verb.READ_HISTORY)
    where = _where(session, viewer, asked, Change)
    total = session.execute(select(func.count(func.distinct(col(Change.batch)))).where(*where)).scalar_one()
    later = aliased(Change)
    newer: Any = select(col(later.id)).where(
        col(later.batch) == col(Change.batch), col(later.id) > col(Change.id), *_where(session, viewer, asked, later)
    )
    heads = select(col(Change.batch)).where(*where, ~newer.exists()).order_by(col(Change.id).desc())
    batches = list(session.execute(heads.limit(size).offset(max(page - 1, 0) * size)).scalars())
    most = lines or (MANY if asked.batch else FEW)
    return Gestures(_told(session, viewer, batches, where, most), total)


def doers(session: Session, actor: Person) -> tuple[tuple[int, str], ...]:
    """Those who ever changed something, by name: (id, what to call them)."""
    allow(session, actor, Verb.READ_HISTORY)
    did = select(col(Change.id)).where(col(Change.actor_id) == col(Person.id)).correlate(Person).exists()
    people = session.execute(select(Person).where(did)).scalars()
    return tuple(sorted(((one.id or 0, name(one)) for one in people), key=lambda one: one[1].casefold()))


def _where(session: Session, viewer: Person, asked: Asked, of: Any) -> list[ColumnElement[bool]]:
    # Nearly every change is of the work: an index over the kinds would lead to each of them one by one.
    kind = col(of.entity).concat("")
    found: list[ColumnElement[bool]] = [] if can(viewer, Verb.READ_AUDIT) else [kind.in_(_OF_THE_WORK)]
    if asked.person is not None:
        found.append(col(of.actor_id) == asked.person)
    if asked.field:
        found.append(col(of.field) == _column(asked.field))
    if asked.since:
        found.append(col(of.at) >= _midnight(asked.since))
    if asked.until and asked.until < date.max:
        found.append(col(of.at) < _midnight(asked.until + timedelta(days=1)))
    if asked.batch.strip():
        found.append(col(of.batch) == asked.batch.strip())
    if asked.record.strip():
        found.append(_about(session, asked.record.strip(), of))
    return found


def _column(field: str) -> str:
    """The field as history keeps it; Invalid where there is none of that name."""
    name = field.strip().lower()
    known = {*LABELS, *(column for table in _TABLES.values() for column in table.model_fields)}
    found = next((column for column in (name, f"{name}_id") if column in known), None)
    if found is None:
        names = ", ".join(sorted(column.removesuffix("_id") for column in LABELS if column != CREATED))
        raise Invalid(_("There is no field {field!r}. It is one of: {names}.").format(field=field, names=names))
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), settings().zone)


def _about(session: Session, record: str, of: Any) -> ColumnElement[bool]:
    """Changes of one recommendation and its evidence, or of a brief and all that hangs on it."""
    mine = col(Recommendation.reference) == record
    brief = session.execute(select(col(Recommendation.brief_id)).where(mine)).scalar()
    whole = brief is None
    if whole:
        mine = col(Recommendation.reference).startswith(f"{record}/", autoescape=True)
        brief = session.execute(select(col(Recommendation.brief_id)).where(mine).limit(1)).scalar()
    keys = select(col(Recommendation.id)).where(mine)
    items = select(col(Evidence.id)).where(col(Evidence.recommendation_id).in_(keys))
    kinds = [("recommendation", keys), ("evidence", items)]
    about = [and_(col(of.entity) == kind, col(of.entity_id).in_(those)) for kind, those in kinds]
    if whole:
        about.append(and_(col(of.entity) == "brief", col(of.entity_id) == (brief or 0)))
    return or_(*about)


def _told(
    session: Session, viewer: Person, batches: Sequence[str], where: Sequence[Any], most: int
) -> tuple[Gesture, ...]:
    """The gestures of these batches, in this order."""
    changes = _first(session, batches, where, most)
    counted = select(col(Change.batch), func.count()).where(col(Change.batch).in_(batches), *where, ~_HALF)
    totals: dict[str, int] = dict(session.execute(counted.group_by(col(Change.batch))).all())
    told = _Words(session, viewer, changes)
    private = set() if can(viewer, Verb.VIEW_CONFIDENTIAL) else _private(session, batches)
    by_batch: dict[str, list[Change]] = {}
    for change in changes:
        by_batch.setdefault(change.batch, []).append(change)
    found = []
    for batch in batches:
        mine = by_batch[batch]
        first = mine[0]
        why = "" if batch in private else first.why
        lines = tuple(told.line(change) for change in mine)
        people = told.person(first.actor_id), told.person(first.on_behalf_of_id) if first.on_behalf_of_id else ""
        found.append(Gesture(batch, first.at, *people, why, lines, max(totals.get(batch, 0), len(lines))))
    return tuple(found)


def _private(session: Session, batches: Sequence[str]) -> set[str]:
    """Those of the batches that touched confidential evidence, also where no line of that is shown."""
    its = and_(col(Change.entity) == "evidence", col(Change.entity_id) == col(Evidence.id))
    touched = select(col(Change.batch)).join(Evidence, its).where(col(Change.batch).in_(batches))
    return set(session.execute(touched.where(col(Evidence.confidential)).distinct()).scalars())


def _first(session: Session, batches: Sequence[str], where: Sequence[Any], most: int) -> list[Change]:
    """The first few changes of each batch; how exact a date is belongs to the date, and is told alone where it must."""
    place = func.row_number().over(partition_by=col(Change.batch), order_by=(_HALF, col(Change.id))).label("place")
    numbered = select(col(Change.id), place, _HALF.label("half")).where(col(Change.batch).in_(batches), *where)
    of = numbered.subquery()
    kept = select(of.c.id).where(of.c.place <= most, (of.c.place == 1) | ~of.c.half)
    rows = session.execute(select(Change).where(col(Change.id).in_(kept)).order_by(col(Change.id)))
    return list(rows.scalars())


_ADDED = ("evidence", "person", "token", "share")
"""What is not taken in but added."""

_HALF: ColumnElement[bool] = or_(
    col(Change.field).like("%\\_precision", escape="\\"),
    col(Change.field).in_("span_start span_end passage_start passage_end page position".split()),
)
"""What belongs to another change beside it: how exactly a date is known, and where words stand in the brief."""


class _Words:
    """What to call everything that some changes speak of, asked for at once."""

    def __init__(self, session: Session, viewer: Person, changes: Sequence[Change]) -> None:
        self._rows = {
            (entity, row.id): row
            for entity, table in _TABLES.items()
            for row in _rows(session, table, {c.entity_id for c in changes if c.entity == entity})
        }
        evidence = [row for (entity, _id), row in self._rows.items() if entity == "evidence"]
        heads = _rows(session, Recommendation, {row.recommendation_id for row in evidence})
        self._rows |= {("recommendation", row.id): row for row in heads}
        briefs = {row.brief_id for (entity, _id), row in self._rows.items() if entity == "recommendation"}
        self._briefs = {row.id: row for row in _rows(session, Brief, briefs)}
        doers = {key for c in changes for key in (c.actor_id, c.on_behalf_of_id) if key}
        self._people = {row.id: row for row in _rows(session, Person, doers)}
        self._named = referred(session, [(c.field, kept) for c in changes for kept in (c.old, c.new)])
        self._exactly = vague(session, changes)
        self._confidential = can(viewer, Verb.VIEW_CONFIDENTIAL)

    def person(self, key: int | None) -> str:
        """What to call the person."""
        return name(self._people.get(key))

    def hidden(self, change: Change) -> bool:
        """Whether the change is of confidential evidence that the viewer may not see."""
        row = self._rows.get((change.entity, change.entity_id))
        return isinstance(row, Evidence) and row.confidential and not self._confidential

    def line(self, change: Change) -> Line:
        """The change in words."""
        entity = _(ENTITIES.get(change.entity, change.entity))
        row = self._rows.get((change.entity, change.entity_id))
        head = self._rows.get(("recommendation", row.recommendation_id)) if isinstance(row, Evidence) else row
        record = isinstance(head, Recommendation) and not self._removed(head)
        reference = head.reference if record and isinstance(head, Recommendation) else ""
        brief = head.id if isinstance(head, Brief) and not head.removed else None
        hidden = self.hidden(change)
        field, old, new = (_("Confidential"), "", "") if hidden else self._in_words(change)
        evidence = cited(row) if isinstance(row, Evidence) and not hidden else ""
        return Line(entity, _called(head), reference, brief, evidence, field, old, new)

    def _in_words(self, change: Change) -> tuple[str, str, str]:
        if change.field == CREATED:
            return (_("Added") if change.entity in _ADDED else label(CREATED)), "", ""
        exactly = (self._exactly.get((change.id or 0, new)) for new in (False, True))
        words = (in_words(change.field, kept, self._named) for kept in (change.old, change.new))
        old, new = (vaguely or said for vaguely, said in zip(exactly, words, strict=True))
        exact = (change.id or 0, True) in self._exactly
        return label(of_a_date(change.field) if exact else change.field), old, new

    def _removed(self, row: Recommendation) -> bool:
        brief = self._briefs.get(row.brief_id)
        return brief is None or brief.removed


_TABLES: Mapping[str, Any] = {
    "recommendation": Recommendation,
    "brief": Brief,
    "evidence": Evidence,
    "person": Person,
    "author": Author,
    "addressee": Addressee,
    "token": Token,
    "share": Share,
    "meeting": Meeting,
}


def _rows(session: Session, table: Any, keys: Iterable[int]) -> list[Any]:
    wanted = set(keys)
    return list(session.execute(select(table).where(col(table.id).in_(wanted))).scalars()) if wanted else []


def _called(row: Any) -> str:
    if isinstance(row, Person):
        return name(row)
    if isinstance(row, Meeting):
        return day(row.day.isoformat())
    return next((str(getattr(row, part)) for part in ("reference", "title", "name") if hasattr(row, part)), "")

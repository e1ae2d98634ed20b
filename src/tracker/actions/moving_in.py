"""Recommendations of another tracker moving in: row by row what would be added, and the adding, a chunk at a time."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel, col, select

from tracker.actions import links
from tracker.actions.foreign import Moved, read_row
from tracker.actions.moved_briefs import Briefs, Place
from tracker.actions.plan import Plan
from tracker.actions.returned import Judged, Record, Verdict
from tracker.errors import Invalid
from tracker.extraction.actors import actor as counted_as
from tracker.store.access import allow, can
from tracker.store.history import CREATED, UNDO, By, record_all_created
from tracker.store.holding import Turn, take_turn
from tracker.store.people_tables import Change, Person
from tracker.store.tables import (
    Addressee,
    Author,
    Evidence,
    Recommendation,
    RecommendationAddressee,
    RecommendationAuthor,
    RecommendationRegion,
    RecommendationTopic,
    Topic,
)
from tracker.translation import gettext as _
from tracker.vocabulary.answers import Review
from tracker.vocabulary.roles import Verb

WHY = "moved in"
_LABEL = 80
_INHERITED = ("authors", "regions", "topics")
_DEFAULTS = Recommendation(reference="", brief_id=0, wording="").model_dump()
_NO_PROOF = Evidence(recommendation_id=0, kind="").model_dump()


class Names:
    """The keys of authors, addressees and topics by name: those that are there looked up at once, others made."""

    def __init__(self, session: Session, rows: Sequence[Moved]) -> None:
        self._session = session
        self._keys: dict[tuple[str, str], int] = {}
        printed = {counted_as(one) for moved in rows for one in moved.names.get("addressees", ())}
        self._look_up(Addressee, printed)
        for table, name in ((Author, "authors"), (Topic, "topics")):
            self._look_up(table, {one for moved in rows for one in moved.names.get(name, ())})

    def _look_up(self, table: links.Named, names: set[str]) -> None:
        self._keys |= {(table.__name__, name): key for name, key in links.keys_of(self._session, table, names).items()}

    def key(self, table: links.Named, name: str) -> int:
        """The key of the row with this name, made where there is none."""
        found = self._keys.get((table.__name__, name))
        if found is None:
            found = self._keys[table.__name__, name] = links.named(self._session, table, [name])[name]
        return found

    def ensure_region(self, code: str) -> None:
        """Make the row of this country where there is none."""
        if ("Region", code) not in self._keys:
            links.ensure_region(self._session, code)
            self._keys["Region", code] = 0


def judge(
    session: Session, actor: Person | None, records: Sequence[Record], plan: Plan, met: set[bytes]
) -> Iterator[Judged]:
    """What moving these rows in would do; nothing is written. `met` holds what rows before them have brought."""
    allow(session, actor, Verb.IMPORT)
    for number, moved, judged in _read(session, records, plan, met):
        yield judged or _added(number, moved)


def take(
    session: Session, actor: Person | None, records: Sequence[Record], plan: Plan, met: set[bytes]
) -> Iterator[Judged]:
    """Add the recommendations of these rows, each whole or not at all; rows that are there already are left out."""
    by = By(allow(session, actor, Verb.IMPORT), WHY)
    take_turn(session, Turn.MOVING_IN)
    found = list(_read(session, records, plan, met))
    _add(session, by, [moved for _number, moved, judged in found if judged is None and moved is not None])
    for number, moved, judged in found:
        yield judged or _added(number, moved)


def _added(number: int, moved: Moved | None) -> Judged:
    assert moved is not None  # noqa: S101 -- a row without it has been judged
    told = {"title": moved.title, "number": moved.number, "published": str(moved.published or "")}
    told |= {name: "; ".join(names) for name, names in moved.names.items()}
    told |= {name: str(moved.values[name]) for name in ("status", "status_on", "response") if moved.values.get(name)}
    changes = tuple((name, "", text) for name, text in told.items() if text)
    return Judged(number, _shortened(moved.wording), Verdict.ADD, changes=changes)


def _read(
    session: Session, records: Sequence[Record], plan: Plan, met: set[bytes]
) -> list[tuple[int, Moved | None, Judged | None]]:
    """Each row with what it says; judged already where it cannot be read, or is there."""
    people = _people(session)
    found: list[tuple[int, Moved | None, Judged | None]] = []
    for number, record in records:
        try:
            found.append((number, read_row(plan, record, people), None))
        except Invalid as wrong:
            label = _shortened(record.get(plan.columns.get("wording", ""), ""))
            found.append((number, None, Judged(number, label, Verdict.INVALID, str(wrong))))
    there = _there(session, [moved for _number, moved, _judged in found if moved])
    return [(number, moved, judged or _repeated(number, moved, there, met)) for number, moved, judged in found]


def _repeated(number: int, moved: Moved | None, there: set[bytes], met: set[bytes]) -> Judged | None:
    if moved is None:
        return None
    print_ = _print(moved.brief, moved.wording, moved.names.get("addressees", ()))
    if print_ in there:
        return Judged(number, _shortened(moved.wording), Verdict.THERE, _("It is in the tracker already."))
    if print_ in met:
        return Judged(number, _shortened(moved.wording), Verdict.THERE, _("It stands in the file twice."))
    met.add(print_)
    return None


def _there(session: Session, rows: Sequence[Moved]) -> set[bytes]:
    """Fingerprints of those of the rows that the store has, by brief, wording and addressees."""
    briefs = Briefs(session)
    keys = {key: moved.brief for moved in rows if (key := briefs.known(moved))}
    wordings = {moved.wording for moved in rows}
    if not keys:
        return set()
    statement = select(Recommendation).where(
        col(Recommendation.brief_id).in_(keys), col(Recommendation.wording).in_(wordings)
    )
    rows_there = list(session.exec(statement))
    undone = _undone(session, [row.id or 0 for row in rows_there if row.review == Review.REJECTED.value])
    found = [(row.id, row.brief_id, row.wording) for row in rows_there if row.id not in undone]
    printed = _addressees(session, [key or 0 for key, _brief, _wording in found])
    return {_print(keys[brief], wording, printed.get(key or 0, ())) for key, brief, wording in found}


def _undone(session: Session, keys: Sequence[int]) -> set[int]:
    """Those of the rejected recommendations that nobody judged: the gesture that made them was undone."""
    statement = select(Change).where(
        Change.entity == "recommendation", col(Change.entity_id).in_(keys), col(Change.field).in_((CREATED, "review"))
    )
    made, last = dict[int, str](), dict[int, str]()
    for change in session.exec(statement.order_by(col(Change.id))) if keys else ():
        if change.field == CREATED:
            made[change.entity_id] = change.batch
        else:
            last[change.entity_id] = change.why.partition(":")[0]
    return {key for key, why in last.items() if why == f"{UNDO}{made.get(key)}"}


def _addressees(session: Session, keys: Sequence[int]) -> dict[int, list[str]]:
    link = RecommendationAddressee
    statement = select(link.recommendation_id, link.printed).where(col(link.recommendation_id).in_(keys))
    found: dict[int, list[str]] = {}
    for key, printed in session.exec(statement.order_by(col(link.recommendation_id), col(link.position))):
        found.setdefault(key, []).append(printed)
    return found


def _print(brief: tuple[str, str, str], wording: str, addressees: Sequence[str]) -> bytes:
    """What tells a recommendation from every other one, in a few bytes: its brief, its words, and to whom they go."""
    text = "\x1f".join((*brief, wording, *addressees))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _people(session: Session) -> dict[str, list[int]]:
    """The keys of those who may own a record, by name and by address; of an address there is one alone."""
    rows = [row for row in session.exec(select(Person).where(col(Person.active))) if can(row, Verb.UPDATE)]
    found: dict[str, list[int]] = {}
    for row in rows:
        if row.name.strip():
            found.setdefault(" ".join(row.name.split()).casefold(), []).append(row.id or 0)
    return found | {row.email.casefold(): [row.id or 0] for row in rows}


def _shortened(text: str) -> str:
    return text if len(text) <= _LABEL else f"{text[: _LABEL - 1]}…"


def _add(session: Session, by: By, rows: Sequence[Moved]) -> None:
    """Add the rows with their briefs, links, evidence and history, in few statements."""
    briefs, names = Briefs(session), Names(session, rows)
    made = [_values(briefs.place(by, moved), moved) for moved in rows]
    for values, key in zip(made, _inserted(session, Recommendation, made), strict=True):
        values["id"] = key
    linked: dict[type[SQLModel], list[dict[str, Any]]] = {}
    for values, moved in zip(made, rows, strict=True):
        for table, link in _links(values, moved, names):
            linked.setdefault(table, []).append(link)
    for table, found in linked.items():
        session.execute(insert(table), found)
    told = ({**values, **_own(values, moved)} for values, moved in zip(made, rows, strict=True))
    record_all_created(session, "recommendation", told, by)
    _prove(session, by, made, rows)


def _values(place: Place, moved: Moved) -> dict[str, Any]:
    """Every column of the new recommendation."""
    return {
        **_DEFAULTS,
        "reference": f"{place.stem}/R{place.position}",
        "brief_id": place.brief_id,
        "position": place.position,
        "origin": "imported",
        "wording": moved.wording,
        **moved.values,
        **{f"own_{name}": place.differs(name, moved.names.get(name, ())) for name in _INHERITED},
    }


def _inserted(session: Session, table: Any, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """The keys of the new rows, in order."""
    if not rows:
        return []
    statement = insert(table).returning(table.id, sort_by_parameter_order=True)
    without_key = [{name: value for name, value in row.items() if name != "id"} for row in rows]
    return list(session.execute(statement, without_key).scalars())


def _prove(session: Session, by: By, made: Sequence[Mapping[str, Any]], rows: Sequence[Moved]) -> None:
    proofs = [
        {**_NO_PROOF, "recommendation_id": values["id"], **moved.evidence}
        for values, moved in zip(made, rows, strict=True)
        if moved.evidence
    ]
    keys = _inserted(session, Evidence, proofs)
    record_all_created(session, "evidence", ({**proof, "id": key} for proof, key in zip(proofs, keys, strict=True)), by)


def _own(values: Mapping[str, Any], moved: Moved) -> Mapping[str, Sequence[str]]:
    """The links that the recommendation carries itself."""
    carried = {name: moved.names.get(name, ()) for name in _INHERITED if values[f"own_{name}"]}
    return {"addressees": moved.names.get("addressees", ()), **carried}


def _links(values: Mapping[str, Any], moved: Moved, names: Names) -> Iterator[tuple[type[SQLModel], dict[str, Any]]]:
    """Each link of the recommendation: its table and its columns."""
    of, own = {"recommendation_id": values["id"]}, _own(values, moved)
    for place, printed in enumerate(own["addressees"]):
        key = names.key(Addressee, counted_as(printed))
        yield RecommendationAddressee, {**of, "position": place, "addressee_id": key, "printed": printed}
    for place, name in enumerate(own.get("authors", ())):
        yield RecommendationAuthor, {**of, "position": place, "author_id": names.key(Author, name)}
    for place, code in enumerate(own.get("regions", ())):
        names.ensure_region(code)
        yield RecommendationRegion, {**of, "position": place, "code": code}
    for place, name in enumerate(own.get("topics", ())):
        yield RecommendationTopic, {**of, "position": place, "topic_id": names.key(Topic, name)}

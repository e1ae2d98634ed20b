"""The cells of an edited export as values: which of them a person has touched, and what was entered there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from tracker.actions import former
from tracker.actions.changes import changed_since
from tracker.errors import Invalid
from tracker.store.people_tables import Person, Unit
from tracker.store.tables import Brief, Recommendation
from tracker.translation import gettext as _
from tracker.vocabulary.cells import CUT, entered, meant
from tracker.vocabulary.columns import DAYS, EDITABLE, MAY_BE_EMPTY, PARTIAL_DATES, SEEN, WHY, WORDS
from tracker.vocabulary.dates import PartialDate, Precision

_OF_ITS_OWN = ("wording", "level", "review")
"""The columns for reading of which a record's own history tells what they held when the file was made."""


@dataclass(frozen=True, slots=True)
class Edited:
    """What a row asks for: the record, the version that the file was made of, the touched fields, and the reason.

    `unread` says why cells cannot be read that were touched, `reading` names the touched columns that are for reading.
    """

    key: int
    seen: int
    fields: dict[str, Any]
    why: str = ""
    unread: tuple[Invalid, ...] = ()
    reading: tuple[str, ...] = ()


@dataclass(slots=True)
class Known:
    """What the rows of a chunk refer to: records by reference, their briefs' units, people and units by key."""

    rows: dict[str, Recommendation]
    brief_units: dict[int, int | None]
    emails: dict[int, str]
    units: dict[int, str]

    @classmethod
    def of(cls, session: Session, references: Sequence[str]) -> "Known":
        """Look up all that these references need, in four questions."""
        wanted = select(Recommendation).where(col(Recommendation.reference).in_(references))
        rows = {row.reference: row for row in session.exec(wanted.execution_options(populate_existing=True))}
        briefs = select(Brief.id, Brief.unit_id).where(col(Brief.id).in_({row.brief_id for row in rows.values()}))
        return cls(
            rows,
            {key or 0: unit for key, unit in session.exec(briefs)},
            {key or 0: email for key, email in session.exec(select(Person.id, Person.email))},
            {key or 0: name for key, name in session.exec(select(Unit.id, Unit.name))},
        )


def read_edits(session: Session, known: Known, row: Recommendation, record: Mapping[str, str]) -> Edited:
    """The fields that the person changed in this row of the file, which is whole; Invalid for a version there is not.

    A cell that shows what the export had put there was not touched, whatever others have done since.
    """
    seen = _version(record.get(SEEN, ""), row)
    then = _as_seen(session, row, seen)
    shown = as_told(session, known, then)
    fields, unread = {}, list[Invalid]()
    for name in EDITABLE:
        try:
            if name not in record or _untouched(record[name], shown[name]):
                continue
            if not _called_so(session, known, row, then, seen, name, meant(record[name]).strip()):
                fields[name] = _value(known, name, record[name])
        except Invalid as wrong:
            unread.append(wrong)
    reading = tuple(name for name in _OF_ITS_OWN if name in record and _differs(record[name], str(then[name])))
    return Edited(row.id or 0, seen, fields, entered(record.get(WHY, "")).strip(), tuple(unread), reading)


def as_told(session: Session, known: Known, values: Mapping[str, Any]) -> dict[str, str]:
    """The columns of a record as the spreadsheet shows them; of some columns alone, those."""
    told = {}
    for name in EDITABLE:
        column = f"{name}_id" if name in ("superseded_by", "owner", "unit") else name
        if column in values:
            told[name] = _told(session, known, name, values[column], values)
    return told


def _told(session: Session, known: Known, name: str, value: Any, values: Mapping[str, Any]) -> str:
    if name == "unit":
        brief_id = values.get("brief_id")
        return known.units.get(value or (known.brief_units.get(brief_id) if brief_id else None) or 0, "")
    if value is None:
        return ""
    if name == "owner":
        return known.emails.get(value, "")
    if name == "superseded_by":
        later = session.get(Recommendation, value)
        return later.reference if later else ""
    if name in PARTIAL_DATES:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
        return str(PartialDate(day, Precision(values.get(f"{name}_precision") or Precision.DAY)))
    return str(value)


def _as_seen(session: Session, row: Recommendation, seen: int) -> dict[str, Any]:
    now = row.model_dump()
    if seen == row.version:
        return now
    return {**now, **{name: old for name, (old, _now) in changed_since(session, row, seen).items()}}


def _version(text: str, row: Recommendation) -> int:
    cell = meant(text).strip()
    if cell.isdecimal() and len(cell) < 10 and 0 < int(cell) <= row.version:
        return int(cell)
    raise Invalid(_("“seen” is {text!r}, which is no version of this record. Export it again.").format(text=cell))


def _untouched(cell: str, shown: str) -> bool:
    if meant(cell) == shown:
        return True
    if not cell.endswith(CUT):
        return cell.strip() == "" and shown == ""
    if shown.startswith(meant(cell.removesuffix(CUT))):
        return True
    raise Invalid(_("This text is longer than a cell can hold. Change it on the page of the recommendation."))


def _differs(cell: str, shown: str) -> bool:
    return not cell.endswith(CUT) and meant(cell).split() != shown.split()


def _called_so(
    session: Session, known: Known, row: Recommendation, then: Mapping[str, Any], seen: int, name: str, text: str
) -> bool:
    """Whether the cell names whom or what it named when the file was made, which is called otherwise today."""
    if name == "owner" and then["owner_id"]:
        return former.owner_called(session, row, seen, then["owner_id"], text)
    unit = then["unit_id"] or known.brief_units.get(row.brief_id)
    return name == "unit" and unit is not None and former.unit_called(session, row, seen, unit, text)


def _value(known: Known, name: str, cell: str) -> Any:
    """What the cell says, as `actions.updates.advance` takes it."""
    text = entered(cell)
    plain = " ".join(text.split())
    if name in WORDS:
        return _word(name, plain)
    if name in PARTIAL_DATES or name in DAYS:
        return _date(name, plain)
    if name in ("owner", "unit"):
        return _named(name, plain, known.emails if name == "owner" else known.units)
    return plain if name == "superseded_by" else text


def _word(name: str, text: str) -> str | None:
    """The word, also where its label was typed."""
    if not text and name in MAY_BE_EMPTY:
        return None
    wanted = text.casefold()
    called = {label.casefold(): word.value for word, label in WORDS[name].items()}
    called |= {_(label).casefold(): word.value for word, label in WORDS[name].items()}
    return str(called.get(wanted, wanted.replace(" ", "_")))


def _date(name: str, text: str) -> Any:
    if not text:
        return None
    try:
        return PartialDate.parse(text) if name in PARTIAL_DATES else date.fromisoformat(text)
    except ValueError:
        example = "2007-05-30, 2007-05 or 2007" if name in PARTIAL_DATES else "2007-05-30"
        raise Invalid(
            _("{name} wants a date such as {example}, not {text!r}.").format(name=name, example=example, text=text)
        ) from None


def _named(name: str, text: str, names: Mapping[int, str]) -> int | None:
    if not text:
        return None
    key = next((key for key, called in names.items() if called.casefold() == text.casefold()), None)
    if key is None:
        raise Invalid(_("{name}: nobody and nothing here is called {text!r}.").format(name=name, text=text))
    return key

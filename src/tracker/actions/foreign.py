"""One row of a foreign spreadsheet as what it says: each cell read by the plan; Invalid where one cannot be read."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tracker.actions.evidence import checked
from tracker.actions.guessing import said
from tracker.actions.plan import DATE_FIELDS, FIELDS, LEFT_OUT, Plan
from tracker.actions.rules import complete, publishable
from tracker.actions.several import several
from tracker.actions.whole_rows import broken
from tracker.errors import Invalid, gathered
from tracker.extraction import action_type
from tracker.reading.mending import mended
from tracker.store.tables import Recommendation
from tracker.translation import gettext as _
from tracker.vocabulary import regions
from tracker.vocabulary.advice import ActionType
from tracker.vocabulary.answers import EvidenceKind, Item, strength
from tracker.vocabulary.cells import entered
from tracker.vocabulary.dates import PartialDate, Precision
from tracker.vocabulary.typed_dates import parse

_NAMES = ("authors", "addressees", "topics")
_TEXTS = ("outcome", "notes", "label")
_LONGEST_NAME = 300
Part = Callable[[], AbstractContextManager[None]]
"""As `errors.gathered` gives it."""
_DEFAULTS = Recommendation(reference="", brief_id=0, wording="").model_dump()


@dataclass(frozen=True, slots=True)
class Moved:
    """What a row says: of its brief, the recommendation (`values` are columns), whom it is about, what proves it."""

    title: str
    number: str
    series: str
    published: PartialDate | None
    wording: str
    values: Mapping[str, Any]
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    evidence: Mapping[str, Any] | None = None

    @property
    def brief(self) -> tuple[str, str, str]:
        """What rows of one brief share: title, number and year."""
        year = str(self.published.day.year) if self.published else ""
        return (self.title, self.number, year)


def read_row(plan: Plan, record: Mapping[str, str], people: Mapping[str, Sequence[int]]) -> Moved:
    """The row by the plan; `people` are the keys of those who may own a record, by address and name, written small.

    The same rules hold as in a form: Invalid where the record would not hold together.
    """
    if why := broken(record, plan.columns.values()):
        raise Invalid(why)
    cells = {name: mended(entered(record[column])).strip() for name, column in plan.columns.items() if column in record}
    wording = " ".join(cells.get("wording", "").split())
    if not wording:
        raise Invalid(_("A recommendation needs its words."))
    names, evidence = dict[str, tuple[str, ...]](), None
    with gathered() as part:
        dates = _dates(plan, cells, part)
        values = _values(plan, cells, dates, people, part)
        with part():
            names = _names(plan, cells)
        with part():
            evidence = _evidence(plan, cells)
    return Moved(
        title=" ".join(cells.get("title", "").split()) or plan.title or _("Moved in"),
        number=" ".join(cells.get("number", "").split()),
        series=" ".join(cells.get("series", "").split()),
        published=dates["published"],
        wording=wording,
        values=_completed(values, dates["published"], evidence),
        names=names,
        evidence=evidence,
    )


def _completed(
    values: dict[str, Any], published: PartialDate | None, evidence: Mapping[str, Any] | None
) -> dict[str, Any]:
    kinds = [Item(EvidenceKind(evidence["kind"]), evidence["source"])] if evidence else []
    return complete(_DEFAULTS, values, published.day if published else None, lambda: strength(kinds))


def _dates(plan: Plan, cells: Mapping[str, str], part: Part) -> dict[str, PartialDate | None]:
    found: dict[str, PartialDate | None] = dict.fromkeys(DATE_FIELDS)
    for name in DATE_FIELDS:
        with part():
            found[name] = _date(plan, name, cells.get(name, ""))
    with part():
        publishable(found["published"])
    return found


def _values(
    plan: Plan,
    cells: Mapping[str, str],
    dates: Mapping[str, PartialDate | None],
    people: Mapping[str, Sequence[int]],
    part: Part,
) -> dict[str, Any]:
    """The columns that the row fills."""
    values: dict[str, Any] = {"review": plan.review.value}
    values |= {name: cells[name] for name in _TEXTS if name in cells}
    for name in ("status", "response", "priority"):
        with part():
            word = _word(plan, name, cells.get(name, ""))
            values |= {name: word} if word != LEFT_OUT else {}
    for name in ("status_on", "outcome_on"):
        day = dates[name]
        values[name] = day.day if day else None
        values[f"{name}_precision"] = day.precision.value if day else None
    for name in ("due", "verified_on"):
        with part():
            values[name] = _whole_day(name, dates[name])
    with part():
        values["action_type"] = _action_type(cells)
    with part():
        values["owner_id"] = _owner(cells.get("owner", ""), people)
    return values


def _date(plan: Plan, name: str, text: str) -> PartialDate | None:
    if text.strip(" -–") == "":
        return None
    try:
        return parse(text, plan.orders.get(name))
    except ValueError:
        raise Invalid(
            _("{field}: {text!r} is no date, or may be read in two ways.").format(field=_(FIELDS[name]), text=text)
        ) from None


def _whole_day(name: str, day: PartialDate | None) -> date | None:
    if day is not None and day.precision is not Precision.DAY:
        raise Invalid(_("{field}: {text!r} is no day.").format(field=_(FIELDS[name]), text=str(day)))
    return day.day if day else None


def _word(plan: Plan, name: str, text: str) -> str:
    if not text:
        return LEFT_OUT
    (word,) = said(name, text)
    ours = plan.words.get(name, {}).get(word)
    if ours is None:
        raise Invalid(
            _("{field}: {text!r} is none of the words that were mapped.").format(field=_(FIELDS[name]), text=text)
        )
    return ours


def _action_type(cells: Mapping[str, str]) -> int:
    text = cells.get("action_type", "")
    if not text:
        return int(action_type(" ".join(cells["wording"].split())))
    if text not in {str(kind.value) for kind in ActionType}:
        raise Invalid(_("{field}: {text!r} is none of 1 to 5.").format(field=_(FIELDS["action_type"]), text=text))
    return int(text)


def _owner(text: str, people: Mapping[str, Sequence[int]]) -> int | None:
    if not text:
        return None
    found = people.get(" ".join(text.split()).casefold(), ())
    if not found:
        raise Invalid(_("The owner must be somebody who may update recommendations, not {text!r}.").format(text=text))
    if len(found) > 1:
        raise Invalid(
            _("{n} people here are called {text!r}. Put the e-mail address of the owner there.").format(
                n=len(found), text=text
            )
        )
    return found[0]


def _names(plan: Plan, cells: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found = {name: tuple(dict.fromkeys(several(name, cells[name]))) for name in _NAMES if cells.get(name)}
    with gathered() as part:
        with part():
            if any(len(one) > _LONGEST_NAME for names in found.values() for one in names):
                raise Invalid(_("A name in this row is longer than any name is."))
        if cells.get("regions"):
            codes: dict[str, None] = {}
            for one in said("regions", cells["regions"]):
                with part():
                    codes[_country(plan, one)] = None
            found["regions"] = tuple(code for code in codes if code)
    return found


def _country(plan: Plan, word: str) -> str:
    code = plan.words.get("regions", {}).get(word, regions.find(word))
    if code is None:
        raise Invalid(_("{word!r} is no country that the tracker knows.").format(word=word))
    return code


def _evidence(plan: Plan, cells: Mapping[str, str]) -> dict[str, Any] | None:
    """The one piece of evidence that a row may carry, None where it has none; Invalid where its link is no address."""
    url, source, note = (cells.get(f"evidence_{name}", "") for name in ("url", "source", "note"))
    if not (url or source or note):
        return None
    return {"kind": plan.kind.value, **checked(url=url, source=source, note=note)}

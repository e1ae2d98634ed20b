"""How a foreign spreadsheet is to be read: its columns, its words, its dates; kept as a profile for the next time."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlmodel import Session, col, select

from tracker.actions.changes import change
from tracker.errors import Invalid
from tracker.store.access import allow
from tracker.store.history import By, record_created
from tracker.store.people_tables import Person
from tracker.store.work_tables import ImportProfile
from tracker.translation import gettext as _
from tracker.translation import marked
from tracker.vocabulary.answers import EvidenceKind, Review
from tracker.vocabulary.roles import Verb
from tracker.vocabulary.typed_dates import Order

FIELDS: dict[str, str] = {
    "wording": marked("Recommendation"),
    "title": marked("Title of the brief"),
    "number": marked("Number of the brief"),
    "series": marked("Series of the brief"),
    "published": marked("Date of publication"),
    "authors": marked("Authors"),
    "regions": marked("Countries"),
    "addressees": marked("Addressees"),
    "topics": marked("Topics"),
    "status": marked("Status"),
    "status_on": marked("Date of the status"),
    "response": marked("Response"),
    "outcome": marked("Outcome"),
    "outcome_on": marked("Date of the outcome"),
    "owner": marked("Owner"),
    "due": marked("Day of the next look"),
    "verified_on": marked("Day of the last look"),
    "priority": marked("Priority"),
    "notes": marked("Notes"),
    "action_type": marked("How much is asked, 1 to 5"),
    "label": marked("Its number in the old tracker"),
    "evidence_url": marked("Link to the evidence"),
    "evidence_source": marked("Source of the evidence"),
    "evidence_note": marked("Evidence in words"),
}
"""What a column of a foreign spreadsheet may hold, each at most once."""

WORD_FIELDS = ("status", "response", "priority", "regions")
DATE_FIELDS = ("published", "status_on", "outcome_on", "due", "verified_on")
LEFT_OUT = ""
"""The word of ours for a word of theirs that says nothing."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to read the spreadsheet.

    `columns` says of each field which column holds it. `words` says for each field of words what a word of theirs
    (written small) is in ours, LEFT_OUT for none. `orders` says of each field of dates what stands first in it. `title`
    is that of the brief where a row names none. All evidence has the one `kind`; `review` is what new ones are.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    orders: Mapping[str, Order] = field(default_factory=dict)
    title: str = ""
    kind: EvidenceKind = EvidenceKind.OWN_CLAIM
    review: Review = Review.PENDING

    def to_json(self) -> str:
        """The plan as a profile keeps it; the title belongs to one file alone."""
        kept = {name: getattr(self, name) for name in ("columns", "words", "orders", "kind", "review")}
        return json.dumps(kept, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Plan":
        """The plan that `to_json` wrote; Invalid for anything else."""
        try:
            kept = json.loads(text)
            return cls(
                columns={str(name): str(column) for name, column in kept["columns"].items() if name in FIELDS},
                words={str(name): dict(words) for name, words in kept["words"].items()},
                orders={str(name): Order(order) for name, order in kept["orders"].items()},
                kind=EvidenceKind(kept["kind"]),
                review=Review(kept["review"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Invalid(_("This profile cannot be read. Map the columns anew and save it again.")) from None

    def but(self, **changes: Any) -> "Plan":
        """The plan with these parts changed."""
        return replace(self, **changes)


def save(session: Session, actor: Person | None, name: str, plan: Plan) -> ImportProfile:
    """Keep the plan under this name for the next file of the same origin, in place of an older one."""
    by = By(allow(session, actor, Verb.IMPORT))
    called = " ".join(name.split())
    if not called:
        raise Invalid(_("A profile needs a name."))
    known = session.exec(select(ImportProfile).where(col(ImportProfile.name) == called)).first()
    if known is not None:
        return change(session, known, None, by, {"mapping": plan.to_json()})
    row = ImportProfile(name=called, mapping=plan.to_json())
    session.add(row)
    record_created(session, row, by)
    return row

"""The columns of a spreadsheet that goes out and comes back: what each is called, what it means, who may change it."""

from collections.abc import Mapping
from typing import Any

from tracker.translation import marked
from tracker.vocabulary.answers import (
    CONTRIBUTION_LABELS,
    FIDELITY_LABELS,
    OUTCOME_LABELS,
    PRIORITY_LABELS,
    RESPONSE_LABELS,
)
from tracker.vocabulary.statuses import STATUSES, Status

REFERENCE, SEEN, WHY = "reference", "seen", "why"

EDITABLE: dict[str, str] = {
    "status": marked("Where the ask stands: one of the words below."),
    "status_on": marked("When that came about in the world: 2007-05-30, 2007-05 or 2007. Closing needs it."),
    "response": marked("What the addressee said: one of the words below."),
    "outcome_type": marked("In what something changed: one of the words below, or empty."),
    "outcome_on": marked("When the outcome was observed: 2007-05-30, 2007-05 or 2007."),
    "outcome": marked("What changed, in words."),
    "fidelity": marked("How much of the ask is in it: one of the words below, or empty."),
    "contribution": marked("Whether the brief helped: one of the words below."),
    "rival_explanation": marked("What else may explain the outcome. A contribution needs it."),
    "superseded_by": marked("The reference of the later recommendation that has replaced this one."),
    "owner": marked("Who looks after it: an e-mail address of somebody who uses the tracker."),
    "unit": marked("The unit that looks after it."),
    "due": marked("The day of the next look: 2007-05-30."),
    "verified_on": marked("The day of the last look: 2007-05-30."),
    "reverify_by": marked("Until when what was found holds: 2007-05-30."),
    "priority": marked("How urgent a look at it is: one of the words below."),
    "notes": marked("For those who work on it."),
}
"""What may be changed in the spreadsheet, in the order of the columns."""

WORK = ("owner", "unit", "due", "verified_on", "reverify_by", "priority", "notes")
"""Of these, what belongs to the work: a viewer gets no such column."""

CONTEXT: dict[str, str] = {
    "wording": marked("The words of the recommendation."),
    "level": marked("Whether the document itself sets it off."),
    "review": marked("Whether it was confirmed as a recommendation."),
    "title": marked("The title of its brief."),
    "published": marked("When the brief was published."),
    "series": marked("The series of the brief."),
    "number": marked("The number of the brief."),
    "authors": marked("Who wrote it."),
    "regions": marked("The countries that it is about."),
    "addressees": marked("Who is to act."),
    "topics": marked("What it is filed under."),
    "strength": marked("How strong the evidence is, 0 to 5. Adopted needs 2 or more."),
    "evidence": marked("What the status rests on, an item a line."),
}
"""What stands beside it for reading; a change there is not taken in."""

WORDS: dict[str, Mapping[Any, str]] = {
    "status": {status: STATUSES[status].label for status in Status},
    "response": RESPONSE_LABELS,
    "outcome_type": OUTCOME_LABELS,
    "fidelity": FIDELITY_LABELS,
    "contribution": CONTRIBUTION_LABELS,
    "priority": PRIORITY_LABELS,
}
"""The columns that hold one of a few words, each word with its label."""

MAY_BE_EMPTY = ("outcome_type", "fidelity")
PARTIAL_DATES = ("status_on", "outcome_on")
DAYS = ("due", "verified_on", "reverify_by")
"""Those known to the day."""


def columns(work: bool) -> tuple[str, ...]:
    """The columns of an export in order; without `work` those of a viewer, who may change nothing."""
    fields = tuple(EDITABLE) if work else tuple(name for name in EDITABLE if name not in WORK)
    return (REFERENCE, SEEN, "wording", *fields, *((WHY,) if work else ()), *list(CONTEXT)[1:])

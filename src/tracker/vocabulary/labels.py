"""What readers call the fields of the store, wherever a change of one is told."""

from collections.abc import Mapping

from tracker.translation import gettext as _
from tracker.translation import marked

LABELS: Mapping[str, str] = {
    "*": marked("Taken in"),
    "review": marked("Review"),
    "status": marked("Status"),
    "status_on": marked("Date of the status"),
    "response": marked("Response"),
    "outcome_type": marked("Kind of outcome"),
    "outcome_on": marked("Date of the outcome"),
    "outcome": marked("Outcome"),
    "fidelity": marked("How much of the ask"),
    "contribution": marked("Contribution of the brief"),
    "rival_explanation": marked("Other explanation"),
    "superseded_by_id": marked("Replaced by"),
    "owner_id": marked("Owner"),
    "due": marked("Due"),
    "verified_on": marked("Last checked"),
    "reverify_by": marked("Check again by"),
    "priority": marked("Priority"),
    "notes": marked("Notes"),
    "wording": marked("Wording"),
    "quote": marked("Words of the brief"),
    "also": marked("Other places in the brief"),
    "addressees": marked("Addressees"),
    "level": marked("Level"),
    "parent_id": marked("Part of"),
    "repeats_id": marked("Repeats"),
    "stance": marked("Stance"),
    "action_type": marked("Action type"),
    "title": marked("Title"),
    "authors": marked("Authors"),
    "regions": marked("Countries"),
    "topics": marked("Topics"),
    "published": marked("Published"),
    "series": marked("Series"),
    "number": marked("Number"),
    "withdrawn": marked("Evidence withdrawn"),
    "removed": marked("Removed"),
    "sha256": marked("Digest of the file"),
    "newer_id": marked("Newer version"),
    "unit_id": marked("Unit"),
    "same_as_id": marked("The same as"),
    "note": marked("Note"),
    "name": marked("Name"),
    "role": marked("Role"),
    "active": marked("Let in"),
    "shared": marked("For everybody"),
    "digest": marked("Weekly message"),
    "digest_at": marked("Weekly message sent"),
    "revoked_at": marked("Revoked"),
    "as_of": marked("Day of the figures"),
    "covering": marked("Covering sentence"),
    "decisions": marked("Decisions"),
    "stories": marked("Stories"),
    "approved_by_id": marked("Approved by"),
    "approved_at": marked("Approved"),
}
"""Each field of which the history tells, by its column; "*" is that a record was made."""


def label(field: str) -> str:
    """The field in words, in the reader's language; one that no reader meets as the store calls it."""
    return _(LABELS.get(field) or LABELS.get(f"{field}_id") or field)

"""The words for what people made of a recommendation: review, response, outcome, evidence, contribution."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.translation import marked


class Review(StrEnum):
    """Is it ours? Rates count confirmed ones only."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class Response(StrEnum):
    """What did the addressee say?"""

    NONE_KNOWN = "none_known"
    UNDER_CONSIDERATION = "under_consideration"
    ACCEPTED = "accepted"
    ACCEPTED_IN_PART = "accepted_in_part"
    NOTED = "noted"
    REJECTED = "rejected"


class OutcomeType(StrEnum):
    """In what did something change?"""

    FRAMING = "framing"
    COMMITMENT = "commitment"
    PROCEDURE = "procedure"
    POLICY_CONTENT = "policy_content"
    PRACTICE = "practice"


class Fidelity(StrEnum):
    """How much of the ask is in the outcome?"""

    FULL = "full"
    MOST = "most"
    SOME = "some"
    MARGINAL = "marginal"


class Contribution(StrEnum):
    """Did the brief help? Always with the rival explanation in words."""

    NOT_ASSESSED = "not_assessed"
    PRE_EXISTING = "pre_existing"
    POSSIBLE = "possible"
    CONTRIBUTED = "contributed"
    IMPORTANT = "important"
    DECISIVE = "decisive"


CLAIMS = frozenset(Contribution) - {Contribution.NOT_ASSESSED, Contribution.PRE_EXISTING}
"""What says that the brief may have helped, and so needs the rival explanation."""


class Priority(StrEnum):
    """How urgent a look at it is."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class EvidenceKind(StrEnum):
    """Where a piece of evidence comes from."""

    OWN_CLAIM = "own_claim"
    NEWS_REPORT = "news_report"
    PUBLIC_DOCUMENT = "public_document"
    NAMED_SOURCE = "named_source"
    INDEPENDENT_CONFIRMATION = "independent_confirmation"
    DECISIVE_DOCUMENT = "decisive_document"


REVIEW_LABELS = {
    Review.PENDING: marked("To be confirmed"),
    Review.CONFIRMED: marked("Confirmed"),
    Review.REJECTED: marked("Not a recommendation"),
}
RESPONSE_LABELS = {
    Response.NONE_KNOWN: marked("None known"),
    Response.UNDER_CONSIDERATION: marked("Under consideration"),
    Response.ACCEPTED: marked("Accepted"),
    Response.ACCEPTED_IN_PART: marked("Accepted in part"),
    Response.NOTED: marked("Noted"),
    Response.REJECTED: marked("Rejected"),
}
OUTCOME_LABELS = {
    OutcomeType.FRAMING: marked("How the issue is talked about"),
    OutcomeType.COMMITMENT: marked("A commitment"),
    OutcomeType.PROCEDURE: marked("A procedure"),
    OutcomeType.POLICY_CONTENT: marked("The content of policy"),
    OutcomeType.PRACTICE: marked("Practice on the ground"),
}
FIDELITY_LABELS = {
    Fidelity.FULL: marked("All of what was asked"),
    Fidelity.MOST: marked("Most of what was asked"),
    Fidelity.SOME: marked("Some of what was asked"),
    Fidelity.MARGINAL: marked("A margin of what was asked"),
}
CONTRIBUTION_LABELS = {
    Contribution.NOT_ASSESSED: marked("Not assessed"),
    Contribution.PRE_EXISTING: marked("It came before the brief"),
    Contribution.POSSIBLE: marked("Possible"),
    Contribution.CONTRIBUTED: marked("Contributed"),
    Contribution.IMPORTANT: marked("Important"),
    Contribution.DECISIVE: marked("Decisive"),
}
NO_OUTCOME = "none"
"""What stands for a kind of outcome where none is recorded."""
PRIORITY_LABELS = {Priority.LOW: marked("Low"), Priority.NORMAL: marked("Normal"), Priority.HIGH: marked("High")}
KIND_LABELS = {
    EvidenceKind.OWN_CLAIM: marked("Our own claim"),
    EvidenceKind.NEWS_REPORT: marked("News report"),
    EvidenceKind.PUBLIC_DOCUMENT: marked("Public document"),
    EvidenceKind.NAMED_SOURCE: marked("Named source"),
    EvidenceKind.INDEPENDENT_CONFIRMATION: marked("Confirmation by an independent person"),
    EvidenceKind.DECISIVE_DOCUMENT: marked("Decisive document that cites the brief"),
}

STRENGTH: dict[EvidenceKind, int] = {
    EvidenceKind.OWN_CLAIM: 1,
    EvidenceKind.NEWS_REPORT: 2,
    EvidenceKind.PUBLIC_DOCUMENT: 2,
    EvidenceKind.NAMED_SOURCE: 2,
    EvidenceKind.INDEPENDENT_CONFIRMATION: 4,
    EvidenceKind.DECISIVE_DOCUMENT: 5,
}
STRONGEST = max(STRENGTH.values())
"""The strength that no evidence exceeds."""

STRENGTH_TO_ADOPT = 2
"""What it takes to close a recommendation as adopted."""


@dataclass(frozen=True, slots=True)
class Item:
    """What the strength of one piece of evidence rests on; `source` names who says so."""

    kind: EvidenceKind
    source: str = ""
    dated: date | None = None


def strength(items: Iterable[Item]) -> int:
    """How strong the evidence is, from 0 (none) to 5 (the decision itself cites the brief).

    The strongest item counts; two items of strength 2 from different named sources make 3.
    """
    found = list(items)
    best = max((STRENGTH[item.kind] for item in found), default=0)
    sources = {item.source.strip().casefold() for item in found if STRENGTH[item.kind] == 2 and item.source.strip()}
    return 3 if best == 2 and len(sources) > 1 else best


def rule(items: Iterable[Item]) -> str:
    """The rule that makes the strength of these items, to be translated."""
    found = list(items)
    if strength(found) > max((STRENGTH[item.kind] for item in found), default=0):
        return marked("two items of strength 2 from different sources make 3.")
    return marked("the strongest item counts.") if found else marked("without evidence it is 0.")

"""What a recommendation's answers need to hold together, in a form, an import and on the command line alike."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from tracker.actions.chains import hold_replacement, newer_versions, older_versions
from tracker.actions.evidence import strength_of
from tracker.errors import Invalid, Obstacles, TooLittleEvidence
from tracker.store.clock import today
from tracker.store.tables import Brief, Recommendation
from tracker.translation import gettext as _
from tracker.vocabulary.answers import CLAIMS, STRENGTH_TO_ADOPT, Contribution
from tracker.vocabulary.dates import PartialDate, Precision, months_after
from tracker.vocabulary.statuses import STATUSES, Status

_DATED = {"outcome_on", "status", "status_on", "contribution"}
_NOTHING_YET = {Status.NOT_ASSESSED, Status.NO_MOVEMENT}
"""Statuses of which nothing came about, whenever they are dated."""

_AHEAD = 12
"""So many months ahead a brief may be dated: some bear the date of the event that they are for."""

Columns = Mapping[str, Any]


def far_ahead(published: PartialDate | None) -> bool:
    """Whether a brief cannot have come out then: the date is a mistake, or stands for "unknown"."""
    return published is not None and published.day > months_after(today(), _AHEAD)


def publishable(published: PartialDate | None) -> PartialDate | None:
    """The date of a brief as it is; Invalid where it lies far ahead."""
    if far_ahead(published):
        told = _(
            "A brief cannot be dated more than a year ahead, as {day} is. Leave the date empty where it is not known."
        )
        raise Invalid(told.format(day=published))
    return published


def completed(session: Session, row: Recommendation, values: Columns) -> dict[str, Any]:
    """The values with what follows from them; Obstacles, all of them, where the row would not hold together with them.

    A new status has its own date or none, and counts as a look at the record. An outcome or a status that came about
    before the brief is pre-existing.
    """
    now = row.model_dump()
    if (later := values.get("superseded_by_id")) is not None:
        hold_replacement(session, row, later)
    published = _published(session, row, {**now, **values})
    return complete(now, values, published, lambda: strength_of(session, row.id or 0))


def complete(row: Columns, values: Columns, published: date | None, strength: Callable[[], int]) -> dict[str, Any]:
    """As `completed`, of a row that may not exist yet: its values, when its brief came out, how strong its evidence is.

    `strength` is asked for only where it matters.
    """
    full = dict(values)
    if "status" in full and full["status"] != row["status"]:
        full.setdefault("status_on", None)
        full.setdefault("status_on_precision", Precision.DAY.value if full["status_on"] else None)
        full.setdefault("verified_on", today())
    after = {**row, **full}
    before = not full.keys().isdisjoint(_DATED) and _came_before(published, after)
    wrong = [*_apart(after, before=before), *_ahead(full), *_of_evidence(row["status"], after["status"], strength)]
    if wrong:
        raise Obstacles(wrong)
    if before:
        full["contribution"] = Contribution.PRE_EXISTING.value
    return full


def hold_together(session: Session, row: Recommendation) -> None:
    """Obstacles where the answers of the row contradict each other or the brief, whatever evidence there is."""
    wrong = list(_apart(row.model_dump(), before=older_than_brief(session, row)))
    if wrong:
        raise Obstacles(wrong)


def older_than_brief(session: Session, row: Recommendation) -> bool:
    """Whether what came about, as the row dates it, is older than its brief."""
    answers = row.model_dump()
    return _came_before(_published(session, row, answers), answers)


def hold_claims(session: Session, brief: Brief) -> None:
    """Invalid where the brief, or a newer version of it, is said to have contributed to what came about before it."""
    claimed = [contribution.value for contribution in CLAIMS]
    briefs = [brief.id, *newer_versions(session, brief)]
    statement = select(Recommendation).where(
        col(Recommendation.brief_id).in_(briefs), col(Recommendation.contribution).in_(claimed)
    )
    for row in session.exec(statement.order_by(col(Recommendation.brief_id), col(Recommendation.position))):
        if older_than_brief(session, row):
            raise Invalid(
                _(
                    "By that date, what {reference} is said to have contributed to is older than the brief. "
                    "Correct the recommendation first."
                ).format(reference=row.reference)
            )


def unproven(session: Session, recommendation_id: int, status: str) -> bool:
    """Whether the evidence is too weak for this status."""
    return status == Status.ADOPTED and strength_of(session, recommendation_id) < STRENGTH_TO_ADOPT


def _published(session: Session, row: Recommendation, answers: Columns) -> date | None:
    """When its brief came out; where the answers are older than that, when the oldest version of it did."""
    brief = session.get(Brief, row.brief_id)
    if brief is None or not _came_before(brief.published, answers):
        return brief.published if brief else None
    versions = [brief, *older_versions(session, brief)]
    return min(one.published for one in versions if one.published)


def _came_before(published: date | None, after: Columns) -> bool:
    """Whether the last day on which the outcome, or the status, may have come about lies before the publication."""
    if published is None:
        return False
    dated = ["outcome_on"] if after["status"] in _NOTHING_YET else ["outcome_on", "status_on"]
    known = [(after[name], after[f"{name}_precision"]) for name in dated if after[name] is not None]
    return any(PartialDate(day, Precision(precision or Precision.DAY)).last < published for day, precision in known)


def _apart(after: Columns, *, before: bool) -> Iterator[Invalid]:
    """Where the answers contradict each other; `before` says that what came about is older than the brief."""
    yield from _of_status(after)
    yield from _of_replacement(after)
    if Contribution(after["contribution"]) in CLAIMS:
        if before:
            yield Invalid(_("What came about is older than the brief, so the brief cannot have contributed to it."))
        elif not after["rival_explanation"].strip():
            yield Invalid(_("Say what else may explain the outcome before you say that the brief contributed to it."))


def _of_status(after: Columns) -> Iterator[Invalid]:
    meaning, on = STATUSES[Status(after["status"])], after["status_on"]
    if meaning.closed and on is None:
        said = _("To close a recommendation as “{label}”, give the day on which that came about.")
        yield Invalid(said.format(label=_(meaning.label)))
    if on is not None and on > today():
        yield Invalid(_("The day on which a status came about cannot lie in the future."))


def _ahead(values: Columns) -> Iterator[Invalid]:
    """Days on which something is said to have been seen, and which have not come."""
    told = {
        "outcome_on": _("The day on which an outcome was seen cannot lie in the future."),
        "verified_on": _("The day of the last check cannot lie in the future."),
    }
    for name, said in told.items():
        day = values.get(name)
        if day is not None and day > today():
            yield Invalid(said)


def _of_replacement(after: Columns) -> Iterator[Invalid]:
    if after["status"] == Status.SUPERSEDED and after["superseded_by_id"] is None:
        yield Invalid(_("Name the later recommendation that has replaced this one."))


def _of_evidence(before: str, status: str, strength: Callable[[], int]) -> Iterator[Invalid]:
    if status == Status.ADOPTED != before and strength() < STRENGTH_TO_ADOPT:
        yield TooLittleEvidence(
            _(
                "To close a recommendation as “{label}”, first add evidence of strength {n} or more: "
                "a news report, a public document, a named source, or better."
            ).format(label=_(STATUSES[Status.ADOPTED].label), n=STRENGTH_TO_ADOPT)
        )

"""What the board must not mistake: what nobody knows yet, what waits, what is late, how all of it is counted."""

from tracker.queries.counts import Totals
from tracker.queries.meetings import Prepared
from tracker.queries.rates import of_totals
from tracker.queries.standing import Standing
from tracker.settings import settings
from tracker.stats.rates import Rate
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.vocabulary.numbers import number, percents, recommendations
from tracker.vocabulary.said_dates import day
from tracker.vocabulary.statuses import Group, Status, Success, statuses


def covers(whole: Totals, years: tuple[str, str] | None, *, sample: bool) -> str:
    """When the briefs were published, and whether what is told of them is invented, as it is in sample data.

    `years` are the first and the last of them, None where none is known.
    """
    invented = _("Sample data: statuses, outcomes and evidence are invented.") if sample else ""
    return " ".join(part for part in (_published(whole, years), invented) if part)


def prepared_for(told: Prepared | None) -> str:
    """For which meeting a report was prepared, and whether it was approved; None is the report of no meeting."""
    if told is None:
        return _("No meeting's report: nobody has approved it.")
    meeting = day(told.day.isoformat())
    if told.approved_at is None:
        return _("A draft for the meeting on {day}.").format(day=meeting)
    said = _("Report for the meeting on {day}, approved on {approved}.")
    again = _("Report for the meeting on {day}, version {edition}, approved on {approved}.")
    approved = day(told.approved_at.astimezone(settings().zone).date().isoformat())
    return (said if told.edition == 1 else again).format(day=meeting, edition=told.edition, approved=approved)


def _published(whole: Totals, years: tuple[str, str] | None) -> str:
    if not years:
        return _("The dates of the briefs are not known.")
    first, last = years
    if first == last:
        said = _("The briefs were published in {first}.")
    else:
        said = _("The briefs were published from {first} to {last}.")
    undated = _("The brief of {n} has no date.").format(n=recommendations(whole.undated)) if whole.undated else ""
    return " ".join(part for part in (said.format(first=first, last=last), undated) if part)


def nothing(inside: Totals) -> str:
    """Why there is nothing to report; `inside` is what the institute itself may count."""
    if inside.total:
        return _("What is known so far rests on confidential evidence, so there is nothing to report here.")
    if not inside.pending:
        return _("No recommendation has been taken in yet, so there is nothing to report.")
    said = ngettext(
        "{n} headline recommendation is to be confirmed by an editor. Until then there is nothing to report.",
        "{n} headline recommendations are to be confirmed by an editor. Until then there is nothing to report.",
        inside.pending,
    )
    return said.format(n=number(inside.pending))


def unknown(totals: Totals, standing: Standing) -> tuple[str, ...]:
    """A sentence for each thing that is not known yet, or no longer, with its numbers; empty where all is."""
    said = (
        _unassessed(totals.statuses[Status.NOT_ASSESSED], totals.total),
        _likely(of_totals(totals, Success.PARTLY)),
        _pending(totals.pending),
        _overdue(standing),
        _lapsed(standing),
    )
    return tuple(sentence for sentence in said if sentence)


def _unassessed(n: int, total: int) -> str:
    said = ngettext(
        "{n} of {total} is not assessed, which does not mean nothing came of it.",
        "{n} of {total} are not assessed, which does not mean nothing came of them.",
        n,
    )
    return said.format(n=number(n), total=recommendations(total)) if n else ""


def _likely(found: Rate) -> str:
    """How far the share of the adopted can be trusted: its interval, and what the others would make of it."""
    low, high, worst, best = found.share.low, found.share.high, found.worst, found.best
    if low is None or high is None or worst is None or best is None:
        return ""
    said = (
        _("The share adopted, {part} of {n}, is likely {interval}, and {bounds} whatever became of the unassessed.")
        if found.not_assessed
        else _("The share adopted, {part} of {n}, is likely {interval}.")
    )
    numbers = {"part": number(found.part), "n": number(found.assessed)}
    return said.format(**numbers, interval=percents(low, high), bounds=percents(worst, best))


def _pending(n: int) -> str:
    said = ngettext(
        "{n} more headline one is to be confirmed.",
        "{n} more headline ones are to be confirmed.",
        n,
    )
    return said.format(n=number(n)) if n else ""


def _overdue(standing: Standing) -> str:
    said = ngettext(
        "{n} of the {of} that have a day for their next look is past that day: its status may be old.",
        "{n} of the {of} that have a day for their next look are past that day: their status may be old.",
        standing.overdue,
    )
    return said.format(n=number(standing.overdue), of=number(standing.with_due)) if standing.overdue else ""


def _lapsed(standing: Standing) -> str:
    lapsed = standing.adopted - standing.in_force
    said = ngettext(
        "{n} of {of} adopted should have been checked again, and is not counted as in force.",
        "{n} of {of} adopted should have been checked again, and are not counted as in force.",
        lapsed,
    )
    return said.format(n=number(lapsed), of=number(standing.adopted)) if lapsed else ""


def counting(totals: Totals, left_out: int) -> tuple[str, ...]:
    """How the figures are counted, a sentence or two each; `left_out` rest on confidential evidence."""
    return (
        _("Recommendations: the headline ones that an editor has confirmed, each once."),
        _assessed(sum(totals.statuses[status] for status in statuses(Group.OUTSIDE))),
        _(
            "Adopted, at least in part: some of it came into force, or its aim was met by other means. That is "
            "no proof of our influence."
        ),
        _("Still in force: adopted, and not past the day of its next check."),
        _("Parts of the world, authors: one that belongs to several counts in each, so the lines may add up to more."),
        _("Evidence: strength 1 is our own claim, 5 a decision that cites the brief. Full adoption takes at least 2."),
        _left_out(left_out, totals.total + left_out),
    )


def _assessed(outside: int) -> str:
    said = _("Assessed: somebody has checked where it stands.")
    if not outside:
        return said
    more = ngettext(
        "{n} overtaken by events, replaced or withdrawn is not among them.",
        "{n} overtaken by events, replaced or withdrawn are not among them.",
        outside,
    )
    return f"{said} {more.format(n=number(outside))}"


def _left_out(left_out: int, inside: int) -> str:
    said = _("Nothing here rests on confidential evidence.")
    if not left_out:
        return said
    more = ngettext(
        "{n} of {of} confirmed is left out for that.", "{n} of {of} confirmed are left out for that.", left_out
    )
    return f"{said} {more.format(n=number(left_out), of=number(inside))}"

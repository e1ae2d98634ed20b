"""All that a board is told, put together from one view of the store on one day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from tracker.board.annex import Entry, annex
from tracker.board.headline import Figure, headline
from tracker.board.lines import Ranking, by_author, by_region
from tracker.board.remarks import counting, unknown
from tracker.board.stories import Story
from tracker.queries.adoptions import adoptions
from tracker.queries.axes import By
from tracker.queries.counts import Totals, counts, totals
from tracker.queries.filters import Filter
from tracker.queries.standing import standing
from tracker.store.clock import today
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.vocabulary.numbers import number, recommendations

ADOPTIONS = 3
AUTHORS = 6


@dataclass(frozen=True, slots=True)
class Board:
    """One board meeting's numbers and sentences. Nothing in it rests on confidential evidence.

    `as_of` is the day on which it holds, where the institute is, `previous` that of the meeting before. `covering` is
    the director's sentence, `covers` says which recommendations it is about. `totals` are what charts of it draw.
    `decisions` are what the board is asked to decide. `changed`, `unknown` and `counting` are sentences: what changed
    since `previous`, what nobody knows yet, and how the figures are counted. `nothing` is the sentence that stands for
    all of it where there is nothing to count. `records` is every recommendation that a figure counts.
    """

    as_of: date
    previous: date | None
    covering: str
    covers: str
    totals: Totals
    figures: tuple[Figure, ...]
    stories: tuple[Story, ...]
    decisions: tuple[str, ...]
    changed: tuple[str, ...]
    regions: Ranking
    authors: Ranking
    unknown: tuple[str, ...]
    counting: tuple[str, ...]
    nothing: str
    records: tuple[Entry, ...]


def board(session: Session, actor: Person, chosen: Filter) -> Board:
    """The board's numbers and sentences on the recommendations in the view; NotAllowed where the actor may see none."""
    shown = replace(chosen, open_only=True)
    inside, whole = totals(session, actor, chosen), totals(session, actor, shown)
    now = standing(session, actor, shown)
    years = counts(session, actor, By.YEAR, shown)
    return Board(
        as_of=today(),
        previous=None,
        covering="",
        covers=_covers(whole, [key for key in years.loc[years["total"] > 0, "key"] if key]),
        totals=whole,
        figures=headline(whole, now),
        stories=adoptions(session, actor, shown, ADOPTIONS),
        decisions=(),
        changed=(),
        regions=by_region(counts(session, actor, By.REGION_GROUP, shown), whole.total),
        authors=by_author(counts(session, actor, By.AUTHOR, shown), whole.total, AUTHORS),
        unknown=unknown(whole, now),
        counting=counting(whole, inside.total - whole.total),
        nothing="" if whole.total else _nothing(inside),
        records=annex(session, actor, shown),
    )


def _covers(whole: Totals, years: Sequence[str]) -> str:
    if not years:
        return _("The dates of the briefs are not known.")
    if years[0] == years[-1]:
        said = _("The briefs were published in {first}.")
    else:
        said = _("The briefs were published from {first} to {last}.")
    undated = _("The brief of {n} has no date.").format(n=recommendations(whole.undated)) if whole.undated else ""
    return " ".join(part for part in (said.format(first=years[0], last=years[-1]), undated) if part)


def _nothing(inside: Totals) -> str:
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

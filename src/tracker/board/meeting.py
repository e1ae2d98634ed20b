"""All that a board is told, put together from the store as it was at the end of one day."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from tracker.board.annex import Entry, annex
from tracker.board.changed import RANKS, Day, changed, proposed
from tracker.board.headline import Figure, headline
from tracker.board.lines import Ranking, by_author, by_region
from tracker.board.remarks import counting, covers, nothing, prepared_for, unknown
from tracker.queries.axes import By
from tracker.queries.counted import counted, foremost, years
from tracker.queries.counts import Totals, counts, totals
from tracker.queries.filters import Filter
from tracker.queries.ledger import state
from tracker.queries.meetings import Prepared, approved, meeting
from tracker.queries.past import past
from tracker.queries.standing import standing
from tracker.queries.state import present
from tracker.queries.stories import Story, stories
from tracker.store.clock import end_of, now, today
from tracker.store.people_tables import Person

STORIES = 3
PROPOSED = 12
REGIONS, AUTHORS = 4, 3
_ALL = Filter()


@dataclass(frozen=True, slots=True)
class Board:
    """One board meeting's numbers and sentences. Nothing in it rests on confidential evidence.

    `as_of` is the day at whose end it holds, where the institute is, `previous` that of the report to the meeting
    before, None where there was none. `meeting` says for which one it was prepared, and whether that report was
    approved. `covering` is the director's sentence, "" where there is none. `covers` says
    which recommendations it is about. `totals` are what charts of it draw. `decisions` are what the board is asked to
    decide. `changed`, `unknown` and `counting` are sentences: what changed since `previous`, what nobody knows yet, and
    how the figures are counted. `nothing` is the sentence that stands for all of it where there is nothing to count.
    `records` is every recommendation that a figure counts. `history` is the state of the history at the end of the day:
    its last hash, "" before the first change.
    """

    as_of: date
    previous: date | None
    meeting: str
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
    history: str


def board(
    session: Session, actor: Person, chosen: Filter = _ALL, as_of: date | None = None, *, annexed: bool = True
) -> Board:
    """What a board is told of the view at the end of the day `as_of`, of today where none is given.

    Where a report with figures of that day was approved, with its sentence, its stories and its decisions. Without its
    `records` where it is not to be `annexed`: of many recommendations they take far longer than all else. NotAllowed
    where the actor may see none; Invalid for a day that has not come.
    """
    day = as_of or today()
    known = approved(session, actor)
    told = next((one for one in known if one.as_of == day), None)
    return _told(session, actor, chosen, day, told, _before(known, day, told), annexed=annexed)


def draft(session: Session, actor: Person, meeting_id: int, *, annexed: bool = True) -> Board:
    """What a board would be told by a report as it is being prepared, as `board`; for those who approve."""
    told = meeting(session, actor, meeting_id)
    previous = _before(approved(session, actor), told.as_of, told)
    return _told(session, actor, _ALL, told.as_of, told, previous, annexed=annexed)


def proposals(session: Session, actor: Person, meeting_id: int) -> tuple[Story, ...]:
    """Stories worth telling at that meeting, the best first: what changed since the report before it comes first."""
    told, shown = meeting(session, actor, meeting_id), Filter(open_only=True)
    before = _day(session, actor, shown, _before(approved(session, actor), told.as_of, told))
    with _store_at(session, actor, told.as_of) as then:
        return stories(then, actor, shown, proposed(before, counted(then, actor, shown))[:PROPOSED])


def _told(
    session: Session,
    actor: Person,
    chosen: Filter,
    day: date,
    told: Prepared | None,
    previous: date | None,
    *,
    annexed: bool,
) -> Board:
    shown = replace(chosen, open_only=True)
    before = _day(session, actor, shown, previous)
    with _store_at(session, actor, day) as then:
        inside, whole, held = totals(then, actor, chosen), totals(then, actor, shown), standing(then, actor, shown)
        figures = headline(whole, held)
        rows = counted(then, actor, shown) if annexed or previous else foremost(then, actor, shown, RANKS, STORIES)
        wanted = (told.stories if told else ()) or proposed(before, rows)[:STORIES]
        return Board(
            as_of=day,
            previous=previous,
            meeting=prepared_for(told),
            covering=told.covering if told else "",
            covers=covers(whole, years(then, actor, shown), sample=present(session).sample),
            totals=whole,
            figures=figures,
            stories=stories(then, actor, shown, wanted),
            decisions=told.decisions if told else (),
            changed=changed(before, Day(rows, whole.pending), figures) if previous else (),
            regions=by_region(counts(then, actor, By.REGION_GROUP, shown), REGIONS),
            authors=by_author(counts(then, actor, By.AUTHOR, shown), AUTHORS),
            unknown=unknown(whole, held),
            counting=counting(whole, inside.total - whole.total),
            nothing="" if whole.total else nothing(inside),
            records=annex(rows) if annexed else (),
            history=state(session, actor, day),
        )


def _before(known: Sequence[Prepared], day: date, told: Prepared | None) -> date | None:
    """The day of the figures that a board saw last before these.

    Of what was approved later than they nothing counts: made again, the report is the same.
    """
    until = told.approved_at or now() if told else end_of(day)
    earlier = [one for one in known if one.as_of < day and one.approved_at and one.approved_at < until]
    return max((one.as_of for one in earlier if told is None or one.day < told.day), default=None)


def _day(session: Session, actor: Person, shown: Filter, day: date | None) -> Day:
    """What was counted at the end of the day; nothing before the first report."""
    if day is None:
        return Day()
    with _store_at(session, actor, day) as then:
        rows, whole, inside = counted(then, actor, shown), totals(then, actor, shown), replace(shown, open_only=False)
        every = counted(then, actor, inside) if totals(then, actor, inside).total > whole.total else rows
        left_out = {one.reference for one in every} - {one.reference for one in rows}
        return Day(rows, whole.pending, frozenset(left_out))


@contextmanager
def _store_at(session: Session, actor: Person, day: date) -> Iterator[Session]:
    """The store at the end of the day; today's is the one that is there."""
    if day == today():
        yield session
        return
    with past(session, actor, day) as then:
        yield then

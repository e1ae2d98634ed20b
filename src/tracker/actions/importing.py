"""A spreadsheet taken in from end to end: a dry run or the real thing, a chunk at a time, told as it goes."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import islice

from sqlmodel import Session

from tracker.actions import moving_in, returned
from tracker.actions.plan import Plan
from tracker.actions.returned import CHUNK, Judged, Verdict
from tracker.errors import TrackerError
from tracker.reading.sheet import Sheet
from tracker.settings import settings
from tracker.store.history import one_batch
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.vocabulary.labels import label
from tracker.vocabulary.said_dates import moment

WRONG = (Verdict.UNKNOWN, Verdict.INVALID, Verdict.REFUSED)
LEFT_OUT = (*WRONG, Verdict.CONFLICT, Verdict.READING, Verdict.THERE)
"""Verdicts on rows of which nothing is taken in."""

_SHOWN = 20

Progress = Callable[[int, int], None]
Sessions = Callable[[], AbstractContextManager[Session]]


@dataclass(slots=True)
class Told:
    """What came, or would come, of a file: the rows of each verdict counted, the first of each, all that are left out.

    `left_out` has the row's number, what the row is, and why. `batch` is what `tracker undo` takes, "" of a dry run.
    `stopped` says why the import ended before its end; what it had taken in until then stays, under that batch.
    `fault` is what ended it where nobody foresaw that.
    """

    counts: Counter[Verdict] = field(default_factory=Counter)
    first: dict[Verdict, list[Judged]] = field(default_factory=dict)
    left_out: list[tuple[int, str, str]] = field(default_factory=list)
    batch: str = ""
    stopped: str = ""
    fault: Exception | None = field(default=None, repr=False)

    def add(self, row: Judged) -> None:
        """Count the row in."""
        self.counts[row.verdict] += 1
        kept = self.first.setdefault(row.verdict, [])
        if len(kept) < _SHOWN:
            kept.append(row)
        if row.verdict in LEFT_OUT:
            self.left_out.append((row.number, row.label, why(row)))

    @property
    def wrong(self) -> int:
        """How many rows cannot be taken in as they are."""
        return sum(self.counts[verdict] for verdict in WRONG)

    @property
    def wanted(self) -> int:
        """How many rows add or change something."""
        return self.counts[Verdict.ADD] + self.counts[Verdict.CHANGE]


def why(row: Judged) -> str:
    """Why the row is left out, in words; of a conflict both values, who and when; and what else is not taken in."""
    clashes = (
        _("{field}: it was “{seen}”, {who} made it “{now}” ({at}), the file says “{entered}”.").format(
            field=label(clash.field),
            seen=clash.seen,
            now=clash.now,
            entered=clash.entered,
            who=clash.who or _("somebody"),
            at=moment(clash.at, settings().zone) if clash.at else "–",
        )
        for clash in row.clashes
    )
    return " ".join(part for part in (row.why, *clashes, row.besides) if part)


def dry_run(
    reading: Sessions, actor: Person, sheet: Sheet, plan: Plan | None, progress: Progress = lambda _done, _all: None
) -> Told:
    """What taking the file in would do; nothing is written. `plan` is None for an export of ours."""
    told = Told()
    judge = _Returned(returned.judge) if plan is None else _Foreign(moving_in.judge, plan)
    for done, chunk in _chunks(sheet):
        with reading() as session:
            for row in judge(session, actor, chunk):
                told.add(row)
        progress(done, sheet.count)
    return told


def run(
    writing: Sessions, actor: Person, sheet: Sheet, plan: Plan | None, progress: Progress = lambda _done, _all: None
) -> Told:
    """Take the file in: each chunk is one unit of work, all of them one batch. Rows in error are left out."""
    take = _Returned(returned.take) if plan is None else _Foreign(moving_in.take, plan)
    with one_batch() as batch:
        told = Told(batch=batch)
        try:
            for done, chunk in _chunks(sheet):
                with writing() as session:
                    rows = list(take(session, actor, chunk))
                for row in rows:
                    told.add(row)
                progress(done, sheet.count)
        except TrackerError as wrong:
            told.stopped = str(wrong)
        except KeyboardInterrupt:
            told.stopped = _("somebody stopped it.")
        except Exception as wrong:  # whatever ends it, the batch must be told, or nobody can undo what went in
            told.fault = wrong
            told.stopped = _("something went wrong on our side ({kind}). Please report it.").format(
                kind=type(wrong).__name__
            )
    return told


class _Returned:
    """Rows of an export of ours, with the references met so far."""

    def __init__(self, act: Callable[..., Iterator[Judged]]) -> None:
        self._act, self._met = act, set[str]()

    def __call__(self, session: Session, actor: Person, chunk: list[returned.Record]) -> Iterator[Judged]:
        return self._act(session, actor, chunk, self._met)


class _Foreign:
    """Rows of a foreign file, with what they have brought so far."""

    def __init__(self, act: Callable[..., Iterator[Judged]], plan: Plan) -> None:
        self._act, self._plan, self._met = act, plan, set[bytes]()

    def __call__(self, session: Session, actor: Person, chunk: list[returned.Record]) -> Iterator[Judged]:
        return self._act(session, actor, chunk, self._plan, self._met)


def _chunks(sheet: Sheet) -> Iterator[tuple[int, list[returned.Record]]]:
    """The rows a chunk at a time, and how many there were up to its end."""
    records, done = sheet.records(), 0
    while chunk := list(islice(records, CHUNK)):
        done += len(chunk)
        yield done, chunk

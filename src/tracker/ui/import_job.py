"""An import under way: it runs beside the page, so that a view may be cut, left or reloaded without harm to it."""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

import structlog

from tracker import translation
from tracker.actions.importing import Progress, Told
from tracker.errors import TrackerError
from tracker.reading.sheet import Sheet
from tracker.translation import gettext as _

_log = structlog.get_logger("tracker.ui")


@dataclass(slots=True)
class Job:
    """How far it is with the sheet, and what came of it: `told`, or `failed` in a sentence."""

    sheet: Sheet = field(repr=False)
    done: int = 0
    total: int = 0
    told: Told | None = None
    failed: str = ""
    thread: threading.Thread | None = field(default=None, repr=False)

    @property
    def running(self) -> bool:
        """Whether it is still at work."""
        return self.told is None and not self.failed

    def at(self, done: int, total: int) -> None:
        """Note how far it is."""
        self.done, self.total = done, total


_UNDER_WAY: dict[Hashable, Job] = {}


def under_way(whose: Hashable) -> Job | None:
    """What was begun under this name and not let go of, also where the view was loaded anew meanwhile."""
    return _UNDER_WAY.get(whose)


def let_go(whose: Hashable, job: Job) -> None:
    """What came of this job has been seen; another one that was begun since stays."""
    if _UNDER_WAY.get(whose) is job:
        del _UNDER_WAY[whose]


def start(work: Callable[[Progress], Told], sheet: Sheet, whose: Hashable = None) -> Job:
    """Begin the work on the sheet; the job tells of it as it goes on, and is found again by `whose` where given."""
    job, language = Job(sheet), translation.spoken()
    if whose is not None:
        _UNDER_WAY[whose] = job

    def run() -> None:
        translation.speak(language)
        try:
            told = work(job.at)
            if told.fault:
                _log.error("import stopped", exc_info=told.fault)
            job.told = told
        except TrackerError as wrong:
            job.failed = str(wrong)
        except Exception as wrong:  # the page must learn of whatever ends the work
            _log.error("import failed", exc_info=wrong)
            job.failed = _("Something went wrong on our side. Try again; what was taken in before stays.")

    job.thread = threading.Thread(target=run, name="import", daemon=True)
    job.thread.start()
    return job

"""Who reads a large archive: workers of this machine's own, or those of a Dask scheduler that nobody overhears."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from tracker.errors import Invalid, NoWorkers
from tracker.settings import settings
from tracker.translation import gettext as _

ANSWERING = 20
"""Within so many seconds a scheduler must answer."""
PATIENCE = 60
"""For so many seconds it may be that no worker is there: a new one needs some to start."""
STALLED = 600
"""So long may workers be there and nothing be done, beside the time of what one is given; one that has been silent for
five minutes is given up by the scheduler, and what it had goes to others.
"""
_QUIET = {
    "distributed.admin.large-graph-warning-threshold": "2GiB",
    "distributed.admin.low-level-log-length": 0,
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
}
"""A large brief is no large graph, nobody needs to look in, and a log of the last messages would hold their briefs."""


class Hands:
    """The workers behind a client, looked at from time to time: how many files they read at once, and whether any."""

    def __init__(self, client: Any, given: int = 1) -> None:
        """`given` is how many files a worker is given at once."""
        self.client = client
        self._given = given
        self.count = 1
        self._there = self._done = monotonic()
        self.look()

    def done(self) -> None:
        """Remember that a worker has answered."""
        self._done = monotonic()

    def look(self) -> None:
        """Count them anew; NoWorkers where there has been none, or nothing done, for too long."""
        try:
            self.count = sum(self.client.nthreads(callback_timeout=ANSWERING).values())
        except Exception:  # however it is that the scheduler does not say
            self.count = 0
        now = monotonic()
        self._there = now if self.count else self._there
        if now - self._there > PATIENCE:
            raise NoWorkers(
                _(
                    "No worker is left that reads. What was read before is in; see to the workers, then give the same "
                    "command again: it goes on with the rest."
                )
            )
        if now - self._done > STALLED + self._given * settings().parse_seconds:
            raise NoWorkers(
                _(
                    "The workers do not finish any file. What was read before is in; start the workers anew, then give "
                    "the same command again: it goes on with the rest."
                )
            )


@contextmanager
def cluster(workers: int, scheduler: str) -> Iterator[Any]:
    """A Dask client of so many workers of this machine's own, or of those of the scheduler.

    Invalid for a scheduler that can be overheard, or that does not answer, and where Dask is not installed.
    """
    if scheduler:
        refuse_open_line(scheduler)
    try:
        # Only who reads an archive needs Dask, which is an extra.
        import dask  # noqa: PLC0415
        import distributed  # noqa: PLC0415
    except ImportError as wrong:
        raise Invalid(
            _("Reading with workers needs Dask, which is not installed. Install the tracker with its extra “archive”.")
        ) from wrong
    _hush()
    with ExitStack() as opened:
        opened.enter_context(dask.config.set(_QUIET))
        try:
            client = opened.enter_context(_client(distributed, workers, scheduler, opened))
        except (OSError, TimeoutError, ValueError, TypeError) as wrong:
            raise Invalid(
                _("No Dask scheduler could be used ({why}). Is it running, and does it know your certificate?").format(
                    why=str(wrong).partition("\n")[0] or type(wrong).__name__
                )
            ) from wrong
        yield client


def _hush() -> None:
    """What Dask says of lost workers is dealt with here."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in ("distributed", "asyncio", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL)


def _client(distributed: Any, workers: int, scheduler: str, opened: ExitStack) -> Any:
    if scheduler:
        security = _certificates(distributed) if scheduler.startswith("tls://") else distributed.Security()
        # A client that reaches nobody is long in closing.
        asyncio.run(_reach(distributed, scheduler, security))
        return distributed.Client(scheduler, security=security, timeout=ANSWERING, set_as_default=False)
    # Without certificates of its own, anybody on this machine could give its workers work.
    security = distributed.Security.temporary()
    local = distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        security=security,
        dashboard_address="127.0.0.1:0",
        scheduler_kwargs={"dashboard": False},
        local_directory=opened.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)),
        silence_logs=logging.CRITICAL,
    )
    return distributed.Client(opened.enter_context(local), security=security, set_as_default=False)


async def _reach(distributed: Any, scheduler: str, security: Any) -> None:
    reached = await distributed.comm.connect(scheduler, timeout=ANSWERING, **security.get_connection_args("client"))
    await reached.close()


def _certificates(distributed: Any) -> Any:
    """Those that Dask's own settings name; Invalid where they do not."""
    security = distributed.Security(require_encryption=True)
    if security.get_connection_args("client")["ssl_context"] is None:
        names = ", ".join(f"DASK_DISTRIBUTED__COMM__TLS__{name}" for name in ("CA_FILE", "CLIENT__CERT", "CLIENT__KEY"))
        raise Invalid(_("Encryption needs certificates. Name their files in {names}.").format(names=names))
    return security


def refuse_open_line(scheduler: str) -> None:
    """Invalid for an address at which strangers could read along or answer: TLS, or this machine alone."""
    try:
        address = urlsplit(scheduler)
        host, known = address.hostname or "", address.port is not None
    except ValueError:
        host, known = "", False
    if not known or not host or address.scheme not in ("tls", "tcp"):
        raise Invalid(
            _("{address!r} is no scheduler's address. Give one like tls://host:8786.").format(address=scheduler)
        )
    if address.scheme == "tcp" and not _is_loopback(host):
        raise Invalid(
            _("Anybody on the way to {address} could read the briefs. Use tls:// to reach another machine.").format(
                address=scheduler
            )
        )


def _is_loopback(host: str) -> bool:
    # What the web consists of is long in coming, and nobody else here waits for it.
    from tracker.web.loopback import is_loopback  # noqa: PLC0415

    return is_loopback(host)

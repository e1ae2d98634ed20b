"""Being told to stop: what a command is at is put in order first."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def stopped_as_by_hand() -> Iterator[None]:
    """Within, whoever ends the program by SIGTERM, as cron and systemd do, ends it as Ctrl+C would."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)

"""Running a command as `tracker` does, within the test's own process."""

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from unittest.mock import patch

from tracker.cli import main


@dataclass(frozen=True, slots=True)
class Done:
    """What a command printed, and its exit status."""

    out: str
    err: str
    status: int


def run(*arguments: str) -> Done:
    """Run `tracker ARGUMENTS`."""
    out, err = io.StringIO(), io.StringIO()
    status = 0
    with patch.object(sys, "argv", ["tracker", *arguments]), redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as end:
            status = int(end.code or 0)
    return Done(out.getvalue(), err.getvalue(), status)

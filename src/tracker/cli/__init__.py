"""The command line: the verbs of the tracker without a browser."""

import sys
from io import TextIOWrapper

from typer import Abort, TyperException

from tracker.cli.program import program
from tracker.errors import TrackerError
from tracker.settings import settings
from tracker.translation import gettext as _
from tracker.translation import speak


def main() -> None:
    """Run `tracker`: what goes wrong is one line on standard error, and exit status 1, or 2 for a wrong use."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_status())


def _status() -> int:
    """Run the command; gives the exit status."""
    try:
        speak(settings().language)
        return int(program(standalone_mode=False) or 0)
    except TyperException as wrong:
        message, status = wrong.format_message(), wrong.exit_code
    except TrackerError as wrong:
        message, status = str(wrong), 1
    except Abort:
        message, status = _("Stopped."), 130
    except OSError as wrong:  # what prints says so nowhere else
        told = _("Not all could be printed ({why}). What was asked for may be done: look before you ask again.")
        if wrong.filename:
            told = _("“{file}” cannot be used: {why}.")
        message, status = told.format(file=wrong.filename, why=wrong.strerror or wrong), 1
    if message.strip():
        sys.stderr.write(f"tracker: {' '.join(message.replace('Value error, ', '').split())}\n")
    return status

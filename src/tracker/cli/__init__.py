"""The command line: the verbs of the tracker without a browser."""

import sys
from io import TextIOWrapper

from tracker.cli.program import program
from tracker.errors import TrackerError
from tracker.settings import settings
from tracker.translation import speak


def main() -> None:
    """Run `tracker`: what goes wrong is one line on standard error, and exit status 1, or 2 for a wrong use."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        speak(settings().language)
        program()
    except TrackerError as wrong:
        sys.stderr.write(f"tracker: {wrong}\n")
        sys.exit(1)

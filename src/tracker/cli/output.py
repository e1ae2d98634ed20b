"""Printing results: for people, for spreadsheets, for programs."""

import os
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from errno import EACCES, ELOOP
from pathlib import Path
from secrets import token_hex
from typing import Any

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tracker.errors import Invalid
from tracker.exports.csv_file import csv_lines
from tracker.exports.json_list import json_lines
from tracker.translation import gettext as _

_PIPE_WIDTH = 240


def console() -> Console:
    """A console for tables: as wide as the terminal, or wide enough for a file."""
    wide = Console(highlight=False, markup=False, emoji=False)
    return wide if wide.is_terminal else Console(highlight=False, markup=False, emoji=False, width=_PIPE_WIDTH)


def printable(value: Any) -> str:
    """A value as a person reads it; other people's words cannot steer the terminal."""
    if value is None:
        return "–"
    if isinstance(value, (list, tuple)):
        return ", ".join(printable(one) for one in value)
    return "".join(c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Cf") else "" for c in str(value))


def table(heads: Mapping[str, str], rows: Iterable[Sequence[Any]], caption: str = "") -> None:
    """Print rows under `heads`, each with its justification ("left", "right")."""
    grid = Table(box=SIMPLE_HEAD, pad_edge=False)
    for head, side in heads.items():
        grid.add_column(Text(head), justify="right" if side == "right" else "left", overflow="fold")
    for row in rows:
        grid.add_row(*(Text(printable(value)) for value in row))
    if grid.rows:
        console().print(grid)
    if caption:
        line(caption)


@contextmanager
def in_place_of(file: Path) -> Iterator[Path]:
    """Where to write what takes the place of a file once it is whole: where that fails, what stood there stays.

    Invalid where it cannot be written.
    """
    try:
        beside = file.is_file() or not file.exists()  # nothing takes the place of a pipe
        there = _led_to(file) if beside else file
        if beside and file.exists() and not os.access(there, os.W_OK):
            raise PermissionError(EACCES, os.strerror(EACCES))
        made = there.with_name(f".{token_hex(8)}") if beside else there
        try:
            yield made
            if beside:
                _take_the_place(made, there)
        finally:
            if beside:
                with suppress(OSError):
                    made.unlink(missing_ok=True)
    except OSError as wrong:
        why = wrong.strerror or str(wrong)
        raise Invalid(_("“{name}” cannot be written: {why}.").format(name=file.name, why=why)) from wrong


def _led_to(file: Path) -> Path:
    try:
        return file.resolve()
    except RuntimeError as wrong:  # Python's word for links that lead in a circle
        raise OSError(ELOOP, os.strerror(ELOOP)) from wrong


def _take_the_place(made: Path, there: Path) -> None:
    """Give the file the name and the mode of the one before."""
    with suppress(OSError):
        shutil.copymode(there, made)
    made.replace(there)


def csv(columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> None:
    """Print rows as CSV; no cell can act as a formula in a spreadsheet."""
    for line in csv_lines(columns, rows):
        sys.stdout.write(line)


def json_list(objects: Iterable[Mapping[str, Any]]) -> None:
    """Print objects as one JSON list, an object a line."""
    for piece in json_lines(objects):
        sys.stdout.write(piece)


def line(text: str) -> None:
    """Print one line; what is no line of text in it is left out."""
    typer.echo(" ".join(printable(text).split("\n")))

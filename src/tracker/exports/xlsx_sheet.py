"""A spreadsheet that goes out and comes back, as a workbook of text alone; a second sheet says how to use it."""

from collections.abc import Iterable, Sequence
from io import BufferedWriter, FileIO
from pathlib import Path
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from tracker.errors import Invalid
from tracker.translation import gettext as _
from tracker.translation import marked
from tracker.vocabulary import columns
from tracker.vocabulary.cells import fitting, shown
from tracker.vocabulary.statuses import STATUSES, Status

_MOST_ROWS = 1_048_575
_WIDE = {"wording": 60, "outcome": 40, "rival_explanation": 30, "notes": 30, "why": 30, "title": 40, "evidence": 40}
_USUAL = 16
_DARK, _EDITED, _READ = "#1a1a1a", "#fff2cc", "#e7e6e6"


def write(target: Path | IO[bytes], heads: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write the workbook a row at a time, so that memory stays flat; gives how many rows there were.

    Invalid where there are too many for one workbook; OSError where it cannot be written.
    """
    try:
        if not isinstance(target, Path):
            return _write(target, heads, rows)
        with _Filling(target, "wb") as file:
            with BufferedWriter(file) as out:
                count = _write(out, heads, rows)
            if file.wrong:
                raise file.wrong
            return count
    except FileCreateError as wrong:
        raise OSError(*getattr(wrong.args[0], "args", wrong.args)) from wrong


class _Filling(FileIO):
    """A file that keeps what went `wrong` with it and takes the rest in vain: a zip file that is given up midway writes
    its end all the same, and what it says then goes past everybody.
    """

    wrong: OSError | None = None

    def write(self, data: Any) -> int:
        if self.wrong is None:
            try:
                return super().write(data)
            except OSError as wrong:
                self.wrong = wrong
        return len(data)


def _write(target: IO[bytes], heads: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(target, {**options, "strings_to_numbers": False}) as book:
        page = book.add_worksheet(_("Recommendations"))
        count = _fill(book, page, heads, rows)
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, max(count, 1), len(heads) - 1)
        if columns.WHY in heads:
            _offer_words(page, heads, count)
        _explain(book, heads)
    return count


def _fill(book: Any, page: Any, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    text = book.add_format({"num_format": "@", "valign": "top", "quote_prefix": True})
    for place, name in enumerate(heads):
        page.set_column(place, place, _WIDE.get(name, _USUAL), text)
    for place, name in enumerate(heads):
        page.write_string(0, place, name, _head(book, name))
    count = 0
    for count, row in enumerate(rows, start=1):
        if count > _MOST_ROWS:
            raise Invalid(
                _("A workbook holds no more than {n} rows. Filter the list, or take CSV.").format(n=_MOST_ROWS)
            )
        for place, cell in enumerate(row):
            page.write_string(count, place, fitting(shown(cell, as_text=True)), text)
    return count


def _head(book: Any, name: str) -> Any:
    colour = _EDITED if name in columns.EDITABLE or name == columns.WHY else _READ
    return book.add_format({"bold": True, "num_format": "@", "bg_color": colour, "font_color": _DARK, "bottom": 1})


def _offer_words(page: Any, heads: Sequence[str], count: int) -> None:
    """Let the columns of words take no other word."""
    for place, name in enumerate(heads):
        if name in columns.WORDS:
            page.data_validation(
                1,
                place,
                max(count, 1),
                place,
                {
                    "validate": "list",
                    "source": [word.value for word in columns.WORDS[name]],
                    "ignore_blank": True,
                    "error_title": _("Not one of the words"),
                    "error_message": _("Choose a word from the list. The sheet “How to use” says what each means."),
                },
            )


def _explain(book: Any, heads: Sequence[str]) -> None:
    page = book.add_worksheet(_("How to use"))
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, 0, 22)
    page.set_column(1, 1, 26)
    page.set_column(2, 2, 90, wrapped)
    for number, (cells, strong) in enumerate(_explained(heads)):
        for place, cell in enumerate(cells):
            page.write_string(number, place, cell, bold if strong or place == 0 else wrapped)


def _explained(heads: Sequence[str]) -> Iterable[tuple[tuple[str, ...], bool]]:
    """The lines of the second sheet: three cells each, and whether they are a heading."""
    if columns.WHY in heads:
        yield (_("How to use this workbook"),), True
        for line in _STEPS:
            yield ("", "", _(line)), False
    yield (_("Columns"), "", _("Meaning")), True
    for name in heads:
        known = columns.EDITABLE.get(name) or columns.CONTEXT.get(name) or _OTHER[name]
        yield (name, _("may be changed") if name in columns.EDITABLE else "", _(known)), False
    for name, words in columns.WORDS.items():
        yield (_("Words of {column}").format(column=name), _("Label"), _("Meaning")), True
        for word, label in words.items():
            told = STATUSES[Status(word)].definition if name == "status" else ""
            yield (word.value, _(label), _(told) if told else ""), False


_STEPS = (
    marked("Change the cells under the yellow heads, save the file, and import it again on the page Import."),
    marked("Leave “reference” and “seen” as they are: they say which record a row is, and its version then."),
    marked(
        "Before anything is written you are shown what would change, what somebody else has changed meanwhile, and "
        "what cannot be taken in and why. Afterwards the whole import can be undone at once."
    ),
    marked("Rows may be left out, sorted and filtered. An empty cell takes a value away."),
    marked(
        "What a spreadsheet would take for a formula has an apostrophe before it, which is taken away on the way in."
    ),
)
_OTHER = {
    columns.REFERENCE: marked("What the recommendation is called for good."),
    columns.SEEN: marked("The version of the record when the file was made."),
    columns.WHY: marked("What your change rests on. A row that you change needs it; it is kept in the history."),
}

"""A row of a spreadsheet is taken in whole or not at all: what keeps one from being read, whatever its cells say."""

from collections.abc import Iterable, Mapping

from tracker.reading.sheet import UnreadCell
from tracker.translation import gettext as _


def broken(record: Mapping[str, str], columns: Iterable[str]) -> str:
    """Why the row, as `Sheet.records` has it, cannot be read, in words that name the columns; "" where it can.

    `columns` are those that are read: what stands in the others does no harm.
    """
    if record.get(""):
        return _("This row has more cells than the table has columns.")
    unread = {name: cell for name in columns if isinstance(cell := record.get(name), UnreadCell)}
    open_ = [name for name, cell in unread.items() if cell.formula]
    wrong = [f"{name} ({cell})" for name, cell in unread.items() if not cell.formula]
    said = []
    if open_:
        told = _("{columns}: the file holds a formula there and not its value. {how}")
        how = _("Open it in a spreadsheet program and save it again.")
        said.append(told.format(columns=", ".join(open_), how=how))
    if wrong:
        told = _("{columns}: the value there is an error. {how}")
        how = _("Open the file in a spreadsheet program, mend it there and save it again.")
        said.append(told.format(columns=", ".join(wrong), how=how))
    return " ".join(said)

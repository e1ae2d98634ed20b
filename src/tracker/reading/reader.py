"""One door for every format: bytes in, Document out, or an error that says why not."""

from collections.abc import Callable

from tracker.document import Document, Format
from tracker.errors import DamagedFile, EmptyFile, NotReadable, OversizedFile, ParseLimit
from tracker.reading.building import Draft, assemble
from tracker.reading.docx import read_docx
from tracker.reading.html import read_html
from tracker.reading.lone_numbers import counted
from tracker.reading.markdown import read_markdown
from tracker.reading.pdf import read_pdf
from tracker.reading.quoting import unquoted
from tracker.reading.sniff import sniff
from tracker.reading.text import read_text
from tracker.translation import gettext as _
from tracker.vocabulary.numbers import number

LARGEST = 25 * 1024 * 1024
MOST_TEXT = 2_000_000
"""Characters of the longest text that is read as one brief: about a thousand pages."""
_READERS: dict[Format, Callable[[bytes], Draft]] = {
    Format.TXT: read_text,
    Format.MARKDOWN: read_markdown,
    Format.HTML: read_html,
    Format.DOCX: read_docx,
    Format.PDF: read_pdf,
}


def read(name: str, data: bytes, *, largest: int = LARGEST) -> Document:
    """Read a file of at most `largest` bytes; its format is told by content, then by suffix.

    Raises one of the children of NotReadable and nothing else, whatever the bytes.
    """
    refuse_size(name, data, largest)
    try:
        form = sniff(name, data)
        draft = _READERS[form](data)
        draft.pieces = counted(unquoted(draft.pieces))
        document = assemble(name, form, draft)
    except NotReadable:
        raise
    except MemoryError as problem:
        raise ParseLimit(
            _("Reading “{name}” took more memory than one file may take. Split it and try again.").format(name=name)
        ) from problem
    except Exception as problem:
        raise DamagedFile(
            _("“{name}” is damaged and cannot be read. Open it where it was made, save it again and retry.").format(
                name=name
            )
        ) from problem
    if not document.text:
        raise EmptyFile(_("“{name}” holds no text. Choose another file.").format(name=name))
    if len(document.text) > MOST_TEXT:
        told = _("“{name}” holds {n} characters of text; at most {most} are read as one brief. Split it and try again.")
        raise ParseLimit(told.format(name=name, n=number(len(document.text)), most=number(MOST_TEXT)))
    return document


def refuse_size(name: str, data: bytes, largest: int) -> None:
    """Raise EmptyFile or OversizedFile."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise EmptyFile(_("“{name}” is empty. Choose another file.").format(name=name))
    if len(data) > largest:
        raise OversizedFile(
            _("“{name}” is larger than {limit} MB, the most that is read. Leave out its pictures or split it.").format(
                name=name, limit=round(largest / 1024 / 1024, 1)
            )
        )

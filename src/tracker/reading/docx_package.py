"""A Word file as its XML parts, through python-docx, guarded against bombs; no other module knows the parser."""

import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml import parse_xml

from tracker.errors import UnknownFormat
from tracker.reading.archive import guard
from tracker.translation import gettext as _

_MOST_XML = 96 * 1024 * 1024
_CORE = ("title", "author", "subject", "keywords", "category", "last_modified_by", "created", "modified", "comments")
_NAMES = {"author": "creator", "last_modified_by": "lastModifiedBy", "comments": "description"}
_TYPES = "[Content_Types].xml"
_MAIN = re.compile(
    rb"application/vnd\.(?:ms-word\.(?:document|template)\.macroEnabled(?:Template)?"
    rb"|openxmlformats-officedocument\.wordprocessingml\.template)\.main\+xml"
)
_PLAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONS = "_rels/.rels"
_STRICT = re.compile(rb"([\"'])http://purl\.oclc\.org/ooxml/(\w+)/")
_USUAL = rb"\1http://schemas.openxmlformats.org/\2/2006/"
_INSERTED = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}altChunk"

Element = Any


@dataclass(slots=True)
class Package:
    """The parts of a Word file as XML elements; `margins` are the roots of headers and footers."""

    body: Element
    styles: Element | None = None
    numbering: Element | None = None
    footnotes: Element | None = None
    endnotes: Element | None = None
    margins: list[Element] = field(default_factory=list)
    properties: dict[str, tuple[str, ...]] = field(default_factory=dict)


def open_package(data: bytes) -> Package:
    """Open the file; raises DamagedFile or EncryptedFile, and UnknownFormat where a file inserted in it holds text."""
    guard(data, _MOST_XML)
    document = docx.Document(io.BytesIO(_as_document(_as_usual(data))))
    part = document.part
    package = Package(document.element.body, properties=_properties(document))
    for relation in part.rels.values():
        if relation.is_external:
            continue
        target = relation.target_part
        root = getattr(target, "element", None)
        if relation.reltype == RELATION.STYLES:
            package.styles = root
        elif relation.reltype == RELATION.NUMBERING:
            package.numbering = root
        elif relation.reltype == RELATION.FOOTNOTES:
            package.footnotes = root if root is not None else _parsed(target.blob)
        elif relation.reltype == RELATION.ENDNOTES:
            package.endnotes = root if root is not None else _parsed(target.blob)
        elif relation.reltype in {RELATION.HEADER, RELATION.FOOTER}:
            package.margins.append(root if root is not None else _parsed(target.blob))
    _refuse_inserted(package)
    return package


def _refuse_inserted(package: Package) -> None:
    """Other programs put whole files into a document, which Word makes part of its text once it saves it."""
    for root in (package.body, package.footnotes, package.endnotes):
        if root is not None and next(root.iter(_INSERTED), None) is not None:
            raise UnknownFormat(
                _(
                    "Part of the text is a file inserted in the document (altChunk), which is not read. Open it in"
                    " Word, save it as Word Document (.docx) and try again."
                )
            )


def _as_usual(data: bytes) -> bytes:
    """A Strict Open XML document with the names that all others use: the same words, called otherwise."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        if not _STRICT.search(old.read(_RELATIONS)):
            return data
        parts = {name: old.read(name) for name in old.namelist()}
    named = {
        name: _STRICT.sub(_USUAL, part) if name.endswith((".xml", ".rels")) else part for name, part in parts.items()
    }
    return _zipped(named)


def _as_document(data: bytes) -> bytes:
    """A template or a file with macros as the plain document that it holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        types = old.read(_TYPES)
        plain = _MAIN.sub(_PLAIN, types)
        if plain == types:
            return data
        return _zipped({name: plain if name == _TYPES else old.read(name) for name in old.namelist()})


def _zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return target.getvalue()


def _parsed(blob: bytes) -> Element:
    return parse_xml(blob)


def _properties(document: Any) -> dict[str, tuple[str, ...]]:
    core = document.core_properties
    found: dict[str, tuple[str, ...]] = {}
    for name in _CORE:
        try:
            value = getattr(core, name)
        except (ValueError, AttributeError):
            continue
        if value:
            found[f"core:{_NAMES.get(name, name)}"] = (
                value.isoformat() if hasattr(value, "isoformat") else str(value),
            )
    return found

"""A guard before office files, which are archives: what unpacks to more than an office program writes is refused."""

import io
import re
import zipfile

from tracker.errors import DamagedFile, EncryptedFile
from tracker.translation import gettext as _

_TYPES = "[Content_Types].xml"
_XML = re.compile(r"\.(?:xml|rels)$", re.IGNORECASE)
_PLAIN = tuple(
    b"utf-8 utf8 utf-16 ascii us-ascii iso-8859- latin windows- gb2312 gbk gb18030 big5 shift_jis euc-".split()
)
_MOST_MEMBERS = 3000
_MOST_BYTES = 400 * 1024 * 1024
_MOST_RATIO = 250
_SMALL = 2 * 1024 * 1024
_BLOCK = 1024 * 1024
_TRICKS = tuple(word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le", "utf-16-be"))
_LONGEST_TRICK = max(map(len, _TRICKS))


def guard(data: bytes, most_xml: int) -> None:
    """Raise DamagedFile for an archive that is a trap, EncryptedFile for one under a password.

    `most_xml` is the largest part of XML in bytes.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        if any(member.flag_bits & 1 for member in members):
            raise EncryptedFile(_("The file asks for a password. Save it without one and try again."))
        names = [member.filename for member in members]
        if (
            len(members) > _MOST_MEMBERS
            or len(set(names)) != len(names)
            or sum(one.file_size for one in members) > _MOST_BYTES
        ):
            raise _bomb()
        if any(one.file_size > _SMALL and one.file_size > _MOST_RATIO * max(1, one.compress_size) for one in members):
            raise _bomb()
        if any(one.filename == _TYPES and one.file_size > _SMALL for one in members):
            raise _bomb()
        declared = _declared_as_xml(archive.read(_TYPES)) if _TYPES in names else _XML
        for member in members:
            if declared.search(f"/{member.filename}"):
                _guard_xml(archive, member, most_xml)


def _declared_as_xml(types: bytes) -> re.Pattern[str]:
    """The names of what is parsed as XML: by their endings, and by what the archive itself says of them."""
    ends, parts = set(), set()
    for told in re.findall(r"<(?:\w+:)?(?:Default|Override)\b[^<>]*>", types.decode("utf-8", "replace")):
        said = dict(re.findall(r"(\w+)\s*=\s*[\"']([^\"']*)[\"']", told))
        kind = said.get("ContentType", "").strip().lower()
        if kind.endswith("xml") and not kind.startswith(("image/", "application/xhtml")):
            ends.add(said.get("Extension", ""))
            parts.add(said.get("PartName", ""))
    named = [rf"\.{re.escape(end)}$" for end in ends - {""}] + [f"^{re.escape(part)}$" for part in parts - {""}]
    return re.compile("|".join([_XML.pattern, *named]), re.IGNORECASE)


def _guard_xml(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most_xml: int) -> None:
    size, end = 0, b""
    with archive.open(member) as stream:
        for block in iter(lambda: stream.read(_BLOCK), b""):
            if not size and not _plainly_written(block):
                raise _bomb()
            size += len(block)
            seen = end + block
            if size > most_xml or any(trick in seen for trick in _TRICKS):
                raise _bomb()
            end = seen[-_LONGEST_TRICK:]


def _plainly_written(block: bytes) -> bool:
    """Whether XML that begins so is written as office programs write it, so that nothing in it goes unseen."""
    if block.startswith((b"\xff\xfe\x00\x00", b"\x00\x00", b"<\x00\x00", b"\x4c\x6f\xa7")):
        return False
    declared = re.search(rb"^[^<]{0,8}<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"']*)", block[:400])
    return declared is None or declared[1].lower().startswith(_PLAIN)


def _bomb() -> DamagedFile:
    return DamagedFile(
        _("The file unpacks to what no office program writes. Open it where it was made, save it again and retry.")
    )

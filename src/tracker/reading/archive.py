"""A guard before office files, which are archives: what unpacks to more than an office program writes is refused."""

import io
import re
import zipfile

from tracker.errors import DamagedFile, EncryptedFile
from tracker.translation import gettext as _

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
        for member in members:
            _guard_member(archive, member, most_xml)


def _guard_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most_xml: int) -> None:
    if member.file_size > _SMALL and member.file_size > _MOST_RATIO * max(1, member.compress_size):
        raise _bomb()
    if not re.search(r"\.(?:xml|rels)$", member.filename, re.IGNORECASE):
        return
    size, end = 0, b""
    with archive.open(member) as stream:
        for block in iter(lambda: stream.read(_BLOCK), b""):
            size += len(block)
            seen = end + block
            if size > most_xml or any(trick in seen for trick in _TRICKS):
                raise _bomb()
            end = seen[-_LONGEST_TRICK:]


def _bomb() -> DamagedFile:
    return DamagedFile(
        _("The file unpacks to what no office program writes. Open it where it was made, save it again and retry.")
    )

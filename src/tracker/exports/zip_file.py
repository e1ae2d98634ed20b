"""Files in a zip archive that is the same to the byte whenever it is made."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that an archive can hold, which stands for none."""
_READABLE = 0o644 << 16


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files by name, in this order, packed without the moment of packing."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = _READABLE
            archive.writestr(entry, data)
    return target.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """What an archive holds, by name and in its order."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}

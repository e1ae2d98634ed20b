"""Files become documents: bytes and a name in, one text with blocks over it out."""

from tracker.reading.reader import LARGEST as LARGEST
from tracker.reading.reader import read as read

__all__ = ["LARGEST", "read"]

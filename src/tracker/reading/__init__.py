"""Files become documents: bytes and a name in, one text with blocks over it out."""

from tracker.reading.apart import Reader as Reader
from tracker.reading.apart import read_apart as read_apart
from tracker.reading.apart import sheet_apart as sheet_apart
from tracker.reading.reader import LARGEST as LARGEST
from tracker.reading.reader import read as read

__all__ = ["LARGEST", "Reader", "read", "read_apart", "sheet_apart"]

"""Files become documents with all that is found in them, in processes apart that a hostile file may kill."""

from tracker.parsing.apart import AT_ONCE as AT_ONCE
from tracker.parsing.apart import Parser as Parser
from tracker.parsing.apart import parse_apart as parse_apart
from tracker.parsing.apart import sheet_apart as sheet_apart
from tracker.parsing.parsed import Parsed as Parsed

__all__ = ["AT_ONCE", "Parsed", "Parser", "parse_apart", "sheet_apart"]

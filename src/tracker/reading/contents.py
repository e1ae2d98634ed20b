"""What a line of a table of contents looks like."""

import re

_LEADER = re.compile(r"(?:(?:[.·•]\s?){4,}|(?:…\s?){2,})\s*(?:\d{1,4}|[ivxlc]{1,6})\s*$|(?:[.·•]\s?){8,}$")
_TAIL = 60


def is_contents_line(text: str) -> bool:
    """Whether dots lead from a title to its page, or nothing but dots stands there, as in "Summary ........ 3"."""
    return bool(_LEADER.search(text[-_TAIL:]))

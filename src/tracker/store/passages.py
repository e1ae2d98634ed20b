"""The words of a brief in which a recommendation stands."""

from rapidfuzz.utils import default_process

from tracker.store.tables import Brief, Recommendation


def passage(row: Recommendation, brief: Brief) -> str:
    """All that the brief says for this recommendation; its wording where it has no place in a text."""
    if row.passage_start is None or row.passage_end is None:
        return row.wording
    return brief.text[row.passage_start : row.passage_end]


def says_the_same(row: Recommendation, brief: Brief, other: Recommendation, of: Brief) -> bool:
    """Whether two briefs say the same for a recommendation each, but for signs, blanks and capitals."""
    quotes = (row.quote or row.wording, other.quote or other.wording)
    return all(_words(one) == _words(two) for one, two in (quotes, (passage(row, brief), passage(other, of))))


def holds(text: str, words: str) -> bool:
    """Whether a text has these words one after the other, whatever signs stand between them."""
    wanted = _words(words)
    return bool(wanted) and f" {wanted} " in f" {_words(text)} "


def _words(text: str) -> str:
    return " ".join(default_process(text).split())

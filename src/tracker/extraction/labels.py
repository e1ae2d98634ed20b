"""The labels that documents set recommendations off by: "Recommendation 3", "(Recommendation 3)", a topic in front."""

import itertools
import re
from collections.abc import Iterator

from tracker.document import Block, Document, Span, core_of
from tracker.extraction.addressees import named
from tracker.extraction.clauses import clauses
from tracker.extraction.imperative import imperative

_LABEL = re.compile(
    r"^\W*(?P<label>(?i:(?:policy |key |draft |final |interim |new )?(?:recommendation|rec\.|ask|proposal"
    r"|action|priority)\s*(?:#|no\.)?)\s*"
    r"(?:\d+(?:[.-]\d+)*(?:[.(]?[a-z]\b\)?)?|(?<=\s)(?i:[ivx]+|one|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"|(?<=\s)[A-Z]\b)|R\d+(?:\.\d+)*)\s*(?:\((?=[A-Z])[^()]{2,100}\)\s*)?(?:[.:)\]–—]+\s*|-\s+|\s(?=[A-Z])|$)"
)
_UNCOUNTED = re.compile(
    r"^\W*(?P<label>(?i:(?:key |main |our |policy |audit )?recommendation)"
    r"(?: (?:for|to) (?:the )?[A-Z][^.:;]{2,60})?)(?:[:.]|\s[–—])(?:\s+(?=[A-Z])|\s*$)"
)
"""A label without a number, run in before what is recommended: "Key recommendation: …"."""
_WHOM = re.compile(r"\((?P<in>[^()]{2,100})\)|\b(?:for|to) (?P<to>[^.:;]{2,60})")
_INSIDE = re.compile(r"(?<=[.!?)])\s+(?=(?:(?:Key |Audit )?[Rr]ecommendation|RECOMMENDATION)(?: \d[\d.-]*)?: ?[A-Z])")
"""Where a block that begins with what was found goes on with a label: "… was late. Recommendation: …"."""
_TOPIC = re.compile(r"(?P<topic>[A-Z][\w’' ]{1,30}?)\s*(?::|\s[–—-])\s+(?=\w)")
_LONGEST_TOPIC = 3
"""Words of a topic in front of an order: "Transparency: publish every contract"."""
_BELOW = re.compile(r"(\d{1,2})\s+(?=[A-Z])")
"""What is left of a number with parts whose first part was taken for the marker: "3." and "1 The Commissioner …"."""
_COUNTED = re.compile(
    r"^(?:\d{1,3}(?:\.\d{1,2})*\s+(?=(?:The|We|It|All|That|[A-Z][a-z]+ [a-z])\b)|[a-z]\s+(?=(?:The|We|It|All|That"
    r"|In|By|To)\s))"
)
"""The number of a paragraph that no full stop parts from its words: "22 The Department should …"."""
_BEHIND = re.compile(r"\((?:recommendation|matter for consideration)s?\s+(\d+\w?)\)\s*[.;]?\s*$", re.IGNORECASE)
_BEHIND_ANY = re.compile(r"\((?:recommendation|matter for consideration)s?\s+\d+\w?\)\s*[.;]?", re.IGNORECASE)
_COUNTS = re.compile(r"\d+|[ivxlc]+|[a-z]|\(\w+\)", re.IGNORECASE)


def label_of(words: str, marker: str) -> tuple[str, int]:
    """The label that words or a marker bear ("Recommendation 3"), and how many characters it takes of the words."""
    found = _LABEL.match(marker)
    if found:
        below = _BELOW.match(words) if marker.endswith(".") else None
        return (f"{found['label']}.{below[1]}", below.end()) if below else (found["label"], 0)
    if found := _LABEL.match(words) or (None if marker else _UNCOUNTED.match(words)):
        return found["label"], found.end()
    counted = None if marker else _COUNTED.match(words)
    return "", counted.end() if counted else 0


def addressed_by_label(label: str) -> tuple[str, ...]:
    """Whom a label addresses: "Recommendation 2 (Treasury)", "Recommendation for the Union."; () where nobody."""
    found = _WHOM.search(label)
    return named(found["in"] or found["to"]) if found else ()


def topic_of(words: str) -> int:
    """How many characters a topic in front takes of the words ("Courts: The chief justice should …"), 0 for none."""
    found = _TOPIC.match(words)
    if not found or (" " in found["topic"] and imperative(found["topic"])):
        return 0
    behind = words[found.end() :]
    short = len(found["topic"].split()) <= _LONGEST_TOPIC and not named(found["topic"])
    ordered = behind[0].islower() and short and imperative(behind)
    told = behind[0].isupper() and any(clause.subject for clause in clauses(behind))
    return found.end() if ordered or told else 0


def label_behind(words: str) -> str:
    """The label in brackets behind the words, as in "(Recommendation 3)"."""
    found = _BEHIND.search(words[-60:])
    return found[1] if found else ""


def labelled_parts(document: Document, block: Block) -> Iterator[Span]:
    """The block, cut behind each label in brackets where it bears several, as in "… (Recommendation 1) …", and ahead of
    each label run in among its sentences."""
    words = document.words(block)
    ends = [match.end() for match in _BEHIND_ANY.finditer(words)]
    inside = [match.end() for match in _INSIDE.finditer(words)]
    edges = [0, *sorted({*(ends[:-1] if len(ends) > 1 else []), *inside}), len(block.span)]
    for start, end in itertools.pairwise(edges):
        yield Span(block.span.start + start, block.span.start + end)


def number_of(marker: str) -> str:
    """The number or letter that a marker counts by ("3", "a"), "" for a bullet."""
    core = core_of(marker)
    return core if _COUNTS.fullmatch(core) or _COUNTS.fullmatch(marker) else ""

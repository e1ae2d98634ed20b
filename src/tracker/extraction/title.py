"""The title of the brief with its subtitle: from the page, checked against what the file says of itself."""

import re
from collections import Counter
from collections.abc import Sequence

from tracker.document import BlockKind, Document
from tracker.extraction.front import LONGEST_LINE, Line, Role, hangs, is_body
from tracker.extraction.wordlists import words

_TRUSTED = ("head:title", "jsonld:headline", "meta:citation_title")
"""Properties that somebody wrote for this very brief."""
_HINTS = (
    "meta:og:title",
    "meta:dc.title",
    "meta:DC.title",
    "meta:twitter:title",
    "html:title",
    "core:title",
    "docinfo:title",
)
"""Properties that also hold templates, file names and site names."""
_SUBTITLES = ("head:subtitle", "jsonld:alternativeHeadline")
_FILE = re.compile(
    r"microsoft word|\.(?:docx?|pdf|indd|odt|pptx?|html?|tex|qxd)\b|_|\bv\d|^(?:untitled|doc\d*|document\d*)$", re.I
)
_NUMBERED = re.compile(r"^[A-Z]{1,6}(?:[-/][\dA-Z]+){1,4}[,:]?\s+")
_WORD = re.compile(r"[^\W_]+")
_KIND = re.compile(
    r"(?:(?:an? |the )?(?:[\w-]+ ){0,2}(?:report|paper|note|brief|briefing|memorandum|study)"
    r"(?: (?:of|by|for) (?:the )?(?-i:[A-Z]).*|, (?-i:[A-Z]).*)?"
    r"|(?-i:(?:[A-Z][\w’'-]+ ){1,4}(?:Policy|Research|Discussion|Working|Technical|Briefing)"
    r" (?:Note|Brief|Paper|Report)s?))",
    re.IGNORECASE,
)
"""A line that only says of what kind the paper is: "Final report", "Policy note of the Salt Institute"."""
_COUNTED_KIND = re.compile(
    r"(?:the )?(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|final|interim"
    r"|special|annual|joint)\s+)+(?:report|paper|submission|opinion)(?: of session [\d–—-]+)?\W*",
    re.IGNORECASE,
)
"""A line that only says which paper of a body's it is: "Third Report", "Second Special Report of Session 2011-12"."""
_SALUTATION = re.compile(r"Dear (?:[\w’'.-]+ ){0,7}[\w’'.-]+\s?[,:]?")
"""A whole line that opens a letter: "Dear Minister", "Dear Dr. Lee,"."""
_MOST_LINES = 4
_SHORT = 3
_LABEL_WORDS = 5
_NOTE_MARK = re.compile(r"[*†‡§]+$|(?<=[^\W\d_A-Z]{3})\d{1,2}$")


def title(document: Document, lines: Sequence[Line]) -> str:
    """The title, a subtitle joined to it by ": "; "" where the document has none."""
    hints = _hints(document)
    page = _from_page(document, lines, hints)
    trusted = _trusted(document)
    if trusted and _share(_bag(trusted), _bag(page)) < 1:
        return trusted
    longer = next((hint for hint in hints if _completes(hint, page, lines)), "")
    found = longer or page or trusted or next(iter(hints), "")
    return ": ".join(_cased(part, document) for part in (_cased(found, document)).split(": "))


def _trusted(document: Document) -> str:
    """The title that the file states for this brief, with its subtitle."""
    main = _first(document, _TRUSTED)
    sub = _first(document, _SUBTITLES)
    return _joined([main, sub]) if main and sub and sub not in main else main


def _first(document: Document, names: Sequence[str]) -> str:
    values = (value for name in names for value in document.properties.get(name, ()))
    return next((" ".join(value[:LONGEST_LINE].split()) for value in values if value.strip()), "")


def _hints(document: Document) -> list[str]:
    """What else the file gives as its title, without the site's name, file names and templates left out."""
    site = _first(document, ("meta:og:site_name",))
    found = []
    for name in _HINTS:
        for value in document.properties.get(name, ()):
            flat = " ".join(value[:LONGEST_LINE].split()).removesuffix(site).strip(" |–—-·")
            flat = _NUMBERED.sub("", flat.rsplit(" | ", 1)[0])
            if len(flat.split()) > 1 and not _FILE.search(flat):
                found.append(flat)
    return found


def _from_page(document: Document, lines: Sequence[Line], hints: Sequence[str]) -> str:
    subject = _memo_subject(lines)
    if subject:
        return subject
    named = [at for at, line in enumerate(lines) if line.role is Role.TITLE]
    if not named:
        return _weaker(lines)
    below = [at for at in named if at - 1 in named and _COUNTED_KIND.fullmatch(lines[at - 1].text)]
    named = below or named
    best = _likeliest(document, lines, named, hints) if len(named) > 1 else named[0]
    while best and lines[best - 1].role is Role.TITLE and hangs(lines[best - 1].text):
        best -= 1
    if best and _is_kicker(lines[best - 1], lines[best]):
        return _joined([lines[best - 1].text, _with_subtitle(lines, best, hints).replace(": ", " ")])
    return _with_subtitle(lines, best, hints)


def _likeliest(document: Document, lines: Sequence[Line], named: Sequence[int], hints: Sequence[str]) -> int:
    """The line that is the title, of several that may be."""
    seen = Counter(_key(document.words(block)) for block in document.blocks if block.kind is BlockKind.HEADING)
    running = " ".join(_key(document.words(block)) for block in document.blocks if block.kind is BlockKind.FURNITURE)
    argument = frozenset(_WORD.findall(document.text[lines[-1].block.span.start :].casefold()))
    return max(named, key=lambda at: (_score(lines, at, hints, seen, running) + _echo(lines[at].text, argument), -at))


def _is_kicker(line: Line, below: Line) -> bool:
    """Whether a line is the subject in capitals over a title that is not in capitals."""
    return line.role is Role.TITLE and line.text.isupper() and len(line.text.split()) <= 5 and not below.text.isupper()


def _memo_subject(lines: Sequence[Line]) -> str:
    """What stands behind "Re:" or "Subject:" in the head of a memorandum, or under "Dear Minister" in a letter."""
    for at, line in enumerate(lines):
        opening, colon, rest = line.text.partition(":")
        if colon and opening.strip().casefold() in ("re", "subject"):
            return rest.strip() or (lines[at + 1].text if at + 1 < len(lines) else "")
        dear = line.block.kind is not BlockKind.HEADING and _SALUTATION.fullmatch(line.text.strip())
        if dear and at + 1 < len(lines) and lines[at + 1].role is Role.TITLE:
            return lines[at + 1].text
    return ""


def _weaker(lines: Sequence[Line]) -> str:
    """What comes nearest, where nothing looks like a title: "Submission to ...", else the first heading."""
    headings = [line for line in lines if line.block.kind is BlockKind.HEADING]
    spoken = (line.text for line in lines if line.role is Role.LABEL and len(line.text.split()) > _LABEL_WORDS)
    named = (line.text for line in headings if line.role in (Role.NAMES, Role.BODY, Role.LABEL))
    return next(spoken, "") or next(named, "") or next((line.text for line in headings), "")


def _score(lines: Sequence[Line], at: int, hints: Sequence[str], seen: Counter[str], running: str) -> float:
    """How much speaks for the line at `at` being the title: its rank, its place, its echoes elsewhere."""
    line = lines[at]
    own = _bag(line.text)
    score = 3.0 - 0.5 * line.block.level if line.block.kind is BlockKind.HEADING else 0.0
    score += 0.5 if line.block.lead == line.block.span else 0.0
    score -= 0.4 * sum(other.role is Role.TITLE for other in lines[:at])
    score += 2.5 * max((_share(own, _bag(hint)) for hint in hints), default=0.0)
    score += 1.0 if seen[_key(line.text)] > 1 or (len(own) > 2 and _key(line.text) in running) else 0.0
    score -= 1.2 if at and _outranks(lines[at - 1], line) else 0.0
    ahead = [other.role for other in lines[at + 1 : at + 5]]
    score += 1.0 if Role.NAMES in ahead or Role.DATE in ahead or Role.SECTION in ahead[:1] else 0.0
    score -= 1.0 if line.text.endswith(".") else 0.0
    score -= 2.0 if at and lines[at - 1].role is Role.NAMES and ahead[:1] == [Role.NAMES] else 0.0
    count = sum(own.values())
    return score + (-1.5 if count < 2 else -2.0 if count > 35 else 0.5 if count > 3 else 0.0)


def _echo(text: str, argument: frozenset[str]) -> float:
    """What speaks for a line by its words: the brief uses them, where a motto's or a label's are not its subject."""
    said = _WORD.findall(text.casefold())
    longer = [word for word in said if len(word) > _SHORT]
    labels = sum(word in words("page", "labels") for word in said)
    echo = 1.5 * sum(word in argument for word in longer) / len(longer) if longer else 0.0
    return echo - (1.5 if 2 * labels > len(said) else 0.0)


def _outranks(above: Line, line: Line) -> bool:
    """Whether the line above may be the title to which this one is the subtitle."""
    heading = BlockKind.HEADING
    same = above.block.kind is line.block.kind and above.block.level <= line.block.level
    return above.role is Role.TITLE and (same or (above.block.kind is heading and line.block.kind is not heading))


def _with_subtitle(lines: Sequence[Line], at: int, hints: Sequence[str]) -> str:
    """The title that starts at `at`, with the lines that go on with it and its subtitle."""
    parts = [_NOTE_MARK.sub("", lines[at].text)]
    for place in range(at + 1, min(at + _MOST_LINES + 1, len(lines))):
        line = lines[place]
        goes_on = line.role in (Role.TITLE, Role.BODY) and (hangs(parts[-1]) or line.text[:1].islower())
        imprint = len(parts) > 1 and is_body(line.text.partition(", ")[0].split())
        if not goes_on and (imprint or not _is_subtitle(lines, place, hints)):
            break
        if goes_on or len(parts) > 1 or parts[0].endswith("-"):
            parts[-1] = f"{parts[-1]} {_NOTE_MARK.sub('', line.text)}"
        else:
            parts.append(_NOTE_MARK.sub("", line.text))
    return _joined(parts)


def _is_subtitle(lines: Sequence[Line], at: int, hints: Sequence[str]) -> bool:
    """Whether the line under the title belongs to it: no sentence, and no heading over the first text of the brief."""
    line = lines[at]
    if line.role is not Role.TITLE or line.text.endswith((".", "...", " to:")) or _KIND.fullmatch(line.text):
        return False
    if lines[at - 1].text.endswith(":"):
        return True
    if hints and max(_share(_bag(line.text), _bag(hint)) for hint in hints) > 0.9:
        return True
    follows = lines[at + 1].role if at + 1 < len(lines) else Role.PROSE
    if line.block.kind is BlockKind.HEADING and line.block.level > 1 and follows is Role.PROSE:
        return False
    return lines[at - 1].block.page == line.block.page


def _joined(parts: Sequence[str]) -> str:
    """The parts with ": " between them, and no colon twice."""
    out = parts[0].strip()
    for part in parts[1:]:
        out = f"{out.rstrip(' :–—')}: {part.strip()}" if part.strip() else out
    return out.strip(" :")


def _completes(hint: str, page: str, lines: Sequence[Line]) -> bool:
    """Whether a hint says all that the page's title says and more, and the page shows the rest beside it."""
    said, shown = _bag(hint), _bag(" ".join(line.text for line in lines))
    return bool(page) and said != _bag(page) and not _bag(page) - said and not said - shown


def _bag(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold().replace("’", "").replace("'", "")))


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _share(some: Counter[str], others: Counter[str]) -> float:
    """The share of the first words that the second hold."""
    return sum((some & others).values()) / max(1, sum(some.values()))


def _cased(text: str, document: Document) -> str:
    """A title printed in capitals in the letter case of the body's own words, else with capital initials."""
    letters = [c for c in text if c.isalpha()]
    if sum(c.isupper() for c in letters) < 0.6 * len(letters):
        return text
    mixed = (said for block in document.blocks if not (said := document.words(block)).isupper())
    known = Counter(_WORD.findall(" ".join(mixed)))
    parts = re.split(r"([^\W_]+(?:['’][^\W_]+)?)", text)
    opens = [at <= 1 or parts[at - 1].rstrip().endswith(":") for at in range(len(parts))]
    return "".join(_word(part, known, first=opens[at]) if at % 2 else part for at, part in enumerate(parts))


def _word(word: str, known: Counter[str], *, first: bool) -> str:
    """One word out of capitals: an acronym stays, a small word is small, the rest as a title has it."""
    if not word.isupper() or known[word] > known[word.lower()] + known[word.capitalize()]:
        return word
    lower = word.lower()
    if lower in words("names", "particles") and known[lower] and not first:
        return lower
    return lower if lower in words("page", "hanging") and not first else word[:1] + lower[1:]
